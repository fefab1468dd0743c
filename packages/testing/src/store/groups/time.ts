import { same } from '../assert.js'
import { group } from '../case.js'
import { batch, fact, head, land, posting, start } from '../rows.js'

/** The store dates what it writes. */
export const time = group('time', {
  'what the batch says about recordedAt is ignored': async ({ store, clock }) => {
    clock.now = start + 5
    const key = { id: 'key', fingerprint: '', result: null }
    const recordedAt = await land(store, posting('cus_ada', 1, { key }))
    same(recordedAt, start + 5, 'the instant of the commit')
    const [heads, facts, lines, keys] = await store.read('acme', [
      { collection: 'heads', keys: [['cus_ada']] },
      { collection: 'facts', where: ['cus_ada'], limit: 9 },
      { collection: 'postings', where: ['cus_ada'], limit: 9 },
      { collection: 'keys', keys: [['key']] },
    ])
    const dated = [...heads, ...facts, ...lines, ...keys].map((row) => row.recordedAt)
    same(
      dated,
      Array.from({ length: 5 }, () => start + 5),
      'head, fact, two postings, key',
    )
  },
  'an account is never dated backwards, even when the clock is': async ({ store, clock }) => {
    const seen: number[] = []
    for (const [i, now] of [100, 50, 0, 120, 119, 121].entries()) {
      clock.now = start + now
      seen.push((await land(store, posting('cus_ada', i + 1))) - start)
    }
    same(seen, [100, 100, 100, 120, 120, 121], 'instants of the commits')
    const [facts] = await store.read('acme', [{ collection: 'facts', where: ['cus_ada'], limit: 9 }])
    same(
      facts.map(({ recordedAt }) => recordedAt - start),
      seen,
      'instants of the facts',
    )
  },
  'a batch over several accounts is dated after the latest of them': async ({ store, clock }) => {
    for (const [customer, now] of [
      ['a', 10],
      ['b', 90],
      ['c', 20],
    ] as const) {
      clock.now = start + now
      await land(store, posting(customer, 1))
    }
    clock.now = start
    const expect = ['a', 'b', 'c'].map((key) => ({ collection: 'heads', key: [key], rev: 1 }) as const)
    const facts = ['a', 'b', 'c'].map((customer) => fact(customer, 2))
    const heads = ['a', 'b', 'c'].map((customer) => head(customer, 2))
    const recordedAt = await land(store, batch({ expect, update: { heads }, insert: { facts } }))
    same(recordedAt - start, 90, 'the instant of the commit')
    const [rows] = await store.read('acme', [{ collection: 'heads', where: [], limit: 9 }])
    same(
      rows.map((row) => row.recordedAt - start),
      [90, 90, 90],
      'the instants of the heads',
    )
  },
  'the clock of the store can be asked': async ({ store, clock }) => {
    clock.now = start + 77
    same(await store.now(), start + 77, 'now')
  },
})
