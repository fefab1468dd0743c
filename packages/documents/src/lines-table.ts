import type { InvoiceView, Money } from '@owekit/core'
import { compare } from '@owekit/core/money'
import type { Context } from './context.js'
import type { Labelled, Table } from './sheet.js'

/** What a document lists, with net, taxes as given, and total. */
export function linesTable(
  { lines, net, taxes }: Pick<InvoiceView, 'lines' | 'net' | 'taxes'>,
  total: Money,
  { voice }: Context,
): Table {
  const { labels } = voice.words
  const hasQuantities = lines.some(({ quantity }) => quantity !== '' && quantity !== '1')
  const isSplit = taxes.length > 0 || compare(net, total) !== 0
  return {
    kind: 'table',
    title: labels.lines,
    columns: [
      { title: labels.description, side: 'start' },
      ...(hasQuantities ? [{ title: labels.quantity, side: 'end' as const }] : []),
      { title: labels.amount, side: 'end' },
    ],
    rows: lines.map(({ description, quantity, amount }) => [
      voice.outside(description),
      ...(hasQuantities ? [voice.outside(quantity)] : []),
      voice.money(amount),
    ]),
    totals: [
      ...(isSplit ? [{ label: labels.net, value: voice.money(net) }] : []),
      ...taxes.map(({ code, amount }) => ({
        label: `${labels.tax} ${voice.outside(code)}`.trim(),
        value: voice.money(amount),
      })),
      { label: labels.total, value: voice.money(total) },
    ],
  }
}

/** Labels with what they say, where they say anything. */
export function figuresOf(pairs: readonly (readonly [label: string, value: string])[]): Labelled[] {
  return pairs.filter(([, value]) => value !== '').map(([label, value]) => ({ label, value }))
}
