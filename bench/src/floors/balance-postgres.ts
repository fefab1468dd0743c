import type pg from 'pg'

/** Rows of currency, exponent, receivable, unapplied, deposits, pending, refund due, latest day, then sums. */
export type BalanceByHand = readonly (readonly (string | null)[])[]

/** Reads a customer's balance. */
export type ReadBalance = (customer: string, today: number) => Promise<BalanceByHand>

const columns =
  'b.currency, b.exponent, b.receivable, b.unapplied, b.deposits, b.pending, b.refund_due, b.latest_on::text'
const iso = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)

/** The balance row alone. */
export function balanceRowByHand(pool: pg.Pool, schema: string): ReadBalance {
  const text = `SELECT ${columns} FROM ${schema}.owe_balances b WHERE b.tenant = $1 AND b.customer = $2`
  return async (customer) => {
    const { rows } = await pool.query({ name: 'balance', text, values: ['default', customer], rowMode: 'array' })
    return rows
  }
}

/** With what is overdue and what has expired, which no row can hold since it changes with the day. */
export function balanceByHand(pool: pg.Pool, schema: string): ReadBalance {
  const text = `SELECT ${columns},
      (SELECT sum(i.open) FROM ${schema}.owe_instalments i WHERE i.tenant = $1 AND i.customer = $2
        AND i.currency = b.currency AND i.open <> 0 AND i.due_on < $3::date),
      (SELECT sum(s.unapplied - s.refund_due) FROM ${schema}.owe_sources s WHERE s.tenant = $1 AND s.customer = $2
        AND s.currency = b.currency AND s.unapplied <> 0 AND s.expires_on < $3::date)
    FROM ${schema}.owe_balances b WHERE b.tenant = $1 AND b.customer = $2`
  return async (customer, today) => {
    const values = ['default', customer, iso(today)]
    const { rows } = await pool.query({ name: 'whole_balance', text, values, rowMode: 'array' })
    return rows
  }
}
