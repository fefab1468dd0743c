import { ReceivablesError, type Batch, type Store } from '@owekit/core/ports'
import { memoryStore } from '@owekit/core/memory'
import type { ConformanceOptions, MakeStore } from '@owekit/testing'

/** A transaction of a host of memory stores: a copy of the store, and what was done in it. */
interface Opened {
  readonly copy: Store
  /** What lands when the host commits. */
  readonly batches: Batch[]
  readonly writes: string[]
  /** Why the host cannot write any more. */
  broken?: string
}

/** What a broken store does otherwise inside a transaction. */
export type MutateJoined = (inside: Store, opened: Opened, outside: Store) => Partial<Store>

/** Memory stores that can join a host's transaction, with a fault inside it if one is given. */
export function joinableStores(
  mutate: MutateJoined = () => ({}),
  others: (store: Store) => Partial<Store> = () => ({}),
) {
  const hosts = new WeakMap<Store, NonNullable<ConformanceOptions['host']>>()
  const make: MakeStore = ({ clock }) => {
    const base = memoryStore({ clock })
    const landed: Batch[] = []
    const rows: string[] = []
    const transactions = new WeakSet<object>()
    const commit = noting(base, landed)
    const join = (transaction: unknown): Store => {
      if (typeof transaction !== 'object' || transaction === null || !transactions.has(transaction))
        throw new ReceivablesError('invalid_input', 'This is no transaction.')
      const opened = transaction as Opened
      const inside = { ...opened.copy, commit: noting(opened.copy, opened.batches), ...joinedOnly }
      return { ...inside, ...mutate(inside, opened, store) }
    }
    const sound: Store = { ...base, caps: { ...base.caps, join: true }, commit, join }
    const store: Store = { ...sound, ...others(sound) }
    const begin = async () => {
      const opened: Opened = { copy: memoryStore({ clock }), batches: [], writes: [] }
      for (const batch of landed) await opened.copy.commit(batch)
      transactions.add(opened)
      return {
        transaction: opened,
        write: async (id: string) => {
          if (opened.broken !== undefined) throw new Error(opened.broken)
          opened.writes.push(id)
        },
        commit: async () => {
          for (const batch of opened.batches) await commit(batch)
          rows.push(...opened.writes)
        },
        rollback: async () => {},
      }
    }
    hosts.set(store, () => ({ begin, landed: async () => rows }))
    return store
  }
  const options: ConformanceOptions = { host: (store) => hosts.get(store)!(store) }
  return { make, options }
}

const joinedOnly = {
  isJoined: true,
  migrate: async () => {
    throw new ReceivablesError('store_unsupported', 'Nothing is migrated inside a transaction.')
  },
  close: async () => {},
} as const

/** Commits, and notes what landed. */
function noting(store: Store, landed: Batch[]): Store['commit'] {
  return async (batch) => {
    const result = await store.commit(batch)
    if (result.status === 'committed') landed.push(batch)
    return result
  }
}
