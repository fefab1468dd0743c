import { ReceivablesError, seriesNumber, type CollectionName, type Instant } from '@owekit/core/ports'
import { arrayText, decodeInstant, instantText, selected } from '../codec.js'
import type { Bound, Driver } from '../driver/driver.js'
import { sqlState } from '../driver/sql-state.js'
import { snake, type Naming } from '../names.js'
import { guardedRows, guardGroups, type GuardGroup } from './guards.js'
import type { Outcome } from './outcome.js'
import type { Plan, Write } from './plan.js'
import { clockSql, counter, cteName, isGuarded, leadSql, seriesSql, writeSql, type Wording } from './write-sql.js'

const texts = new WeakMap<Naming, Map<string, string>>()

/**
 * Lands a batch as one statement, a transaction of its own: guards first, and every write joined to the row `stamp`
 * that is there only if they hold. What is found out after something was written raises, which takes all of it back.
 */
export async function commitOneStatement(
  driver: Driver,
  naming: Naming,
  plan: Plan,
  now: Instant | undefined,
): Promise<Outcome> {
  const groups = guardGroups(plan)
  const shape = shapeOf(plan, groups)
  let known = texts.get(naming)
  if (known === undefined) texts.set(naming, (known = new Map()))
  let text = known.get(shape)
  if (text === undefined) {
    // Every command has a shape or a few; a host that makes up endless ones must not fill the memory.
    if (known.size >= 1000) known.clear()
    known.set(shape, (text = statement(plan, groups, naming)))
  }
  const values = valuesOf(plan, groups, now)
  try {
    const [answer] = await driver.query(text, values)
    return read(plan, answer!)
  } catch (error) {
    const raised = raisedBy(plan, error)
    if (raised === undefined) throw error
    return raised
  }
}

/** Equal for batches that one text serves. */
function shapeOf({ batch, lead, writes }: Plan, groups: readonly GuardGroup[]): string {
  const parts = writes.map(({ kind, collection, count, late }) => {
    return `${kind}:${collection}:${count === 1 ? 1 : 2}:${late.join('.')}`
  })
  const guards = groups.map(({ collection, lock, base }) => `${collection}:${lock}:${base}`)
  const head = lead === undefined ? '' : lead.isNew ? 'new' : 'next'
  return [head, batch.number === undefined ? '' : 'number', ...guards, '', ...parts].join(' ')
}

function valuesOf(plan: Plan, groups: readonly GuardGroup[], now: Instant | undefined): Bound[] {
  const { tenant, number } = plan.batch
  const values: Bound[] = [tenant, now === undefined ? null : instantText(now), ...(plan.lead?.values ?? [])]
  for (const { columns, revs, absent } of groups)
    values.push(...[...columns.map((column) => column.values), revs, absent].map(arrayText))
  if (number !== undefined) {
    values.push(number.series, number.prefix, String(number.width))
    if (hasLate(plan.writes)) values.push(number.token)
  }
  for (const write of plan.writes) values.push(...write.values)
  for (const write of plan.writes) if (isCounted(write)) values.push(String(write.count))
  return values
}

function statement({ batch, lead, writes }: Plan, groups: readonly GuardGroup[], naming: Naming): string {
  const next = counter()
  const [tenant, clock] = [next(), clockSql(next())]
  const ctes: string[] = []
  if (lead !== undefined) ctes.push(`lead AS (${leadSql(lead.isNew, { naming, tenant, next }, clock)})`)
  const misses: string[] = []
  let before = lead === undefined ? '' : ' WHERE (SELECT count(*) FROM lead) > 0'
  for (const group of groups) {
    const name = `held_${snake(group.collection)}`
    const rows = guardedRows(
      group,
      group.columns.map(() => next()),
    )
    const [revs, absent] = [next(), next()]
    const at = group.collection === 'heads' ? ', t."recorded_at"' : ''
    ctes.push(
      `${name} AS (SELECT k.no, t."rev"${at} FROM ${rows.from} ` +
        `JOIN ${naming.table(group.collection)} t ON t."tenant" = ${tenant} AND ${rows.on}${before} ` +
        `ORDER BY k.no FOR ${group.lock} OF t)`,
    )
    misses.push(
      `SELECT ${group.base} + k.no AS no, coalesce(h."rev", -1) AS found ` +
        `FROM unnest(${revs}::bigint[], ${absent}::bigint[]) WITH ORDINALITY AS k(rev, absent, no) ` +
        `LEFT JOIN ${name} h ON h.no = k.no WHERE coalesce(h."rev", k.absent) <> k.rev`,
    )
    before = ` WHERE (SELECT count(*) FROM ${name}) >= 0`
  }
  const hasMissed = misses.length > 0
  if (hasMissed) ctes.push(`missed AS (SELECT no, found FROM (${misses.join(' UNION ALL ')}) m ORDER BY no LIMIT 1)`)
  ctes.push(`stamp AS (${stampSql(lead !== undefined, hasMissed, groups, clock)})`)
  let token = ''
  if (batch.number !== undefined) {
    const series = seriesSql({ naming, tenant, stamp: ', stamp s', next })
    ctes.push(`series AS (${series.sql})`)
    const digits = `greatest(${series.width}::bigint::int, length(taken))`
    ctes.push(`numbered AS (SELECT taken, ${series.prefix}::text || lpad(taken, ${digits}, '0') AS no FROM series)`)
    if (hasLate(writes)) token = next()
  }
  const wording: Wording = {
    naming,
    tenant,
    at: 's.at',
    stamp: ', stamp s',
    token,
    number: '(SELECT no FROM numbered)',
    next,
  }
  const earlier = new Map<CollectionName, string>()
  for (const [i, write] of writes.entries()) {
    const name = cteName(write, i)
    const after = earlier.get(write.collection)
    // What was removed frees its key and its unique values, but only if it is removed first.
    ctes.push(
      `${name} AS (${writeSql(write, wording, after === undefined ? [] : [`(SELECT count(*) FROM ${after}) >= 0`])})`,
    )
    earlier.set(write.collection, name)
  }
  const raised = raises(lead !== undefined, hasMissed, writes, next)
  const missed = hasMissed ? '(SELECT no FROM missed) AS missed, (SELECT found FROM missed) AS found' : 'NULL AS missed'
  const number = batch.number === undefined ? 'NULL' : '(SELECT taken FROM numbered)'
  return (
    `WITH ${ctes.join(', ')} SELECT ${selected('instant', '(SELECT at FROM stamp)')} AS at, ${missed}, ` +
    `${number} AS number, ${raised} AS raised`
  )
}

/** The instant of the commit, as one row if every guard holds and none if not. */
function stampSql(isLed: boolean, hasMissed: boolean, groups: readonly GuardGroup[], clock: string): string {
  const none = hasMissed ? ' WHERE NOT EXISTS (SELECT 1 FROM missed)' : ''
  if (isLed) return `SELECT at FROM lead${none}`
  const heads = groups.some(({ collection }) => collection === 'heads')
  return `SELECT greatest(${clock}${heads ? ', (SELECT max("recorded_at") FROM held_heads)' : ''}) AS at${none}`
}

/** The expression that fails, and so takes everything back, when something written turns out not to fit. */
function raises(isLed: boolean, hasMissed: boolean, writes: readonly Write[], next: () => string): string {
  const cases: string[] = []
  // Made of what the statement finds, so that no planner works it out beforehand. Casting a text to int raises it.
  const raise = (text: string) => `(${text})::int`
  if (isLed && hasMissed) {
    const found = `'owe:missed:' || (SELECT no FROM missed) || ':' || (SELECT found FROM missed)`
    cases.push(`WHEN EXISTS (SELECT 1 FROM lead) AND EXISTS (SELECT 1 FROM missed) THEN ${raise(found)}`)
  }
  cases.push('WHEN NOT EXISTS (SELECT 1 FROM stamp) THEN NULL')
  for (const [i, write] of writes.entries()) {
    if (!isCounted(write)) continue
    const count = `(SELECT count(*) FROM ${cteName(write, i)})`
    const what = write.kind === 'update' ? 'missing' : 'taken'
    cases.push(`WHEN ${count} <> ${next()}::bigint THEN ${raise(`'owe:${what}:${write.collection}:' || ${count}`)}`)
  }
  return `CASE ${cases.join(' ')} END`
}

function isCounted({ kind, collection }: Write): boolean {
  return kind === 'update' || (kind === 'insert' && isGuarded(collection))
}

function hasLate(writes: readonly Write[]): boolean {
  return writes.some(({ late }) => late.length > 0)
}

function read({ batch, guards, lead }: Plan, answer: Readonly<Record<string, unknown>>): Outcome {
  if (answer['at'] !== null) {
    const { number } = batch
    const taken = number === undefined ? {} : { number: seriesNumber(number, BigInt(answer['number'] as string)) }
    return { status: 'committed', recordedAt: decodeInstant(answer['at']), ...taken }
  }
  // A head that guards by being written says only that it is not at the revision.
  if (lead !== undefined) return { status: 'missed', guard: guards[0]!, found: lead.isNew ? 1 : -1 }
  return { status: 'missed', guard: guards[Number(answer['missed']) - 1]!, found: Number(answer['found']) }
}

/** Reads back what the last SELECT raised. */
function raisedBy({ guards }: Plan, error: unknown): Outcome | undefined {
  if (sqlState(error) !== '22P02') return undefined
  const [, what, name, found] = /owe:(missed|missing|taken):(\w+):(-?\d+)/.exec((error as Error).message) ?? []
  switch (what) {
    case 'missed':
      return { status: 'missed', guard: guards[Number(name) - 1]!, found: Number(found) }
    case 'missing':
    case 'taken':
      return { status: what, collection: name as CollectionName }
    default:
      throw new ReceivablesError('internal_error', 'A statement of the store did not fit.', {}, { cause: error })
  }
}
