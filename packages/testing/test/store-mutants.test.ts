import { scan, type Batch, type OpeningQuery, type Read, type Row as RowOf, type Store } from '@owekit/core/ports'
import { memoryStore } from '@owekit/core/memory'
import { expect, test } from 'vitest'
import { storeConformance, type MakeStore } from '@owekit/testing'

// Each mutant is a memory store with one promise broken; the suite must notice every one of them.

type Mutate = (store: Store, clock: () => number) => Partial<Store>

const tick = () => new Promise<void>((resolve) => setImmediate(resolve))

/** The same object without one of its parts. */
function without<T extends object, K extends keyof T>(whole: T, name: K): Omit<T, K> {
  return Object.fromEntries(Object.entries(whole).filter(([key]) => key !== name)) as Omit<T, K>
}

/** What counts in a statement's opening. */
function isEarlier(line: RowOf<'postings'>, query: OpeningQuery): boolean {
  const { before, version, knownAt = Infinity, reference = line.reference } = query
  const isInTime = line.effectiveOn < before && line.version <= version && line.recordedAt <= knownAt
  return isInTime && line.reference === reference
}

/** Answers openings by reading every line of the account and counting some. */
const opensWith =
  (counts: (line: RowOf<'postings'>, query: OpeningQuery) => boolean): Mutate =>
  (store) => ({
    async opening(query) {
      let sum = 0n
      for await (const line of scan(store, query.tenant, { collection: 'postings', where: [query.customer] })) {
        const isOwn = line.account === 'receivable' || line.account === 'unapplied'
        if (isOwn && line.currency === query.currency && counts(line, query)) sum += line.amount
      }
      return sum
    },
  })

/** Passes every batch through a change before it is committed. */
const commits =
  (change: (batch: Batch) => Batch): Mutate =>
  (store) => ({ commit: (batch) => store.commit(change(batch)) })

/** Passes every page through a change of the rows it gives. */
const reads =
  (change: (rows: readonly Row[], read: Read) => readonly Row[]): Mutate =>
  (store) => ({
    read: (async (tenant: string, list: readonly Read[]) => {
      const answer = (await store.read(tenant, list)) as readonly (readonly Row[])[]
      return answer.map((rows, i) => change(rows, list[i]!))
    }) as unknown as Store['read'],
  })

type Row = Readonly<Record<string, unknown>>

const mutants: Readonly<Record<string, Mutate>> = {
  'forgets request keys': commits((batch) => without(batch, 'key')),
  'stores one fingerprint for every key': commits((batch) =>
    batch.key ? { ...batch, key: { ...batch.key, fingerprint: 'x' } } : batch,
  ),
  'shares request keys between tenants': (store) => {
    const seen = new Map<string, Awaited<ReturnType<Store['commit']>>>()
    return {
      commit: async (batch) => {
        const known = batch.key && seen.get(batch.key.id)
        if (known) return known
        const result = await store.commit(batch)
        if (batch.key && result.status === 'committed') {
          seen.set(batch.key.id, { status: 'replayed', fingerprint: batch.key.fingerprint, result: batch.key.result })
        }
        return result
      },
    }
  },
  'ignores guards': commits((batch) => ({ ...batch, expect: batch.expect.filter(({ rev }) => rev === 0) })),
  'ignores that a row must not exist': commits((batch) => ({
    ...batch,
    expect: batch.expect.filter(({ rev }) => rev > 0),
  })),
  'lets time pass between looking and writing': (store) => ({
    commit: async (batch) => {
      for (const { collection, key, rev } of batch.expect) {
        const [rows] = (await store.read(batch.tenant, [{ collection, keys: [key] } as Read])) as unknown as [
          readonly { rev: number }[],
        ]
        if ((rows[0]?.rev ?? 0) !== rev) return { status: 'conflict', collection, key }
      }
      await tick()
      return store.commit({ ...batch, expect: [] })
    },
  }),
  'writes updates even when inserts clash': (store) => ({
    commit: async (batch) => {
      if (batch.key === undefined) await store.commit({ ...batch, insert: {} }).catch(() => undefined)
      return store.commit(batch)
    },
  }),
  'writes inserts even when a guard misses': (store) => ({
    commit: async (batch) => {
      const result = await store.commit(batch)
      if (result.status === 'conflict')
        await store.commit({ tenant: batch.tenant, expect: [], update: {}, insert: batch.insert })
      return result
    },
  }),
  'loses a number when a batch fails': (store) => ({
    commit: async (batch) => {
      const result = await store.commit(batch)
      if (batch.number !== undefined && result.status !== 'committed' && result.status !== 'replayed') {
        await store.commit({ tenant: batch.tenant, expect: [], insert: {}, update: {}, number: batch.number })
      }
      return result
    },
  }),
  'keeps money as floats': reads((rows) =>
    rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [name, typeof value === 'bigint' ? BigInt(Number(value)) : value]),
      ),
    ),
  ),
  'normalises text': commits((batch) => normalise(batch) as Batch),
  'orders text by UTF-16 unit': reads((rows, read) => {
    if ('keys' in read || read.where.length > 0 || read.collection !== 'customers') return rows
    const by = (row: Row) => (read.index === 'byName' ? row['name'] : row['id']) as string
    const sorted = [...rows].sort((a, b) => (by(a) < by(b) ? -1 : 1))
    return read.reverse === true ? sorted.reverse() : sorted
  }),
  'begins a page with the last row of the one before': (store) => ({
    read: ((tenant: string, list: readonly Read[]) =>
      store.read(
        tenant,
        list.map((read) =>
          'after' in read && read.after?.length === 1
            ? { ...read, after: [`${String(read.after[0]).slice(0, -1)}`] }
            : read,
        ),
      )) as unknown as Store['read'],
  }),
  'ignores reverse': (store) => ({
    read: ((tenant: string, list: readonly Read[]) =>
      store.read(
        tenant,
        list.map((read) => ({ ...read, reverse: false })),
      )) as unknown as Store['read'],
  }),
  'shows every tenant the rows of the first': (store) => ({
    read: ((tenant: string, list: readonly Read[]) =>
      store.read(tenant === 'two' ? 'one' : tenant, list)) as unknown as Store['read'],
  }),
  'dates rows by the clock alone': (_, clock) => {
    const fresh = memoryStore({ clock })
    return {
      ...fresh,
      commit: async (batch) => {
        const result = await fresh.commit(batch)
        return result.status === 'committed' ? { ...result, recordedAt: clock() } : result
      },
    }
  },
  'never ends a lease': (store) => ({ claim: (query) => store.claim({ ...query, leaseMs: 10 ** 12 }) }),
  'ignores leases': (store) => ({ claim: (query) => store.claim({ ...query, leaseMs: 0 }) }),
  'settles without looking at the epoch': (store) => ({
    settle: async (claim) => {
      for (const epoch of [1, 2, 3]) if ((await store.settle({ ...claim, epoch })) === 'ok') return 'ok'
      return 'stale'
    },
  }),
  'settles what is settled': (store) => ({ settle: async (claim) => (await store.settle(claim), 'ok') }),
  'answers each read from its own moment': (store) => ({
    read: (async (tenant: string, list: readonly Read[]) => {
      const answer = []
      for (const read of list) {
        answer.push((await store.read(tenant, [read]))[0])
        await tick()
      }
      return answer
    }) as unknown as Store['read'],
  }),
  'ages from the day before': (store) => ({ aging: (query) => store.aging!({ ...query, asOf: query.asOf - 1 }) }),
  'ages without knownAt': (store) => ({ aging: (query) => store.aging!(without(query, 'knownAt')) }),
  'ages without groups': (store) => ({ aging: (query) => store.aging!(without(query, 'groupBy')) }),
  'counts what is due today as overdue': (store) => ({
    balances: (query) => store.balances!({ ...query, today: query.today + 1 }),
  }),
  'opens a statement a day late': opensWith((line, { before }) => line.effectiveOn <= before),
  'opens a statement with every version': opensWith((line, query) => isEarlier(line, { ...query, version: 99 })),
  'opens a statement without knownAt': opensWith((line, query) => isEarlier(line, without(query, 'knownAt'))),
  'opens a statement with all references': opensWith((line, query) => isEarlier(line, without(query, 'reference'))),
  'forgets rows with an emoji': commits((batch) =>
    batch.insert.heads?.some(({ customer }) => customer.includes('😀')) ? { ...batch, insert: {} } : batch,
  ),
  'gives out its own rows': (store) => ({
    read: (async (tenant: string, list: readonly Read[]) => {
      const answer = (await store.read(tenant, list)) as readonly (readonly Row[])[]
      return answer.map((rows, i) => rows.map((row) => shared(store, list[i]!.collection, row)))
    }) as unknown as Store['read'],
  }),
}

const given = new WeakMap<Store, Map<string, Row>>()

function shared(store: Store, collection: string, row: Row): Row {
  let rows = given.get(store)
  if (rows === undefined) given.set(store, (rows = new Map()))
  const id = JSON.stringify([collection, row['id'] ?? row['customer'], row['version'], row['line']])
  const known = rows.get(id) ?? { ...row }
  rows.set(id, known)
  return known
}

function normalise(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC')
  if (Array.isArray(value)) return value.map(normalise)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, normalise(held)]))
}

/** Runs the whole suite; gives the names of the cases that failed. */
async function failures(makeStore: MakeStore): Promise<string[]> {
  const cases: { name: string; run: () => Promise<void> }[] = []
  storeConformance({ test: (name, run) => cases.push({ name, run }) }, makeStore)
  const failed: string[] = []
  for (const { name, run } of cases) await run().catch(() => failed.push(name))
  return failed
}

test('a store without a fault passes', async () => {
  expect(await failures(memoryStore)).toEqual([])
})

test.each(Object.entries(mutants))('notices a store that %s', async (_, mutate) => {
  const failed = await failures(({ clock }) => {
    const store = memoryStore({ clock })
    return { ...store, ...mutate(store, clock) }
  })
  expect(failed).not.toEqual([])
})
