import { ReceivablesError } from '../errors/index.js'
import { commitRows } from '../memory/commit.js'
import type { AnyRow } from '../memory/slot.js'
import type { Step } from '../memory/table.js'
import { TenantRows } from '../memory/tenant-rows.js'
import { checkBatch, checkRead } from '../ports/check-batch.js'
import type { Batch, CommitResult, Guard, GuardedCollection, Read, ReadResult, Store } from '../ports/store.js'
import { collections, type Collection, type CollectionName, type Key } from '../records/collections.js'
import { Ranges, type PageRead } from './ranges.js'

/** What was read no longer fits together: another writer came in between. Decide again. */
export class StaleReads extends Error {}

/**
 * A store in front of a store: it reads from it once, keeps what it is told to write, and lands all of it at the end
 * as one batch.
 *
 * Commands run against it as against any store, each on the books as those before it left them. Every account, lock
 * and series that was read is guarded in the batch, so what was decided (and what was refused) holds for the books as
 * they are at the commit.
 */
export interface Staging extends Store {
  /** Lands everything at once. `undefined` when there was nothing to write and nothing read has changed since. */
  land(): Promise<CommitResult | undefined>
  /** Whether a fact of this stream and version is still to be landed. */
  isStaged(customer: string, version: number): boolean
}

const guarded = ['heads', 'series', 'periods', 'suspense'] as const satisfies readonly GuardedCollection[]
const readsAtOnce = 200

/** Opens a staging area for one tenant on a store. */
export function stagingStore(base: Store, tenant: string, now: () => number): Staging {
  const rows = new TenantRows()
  const known = new Map<CollectionName, Map<string, AnyRow | undefined>>()
  const touched = new Map<CollectionName, Map<string, Key>>()
  const expected = new Map<string, Guard>()
  const ranges = new Ranges()

  const knownOf = (name: CollectionName) => entry(known, name, () => new Map<string, AnyRow | undefined>())
  const touch = (name: CollectionName, key: Key) =>
    entry(touched, name, () => new Map<string, Key>()).set(keyText(key), key)

  function absorb(name: CollectionName, row: AnyRow): void {
    const key = keyOf(name, row)
    const held = knownOf(name)
    const text = keyText(key)
    if (held.has(text)) return
    held.set(text, row)
    if (touched.get(name)?.has(text) === true) throw new StaleReads(`${name} ${key.join('/')} came in between`)
    const steps: Step[] = []
    if (rows.table(name).insert(row, steps) !== undefined) throw new StaleReads(`${name} ${key.join('/')} moved`)
    for (const step of steps) step.table.settle(step)
  }

  async function fetch(reads: readonly Read[]): Promise<(readonly AnyRow[])[]> {
    const found: (readonly AnyRow[])[] = []
    for (let at = 0; at < reads.length; at += readsAtOnce)
      found.push(...((await base.read(tenant, reads.slice(at, at + readsAtOnce))) as readonly (readonly AnyRow[])[]))
    return found
  }

  async function learnKeys(wanted: ReadonlyMap<CollectionName, ReadonlyMap<string, Key>>): Promise<void> {
    const reads = [...wanted].map(([collection, keys]) => ({ collection, keys: [...keys.values()] }) as Read)
    const found = await fetch(reads)
    for (const [at, [name, keys]] of [...wanted].entries()) {
      for (const row of found[at]!) absorb(name, row)
      const held = knownOf(name)
      for (const text of keys.keys()) if (!held.has(text)) held.set(text, undefined)
    }
  }

  function unknown(asked: Iterable<readonly [CollectionName, Key]>): Map<CollectionName, Map<string, Key>> {
    const wanted = new Map<CollectionName, Map<string, Key>>()
    for (const [name, key] of asked) {
      const text = keyText(key)
      if (knownOf(name).has(text) || touched.get(name)?.has(text) === true) continue
      entry(wanted, name, () => new Map<string, Key>()).set(text, key)
    }
    return wanted
  }

  async function learnPages(pages: readonly PageRead[]): Promise<void> {
    for (let open = pages; ;) {
      const reads = ranges.missing(open, rows)
      if (reads.length === 0) return
      const found = await fetch(reads)
      for (const [at, read] of reads.entries()) {
        for (const row of found[at]!) absorb(read.collection, row)
        ranges.learn(read, found[at]!)
      }
      open = reads
    }
  }

  async function commit(batch: Batch): Promise<CommitResult> {
    checkBatch(batch)
    const named: (readonly [CollectionName, Key])[] = batch.expect.map(({ collection, key }) => [collection, key])
    for (const name of namesIn(batch.update))
      for (const row of batch.update[name]!) named.push([name, keyOf(name, row)])
    for (const name of namesIn(batch.remove ?? {})) for (const key of batch.remove![name]!) named.push([name, key])
    if (batch.key !== undefined) named.push(['keys', [batch.key.id]])
    if (batch.number !== undefined) named.push(['series', [batch.number.series]])
    const wanted = unknown(named)
    if (wanted.size > 0) await learnKeys(wanted)
    const result = commitRows(rows, batch, now())
    if (result.status !== 'committed') return result
    for (const guard of batch.expect) expected.set(`${guard.collection} ${keyText(guard.key)}`, guard)
    for (const name of namesIn(batch.insert)) for (const row of batch.insert[name]!) touch(name, keyOf(name, row))
    for (const name of namesIn(batch.update)) for (const row of batch.update[name]!) touch(name, keyOf(name, row))
    for (const name of namesIn(batch.remove ?? {})) for (const key of batch.remove![name]!) touch(name, key)
    if (batch.key !== undefined) touch('keys', [batch.key.id])
    if (batch.number !== undefined) touch('series', [batch.number.series])
    return result
  }

  /** What was there when it was read must be there still; what was not, if a decision insisted on that. */
  function guards(): Guard[] {
    const list: Guard[] = []
    for (const collection of guarded) {
      const read = knownOf(collection)
      for (const [text, row] of read)
        if (row !== undefined) list.push({ collection, key: keyOf(collection, row), rev: row['rev'] as number })
        else {
          const insisted = expected.get(`${collection} ${text}`)
          if (insisted !== undefined) list.push({ ...insisted, rev: 0 })
        }
    }
    return list
  }

  async function land(): Promise<CommitResult | undefined> {
    const insert: Record<string, AnyRow[]> = {}
    const update: Record<string, AnyRow[]> = {}
    const remove: Record<string, Key[]> = {}
    let writes = 0
    for (const [name, keys] of touched) {
      const before = knownOf(name)
      const table = rows.table(name)
      for (const [text, key] of keys) {
        const row = table.get(key)
        const was = before.get(text)
        if (row === undefined && was === undefined) continue
        writes++
        if (row === undefined) (remove[name] ??= []).push(key)
        else ((was === undefined ? insert : update)[name] ??= []).push(row)
      }
    }
    const expect = guards()
    if (writes > 0) return base.commit({ tenant, expect, insert, update, remove })
    const found = await fetch(expect.map(({ collection, key }) => ({ collection, keys: [key] }) as Read))
    const moved = expect.find(({ rev }, at) => ((found[at]![0]?.['rev'] as number | undefined) ?? 0) !== rev)
    return moved === undefined ? undefined : { status: 'conflict', collection: moved.collection, key: moved.key }
  }

  return {
    caps: base.caps,
    async read<const R extends readonly Read[]>(of: string, reads: R) {
      if (of !== tenant) throw new ReceivablesError('internal_error', `A batch of ${tenant} cannot read ${of}.`)
      for (const read of reads) checkRead(read)
      const wanted = unknown(keysIn(reads))
      if (wanted.size > 0) await learnKeys(wanted)
      const pages = reads.filter((read): read is PageRead => !('keys' in read))
      if (pages.length > 0) await learnPages(pages)
      return reads.map((read) => answer(rows, read)) as unknown as ReadResult<R>
    },
    commit,
    land,
    isStaged: (customer, version) => version > ((knownOf('heads').get(customer)?.['rev'] as number | undefined) ?? 0),
    now: () => base.now(),
    claim: (query) => base.claim(query),
    settle: (claim) => base.settle(claim),
    tenants: () => base.tenants(),
    migrate: (options) => base.migrate(options),
    close: () => base.close(),
  }
}

function* keysIn(reads: readonly Read[]): Iterable<readonly [CollectionName, Key]> {
  for (const read of reads) if ('keys' in read) for (const key of read.keys) yield [read.collection, key]
}

function answer(rows: TenantRows, read: Read): readonly AnyRow[] {
  const table = rows.table(read.collection)
  if ('keys' in read) {
    const found: AnyRow[] = []
    for (const key of read.keys) {
      const row = table.get(key)
      if (row !== undefined) found.push(copy(row))
    }
    return found
  }
  const { index, where, after, limit, reverse = false } = read
  return table.ordering(index).page({ where, after, limit, reverse }).map(copy)
}

const copy = (row: AnyRow): AnyRow => ({ ...row })

const namesIn = (of: object) => Object.keys(of) as CollectionName[]

function keyOf(name: CollectionName, row: object): Key {
  const { key }: Collection = collections[name]
  return key.map((column) => (row as AnyRow)[column]) as unknown as Key
}

// Texts with NUL never get this far, so the joined key is unambiguous.
const keyText = (key: Key): string => key.join('\0')

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let held = map.get(key)
  if (held === undefined) map.set(key, (held = make()))
  return held
}
