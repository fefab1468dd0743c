import type { Money, PaymentView } from '@owekit/core'
import type { Context } from './context.js'
import type { Labelled, Table } from './sheet.js'

/** What money was set against, and what became of the rest; none where there is neither. */
export function usedTable(view: PaymentView, totals: readonly Labelled[], { voice }: Context): Table[] {
  const { labels } = voice.words
  const some = (label: string, amount: Money): Labelled[] =>
    amount.minor === 0n ? [] : [{ label, value: voice.money(amount) }]
  const rows = view.allocations
    .filter(({ undoneOn }) => undoneOn === null)
    .map(({ effectiveOn, number, amount }) => [voice.day(effectiveOn), voice.outside(number), voice.money(amount)])
  const rest = [
    ...some(labels.onAccount, view.unapplied),
    ...some(labels.deposits, view.held),
    ...some(labels.refunded, view.refunded),
    ...some(labels.refundDue, view.refundDue),
    ...totals,
  ]
  if (rows.length === 0 && rest.length === 0) return []
  return [
    {
      kind: 'table',
      title: labels.usedFor,
      columns: [
        { title: labels.date, side: 'start' },
        { title: labels.invoice, side: 'start' },
        { title: labels.amount, side: 'end' },
      ],
      rows,
      totals: rest,
    },
  ]
}
