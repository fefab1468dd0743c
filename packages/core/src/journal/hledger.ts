import { formatDay } from '../calendar/index.js'
import { exponentOf, formatMinor } from '../money/index.js'
import { type Fact, factId } from './fact.js'
import type { Posting } from './posting.js'

const roots: { readonly [account: string]: string } = {
  receivable: 'assets:receivable',
  cash_clearing: 'assets:cash clearing',
  unapplied: 'liabilities:unapplied',
  customer_deposits: 'liabilities:customer deposits',
  suspense: 'liabilities:suspense',
  transfer_clearing: 'equity:transfer clearing',
  billed: 'income:billed',
  credits_issued: 'income:credits issued',
  discount_given: 'expenses:discount given',
  bad_debt: 'expenses:bad debt',
  rounding_difference: 'expenses:rounding difference',
  forfeit_income: 'income:forfeit',
  chargeback_loss: 'expenses:chargeback loss',
  fx_gain: 'income:exchange gain',
  refund_due: 'memorandum:refunds due',
  refund_promised: 'memorandum:refunds promised',
}

/**
 * A fact as an hledger transaction, or `''` when it posts nothing.
 *
 * Amounts are in the fact's own currency; a posting that only moves home value has none to show and is left out.
 *
 * @see https://hledger.org/hledger.html#journal-cheatsheet
 * @example
 * // 2026-03-05 (cus_ada/3) payment.settled
 * //     assets:cash clearing          50.00 EUR
 * //     liabilities:unapplied:cus_ada  -50.00 EUR
 */
export function hledgerEntry(fact: Fact): string {
  const lines = fact.postings.filter((line) => line.amount !== 0n)
  if (lines.length === 0) return ''
  const shown = lines.map((line) => `    ${accountName(fact, line)}  ${amount(line)}`)
  return `${formatDay(fact.effectiveOn)} (${safe(factId(fact.customer, fact.version))}) ${fact.type}\n${shown.join('\n')}\n\n`
}

function accountName(fact: Fact, line: Posting): string {
  const parts = [roots[line.account] ?? line.account]
  if (
    line.account === 'receivable' ||
    line.account === 'unapplied' ||
    line.account === 'customer_deposits' ||
    line.account === 'refund_due'
  )
    parts.push(safe(fact.customer))
  if (line.part !== '') parts.push(line.part === 'tax' ? `tax ${safe(line.taxCode)}` : 'net')
  return parts.join(':')
}

function amount(line: Posting): string {
  return `${formatMinor(line.amount, exponentOf(line.currency))} ${line.currency}`
}

/** Text that cannot break a line, an account name or a comment; two different texts stay different. */
function safe(text: string): string {
  const escaped = text.replace(/[\s:;()|*!="%[\]]/gu, (found) => encodeURIComponent(found).replace(/^[^%]$/, hex))
  return escaped === '' ? '%' : escaped
}

const hex = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
