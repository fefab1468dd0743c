import { holds, same } from '../assert.js'
import { group } from '../case.js'
import { batch, head, land, posting, start } from '../rows.js'
import { snapshot } from '../snapshot.js'

const key = { id: 'key-1', fingerprint: 'print-1', result: { paid: 12n, note: 'n:12' } }

/** A request key is answered once and remembered. */
export const identity = group('identity', {
  'a repeated key gets the first answer and writes nothing': async ({ store, clock }) => {
    await land(store, posting('cus_ada', 1, { key }))
    const before = await snapshot(store)
    clock.now += 1000
    const again = await store.commit(posting('cus_ada', 1, { key: { ...key, result: 'another' } }))
    same(again, { status: 'replayed', fingerprint: 'print-1', result: key.result }, 'the answer of a repeat')
    same(await snapshot(store), before, 'the rows after a repeat')
  },
  'a repeated key with another fingerprint is told what the first one was': async ({ store }) => {
    await land(store, posting('cus_ada', 1, { key }))
    const again = await store.commit(posting('cus_bob', 1, { key: { ...key, fingerprint: 'print-2' } }))
    same(again, { status: 'replayed', fingerprint: 'print-1', result: key.result }, 'the answer of a mismatch')
    const [rows] = await store.read('acme', [{ collection: 'heads', keys: [['cus_bob']] }])
    same(rows, [], 'rows written by a mismatch')
  },
  'a key is looked up before guards are checked': async ({ store }) => {
    await land(store, posting('cus_ada', 1, { key }))
    await land(store, posting('cus_ada', 2))
    const again = await store.commit(posting('cus_ada', 1, { key }))
    same(again.status, 'replayed', 'a repeat after the account moved on')
  },
  'a key belongs to its tenant': async ({ store }) => {
    await land(store, posting('cus_ada', 1, { key }))
    await land(store, posting('cus_ada', 1, { key, tenant: 'other' }))
    same((await store.tenants()).length, 2, 'tenants')
  },
  'a rejected batch does not burn its key': async ({ store }) => {
    const missed = await store.commit(posting('cus_ada', 2, { key }))
    same(missed.status, 'conflict', 'a missed guard')
    const landed = await store.commit(posting('cus_ada', 1, { key }))
    same(landed.status, 'committed', 'the same key later')
  },
  'the key row keeps fingerprint, result and the instant of the commit': async ({ store }) => {
    const recordedAt = await land(store, posting('cus_ada', 1, { key }))
    const [rows] = await store.read('acme', [{ collection: 'keys', keys: [['key-1']] }])
    same(rows, [{ ...key, recordedAt }], 'the key row')
    holds(recordedAt === start, 'the commit is dated by the clock')
  },
  'batches without a key may repeat': async ({ store }) => {
    await land(store, batch({ insert: { heads: [head('cus_ada', 1)] } }))
    await land(store, batch({ update: { heads: [head('cus_ada', 2)] } }))
    await land(store, batch({ update: { heads: [head('cus_ada', 2)] } }))
  },
})
