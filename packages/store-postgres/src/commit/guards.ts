import { collections, type GuardedCollection } from '@owekit/core/ports'
import { quoted } from '../names.js'
import type { Plan } from './plan.js'

/** The guards on one collection, apart from the head that is guarded by being written. */
export interface GuardGroup {
  readonly collection: GuardedCollection
  readonly column: string
  /** Rows that the batch also writes are locked for that; others only kept from changing. */
  readonly lock: 'UPDATE' | 'SHARE'
  readonly keys: readonly string[]
  readonly revs: readonly string[]
  /** What a missing row counts as: 0 where the batch adds it, else -1, since nothing holds the place of a missing row. */
  readonly absent: readonly string[]
  /** Where its first guard is in the list of all. */
  readonly base: number
}

/** The guards by collection, in key order. */
export function guardGroups({ batch, guards, lead, writes }: Plan): GuardGroup[] {
  const groups: GuardGroup[] = []
  for (let base = lead === undefined ? 0 : 1; base < guards.length;) {
    const { collection } = guards[base]!
    const own = guards.slice(base).filter((guard) => guard.collection === collection)
    const isWritten =
      writes.some((write) => write.collection === collection) || (collection === 'series' && batch.number !== undefined)
    const added = new Set(
      writes
        .filter((write) => write.kind === 'insert' && write.collection === collection)
        .flatMap(({ keys }) => keys.map(([key]) => key)),
    )
    groups.push({
      collection,
      column: quoted(collections[collection].key[0]),
      lock: isWritten ? 'UPDATE' : 'SHARE',
      keys: own.map(({ key }) => String(key[0])),
      revs: own.map(({ rev }) => String(rev)),
      absent: own.map(({ key }) => (added.has(key[0]) ? '0' : '-1')),
      base,
    })
    base += own.length
  }
  return groups
}
