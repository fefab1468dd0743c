import type { OpeningQuery } from '@owekit/core/ports'
import { dayText, instantText } from './codec.js'
import type { Bound, Driver } from './driver/driver.js'
import type { Naming } from './names.js'

/** What a customer's lines before a day come to, added up by the server. */
export async function openingBalance(driver: Driver, naming: Naming, query: OpeningQuery): Promise<bigint> {
  const { tenant, customer, currency, before, version, knownAt, reference } = query
  const values: Bound[] = [tenant, customer, currency, dayText(before), String(version)]
  let where =
    'p.tenant = $1 AND p.customer = $2 AND p.currency = $3 AND p.effective_on < $4::date AND p.version <= $5::bigint ' +
    `AND p.account IN ('receivable', 'unapplied')`
  if (knownAt !== undefined) {
    values.push(instantText(knownAt))
    where += ` AND p.recorded_at <= $${values.length}::timestamptz`
  }
  if (reference !== undefined) {
    values.push(reference)
    where += ` AND p.reference = $${values.length}`
  }
  const [row] = await driver.query(
    `SELECT sum(p.amount)::text AS total FROM ${naming.table('postings')} p WHERE ${where}`,
    values,
  )
  return BigInt((row!['total'] as string | null) ?? '0')
}
