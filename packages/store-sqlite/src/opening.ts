import type { OpeningQuery } from '@owekit/core/ports'
import { dayText, instantText } from './codec.js'
import type { Connection } from './connection.js'
import type { Bound } from './driver/driver.js'

/** What a customer's lines before a day come to, added up by SQLite. */
export function openingBalance(connection: Connection, query: OpeningQuery): bigint {
  const { tenant, customer, currency, before, version, knownAt, reference } = query
  const values: Bound[] = [tenant, customer, currency, dayText(before), version]
  let where =
    'tenant = ? AND customer = ? AND currency = ? AND effective_on < ? AND version <= ? ' +
    "AND account IN ('receivable', 'unapplied')"
  if (knownAt !== undefined) {
    where += ' AND recorded_at <= ?'
    values.push(instantText(knownAt))
  }
  if (reference !== undefined) {
    where += ' AND reference = ?'
    values.push(reference)
  }
  // In halves, since SQLite's own sum stops at 64 bit.
  const halves = 'sum(amount >> 32), sum(amount & 4294967295)'
  const [row] = connection.prepare(`SELECT ${halves} FROM ${connection.table('postings')} WHERE ${where}`).all(values)
  const [high, low] = row as readonly (bigint | null)[]
  return ((high ?? 0n) << 32n) + (low ?? 0n)
}
