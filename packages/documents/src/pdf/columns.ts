import type { Table } from '../sheet.js'
import type { TextStyle } from './typesetter.js'

/** Between columns, in points. */
export const gap = 12

const narrowest = 60

/**
 * How wide each column is, in points: as wide as its widest text, with what is left over for the columns of words; and where there
 * is too little, the widest of those is narrower, then all of them.
 */
export function columnWidths(
  { columns, rows, totals }: Table,
  width: number,
  widthOf: (text: string, style: TextStyle) => number,
  styles: { readonly body: TextStyle; readonly head: TextStyle; readonly total: TextStyle },
): number[] {
  const natural = columns.map(({ title }, at) => {
    let widest = widthOf(title, styles.head)
    for (const row of rows) widest = Math.max(widest, widthOf(row[at] ?? '', styles.body))
    return at === columns.length - 1 ? widest : widest + gap
  })
  const last = natural.length - 1
  if (columns[last]!.side === 'end')
    natural[last] = Math.max(natural[last]!, ...totals.map(({ value }) => widthOf(value, styles.total)))
  const isElastic = (at: number) => columns[at]!.side === 'start' || columns.every(({ side }) => side === 'end')
  const spare = width - sum(natural)
  const elastic = sum(natural.filter((_, at) => isElastic(at)))
  if (spare >= 0) return natural.map((one, at) => (isElastic(at) ? one + (spare * one) / elastic : one))
  const widest = natural.indexOf(Math.max(...natural.filter((_, at) => isElastic(at))))
  if (natural[widest]! + spare >= narrowest) return natural.map((one, at) => (at === widest ? one + spare : one))
  const scale = (width - narrowest) / (sum(natural) - natural[widest]!)
  return natural.map((one, at) => (at === widest ? narrowest : one * scale))
}

const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0)
