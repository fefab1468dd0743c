import { ReceivablesError, type Store } from '@owekit/core/ports'
import { memoryStore } from '@owekit/core/memory'
import { storeConformance, type ConformanceOptions, type MakeStore } from '@owekit/testing'
import { expect, test } from 'vitest'

// The groups that need a hook, asked of stores that keep their promises and of stores that do not.

/** How often a store with `pages` of room says that it is full, and what it does with the batch meanwhile. */
type Fault = (store: Store, batch: Parameters<Store['commit']>[0]) => Promise<unknown>

interface Disk {
  room: number
  readonly store: Store & { snapshot(): string }
}

/** Memory stores on disks of their own: a commit needs five pages of room. */
function disks(whenFull: Fault, code: 'store_full' | 'store_unavailable' = 'store_full') {
  const held = new WeakMap<Store, Disk>()
  const make: MakeStore = ({ clock }) => {
    const inner = memoryStore({ clock })
    const disk: Disk = { room: Infinity, store: inner }
    const commit: Store['commit'] = async (batch) => {
      if (disk.room >= 5) return inner.commit(batch)
      await whenFull(inner, batch)
      throw new ReceivablesError(code, 'There is no room.')
    }
    const store = { ...inner, commit }
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

async function failures(make: MakeStore, options: ConformanceOptions): Promise<string[]> {
  const cases: { name: string; run: () => Promise<void> }[] = []
  storeConformance({ test: (name, run) => cases.push({ name, run }) }, make, options)
  const failed: string[] = []
  for (const { name, run } of cases)
    if (/^(disk full|crashes):/.test(name)) await run().catch(() => failed.push(name.split(':')[0]!))
  return failed
}

test('a store that finds no room and leaves everything as it was passes', async () => {
  const { make, options } = disks(async () => {})
  expect(await failures(make, options)).toEqual([])
})

test.each<[string, Fault]>([
  ['lands what it says did not fit', (store, batch) => store.commit(batch)],
  ['keeps the key of what did not fit', (store, { tenant, key }) => store.commit({ ...empty, tenant, key: key! })],
  ['uses up the number', (store, { tenant, number }) => store.commit({ ...empty, tenant, number: number! })],
])('a store that %s does not', async (_, fault) => {
  const { make, options } = disks(fault)
  expect(await failures(make, options)).toContain('disk full')
})

test('nor does one that calls a full disk something else', async () => {
  const { make, options } = disks(async () => {}, 'store_unavailable')
  expect(await failures(make, options)).toContain('disk full')
})

const empty = { expect: [], insert: {}, update: {} }

test('a store that is whole after a crash passes', async () => {
  expect(await failures(memoryStore, { crash: (store) => ({ ...store }) })).toEqual([])
})

test.each<[string, (store: Store) => Store | Promise<Store>]>([
  ['is empty after a crash', () => memoryStore()],
  [
    'lost its last commit',
    async (store) => {
      const read: Store['read'] = async (tenant, reads) => {
        const found = await store.read(tenant, reads)
        return found.map((rows) => rows.filter((row) => !('customer' in row && row.customer === 'cus_19'))) as never
      }
      return { ...store, read }
    },
  ],
])('a store that %s does not', async (_, crash) => {
  expect(await failures(memoryStore, { crash })).toContain('crashes')
})

test('without its hook a group says that it was not asked', () => {
  const names: string[] = []
  storeConformance({ test: (name) => names.push(name) }, memoryStore)
  expect(names.filter((name) => name.includes('hook'))).toEqual([
    'disk full: skipped, no diskFull hook was given',
    'crashes: skipped, no crash hook was given',
  ])
})
