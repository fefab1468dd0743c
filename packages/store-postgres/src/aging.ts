import { compareText, decodeJson, groupOf, type AgingQuery, type AgingRow } from '@owekit/core/ports'
import { dayText, instantText } from './codec.js'
import type { Bound, Driver } from './driver/driver.js'
import type { Naming } from './names.js'

// The year 1: what reaches further back is before every day there is.
const firstDay = -719162

/** From which day a line is counted: an item from its due or issue day, money on account from when it came. */
const since = {
  due: `CASE p.account WHEN 'receivable' THEN coalesce(p.due_on, p.issued_on, p.effective_on) ELSE coalesce(p.source_on, p.effective_on) END`,
  issued: `CASE p.account WHEN 'receivable' THEN coalesce(p.issued_on, p.effective_on) ELSE coalesce(p.source_on, p.effective_on) END`,
} as const

interface Cell {
  readonly customer: string
  readonly currency: string
  readonly group: string
  readonly items: bigint[]
  readonly credits: bigint[]
  deposits: bigint
}

/** Aging as one pass over the postings, whose lines carry every day it needs: no join, and the server adds up. */
export async function agePostings(driver: Driver, naming: Naming, query: AgingQuery): Promise<AgingRow[]> {
  const { sql, values } = agingSql(naming, query)
  const width = query.bounds.length + 2
  const zeros = () => new Array<bigint>(width).fill(0n)
  const cells = new Map<string, Cell>()
  let last: Cell | undefined
  for (const row of await driver.query(sql, values)) {
    const { customer, currency, account, tag } = row as Readonly<Record<string, string>> & { tag: string | null }
    const group = query.groupBy === undefined ? '' : tagGroup(query.groupBy, tag)
    // Rows of one customer mostly come one after the other.
    if (last === undefined || last.customer !== customer || last.currency !== currency || last.group !== group) {
      const id = `${customer}\0${currency}\0${group}`
      last = cells.get(id)
      if (last === undefined) {
        last = { customer: customer!, currency: currency!, group, items: zeros(), credits: zeros(), deposits: 0n }
        cells.set(id, last)
      }
    }
    const total = BigInt(row['total'] as string)
    if (account === 'customer_deposits') {
      last.deposits += total
      continue
    }
    const sums = account === 'receivable' ? last.items : last.credits
    // Each column holds what is younger than its edge, the last holds all; buckets are the differences.
    let younger = 0n
    for (let i = 0; i < width; i++) {
      const text = i === width - 1 ? undefined : (row[`s${i}`] as string | null)
      const sum = text === undefined ? total : text === null ? 0n : BigInt(text)
      if (sum !== younger) sums[i]! += sum - younger
      younger = sum
    }
  }
  const rows: AgingRow[] = []
  for (const cell of cells.values()) {
    if (cell.deposits !== 0n || cell.items.some(isSome) || cell.credits.some(isSome)) rows.push(cell)
  }
  return rows.sort(inOrder)
}

const isSome = (sum: bigint) => sum !== 0n

/** The query: a row for each customer, currency and kind of money, a column for each edge between buckets. */
function agingSql(naming: Naming, query: AgingQuery): { readonly sql: string; readonly values: readonly Bound[] } {
  const values: Bound[] = [query.tenant, dayText(query.asOf)]
  let where = `p.tenant = $1 AND p.account IN ('receivable', 'unapplied', 'customer_deposits') AND p.effective_on <= $2::date`
  const narrow = (condition: string, value: Bound | undefined, cast = '') => {
    if (value === undefined) return
    values.push(value)
    where += ` AND ${condition} $${values.length}${cast}`
  }
  narrow('p.recorded_at <=', query.knownAt === undefined ? undefined : instantText(query.knownAt), '::timestamptz')
  narrow('p.customer =', query.customer)
  narrow('p.currency =', query.currency)
  narrow('p.reference =', query.reference)
  const filters = [0, ...query.bounds].map((bound) => {
    values.push(dayText(Math.max(query.asOf - bound, firstDay)))
    return ` FILTER (WHERE ${since[query.basis]} >= $${values.length}::date)`
  })
  const sums = [...filters.map((filter, i) => `sum(p.amount)${filter} AS s${i}`), 'sum(p.amount) AS total'].join(', ')
  const from = `FROM ${naming.table('postings')} p WHERE ${where}`
  const names = [...filters.map((_, i) => `s${i}`), 'total']
  if (query.groupBy === undefined) {
    const shown = names.map((name) => `g.${name}::text AS ${name}`).join(', ')
    const grouped = `SELECT p.account, p.customer, p.currency, ${sums} ${from} GROUP BY p.account, p.customer, p.currency`
    return { sql: `SELECT g.account, g.customer, g.currency, NULL AS tag, ${shown} FROM (${grouped}) g`, values }
  }
  values.push(query.groupBy)
  const again = names.map((name) => `sum(g.${name})::text AS ${name}`).join(', ')
  // Summed per document first, so that a document's tag is looked up once.
  const grouped =
    `SELECT p.account, p.customer, p.currency, p.document, ${sums} ${from} ` +
    'GROUP BY p.account, p.customer, p.currency, p.document'
  const sql =
    `SELECT g.account, g.customer, g.currency, (d.data::json -> 'metadata' -> $${values.length})::text AS tag, ${again} ` +
    `FROM (${grouped}) g LEFT JOIN ${naming.table('documents')} d ON d.tenant = $1 AND d.id = g.document ` +
    'GROUP BY 1, 2, 3, 4'
  return { sql, values }
}

function tagGroup(groupBy: string, tag: string | null): string {
  return tag === null ? '' : groupOf({ metadata: { [groupBy]: decodeJson(tag) } }, groupBy)
}

function inOrder(a: AgingRow, b: AgingRow): number {
  return compareText(a.customer, b.customer) || compareText(a.currency, b.currency) || compareText(a.group, b.group)
}
