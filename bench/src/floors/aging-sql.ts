import type { RawDatabase, Value } from './sqlite.js'

/** Rows of customer, currency, then sums. */
type SumRows = readonly (readonly Value[])[]

/** One hand-written way to age: its statements' rows, undigested. */
export type AgingSql = (asOf: number) => readonly SumRows[]

const iso = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)
const edges = (asOf: number) => [0, 30, 60, 90].map((bound) => iso(asOf - bound))

/** Five sums by the age of a day: ?2 is the day itself, ?3 to ?5 are 30, 60 and 90 days before. */
const fiveSums = (amount: string, day: string) =>
  [
    `${day} >= ?2`,
    `${day} < ?2 AND ${day} >= ?3`,
    `${day} < ?3 AND ${day} >= ?4`,
    `${day} < ?4 AND ${day} >= ?5`,
    `${day} < ?5`,
  ]
    .map((range) => `sum(${amount}) FILTER (WHERE ${range})`)
    .join(', ')

/**
 * One table of signed entries: a pass over the postings of each kind of money, in the order of their covering index.
 *
 * Each posting carries its customer and due day, so nothing is joined. A column holds what is no older than its edge,
 * one comparison instead of two; the buckets are the differences.
 */
export function agingByEntries(database: RawDatabase): AgingSql {
  const passes = [
    ['receivable', 'due_on'],
    ['unapplied', 'source_on'],
  ].map(([account, day]) =>
    database.prepare(
      `SELECT customer, currency, ${[2, 3, 4, 5].map((edge) => `sum(amount) FILTER (WHERE ${day} >= ?${edge})`).join(', ')},
        sum(amount)
      FROM owe_postings INDEXED BY owe_postings_aging
      WHERE tenant = ?1 AND account = '${account}' AND effective_on <= ?2
        AND account IN ('receivable', 'unapplied', 'customer_deposits')
      GROUP BY customer, currency`,
    ),
  )
  return (asOf) => passes.map((pass) => pass.all('default', ...edges(asOf)))
}

/** The same without knowing of that index: one pass, a range of days for each column. */
export function agingByPlainEntries(database: RawDatabase): AgingSql {
  const filter = (account: string, day: string) =>
    fiveSums('amount', day).replaceAll('WHERE ', `WHERE account = '${account}' AND `)
  const statement = database.prepare(
    `SELECT customer, currency, ${filter('receivable', 'due_on')}, ${filter('unapplied', 'source_on')}
    FROM owe_postings
    WHERE tenant = ?1 AND effective_on <= ?2 AND account IN ('receivable', 'unapplied', 'customer_deposits')
    GROUP BY customer, currency`,
  )
  return (asOf) => [statement.all('default', ...edges(asOf))]
}

/** The usual form: invoices and money, each joined to what of the allocations had happened by then. */
export function agingByJoin(database: RawDatabase): AgingSql {
  const items = database.prepare(
    `SELECT i.customer, i.currency, ${fiveSums('i.amount - coalesce(a.settled, 0)', 'i.due_on')}
    FROM owe_instalments i
    LEFT JOIN (
      SELECT document, instalment, sum(amount) AS settled FROM owe_allocations
      WHERE tenant = ?1 AND effective_on <= ?2 AND (undone_on IS NULL OR undone_on > ?2)
      GROUP BY document, instalment
    ) a ON a.document = i.document AND a.instalment = i.no
    WHERE i.tenant = ?1 AND i.issued_on <= ?2
    GROUP BY i.customer, i.currency`,
  )
  const money = database.prepare(
    `SELECT s.customer, s.currency, ${fiveSums('coalesce(a.used, 0) - s.amount', 's.received_on')}
    FROM owe_sources s
    LEFT JOIN (
      SELECT source, sum(amount) AS used FROM owe_allocations
      WHERE tenant = ?1 AND effective_on <= ?2 AND (undone_on IS NULL OR undone_on > ?2)
      GROUP BY source
    ) a ON a.source = s.id
    WHERE s.tenant = ?1 AND s.received_on <= ?2
    GROUP BY s.customer, s.currency`,
  )
  return (asOf) => [items.all('default', ...edges(asOf)), money.all('default', ...edges(asOf))]
}

/**
 * What is open in the projections as they stand: for today only, and only while nothing was entered ahead of time.
 */
export function agingByOpenAmounts(database: RawDatabase): AgingSql {
  const items = database.prepare(
    `SELECT customer, currency, ${fiveSums('"open"', 'due_on')} FROM owe_instalments
    WHERE tenant = ?1 AND "open" <> 0 GROUP BY customer, currency`,
  )
  const money = database.prepare(
    `SELECT customer, currency, ${fiveSums('-unapplied', 'received_on')} FROM owe_sources
    WHERE tenant = ?1 AND unapplied <> 0 GROUP BY customer, currency`,
  )
  return (asOf) => [items.all('default', ...edges(asOf)), money.all('default', ...edges(asOf))]
}
