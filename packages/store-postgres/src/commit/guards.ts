import { collections, compareKeys, type GuardedCollection, type Key } from '@owekit/core/ports'
import { encodeValue, kindOf, sqlTypes } from '../codec.js'
import type { Bound } from '../driver/driver.js'
import { quoted } from '../names.js'
import type { Plan } from './plan.js'

/** The guards on one collection, apart from the head that is guarded by being written. */
export interface GuardGroup {
  readonly collection: GuardedCollection
  /** The key's columns, one list of values each, in the order of the columns. */
  readonly columns: readonly GuardedColumn[]
  /** Rows that the batch also writes are locked for that; others only kept from changing. */
  readonly lock: 'UPDATE' | 'SHARE'
  readonly revs: readonly string[]
  /** What a missing row counts as: 0 where the batch adds it, else -1, since nothing holds the place of a missing row. */
  readonly absent: readonly string[]
  /** Where its first guard is in the list of all. */
  readonly base: number
}

/** One column of the keys that a group guards. */
interface GuardedColumn {
  readonly name: string
  /** `text[]` and the like. */
  readonly type: string
  readonly values: readonly Bound[]
}

/** The guarded rows as a table `k`, by its number; `lists` stand for the columns' values. */
export function guardedRows({ columns }: GuardGroup, lists: readonly string[]): { from: string; on: string } {
  const unnested = columns.map(({ type }, i) => `${lists[i]}::${type}`).join(', ')
  const names = columns.map((_, i) => `k${i}`).join(', ')
  return {
    from: `unnest(${unnested}) WITH ORDINALITY AS k(${names}, no)`,
    on: columns.map(({ name }, i) => `t.${name} = k.k${i}`).join(' AND '),
  }
}

/** The guards by collection, in key order. */
export function guardGroups({ batch, guards, lead, writes }: Plan): GuardGroup[] {
  const groups: GuardGroup[] = []
  for (let base = lead === undefined ? 0 : 1; base < guards.length;) {
    const { collection } = guards[base]!
    const own = guards.slice(base).filter((guard) => guard.collection === collection)
    const isWritten =
      writes.some((write) => write.collection === collection) || (collection === 'series' && batch.number !== undefined)
    const added = writes
      .filter((write) => write.kind === 'insert' && write.collection === collection)
      .flatMap(({ keys }) => keys)
    const isAdded = (key: Key) => added.some((other) => compareKeys(key, other) === 0)
    groups.push({
      collection,
      columns: collections[collection].key.map((name, place) => ({
        name: quoted(name),
        type: `${sqlTypes[kindOf(collection, name)]}[]`,
        values: own.map(({ key }) => encodeValue(kindOf(collection, name), key[place])),
      })),
      lock: isWritten ? 'UPDATE' : 'SHARE',
      revs: own.map(({ rev }) => String(rev)),
      absent: own.map(({ key }) => (isAdded(key) ? '0' : '-1')),
      base,
    })
    base += own.length
  }
  return groups
}
