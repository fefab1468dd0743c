import { same } from '../assert.js'
import { group } from '../case.js'
import { batch, checkout, head, land, posting, suspense } from '../rows.js'

/** Revisions decide who writes. */
export const guards = group('guards', {
  'revision 0 means: not there yet': async ({ store }) => {
    await land(store, posting('cus_ada', 1))
    const again = await store.commit(posting('cus_ada', 1))
    same(again, { status: 'conflict', collection: 'heads', key: ['cus_ada'] }, 'opening an account twice')
  },
  'a revision that is behind or ahead is a conflict': async ({ store }) => {
    await land(store, posting('cus_ada', 1))
    await land(store, posting('cus_ada', 2))
    for (const version of [2, 4, 9]) {
      same((await store.commit(posting('cus_ada', version))).status, 'conflict', `writing version ${version} after 2`)
    }
    await land(store, posting('cus_ada', 3))
  },
  'a row that is not there cannot be at a revision': async ({ store }) => {
    same((await store.commit(posting('cus_ada', 2))).status, 'conflict', 'the second version of nothing')
  },
  'a guard on a row that the batch does not write is checked too': async ({ store }) => {
    await land(store, batch({ insert: { suspense: [suspense('sus_1')] } }))
    const guard = { collection: 'suspense', key: ['sus_1'], rev: 2 } as const
    const missed = await store.commit(batch({ expect: [guard], insert: { heads: [head('cus_ada', 1)] } }))
    same(missed, { status: 'conflict', collection: 'suspense', key: ['sus_1'] }, 'a missed guard')
    await land(store, batch({ expect: [{ ...guard, rev: 1 }], insert: { heads: [head('cus_ada', 1)] } }))
  },
  'of several guards the first miss in key order is named': async ({ store }) => {
    await land(store, batch({ insert: { heads: [head('b', 1), head('a', 1), head('c', 5)] } }))
    const expect = ['c', 'b', 'a'].map((key) => ({ collection: 'heads', key: [key], rev: 5 }) as const)
    same(
      await store.commit(batch({ expect })),
      { status: 'conflict', collection: 'heads', key: ['a'] },
      'the named guard',
    )
  },
  'a key of several columns is guarded whole': async ({ store }) => {
    const guard = (attempt: number, rev: number) => ({ collection: 'checkouts', key: ['lnk_1', attempt], rev }) as const
    for (const attempt of [1, 2, 3]) {
      const adding = batch({ expect: [guard(attempt, 0)], insert: { checkouts: [checkout('lnk_1', attempt)] } })
      await land(store, adding)
      const missed = { status: 'conflict', collection: 'checkouts', key: ['lnk_1', attempt] }
      same(await store.commit(adding), missed, `adding number ${attempt} again`)
    }
    const second = [checkout('lnk_1', 2, { rev: 2, state: 'open' })]
    await land(store, batch({ expect: [guard(2, 1)], update: { checkouts: second } }))
    await land(store, batch({ expect: [1, 3].map((attempt) => guard(attempt, 1)), insert: { heads: [head('b', 1)] } }))
    const behind = [1, 2, 3].map((attempt) => guard(attempt, 1))
    const missed = { status: 'conflict', collection: 'checkouts', key: ['lnk_1', 2] }
    same(await store.commit(batch({ expect: behind })), missed, 'only the second is ahead')
    const [rows] = await store.read('acme', [{ collection: 'checkouts', where: ['lnk_1'], limit: 9 }])
    const seen = rows.map(({ attempt, rev, state }) => `${attempt} ${rev} ${state}`)
    same(seen, ['1 1 asked', '2 2 open', '3 1 asked'], 'the rows')
  },
  'several accounts are written under their guards together': async ({ store }) => {
    await land(store, posting('cus_ada', 1))
    await land(store, posting('cus_bob', 1))
    const expect = ['cus_bob', 'cus_ada'].map((key) => ({ collection: 'heads', key: [key], rev: 1 }) as const)
    await land(store, batch({ expect, update: { heads: [head('cus_bob', 2), head('cus_ada', 2)] } }))
    same((await store.commit(batch({ expect }))).status, 'conflict', 'the same guards again')
  },
})
