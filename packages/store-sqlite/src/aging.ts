import { compareText, decodeJson, groupOf, type AgingQuery, type AgingRow } from '@owekit/core/ports'
import { dayText, instantText } from './codec.js'
import type { Connection } from './connection.js'
import type { Bound, ResultRow } from './driver/driver.js'

// The year 1: what reaches further back is before every day there is.
const firstDay = -719162

/** The kinds of money that aging shows, with the day each is counted from. */
const kinds = [
  {
    account: 'receivable',
    since: { due: 'coalesce(due_on, issued_on, effective_on)', issued: 'coalesce(issued_on, effective_on)' },
  },
  {
    account: 'unapplied',
    since: { due: 'coalesce(source_on, effective_on)', issued: 'coalesce(source_on, effective_on)' },
  },
  { account: 'customer_deposits', since: undefined },
] as const

interface Cell {
  readonly customer: string
  readonly currency: string
  readonly group: string
  /** Items per bucket, credits per bucket, deposits. */
  readonly sums: bigint[]
}

/** Aging as grouped passes over the postings, one per kind of money; the lines carry every day it needs. */
export function agePostings(connection: Connection, query: AgingQuery): AgingRow[] {
  const width = query.bounds.length + 2
  const cells = new Map<string, Cell>()
  connection.snapshot(() => {
    kinds.forEach((kind, i) => addKind(connection, query, kind, cells, i * width))
  })
  const rows: AgingRow[] = []
  for (const { customer, currency, group, sums } of cells.values()) {
    if (sums.every((sum) => sum === 0n)) continue
    const items = sums.slice(0, width)
    rows.push({ customer, currency, group, items, credits: sums.slice(width, 2 * width), deposits: sums[2 * width]! })
  }
  return rows.sort(inOrder)
}

function addKind(
  connection: Connection,
  query: AgingQuery,
  kind: Kind,
  cells: Map<string, Cell>,
  offset: number,
): void {
  const edges = kind.since === undefined ? 0 : query.bounds.length + 1
  const size = 2 * query.bounds.length + 5
  for (const row of sumPostings(connection, query, kind)) {
    const [customer, currency, tag] = row as readonly [string, string, string | null]
    const group = query.groupBy === undefined ? '' : tagGroup(query.groupBy, tag)
    const id = `${customer}\0${currency}\0${group}`
    let cell = cells.get(id)
    if (cell === undefined) {
      cell = { customer, currency, group, sums: Array.from<bigint>({ length: size }).fill(0n) }
      cells.set(id, cell)
    }
    // Each column holds what is younger than its edge, the last holds all; buckets are the differences.
    const isHalved = row.length > 4 + edges
    let younger = 0n
    for (let i = 0; i <= edges; i++) {
      const first = (row[3 + i] as bigint | null) ?? 0n
      const sum = isHalved ? (first << 32n) + ((row[4 + edges + i] as bigint | null) ?? 0n) : first
      if (sum !== younger) cell.sums[offset + i]! += sum - younger
      younger = sum
    }
  }
}

type Kind = (typeof kinds)[number]

/** Asks for plain sums; when one of them passes 64 bit, asks again for the halves of every amount. */
function sumPostings(connection: Connection, query: AgingQuery, kind: Kind): readonly ResultRow[] {
  const ask = (parts: readonly string[]) => {
    const { sql, values } = agingSql(connection, query, kind, parts)
    return connection.prepare(sql).all(values)
  }
  try {
    return ask(['amount'])
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('integer overflow'))) throw error
    return ask(['amount >> 32', 'amount & 4294967295'])
  }
}

/**
 * The query for one kind: sums per customer and currency, a column per edge. The index gives the rows in group order
 * with every column in it, so that SQLite neither sorts nor looks at a table.
 */
function agingSql(connection: Connection, query: AgingQuery, kind: Kind, parts: readonly string[]) {
  const postings = connection.table('postings')
  const values: Bound[] = [query.tenant, dayText(query.asOf)]
  // The list of accounts is there because SQLite takes a partial index only when the query repeats its condition.
  let where = `p.tenant = ?1 AND account = '${kind.account}' AND ${counted} AND p.effective_on <= ?2`
  const narrow = (condition: string, value: Bound | undefined) => {
    if (value === undefined) return
    values.push(value)
    where += ` AND ${condition} ?${values.length}`
  }
  narrow('p.recorded_at <=', query.knownAt === undefined ? undefined : instantText(query.knownAt))
  narrow('p.customer =', query.customer)
  narrow('p.currency =', query.currency)
  narrow('p.reference =', query.reference)
  const filters: string[] = []
  if (kind.since !== undefined) {
    for (const bound of [0, ...query.bounds]) {
      values.push(dayText(Math.max(query.asOf - bound, firstDay)))
      filters.push(` FILTER (WHERE ${kind.since[query.basis]} >= ?${values.length})`)
    }
  }
  const columns = parts.flatMap((part) => [...filters, ''].map((filter) => `sum(${part})${filter}`))
  const sums = columns.map((column, i) => `${column} AS s${i}`).join(', ')
  const from = `${postings} p INDEXED BY ${postings}_aging WHERE ${where}`
  if (query.groupBy === undefined) {
    return { sql: `SELECT customer, currency, NULL, ${sums} FROM ${from} GROUP BY customer, currency`, values }
  }
  const again = columns.map((_, i) => `sum(s${i})`).join(', ')
  // Summed per document first, which needs no sorting, so that a document's tag is looked up once.
  const perDocument = `SELECT customer, currency, document, ${sums} FROM ${from} GROUP BY customer, currency, document`
  const sql =
    `SELECT g.customer, g.currency, d.data -> '${tagPath(query.groupBy)}' AS tag, ${again} FROM (${perDocument}) g ` +
    `LEFT JOIN ${connection.table('documents')} d ON d.tenant = ?1 AND d.id = g.document ` +
    'GROUP BY g.customer, g.currency, tag'
  return { sql, values }
}

const counted = `account IN ('receivable', 'unapplied', 'customer_deposits')`

/** The way to a metadata entry; for names a JSON path cannot spell, to all of the metadata. */
function tagPath(groupBy: string): string {
  const isPlain = groupBy !== '' && /^[^"'\\\p{C}]*$/u.test(groupBy)
  return isPlain ? `$.metadata."${groupBy}"` : '$.metadata'
}

function tagGroup(groupBy: string, tag: string | null): string {
  if (tag === null) return ''
  const value = decodeJson(tag)
  const metadata = tagPath(groupBy) === '$.metadata' ? value : { [groupBy]: value }
  return groupOf({ metadata }, groupBy)
}

function inOrder(a: AgingRow, b: AgingRow): number {
  return compareText(a.customer, b.customer) || compareText(a.currency, b.currency) || compareText(a.group, b.group)
}
