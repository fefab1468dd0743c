import type { Instant } from '../calendar/index.js'
import { copyJson } from '../records/copy-json.js'
import {
  collections,
  type Collection,
  type CollectionName,
  type Json,
  type Key,
  type Row,
} from '../records/collections.js'
import { compareKeys, compareText } from '../records/compare-text.js'
import { bindNumber, seriesNumber } from '../ports/late-binding.js'
import type { Batch, CommitResult, Guard } from '../ports/store.js'
import type { AnyRow } from './slot.js'
import type { Step } from './table.js'
import type { TenantRows } from './tenant-rows.js'

/**
 * Lands a checked batch in one go, without a pause between looking and writing.
 *
 * Rows go into the tables step by step; a clash takes every step back. Orderings follow only when all is well.
 */
export function commitRows(rows: TenantRows, batch: Batch, now: Instant): CommitResult {
  if (batch.key !== undefined) {
    const known = rows.table('keys').get([batch.key.id]) as Row<'keys'> | undefined
    if (known !== undefined) return { status: 'replayed', fingerprint: known.fingerprint, result: known.result }
  }
  let recordedAt = now
  for (const guard of inKeyOrder(batch.expect)) {
    const row = rows.table(guard.collection).get(guard.key)
    if (guard.rev !== ((row?.['rev'] as number | undefined) ?? 0)) return conflict(guard.collection, guard.key)
    if (guard.collection === 'heads' && row !== undefined) {
      recordedAt = Math.max(recordedAt, (row as Row<'heads'>).recordedAt)
    }
  }
  const steps: Step[] = []
  let failed: CommitResult | undefined
  let number: string | undefined
  try {
    if (batch.number !== undefined) number = takeNumber(rows, batch.number, steps)
    failed = write(rows, batch, { recordedAt, number }, steps)
  } catch (error) {
    takeBack(steps)
    throw error
  }
  takeBack(steps, failed === undefined)
  if (failed !== undefined) return failed
  for (const step of steps) step.table.settle(step)
  return { status: 'committed', recordedAt, ...(number === undefined ? {} : { number }) }
}

interface Bound {
  readonly recordedAt: Instant
  readonly number: string | undefined
}

function write(rows: TenantRows, batch: Batch, bound: Bound, steps: Step[]): CommitResult | undefined {
  const bind = binder(batch, bound)
  for (const name in batch.remove) {
    const table = rows.table(name as CollectionName)
    for (const key of batch.remove[name as CollectionName] ?? []) table.remove(key, steps)
  }
  for (const collection in batch.update) {
    const name = collection as CollectionName
    const table = rows.table(name)
    for (const given of batch.update[name] ?? []) {
      const row = bind(name, given)
      const problem = table.update(row, steps)
      if (problem === 'missing') return conflict(name, collections[name].key.map((column) => row[column]) as Key)
      if (problem !== undefined) return { status: 'exists', collection: name, index: problem.clash }
    }
  }
  for (const collection in batch.insert) {
    const name = collection as CollectionName
    const table = rows.table(name)
    for (const given of batch.insert[name] ?? []) {
      const index = table.insert(bind(name, given), steps)
      if (index !== undefined) return { status: 'exists', collection: name, index }
    }
  }
  if (batch.key !== undefined) {
    const { id, fingerprint, result } = batch.key
    const key = bind('keys', { id, fingerprint, result, recordedAt: 0 })
    if (rows.table('keys').insert(key, steps) !== undefined) {
      return { status: 'exists', collection: 'keys', index: 'key' }
    }
  }
  return undefined
}

/** Makes the store's own copy of a row, with the late values in place. Readers get copies: cheaper than freezing. */
function binder({ number: ask }: Batch, { recordedAt, number }: Bound) {
  return (collection: CollectionName, given: AnyRow): AnyRow => {
    const { json, isStamped } = lateOf(collection)
    const row: Record<string, unknown> =
      ask === undefined ? { ...given } : { ...bindNumber(given, ask.token, number as string) }
    if (isStamped) row['recordedAt'] = recordedAt
    for (const column of json) row[column] = copyJson(row[column] as Json)
    return row
  }
}

interface Late {
  readonly json: readonly string[]
  readonly isStamped: boolean
}

const late = new Map<CollectionName, Late>()

function lateOf(collection: CollectionName): Late {
  let known = late.get(collection)
  if (known === undefined) {
    const { columns }: Collection = collections[collection]
    const json = Object.keys(columns).filter((name) => columns[name]!.kind === 'json')
    late.set(collection, (known = { json, isStamped: 'recordedAt' in columns }))
  }
  return known
}

function takeNumber(rows: TenantRows, ask: NonNullable<Batch['number']>, steps: Step[]): string {
  const series = rows.table('series')
  const held = series.get([ask.series]) as Row<'series'> | undefined
  const taken = held?.next ?? 1n
  const row = { name: ask.series, rev: (held?.rev ?? 0) + 1, next: taken + 1n, prefix: ask.prefix, width: ask.width }
  if (held === undefined) series.insert(row, steps)
  else series.update(row, steps)
  return seriesNumber(ask, taken)
}

/**
 * Undoes every step. When the batch goes ahead, only the slots' rows go back to what the orderings know.
 */
function takeBack(steps: readonly Step[], goesAhead = false): void {
  for (let i = steps.length - 1; i >= 0; i--) {
    const step = steps[i]!
    if (!goesAhead) step.table.undo(step)
    else if (step.before !== undefined) step.slot.row = step.before
  }
}

function inKeyOrder(guards: readonly Guard[]): readonly Guard[] {
  if (guards.length < 2) return guards
  return [...guards].sort((a, b) => compareText(a.collection, b.collection) || compareKeys(a.key, b.key))
}

function conflict(collection: CollectionName, key: Key): CommitResult {
  return { status: 'conflict', collection, key }
}
