import type pg from 'pg'

/** Rows of customer and currency, then sums, as the server's text. */
export type SumRows = readonly (readonly (string | null)[])[]

/** One hand-written way to age: its rows, undigested. */
export type AgingSql = (asOf: number) => Promise<SumRows>

const iso = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)
const daysOf = (asOf: number) => [0, 30, 60, 90].map((bound) => iso(asOf - bound))

/** Five sums by the age of a day: $2 is the day itself, $3 to $5 are 30, 60 and 90 days before. */
const fiveSums = (amount: string, day: string, also = '') =>
  [
    `${day} >= $2::date`,
    `${day} < $2::date AND ${day} >= $3::date`,
    `${day} < $3::date AND ${day} >= $4::date`,
    `${day} < $4::date AND ${day} >= $5::date`,
    `${day} < $5::date`,
  ]
    .map((range) => `sum(${amount}) FILTER (WHERE ${also}${range})`)
    .join(', ')

const none = new Array<string>(5).fill('NULL::numeric').join(', ')

function prepared(pool: pg.Pool, name: string, text: string): AgingSql {
  return async (asOf) => {
    const { rows } = await pool.query({ name, text, values: ['default', ...daysOf(asOf)], rowMode: 'array' })
    return rows
  }
}

/** One pass over the postings of both kinds of money, a column for each bucket of each. */
export function agingInOnePass(pool: pg.Pool, schema: string): AgingSql {
  return prepared(
    pool,
    'one_pass',
    `SELECT customer, currency, ${fiveSums('amount', 'due_on', `account = 'receivable' AND `)},
      ${fiveSums('amount', 'source_on', `account = 'unapplied' AND `)}
    FROM ${schema}.owe_postings
    WHERE tenant = $1 AND account IN ('receivable', 'unapplied', 'customer_deposits') AND effective_on <= $2::date
    GROUP BY customer, currency`,
  )
}

/** A pass for each kind of money, five FILTERs each: each needs only one day of a line, and fewer conditions. */
export function agingInTwoPasses(pool: pg.Pool, schema: string): AgingSql {
  const pass = (account: string, sums: string) =>
    `SELECT customer, currency, ${sums} FROM ${schema}.owe_postings
    WHERE tenant = $1 AND account = '${account}' AND effective_on <= $2::date
      AND account IN ('receivable', 'unapplied', 'customer_deposits')
    GROUP BY customer, currency`
  return prepared(
    pool,
    'two_passes',
    `${pass('receivable', `${fiveSums('amount', 'due_on')}, ${none}`)}
    UNION ALL ${pass('unapplied', `${none}, ${fiveSums('amount', 'source_on')}`)}`,
  )
}

/** The usual form: invoices and money, each joined to what of the allocations had happened by then. */
export function agingByJoin(pool: pg.Pool, schema: string): AgingSql {
  const settled = (key: string) =>
    `SELECT ${key}, sum(amount) AS settled FROM ${schema}.owe_allocations
    WHERE tenant = $1 AND effective_on <= $2::date AND (undone_on IS NULL OR undone_on > $2::date) GROUP BY ${key}`
  return prepared(
    pool,
    'by_join',
    `SELECT i.customer, i.currency, ${fiveSums('i.amount - coalesce(a.settled, 0)', 'i.due_on')}, ${none}
    FROM ${schema}.owe_instalments i
    LEFT JOIN (${settled('document, instalment')}) a ON a.document = i.document AND a.instalment = i.no
    WHERE i.tenant = $1 AND i.issued_on <= $2::date GROUP BY i.customer, i.currency
    UNION ALL
    SELECT s.customer, s.currency, ${none}, ${fiveSums('coalesce(a.settled, 0) - s.amount', 's.received_on')}
    FROM ${schema}.owe_sources s
    LEFT JOIN (${settled('source')}) a ON a.source = s.id
    WHERE s.tenant = $1 AND s.received_on <= $2::date GROUP BY s.customer, s.currency`,
  )
}
