import { decodeJson, type Batch } from '@owekit/core/ports'
import type { Query } from '../driver/driver.js'
import type { Naming } from '../names.js'
import type { Outcome } from './outcome.js'

/**
 * Looks for the answer that a request key already got: always a statement of its own, since one that also inserts the
 * key can be too early to see the row and too late to add it.
 */
export async function knownAnswer(
  query: Query,
  naming: Naming,
  { tenant, key }: Batch,
): Promise<Extract<Outcome, { status: 'replayed' }> | undefined> {
  if (key === undefined) return undefined
  const table = naming.table('keys')
  const [found] = await query(`SELECT fingerprint, result FROM ${table} WHERE tenant = $1 AND id = $2`, [
    tenant,
    key.id,
  ])
  if (found === undefined) return undefined
  const { fingerprint, result } = found
  return { status: 'replayed', fingerprint: fingerprint as string, result: decodeJson(result as string) }
}
