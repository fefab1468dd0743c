import { ReceivablesError, type Batch, type CommitResult, type Read, type Store } from '@owekit/core/ports'
import { memoryStore } from '@owekit/core/memory'
import { storeConformance, type ConformanceOptions, type MakeStore } from '@owekit/testing'
import { expect, test } from 'vitest'
import { empty, reads, tick } from './mutants/change.js'
import { failedCases } from './mutants/failed-cases.js'

// The groups that need a hook, asked of stores that keep their promises and of stores that do not.

interface Disk {
  room: number
  readonly store: Store & { snapshot(): string }
}

const full = () => new ReceivablesError('store_full', 'There is no room.')

/** What a store does with a batch that does not fit. */
type Fault = (store: Store, batch: Batch) => Promise<CommitResult>

/** What a broken store does otherwise, on its disk. */
type OnDisk = (store: Store, disk: Disk) => Partial<Store>

/** Memory stores on disks of their own: a commit of documents needs five pages of room, any other one. */
function disks(whenFull: Fault, mutate: OnDisk = () => ({})) {
  const held = new WeakMap<Store, Disk>()
  const make: MakeStore = ({ clock }) => {
    const inner = memoryStore({ clock })
    const disk: Disk = { room: Infinity, store: inner }
    const commit: Store['commit'] = (batch) => {
      const needed = batch.insert.documents === undefined ? 1 : 5
      return disk.room >= needed ? inner.commit(batch) : whenFull(inner, batch)
    }
    const sound = { ...inner, commit }
    const store = { ...sound, ...mutate(sound, disk) }
    held.set(store, disk)
    return store
  }
  const options: ConformanceOptions = {
    diskFull: (store) => {
      const disk = held.get(store)!
      return {
        leave: (pages) => void (disk.room = pages),
        free: () => void (disk.room = Infinity),
        bytes: () => disk.store.snapshot(),
      }
    },
  }
  return { make, options }
}

const refuses: Fault = async () => {
  throw full()
}

/** Does something with the batch, then says that the disk is full. */
const after =
  (work: (store: Store, batch: Batch) => Promise<unknown>): Fault =>
  async (store, batch) => {
    await work(store, batch)
    throw full()
  }

test('a store that finds no room and leaves everything as it was passes', async () => {
  const { make, options } = disks(refuses)
  expect(await failedCases(make, options, 'disk full')).toEqual([])
})

test.each<[string, Fault]>([
  ['lands what it says did not fit', after((store, batch) => store.commit(batch))],
  [
    'keeps the key of what did not fit',
    after((store, { tenant, key }) => store.commit({ ...empty, tenant, key: key! })),
  ],
  ['uses up the number', after((store, { tenant, number }) => store.commit({ ...empty, tenant, number: number! }))],
  [
    'writes the half that fits',
    after((store, { tenant, insert: { documents = [] } }) =>
      store.commit({ ...empty, tenant, insert: { documents: documents.slice(0, 30) } }),
    ),
  ],
  ['says that it fitted', async () => ({ status: 'committed', recordedAt: 0 })],
  ['says that somebody else was faster', async () => ({ status: 'conflict', collection: 'heads', key: ['cus_ada'] })],
  [
    'calls a full disk something else',
    async () => {
      throw new ReceivablesError('store_unavailable', 'Something went wrong.')
    },
  ],
])('a store that %s does not', async (_, fault) => {
  const { make, options } = disks(fault)
  expect(await failedCases(make, options, 'disk full')).not.toEqual([])
})

test.each<[string, OnDisk]>([
  [
    'leaves out the rows that do not fit, once most of them do',
    (store, disk) => ({
      commit: async (batch) => {
        const { documents = [], ...insert } = batch.insert
        if (disk.room !== 4 || documents.length === 0) return store.commit(batch)
        return store.commit({ ...batch, insert: { ...insert, facts: insert.facts ?? [] } })
      },
    }),
  ],
  [
    'cannot be read while the disk is full',
    (store, disk) => ({
      read: (async (tenant: string, list: readonly Read[]) => {
        if (disk.room < 1) throw full()
        return store.read(tenant, list)
      }) as unknown as Store['read'],
    }),
  ],
  [
    'writes nothing any more once it was full',
    (store) => {
      let wasFull = false
      return {
        commit: async (batch) => {
          if (wasFull) throw full()
          try {
            return await store.commit(batch)
          } catch (error) {
            wasFull = true
            throw error
          }
        },
      }
    },
  ],
])('nor does one that %s', async (_, mutate) => {
  const { make, options } = disks(refuses, mutate)
  expect(await failedCases(make, options, 'disk full')).not.toEqual([])
})

test('a store that is whole after a crash passes', async () => {
  expect(await failedCases(memoryStore, { crash: (store) => ({ ...store }) }, 'crashes')).toEqual([])
})

test.each<[string, (store: Store) => Store | Promise<Store>]>([
  ['is empty after a crash', () => memoryStore()],
  [
    'lost its last commit',
    (store) => ({ ...store, ...missing((row) => row['customer'] === 'cus_19')(store, Date.now) }),
  ],
  [
    'lost its request keys',
    (store) => ({ ...store, ...missing((_, { collection }) => collection === 'keys')(store, Date.now) }),
  ],
  [
    'kept half of a batch',
    (store) => ({
      ...store,
      ...missing((row, { collection }) => collection === 'postings' && row['line'] === 1)(store, Date.now),
    }),
  ],
  [
    'answers a repeat of what it has as new',
    (store) => ({
      ...store,
      commit: async (batch) => {
        const result = await store.commit(batch)
        return result.status === 'replayed' ? { status: 'committed', recordedAt: 0 } : result
      },
    }),
  ],
  [
    'begins its series again',
    (store) => ({
      ...store,
      commit: async (batch) => {
        const result = await store.commit(batch)
        return result.status === 'committed' && result.number !== undefined ? { ...result, number: '1' } : result
      },
    }),
  ],
  [
    'leaves gaps in its series, as a sequence does that is taken ahead',
    (store) => ({
      ...store,
      commit: async (batch) => {
        const { tenant, number } = batch
        if (number !== undefined) await store.commit({ ...empty, tenant, number })
        return store.commit(batch)
      },
    }),
  ],
])('a store that %s does not', async (_, crash) => {
  expect(await failedCases(memoryStore, { crash }, 'crashes')).not.toEqual([])
})

function missing(isLost: (row: Readonly<Record<string, unknown>>, read: Read) => boolean) {
  return reads((rows, read) => rows.filter((row) => !isLost(row, read)))
}

test('nor does one that acknowledges what is not written yet', async () => {
  const disks = new WeakMap<Store, Store>()
  const make: MakeStore = ({ clock }) => {
    const disk = memoryStore({ clock })
    const inner = memoryStore({ clock })
    let writing = Promise.resolve<unknown>(undefined)
    const commit: Store['commit'] = async (batch) => {
      const result = await inner.commit(batch)
      // What is acknowledged is written a moment later.
      writing = writing.then(tick).then(() => disk.commit(batch))
      return result
    }
    const store: Store = { ...inner, commit }
    disks.set(store, disk)
    return store
  }
  const crash = (store: Store) => {
    return { ...disks.get(store)!, close: async () => {} }
  }
  const failed = await failedCases(make, { crash }, 'crashes')
  expect(failed).toContain('crashes: what was acknowledged is there, row for row')
})

test('without its hook a group says that it was not asked', () => {
  const names: string[] = []
  storeConformance({ test: (name) => names.push(name) }, memoryStore)
  expect(names.filter((name) => name.includes('hook'))).toEqual([
    'disk full: skipped, no diskFull hook was given',
    'crashes: skipped, no crash hook was given',
  ])
})
