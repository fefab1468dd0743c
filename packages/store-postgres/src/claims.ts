import { type Claimed, encodeJson, type Instant, type Store } from '@owekit/core/ports'
import { arrayText, decodeRow, instantText, selectList, shapeOf } from './codec.js'
import { clockSql, steadyClockSql } from './commit/write-sql.js'
import type { Driver, ResultRow } from './driver/driver.js'
import type { Naming } from './names.js'

/** How due rows are taken: past those that others hold, or by changing them only if they are still due. */
export type ClaimStrategy = 'skipLocked' | 'guardedUpdate'

type Query = Parameters<Store['claim']>[0]

/** Takes rows whose lease ran out, then rows that fell due, oldest first. */
export async function claimRows(
  driver: Driver,
  naming: Naming,
  strategy: ClaimStrategy,
  query: Query,
  now: Instant | undefined,
): Promise<Claimed[]> {
  if (query.limit === 0) return []
  const clock = now === undefined ? null : instantText(now)
  const take = strategy === 'skipLocked' ? skipLocked : guardedUpdate
  const shape = shapeOf('outbox')
  const rows = await take(driver, naming, query, clock)
  return rows.map((row) => decodeRow(shape, row) as unknown as Claimed)
}

/** The rows that may be taken at an instant: `pass` 0 those whose lease ran out, 1 those that fell due. */
function dueSql(table: string, at: string, limit: string, lock: string): string {
  const part = (pass: number, state: string, column: string, count: string) =>
    `SELECT o.id, ${pass} AS pass FROM ${table} o WHERE o.tenant = $1 AND o.state = '${state}' AND o.${column} <= ${at} ` +
    `ORDER BY o.due_at, o.id LIMIT ${count}${lock}`
  return (
    `late AS (${part(0, 'claimed', 'lease_until', limit)}), ` +
    `due AS (${part(1, 'pending', 'due_at', `${limit} - (SELECT count(*) FROM late)`)}), ` +
    'free AS (SELECT id, pass FROM late UNION ALL SELECT id, pass FROM due)'
  )
}

const taken = (owner: string, lease: string, at: string) =>
  `"state" = 'claimed', "epoch" = o."epoch" + 1, "owner" = ${owner}, "lease_until" = ${at} + ${lease}::bigint * INTERVAL '1 millisecond'`

async function skipLocked(
  driver: Driver,
  naming: Naming,
  { tenant, owner, limit, leaseMs }: Query,
  clock: string | null,
): Promise<readonly ResultRow[]> {
  const table = naming.table('outbox')
  const at = '(SELECT at FROM moment)'
  const text =
    `WITH moment AS (SELECT ${clockSql('$2')} AS at), ${dueSql(table, at, '$3::bigint', ' FOR UPDATE SKIP LOCKED')}, ` +
    `taken AS (UPDATE ${table} AS o SET ${taken('$4', '$5', at)} FROM free WHERE o.tenant = $1 AND o.id = free.id ` +
    `RETURNING o.*, free.pass) SELECT ${selectList('outbox')} FROM taken ORDER BY pass, due_at, id`
  return driver.query(text, [tenant, clock, String(limit), owner, String(leaseMs)])
}

/** Looks for candidates, then takes those that still are; when others were faster, looks again. */
async function guardedUpdate(
  driver: Driver,
  naming: Naming,
  { tenant, owner, limit, leaseMs }: Query,
  clock: string | null,
): Promise<readonly ResultRow[]> {
  const table = naming.table('outbox')
  const rows: ResultRow[] = []
  const look =
    `WITH moment AS (SELECT ${clockSql('$2')} AS at), ${dueSql(table, '(SELECT at FROM moment)', '$3::bigint', '')} ` +
    'SELECT id FROM free'
  const at = steadyClockSql('$2')
  const take =
    `UPDATE ${table} AS o SET ${taken('$4', '$5', at)} WHERE o.tenant = $1 AND o.id = ANY($3::text[]) AND ` +
    `(o.state = 'pending' AND o.due_at <= ${at} OR o.state = 'claimed' AND o.lease_until <= ${at}) ` +
    `RETURNING ${selectList('outbox', 'o.')}`
  while (rows.length < limit) {
    const found = await driver.query(look, [tenant, clock, String(limit - rows.length)])
    if (found.length === 0) break
    const ids = found.map((row) => row['id'] as string)
    const got = await driver.query(take, [tenant, clock, arrayText(ids), owner, String(leaseMs)])
    rows.push(...got.toSorted((a, b) => ids.indexOf(a['id'] as string) - ids.indexOf(b['id'] as string)))
    // Fewer rows than asked for: there were no more when they were looked for.
    if (found.length < limit - (rows.length - got.length)) break
  }
  return rows
}

/** Ends a claim whose epoch still holds. Its owner and lease stay in the row, to be read later. */
export async function settleRow(
  driver: Driver,
  naming: Naming,
  { tenant, id, epoch, state, dueAt, body }: Parameters<Store['settle']>[0],
): Promise<'ok' | 'stale'> {
  const settled = await driver.query(
    `UPDATE ${naming.table('outbox')} SET "state" = $4, "due_at" = coalesce($5::timestamptz, "due_at"), ` +
      `"body" = coalesce($6::text, "body") ` +
      `WHERE tenant = $1 AND id = $2 AND "epoch" = $3::bigint AND "state" = 'claimed' RETURNING 1`,
    [
      tenant,
      id,
      String(epoch),
      state,
      dueAt === undefined ? null : instantText(dueAt),
      body === undefined ? null : encodeJson(body),
    ],
  )
  return settled.length === 1 ? 'ok' : 'stale'
}
