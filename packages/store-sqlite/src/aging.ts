import { compareKeys, decodeJson, groupOf, type AgingQuery, type AgingRow } from '@owekit/core/ports'
import { dayText, instantText } from './codec.js'
import type { Connection } from './connection.js'
import type { Bound, ResultRow } from './driver/driver.js'

/** Aging as one grouped pass over the postings, which carry every day it needs. */
export function agePostings(connection: Connection, query: AgingQuery): AgingRow[] {
  const buckets = query.bounds.length + 2
  const rows = new Map<string, Sums>()
  for (const row of sumPostings(connection, query, 2 * buckets + 1)) {
    const [customer, currency, tag] = row as readonly [string, string, string | null]
    const group = tagGroup(query, tag)
    const id = `${customer}\0${currency}\0${group}`
    const sums = row.slice(3) as bigint[]
    const known = rows.get(id)
    if (known === undefined) rows.set(id, { customer, currency, group, sums })
    else sums.forEach((sum, i) => (known.sums[i]! += sum))
  }
  return [...rows.values()]
    .filter(({ sums }) => sums.some((sum) => sum !== 0n))
    .sort((a, b) => compareKeys([a.customer, a.currency, a.group], [b.customer, b.currency, b.group]))
    .map(({ sums, ...cell }) => {
      return {
        ...cell,
        items: sums.slice(0, buckets),
        credits: sums.slice(buckets, 2 * buckets),
        deposits: sums[2 * buckets]!,
      }
    })
}

/** Asks for plain sums; when one of them passes 64 bit, asks again for the halves of every amount. */
function sumPostings(connection: Connection, query: AgingQuery, width: number): readonly ResultRow[] {
  const whole = agingSql(connection, query, ['amount'])
  let rows: readonly ResultRow[]
  try {
    rows = connection.prepare(whole.sql).all(whole.values)
  } catch (error) {
    if (!(error instanceof Error && error.message.includes('integer overflow'))) throw error
    const halves = agingSql(connection, query, ['amount >> 32', 'amount & 4294967295'])
    rows = connection.prepare(halves.sql).all(halves.values)
  }
  return rows.map((row) => [...row.slice(0, 3), ...Array.from({ length: width }, (_, i) => sumAt(row, i, width))])
}

function sumAt(row: ResultRow, index: number, width: number): bigint {
  const first = (row[3 + index] as bigint | null) ?? 0n
  const isHalved = row.length > 3 + width
  return isHalved ? (first << 32n) + ((row[3 + width + index] as bigint | null) ?? 0n) : first
}

interface Sums {
  readonly customer: string
  readonly currency: string
  readonly group: string
  readonly sums: bigint[]
}

/** The words of the partial index that aging reads; SQLite uses it only when a query repeats them. */
const counted = `account IN ('receivable', 'unapplied', 'customer_deposits')`

/**
 * The query: sums per customer and currency, a column per bucket. The index gives the rows in group order with
 * every column in it, so that SQLite neither sorts nor looks at a table.
 */
function agingSql(connection: Connection, query: AgingQuery, parts: readonly string[]) {
  const { asOf, bounds, basis, groupBy } = query
  const postings = connection.table('postings')
  const values: Bound[] = [query.tenant, dayText(asOf)]
  let where = `p.tenant = ?1 AND p.effective_on <= ?2 AND ${counted}`
  const narrow = (condition: string, value: Bound | undefined) => {
    if (value === undefined) return
    values.push(value)
    where += ` AND ${condition} ?${values.length}`
  }
  narrow('p.recorded_at <=', query.knownAt === undefined ? undefined : instantText(query.knownAt))
  narrow('p.customer =', query.customer)
  narrow('p.currency =', query.currency)
  narrow('p.reference =', query.reference)
  const edges = bounds.map((bound) => {
    values.push(dayText(Math.max(asOf - bound, -719162)))
    return `?${values.length}`
  })
  const since = `coalesce(${basis === 'due' ? 'due_on, ' : ''}issued_on, effective_on)`
  const filters = [
    ...bucketFilters('receivable', since, edges),
    ...bucketFilters('unapplied', 'coalesce(source_on, effective_on)', edges),
    `account = 'customer_deposits'`,
  ]
  const columns = parts.flatMap((part) => filters.map((filter) => `sum(${part}) FILTER (WHERE ${filter})`))
  const sums = columns.map((column, i) => `${column} AS s${i}`).join(', ')
  const from = `${postings} p INDEXED BY ${postings}_aging WHERE ${where}`
  if (groupBy === undefined) {
    return { sql: `SELECT customer, currency, NULL, ${sums} FROM ${from} GROUP BY customer, currency`, values }
  }
  const path = tagPath(groupBy)
  const again = columns.map((_, i) => `sum(s${i})`).join(', ')
  // Summed per document first, which needs no sorting, so that a document's tag is looked up once.
  const perDocument = `SELECT customer, currency, document, ${sums} FROM ${from} GROUP BY customer, currency, document`
  const sql =
    `SELECT g.customer, g.currency, d.data -> '${path}' AS tag, ${again} FROM (${perDocument}) g ` +
    `LEFT JOIN ${connection.table('documents')} d ON d.tenant = ?1 AND d.id = g.document ` +
    'GROUP BY g.customer, g.currency, tag'
  return { sql, values }
}

/** One condition per bucket: at most asOf is current, then each bound's days, then everything before. */
function bucketFilters(account: string, since: string, edges: readonly string[]): string[] {
  const from = ['?2', ...edges]
  const ranges = from.map((edge, i) => `${since} >= ${edge}${i === 0 ? '' : ` AND ${since} < ${from[i - 1]!}`}`)
  return [...ranges, `${since} < ${from[from.length - 1]!}`].map((range) => `account = '${account}' AND ${range}`)
}

/** The way to a metadata entry; for names a JSON path cannot spell, to all of the metadata. */
function tagPath(groupBy: string): string {
  const isPlain = groupBy !== '' && /^[^"'\\\p{C}]*$/u.test(groupBy)
  return isPlain ? `$.metadata."${groupBy}"` : '$.metadata'
}

function tagGroup({ groupBy }: AgingQuery, tag: string | null): string {
  if (groupBy === undefined || tag === null) return ''
  const value = decodeJson(tag)
  const metadata = tagPath(groupBy) === '$.metadata' ? value : { [groupBy]: value }
  return groupOf({ metadata }, groupBy)
}
