import { same } from '../assert.js'
import { group } from '../case.js'
import { balance, batch, head, land, startDay } from '../rows.js'

/** Reads that are asked together are answered together. */
export const snapshots = group('snapshots', {
  'reads of one call never see half of a commit': async ({ store }) => {
    const insert = { heads: [head('a', 1)], balances: [balance('a', 'EUR', { receivable: 1n })] }
    await land(store, batch({ insert }))
    const work: Promise<void>[] = []
    for (let rev = 2; rev < 60; rev++) {
      const update = { heads: [head('a', rev)], balances: [balance('a', 'EUR', { receivable: BigInt(rev) })] }
      work.push(land(store, batch({ update })).then(() => undefined))
      work.push(
        store
          .read('acme', [
            { collection: 'heads', keys: [['a']] },
            { collection: 'balances', where: ['a'], limit: 5 },
            { collection: 'heads', where: [], limit: 5 },
          ])
          .then(([heads, balances, again]) => {
            same(
              [BigInt(heads[0]!.rev), again[0]?.rev],
              [balances[0]?.receivable, heads[0]?.rev],
              'three reads of one call',
            )
          }),
      )
    }
    await Promise.all(work)
  },
  'a commit that was acknowledged is seen by the next read': async ({ store }) => {
    for (let rev = 1; rev < 20; rev++) {
      await land(
        store,
        batch(rev === 1 ? { insert: { heads: [head('a', 1)] } } : { update: { heads: [head('a', rev)] } }),
      )
      const [rows] = await store.read('acme', [{ collection: 'heads', keys: [['a']] }])
      same(rows[0]?.rev, rev, 'the revision read back')
    }
  },
  'a store says what it can do, and does it': async ({ store }) => {
    same(
      [store.caps.aging, store.caps.balances],
      [store.aging !== undefined, store.balances !== undefined],
      'push-downs',
    )
    same(typeof store.caps.name === 'string' && store.caps.name !== '', true, 'a name')
    await store.aging?.({ tenant: 'none', asOf: startDay, basis: 'due', bounds: [] })
  },
})
