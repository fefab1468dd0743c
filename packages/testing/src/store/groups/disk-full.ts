import { BrokenPromise, holds, refused, same } from '../assert.js'
import { group, type Bench, type DiskRoom } from '../case.js'
import { batch, document, land, posting } from '../rows.js'
import { snapshot } from '../snapshot.js'
import { isReceivablesError, type Batch, type Store } from '@owekit/core/ports'

/** Rows enough to need pages in many tables. */
const wide: Batch = posting('cus_ada', 2, {
  key: { id: 'wide', fingerprint: 'print', result: 'x'.repeat(3_000) },
  number: { series: 'invoice', token: '{#}', prefix: 'R-', width: 4 },
})
const documents = Array.from({ length: 60 }, (_, i) => document(`inv_${i}`, { data: { note: 'x'.repeat(1_000) } }))
const large: Batch = { ...wide, insert: { ...wide.insert, documents } }

/** More pages than the large batch needs in any store. */
const most = 400

function roomOf({ diskFull }: Bench): DiskRoom {
  if (diskFull === undefined) throw new Error('the group needs diskFull in the options of the suite')
  return diskFull
}

/** Whether all of the large batch landed, now that the store says so. */
async function isThere(store: Store, when: string): Promise<void> {
  const [rows, facts, lines, keys] = await store.read('acme', [
    { collection: 'documents', where: [], limit: 100 },
    { collection: 'facts', where: ['cus_ada'], limit: 100 },
    { collection: 'postings', where: ['cus_ada', 2], limit: 100 },
    { collection: 'keys', keys: [['wide']] },
  ])
  same([rows.length, facts.length, lines.length, keys.length], [60, 2, 2, 1], `rows that landed ${when}`)
}

/** A disk without room: nothing is half-written, and all goes on once there is room again. */
export const diskFull = group('disk full', {
  'a commit that finds no room, at whatever page, leaves every byte as it was': async (bench) => {
    const { store } = bench
    const room = roomOf(bench)
    await land(store, posting('cus_ada', 1))
    const [rows, bytes] = [await snapshot(store), await room.bytes()]
    let full = 0
    for (let pages = 0; ; pages++) {
      if (pages > most) throw new BrokenPromise(`the batch does not fit into ${most} pages`)
      await room.leave(pages)
      try {
        const { status } = await store.commit(large)
        same(status, 'committed', `the answer with ${pages} pages`)
        await isThere(store, `with ${pages} pages`)
        break
      } catch (error) {
        if (!isReceivablesError(error, 'store_full')) throw error
        full++
      }
      same(await snapshot(store), rows, `every row after a commit that had ${pages} pages`)
      await room.free()
      same(await room.bytes(), bytes, `every byte after a commit that had ${pages} pages`)
    }
    holds(full > 0, 'no commit found the disk full')
    await room.free()
    await land(store, posting('cus_ada', 3))
  },
  'the next commit lands once there is room, and takes the number that was not used': async (bench) => {
    const { store } = bench
    const room = roomOf(bench)
    await land(store, posting('cus_ada', 1))
    for (let round = 0; round < 3; round++) {
      await room.leave(0)
      await refused('store_full', () => store.commit(large), `commit ${round} without room`)
    }
    await room.free()
    const result = await store.commit(large)
    same(result.status === 'committed' ? result.number : result.status, 'R-0001', 'the number')
    same((await store.commit(large)).status, 'replayed', 'the same key again')
  },
  'reading goes on while there is no room': async (bench) => {
    const { store } = bench
    const room = roomOf(bench)
    await land(store, posting('cus_ada', 1))
    const rows = await snapshot(store)
    await room.leave(0)
    await refused('store_full', () => store.commit(large), 'a commit without room')
    same(await snapshot(store), rows, 'every row')
    await room.free()
    await land(store, batch({ insert: { documents: [document('inv_new')] } }))
  },
})
