import { escapeHtml } from '@owekit/core/messages'
import type { Column, Table } from '../sheet.js'

/** Wider tables are laid out one row below the other where the screen is narrow. */
const manyColumns = 4

/**
 * A table with headings for its columns and its totals. Totals are a body of their own: a foot would be repeated on every page.
 * Roles are said aloud, because a table that is laid out as blocks on a narrow screen would lose them.
 */
export function tableOf({ title, columns, rows, totals }: Table): string {
  const isWide = columns.length >= manyColumns
  const head = rows.length === 0 ? '' : `<thead role="rowgroup">\n${headOf(columns)}\n</thead>`
  const body = rows.length === 0 ? '' : `<tbody role="rowgroup">\n${rows.map(rowIn(columns)).join('\n')}\n</tbody>`
  const sums = totals.map(
    ({ label, value }) =>
      `<tr role="row"><th role="rowheader" scope="row" colspan="${columns.length - 1}">${escapeHtml(label)}</th><td role="cell" class="end">${escapeHtml(value)}</td></tr>`,
  )
  const foot = sums.length === 0 ? '' : `<tbody role="rowgroup" class="totals">\n${sums.join('\n')}\n</tbody>`
  const parts = [`<caption>${escapeHtml(title)}</caption>`, head, body, foot].filter((part) => part !== '')
  return `<table role="table"${isWide ? ' class="wide"' : ''}>\n${parts.join('\n')}\n</table>`
}

function headOf(columns: readonly Column[]): string {
  const cells = columns.map(
    ({ title, side }) => `<th role="columnheader" scope="col" class="${side}">${escapeHtml(title)}</th>`,
  )
  return `<tr role="row">${cells.join('')}</tr>`
}

const rowIn = (columns: readonly Column[]) => (row: readonly string[]) => {
  const cells = columns.map(({ title, side }, at) => {
    const text = row[at] ?? ''
    const empty = text === '' ? ' empty' : ''
    return `<td role="cell" class="${side}${empty}" data-label="${escapeHtml(title)}">${escapeHtml(text)}</td>`
  })
  return `<tr role="row">${cells.join('')}</tr>`
}
