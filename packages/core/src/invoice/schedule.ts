import { type Day, dueDate, formatDay, parseTerms } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import type { InstalmentTerms } from '../journal/fact.js'
import { formatMinor, type Money, splitByPercent } from '../money/index.js'
import type { CheckedAmounts } from './amounts.js'
import type { DiscountTerms } from './discount.js'

/** The due day of an invoice without one where the policy keeps such invoices current: never late. */
export const noDueDay: Day = 2932896

/** When an invoice is due, as given. */
export interface ScheduleTerms {
  readonly dueOn?: Day | undefined
  readonly terms?: string | undefined
  readonly instalments?:
    | readonly { readonly dueOn: Day; readonly amount?: Money | undefined; readonly percent?: string | undefined }[]
    | undefined
}

/** An invoice's instalments, and the discount its terms carry. */
export interface Schedule {
  readonly instalments: readonly InstalmentTerms[]
  readonly terms: string
  readonly discount: DiscountTerms | undefined
}

/**
 * Works out an invoice's instalments from a due day, terms or a list; without any it is due on receipt.
 *
 * @throws ReceivablesError `due_before_issue`, `invalid_terms`, `splits_do_not_add_up`, `invalid_input`
 * @example
 * // 1000.00 issued 2026-03-01, 'net 30'
 * schedule('A-1', amounts, issuedOn, { terms: 'net 30' }).instalments // [{ no: 1, dueOn: '2026-03-31', amount: 100000n }]
 */
export function schedule(
  number: string,
  amounts: CheckedAmounts,
  issuedOn: Day,
  given: ScheduleTerms,
  policy: { readonly terms: string | undefined; readonly missingDueDate: 'onReceipt' | 'current' },
): Schedule {
  const ways = [given.dueOn, given.terms, given.instalments].filter((way) => way !== undefined)
  if (ways.length > 1)
    throw new ReceivablesError(
      'invalid_input',
      `Invoice ${number}: give dueOn, terms or instalments, only one of them.`,
    )
  if (given.instalments !== undefined) {
    const instalments = fromList(number, amounts, given.instalments)
    for (const part of given.instalments) assertNotBefore(number, part.dueOn, issuedOn)
    return { instalments, terms: '', discount: undefined }
  }
  const text = given.terms ?? (given.dueOn === undefined ? policy.terms : undefined)
  const parsed = text === undefined ? undefined : parseTerms(text)
  const fallback = policy.missingDueDate === 'current' ? noDueDay : issuedOn
  const dueOn = given.dueOn ?? (parsed === undefined ? fallback : dueDate(issuedOn, parsed.steps))
  assertNotBefore(number, dueOn, issuedOn)
  return {
    instalments: [{ no: 1, dueOn: formatDay(dueOn), amount: amounts.total }],
    terms: text ?? '',
    discount: parsed?.discount,
  }
}

function assertNotBefore(number: string, dueOn: Day, issuedOn: Day): void {
  if (dueOn < issuedOn)
    throw new ReceivablesError(
      'due_before_issue',
      `Invoice ${number} would be due ${formatDay(dueOn)}, before it is issued on ${formatDay(issuedOn)}.`,
      { dueOn: formatDay(dueOn), issuedOn: formatDay(issuedOn) },
    )
}

function fromList(
  number: string,
  amounts: CheckedAmounts,
  parts: NonNullable<ScheduleTerms['instalments']>,
): InstalmentTerms[] {
  const ordered = parts
    .map((part, index) => ({ ...part, index }))
    .sort((a, b) => a.dueOn - b.dueOn || a.index - b.index)
  const byPercent = ordered.every((part) => part.percent !== undefined && part.amount === undefined)
  const byAmount = ordered.every((part) => part.amount !== undefined && part.percent === undefined)
  if (!byPercent && !byAmount)
    throw new ReceivablesError('invalid_input', `Invoice ${number}: each instalment has an amount, or each a percent.`)
  for (const part of ordered)
    if (part.amount !== undefined && part.amount.currency !== amounts.currency)
      throw new ReceivablesError(
        'currency_mismatch',
        `Invoice ${number} is in ${amounts.currency}, an instalment in ${part.amount.currency}.`,
        { invoice: amounts.currency, instalment: part.amount.currency },
      )
  const sums = byPercent
    ? splitByPercent(
        amounts.total,
        ordered.map((part) => part.percent ?? '0'),
      )
    : ordered.map((part) => part.amount?.minor ?? 0n)
  const total = sums.reduce((a, b) => a + b, 0n)
  if (total !== amounts.total || sums.some((part) => part <= 0n))
    throw new ReceivablesError(
      'splits_do_not_add_up',
      `Invoice ${number}: instalments come to ${formatMinor(total, amounts.exponent)}, ` +
        `the total is ${formatMinor(amounts.total, amounts.exponent)}; each must be above zero.`,
      { sum: formatMinor(total, amounts.exponent), total: formatMinor(amounts.total, amounts.exponent) },
    )
  return ordered.map((part, index) => ({ no: index + 1, dueOn: formatDay(part.dueOn), amount: sums[index] ?? 0n }))
}
