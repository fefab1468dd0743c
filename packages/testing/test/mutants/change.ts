import type { Batch, Read, Store } from '@owekit/core/ports'

/** What a broken store does otherwise than the sound one it is made from. */
export type Mutate = (store: Store, clock: () => number) => Partial<Store>

export type Row = Readonly<Record<string, unknown>>

export const tick = () => new Promise<void>((resolve) => setImmediate(resolve))

/** The same object without one of its parts. */
export function without<T extends object, K extends keyof T>(whole: T, name: K): Omit<T, K> {
  return Object.fromEntries(Object.entries(whole).filter(([key]) => key !== name)) as Omit<T, K>
}

/** Passes every batch through a change before it is committed. */
export const commits =
  (change: (batch: Batch) => Batch): Mutate =>
  (store) => ({ commit: (batch) => store.commit(change(batch)) })

/** Passes every page through a change of the rows it gives. */
export const reads =
  (change: (rows: readonly Row[], read: Read) => readonly Row[]): Mutate =>
  (store) => ({
    read: (async (tenant: string, list: readonly Read[]) => {
      const answer = (await store.read(tenant, list)) as readonly (readonly Row[])[]
      return answer.map((rows, i) => change(rows, list[i]!))
    }) as unknown as Store['read'],
  })

/** Passes every question through a change before it is asked. */
export const asks =
  (change: (read: Read) => Read): Mutate =>
  (store) => ({
    read: ((tenant: string, list: readonly Read[]) => store.read(tenant, list.map(change))) as unknown as Store['read'],
  })

/** A batch of nothing. */
export const empty = { expect: [], insert: {}, update: {} } as const

/** Changes every text, number or bigint inside plain data. */
export function deeply(value: unknown, change: (leaf: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => deeply(item, change))
  if (typeof value !== 'object' || value === null) return change(value)
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key, deeply(held, change)]))
}
