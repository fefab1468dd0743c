import { type Day, formatDay } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import { receivableLine } from '../allocation/settle.js'
import { type Decision, firstOpenDay } from '../journal/decision.js'
import { homeShare } from '../journal/home.js'
import type { Books } from '../journal/books.js'
import { promiseLines, sourceLine } from '../journal/source-line.js'
import { negatePosting, type Posting, posting } from '../journal/posting.js'
import { rowsToMove } from './apply.js'

/**
 * Decides that everything open moves from one account into another: out of the first through transfer_clearing, into
 * the second with the same items, days and money. The first takes no further entries; its history stays where it is,
 * so a day before the merge still shows it there.
 */
export function mergeAccounts(from: Decision, into: Decision, asked: Day | undefined): void {
  const on = mergeDay(from, asked)
  const out = transferLines(from.books)
  const rows = rowsToMove(from.books, into.books.customer)
  const fact = from.add({
    type: 'account.merged',
    effectiveOn: on,
    data: { into: into.books.customer },
    postings: out,
  })
  into.add({
    type: 'account.absorbed',
    effectiveOn: on,
    data: { from: from.books.customer, rows },
    postings: out.map(negatePosting),
    cause: `${fact.customer}/${fact.version}`,
  })
}

/** Not before the last day on which anything of the account takes effect: nothing of it may be left behind. */
function mergeDay({ books, context }: Decision, asked: Day | undefined): Day {
  let first = -Infinity
  for (const { latestOn } of books.balances.values()) if (latestOn > first) first = latestOn
  if (asked === undefined) return firstOpenDay(context, context.today > first ? context.today : first)
  if (asked < first)
    throw new ReceivablesError(
      'allocation_too_early',
      `Customer ${books.customer} has entries of ${formatDay(first)}; the merge cannot take effect on ${formatDay(asked)}.`,
      { asked: formatDay(asked), first: formatDay(first) },
    )
  return asked
}

function transferLines(books: Books): Posting[] {
  const lines: Posting[] = []
  for (const row of books.instalments.values())
    if (row.open !== 0n) lines.push(receivableLine(row, -row.open, row.home === null ? null : -row.home))
  for (const row of books.sources.values()) {
    const unappliedHome = homeShare(row.home, row.unapplied + row.held, row.unapplied)
    const heldHome = row.home === null ? null : row.home - (unappliedHome ?? 0n)
    if (row.unapplied !== 0n) lines.push(sourceLine(row, 'unapplied', row.unapplied, unappliedHome))
    if (row.held !== 0n) lines.push(sourceLine(row, 'customer_deposits', row.held, heldHome))
    if (row.refundDue !== 0n) lines.push(...promiseLines(row, -row.refundDue))
  }
  const sums = new Map<string, { amount: bigint; home: bigint }>()
  for (const line of lines) {
    const sum = sums.get(line.currency) ?? { amount: 0n, home: 0n }
    sums.set(line.currency, { amount: sum.amount + line.amount, home: sum.home + (line.home ?? 0n) })
  }
  for (const [currency, { amount, home }] of sums)
    if (amount !== 0n || home !== 0n)
      lines.push(posting({ account: 'transfer_clearing', currency, amount: -amount, home: -home }))
  return lines
}
