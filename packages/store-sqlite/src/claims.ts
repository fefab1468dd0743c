import { type Claimed, encodeJson, type Instant, type Store } from '@owekit/core/ports'
import { decodeRow, instantText, shapeOf } from './codec.js'
import type { Connection } from './connection.js'
import { quoted } from './names.js'

/** Takes rows whose lease ran out, then rows that fell due, oldest first; inside a write transaction. */
export function claimRows(connection: Connection, query: Parameters<Store['claim']>[0], now: Instant): Claimed[] {
  const { tenant, owner, limit, leaseMs } = query
  const table = connection.table('outbox')
  const shape = shapeOf('outbox')
  const due = (state: string, column: string) =>
    connection.prepare(
      `SELECT id FROM ${table} INDEXED BY ${table}_due WHERE tenant = ? AND state = '${state}' AND ${column} <= ? ` +
        'ORDER BY due_at, id LIMIT ?',
    )
  const at = instantText(now)
  const ids = due('claimed', 'lease_until')
    .all([tenant, at, limit])
    .map(([id]) => id!)
  if (ids.length < limit) {
    ids.push(
      ...due('pending', 'due_at')
        .all([tenant, at, limit - ids.length])
        .map(([id]) => id!),
    )
  }
  const take = connection.prepare(
    `UPDATE ${table} SET state = 'claimed', epoch = epoch + 1, owner = ?, lease_until = ? WHERE tenant = ? AND id = ? ` +
      `RETURNING ${shape.names.map(quoted).join(', ')}`,
  )
  const until = instantText(now + leaseMs)
  return ids.map((id) => decodeRow(shape, take.all([owner, until, tenant, id])[0]!) as unknown as Claimed)
}

/** Ends a claim whose epoch still holds. Its owner and lease stay in the row, to be read later. */
export function settleRow(connection: Connection, claim: Parameters<Store['settle']>[0]): 'ok' | 'stale' {
  const { tenant, id, epoch, state, dueAt, body } = claim
  const settle = connection.prepare(
    `UPDATE ${connection.table('outbox')} SET state = ?, due_at = coalesce(?, due_at), body = coalesce(?, body) ` +
      `WHERE tenant = ? AND id = ? AND epoch = ? AND state = 'claimed'`,
  )
  const due = dueAt === undefined ? null : instantText(dueAt)
  const said = body === undefined ? null : encodeJson(body)
  return settle.run([state, due, said, tenant, id, epoch]) === 1 ? 'ok' : 'stale'
}
