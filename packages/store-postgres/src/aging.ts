import { compareText, decodeJson, groupOf, type AgingQuery, type AgingRow } from '@owekit/core/ports'
import { dayText, instantText } from './codec.js'
import type { Bound, Driver } from './driver/driver.js'
import type { Naming } from './names.js'

// The year 1: what reaches further back is before every day there is.
const firstDay = -719162

type Account = 'receivable' | 'unapplied' | 'customer_deposits'

/** What the index of aging holds, in its own words: the planner takes no other proof. */
const aged = `p.account IN ('receivable', 'unapplied', 'customer_deposits')`

/** From which day a line is counted: an item from its due or issue day, money on account from when it came. */
function since(account: Exclude<Account, 'customer_deposits'>, basis: AgingQuery['basis']): string {
  if (account === 'unapplied') return 'coalesce(p.source_on, p.effective_on)'
  return basis === 'due' ? 'coalesce(p.due_on, p.issued_on, p.effective_on)' : 'coalesce(p.issued_on, p.effective_on)'
}

interface Cell {
  readonly customer: string
  readonly currency: string
  readonly group: string
  readonly items: bigint[]
  readonly credits: bigint[]
  deposits: bigint
}

/** Aging from the postings alone, whose lines carry every day it needs: no join, and the server adds up. */
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

/**
 * The query: a row for each customer, currency and kind of money, a column for each edge between buckets.
 *
 * Each account is a pass of its own. Its lines then lie in the index in the order they are grouped, and count from a
 * day that takes no CASE to find.
 */
function agingSql(naming: Naming, query: AgingQuery): { readonly sql: string; readonly values: readonly Bound[] } {
  const values: Bound[] = [query.tenant, dayText(query.asOf)]
  let where = 'p.effective_on <= $2::date'
  const narrow = (condition: string, value: Bound | undefined, cast = '') => {
    if (value === undefined) return
    values.push(value)
    where += ` AND ${condition} $${values.length}${cast}`
  }
  narrow('p.recorded_at <=', query.knownAt === undefined ? undefined : instantText(query.knownAt), '::timestamptz')
  narrow('p.customer =', query.customer)
  narrow('p.currency =', query.currency)
  narrow('p.reference =', query.reference)
  const edges = [0, ...query.bounds].map((bound) => {
    values.push(dayText(Math.max(query.asOf - bound, firstDay)))
    return `$${values.length}::date`
  })
  const isGrouped = query.groupBy !== undefined
  const pass = (account: Account) => {
    // Money held back has no age.
    const sums = edges.map((edge, i) => {
      if (account === 'customer_deposits') return `NULL::numeric AS s${i}`
      return `sum(p.amount) FILTER (WHERE ${since(account, query.basis)} >= ${edge}) AS s${i}`
    })
    // Summed per document first, so that a document's tag is looked up once.
    const by = isGrouped ? 'p.customer, p.currency, p.document' : 'p.customer, p.currency'
    return (
      `SELECT '${account}'::text AS account, ${by}, ${sums.join(', ')}, sum(p.amount) AS total ` +
      `FROM ${naming.table('postings')} p WHERE p.tenant = $1 AND p.account = '${account}' AND ${aged} AND ${where} ` +
      `GROUP BY ${by}`
    )
  }
  const passes = (['receivable', 'unapplied', 'customer_deposits'] as const).map(pass).join(' UNION ALL ')
  const names = [...edges.map((_, i) => `s${i}`), 'total']
  if (query.groupBy === undefined) {
    const shown = names.map((name) => `g.${name}::text AS ${name}`).join(', ')
    return { sql: `SELECT g.account, g.customer, g.currency, NULL AS tag, ${shown} FROM (${passes}) g`, values }
  }
  values.push(query.groupBy)
  const again = names.map((name) => `sum(g.${name})::text AS ${name}`).join(', ')
  const sql =
    `SELECT g.account, g.customer, g.currency, (d.data::json -> 'metadata' -> $${values.length})::text AS tag, ${again} ` +
    `FROM (${passes}) g LEFT JOIN ${naming.table('documents')} d ON d.tenant = $1 AND d.id = g.document ` +
    'GROUP BY 1, 2, 3, 4'
  return { sql, values }
}

function tagGroup(groupBy: string, tag: string | null): string {
  return tag === null ? '' : groupOf({ metadata: { [groupBy]: decodeJson(tag) } }, groupBy)
}

function inOrder(a: AgingRow, b: AgingRow): number {
  return compareText(a.customer, b.customer) || compareText(a.currency, b.currency) || compareText(a.group, b.group)
}
