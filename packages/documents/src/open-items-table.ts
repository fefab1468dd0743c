import type { CurrencyBalance, OpenItemView } from '@owekit/core'
import type { Context } from './context.js'
import type { Labelled, Table } from './sheet.js'

/** What is open, the oldest due first as it comes, and what it comes to where that is known. */
export function openItemsTable(
  items: readonly OpenItemView[],
  totals: readonly Labelled[],
  { voice }: Context,
): Table[] {
  const { labels } = voice.words
  if (items.length === 0 && totals.length === 0) return []
  const hasLate = items.some(({ daysLate }) => daysLate > 0)
  return [
    {
      kind: 'table',
      title: labels.openItems,
      columns: [
        { title: labels.invoice, side: 'start' },
        { title: labels.due, side: 'start' },
        ...(hasLate ? [{ title: labels.daysLate, side: 'end' as const }] : []),
        { title: labels.open, side: 'end' },
      ],
      rows: items.map(({ number, dueOn, daysLate, open }) => [
        voice.outside(number),
        voice.day(dueOn),
        ...(hasLate ? [daysLate > 0 ? String(daysLate) : ''] : []),
        voice.money(open),
      ]),
      totals,
    },
  ]
}

/** The figures of a balance that are not zero; what is left to pay is always among them, and last. */
export function balanceFigures(balance: CurrencyBalance, { voice }: Context): Labelled[] {
  const { labels } = voice.words
  const figures = [
    [labels.open, balance.open],
    [labels.overdue, balance.overdue],
    [labels.onAccount, balance.unapplied],
    [labels.deposits, balance.deposits],
    [labels.pending, balance.pending],
    [labels.refundDue, balance.refundDue],
  ] as const
  return [
    ...figures
      .filter(([, amount]) => amount.minor !== 0n)
      .map(([label, amount]) => ({ label, value: voice.money(amount) })),
    { label: labels.toPay, value: voice.money(balance.toPay) },
  ]
}
