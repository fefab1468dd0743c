import { seriesNumber, type Instant } from '@owekit/core/ports'
import { arrayText, decodeInstant, instantText, selected, shapeOf } from '../codec.js'
import type { Bound, Driver, Query, ResultRow } from '../driver/driver.js'
import type { Naming } from '../names.js'
import { guardedRows, guardGroups, type GuardGroup } from './guards.js'
import { knownAnswer } from './known-answer.js'
import type { Outcome } from './outcome.js'
import { planOf, type Plan } from './plan.js'
import { clockSql, counter, isGuarded, leadSql, seriesSql, steadyClockSql, writeSql } from './write-sql.js'

/**
 * Lands a batch between BEGIN and COMMIT, one statement for each table: for engines that allow no more than one
 * change in a statement. Statements that do not need each other's answer go out together where the driver can.
 */
export async function commitPortable(
  driver: Driver,
  naming: Naming,
  plan: Plan,
  now: Instant | undefined,
): Promise<Outcome> {
  return driver.transaction(async (query) => {
    const result = await land(query, driver.pipelines, naming, plan, now)
    return { keep: result.status === 'committed', result }
  })
}

async function land(
  query: Query,
  pipelines: boolean,
  naming: Naming,
  plan: Plan,
  now: Instant | undefined,
): Promise<Outcome> {
  const { batch, lead, guards } = plan
  const known = await knownAnswer(query, naming, batch)
  if (known !== undefined) return known
  const clock = now === undefined ? null : instantText(now)
  let recordedAt = -Infinity
  if (lead !== undefined) {
    const at = selected('instant', 't."recorded_at"')
    const sql = leadSql(lead.isNew, { naming, tenant: '$1', next: counter(2) }, steadyClockSql('$2'), at)
    const [head] = await query(sql, [batch.tenant, clock, ...lead.values])
    if (head === undefined) return { status: 'missed', guard: guards[0]!, found: lead.isNew ? 1 : -1 }
    recordedAt = decodeInstant(head['at'])
  }
  for (const group of guardGroups(plan)) {
    const held = await hold(query, naming, batch.tenant, group)
    for (const [i, rev] of group.revs.entries()) {
      const row = held.find((one) => Number(one['no']) === i + 1)
      const found = Number(row?.['rev'] ?? group.absent[i])
      if (found !== Number(rev))
        return { status: 'missed', guard: guards[group.base + i]!, found: Number(row?.['rev'] ?? -1) }
      if (row?.['at'] != null) recordedAt = Math.max(recordedAt, decodeInstant(row['at']))
    }
  }
  if (lead === undefined) {
    // Asked only now, since the locks may have had to be waited for.
    const [found] = await query(`SELECT ${selected('instant', clockSql('$1'))} AS at`, [clock])
    recordedAt = Math.max(recordedAt, decodeInstant(found!['at']))
  }
  const number = await takeNumber(query, naming, plan)
  const bound = number === undefined ? plan : planOf(batch, number)
  const failed = await write(query, pipelines, naming, bound, recordedAt)
  return failed ?? { status: 'committed', recordedAt, ...(number === undefined ? {} : { number }) }
}

/** Locks the rows that guards name, in key order. */
function hold(query: Query, naming: Naming, tenant: string, group: GuardGroup): Promise<readonly ResultRow[]> {
  const { collection, columns, lock } = group
  const rows = guardedRows(
    group,
    columns.map((_, i) => `$${i + 2}`),
  )
  const at = collection === 'heads' ? `, ${selected('instant', 't."recorded_at"')} AS at` : ''
  return query(
    `SELECT k.no, t."rev"${at} FROM ${rows.from} ` +
      `JOIN ${naming.table(collection)} t ON t."tenant" = $1 AND ${rows.on} ORDER BY k.no FOR ${lock} OF t`,
    [tenant, ...columns.map(({ values }) => arrayText(values))],
  )
}

async function takeNumber(query: Query, naming: Naming, { batch }: Plan): Promise<string | undefined> {
  const { tenant, number } = batch
  if (number === undefined) return undefined
  const { sql } = seriesSql({ naming, tenant: '$1', stamp: '', next: counter(1) })
  const [row] = await query(sql, [tenant, number.series, number.prefix, String(number.width)])
  return seriesNumber(number, BigInt(row!['taken'] as string))
}

async function write(
  query: Query,
  pipelines: boolean,
  naming: Naming,
  { batch, writes }: Plan,
  recordedAt: Instant,
): Promise<Outcome | undefined> {
  const sent: Promise<readonly ResultRow[]>[] = []
  for (const one of writes) {
    const next = counter(1)
    const values: Bound[] = [batch.tenant, ...one.values]
    let at = ''
    if (one.kind !== 'remove' && shapeOf(one.collection).stamped >= 0) {
      at = `${next()}::timestamptz`
      values.splice(1, 0, instantText(recordedAt))
    }
    const answer = query(writeSql(one, { naming, tenant: '$1', at, stamp: '', token: '', number: '', next }), values)
    sent.push(answer)
    if (!pipelines) await answer
    // Looked at below; until then a refusal must not count as unhandled.
    else answer.catch(() => undefined)
  }
  for (const [i, answer] of sent.entries()) {
    const { kind, collection, count } = writes[i]!
    const rows = await answer
    if (rows.length === count) continue
    if (kind === 'update') return { status: 'missing', collection }
    if (kind === 'insert' && isGuarded(collection)) return { status: 'taken', collection }
  }
  return undefined
}
