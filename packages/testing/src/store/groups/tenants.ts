import { collections, type CollectionName, type Row } from '@owekit/core/ports'
import { same } from '../assert.js'
import { group } from '../case.js'
import {
  balance,
  batch,
  customer,
  document,
  effect,
  head,
  hold,
  instalment,
  land,
  line,
  posting,
  source,
  start,
  startDay,
  suspense,
} from '../rows.js'
import { snapshot } from '../snapshot.js'

function everything(no: number): { readonly [C in CollectionName]?: readonly Row<C>[] } {
  return {
    heads: [head('cus_ada', no)],
    postings: [line('cus_ada', 1, 0, { account: 'unapplied', amount: BigInt(-no), sourceOn: startDay })],
    documents: [document('inv_1', { total: BigInt(no) })],
    instalments: [instalment('inv_1', 1, { open: BigInt(no), dueOn: startDay - 1 })],
    sources: [source('pay_1', { externalId: 'bank:1', amount: BigInt(no) })],
    holds: [hold('hold_1', { note: String(no) })],
    customers: [customer('cus_ada', { name: String(no) })],
    balances: [balance('cus_ada', 'EUR', { receivable: BigInt(no) })],
    suspense: [suspense('sus_1', { amount: BigInt(no) })],
    outbox: [effect('out_1', { body: no })],
  }
}

/** What one tenant does, another neither sees nor feels. */
export const tenants = group('tenants', {
  'two tenants keep the same ids apart, in every collection and index': async ({ store }) => {
    await land(store, batch({ tenant: 'one', insert: everything(1) }))
    await land(store, batch({ tenant: 'two', insert: everything(2) }))
    for (const [name, no] of [
      ['one', 1],
      ['two', 2],
    ] as const) {
      for (const [collection, rows] of Object.entries(everything(no)) as [CollectionName, readonly unknown[]][]) {
        const indexes = [undefined, ...Object.keys(collections[collection].indexes)]
        for (const index of indexes) {
          const page = { collection, where: [], limit: 10, ...(index === undefined ? {} : { index }) }
          const [found] = (await store.read(name, [page as never])) as unknown as [readonly object[]]
          if (index !== undefined && found.length === 0) continue
          const undated = found.map((row) => ('recordedAt' in row ? { ...row, recordedAt: 0 } : row))
          same(undated, rows, `${collection} ${index ?? 'by key'} of ${name}`)
        }
      }
    }
  },
  'updates, removals and guards reach only their own tenant': async ({ store }) => {
    await land(store, batch({ tenant: 'one', insert: everything(1) }))
    await land(store, batch({ tenant: 'two', insert: everything(2) }))
    await land(
      store,
      batch({ tenant: 'one', update: { heads: [head('cus_ada', 7)], documents: [document('inv_1', { total: 9n })] } }),
    )
    await land(store, batch({ tenant: 'one', remove: { holds: [['hold_1']], customers: [['cus_ada']] } }))
    const guarded = batch({ tenant: 'two', expect: [{ collection: 'heads', key: ['cus_ada'], rev: 7 }] })
    same((await store.commit(guarded)).status, 'conflict', "a guard at the other tenant's revision")
    const [heads, documents, holds, customers] = await store.read('two', [
      { collection: 'heads', keys: [['cus_ada']] },
      { collection: 'documents', keys: [['inv_1']] },
      { collection: 'holds', keys: [['hold_1']] },
      { collection: 'customers', keys: [['cus_ada']] },
    ])
    same(
      [heads[0]?.rev, documents[0]?.total, holds.length, customers.length],
      [2, 2n, 1, 1],
      'rows of the other tenant',
    )
  },
  'series count for each tenant': async ({ store }) => {
    const number = { series: 'invoice', token: '{#}', prefix: 'R', width: 2 }
    for (const [tenant, wanted] of [
      ['one', 'R01'],
      ['one', 'R02'],
      ['two', 'R01'],
    ] as const) {
      const result = await store.commit(batch({ tenant, number }))
      same(result.status === 'committed' && result.number, wanted, `the number of ${tenant}`)
    }
  },
  'claims and settlements reach only their own tenant': async ({ store }) => {
    await land(store, batch({ tenant: 'one', insert: { outbox: [effect('out_1')] } }))
    await land(store, batch({ tenant: 'two', insert: { outbox: [effect('out_1')] } }))
    const ask = { owner: 'w', limit: 10, leaseMs: 1000 }
    same((await store.claim({ tenant: 'one', ...ask })).length, 1, 'claimed of one')
    same(
      await store.settle({ tenant: 'two', id: 'out_1', epoch: 1, state: 'done' }),
      'stale',
      'settling for the other tenant',
    )
    same((await store.claim({ tenant: 'two', ...ask })).length, 1, 'claimed of two')
    same(
      await store.settle({ tenant: 'one', id: 'out_1', epoch: 1, state: 'done' }),
      'ok',
      'settling for the own tenant',
    )
  },
  'push-downs add up only their own tenant': async ({ store }) => {
    await land(store, batch({ tenant: 'one', insert: everything(1) }))
    await land(store, batch({ tenant: 'two', insert: everything(2) }))
    const aging = await store.aging?.({ tenant: 'two', asOf: startDay, basis: 'due', bounds: [30] })
    if (aging !== undefined)
      same(
        aging.map(({ credits }) => credits),
        [[-2n, 0n, 0n]],
        'aging of two',
      )
    const balances = await store.balances?.({ tenant: 'two', today: startDay, limit: 10 })
    if (balances !== undefined)
      same(
        balances.map((row) => [row.receivable, row.overdue]),
        [[2n, 2n]],
        'balances of two',
      )
  },
  'every tenant that has rows is listed, in order, and no other': async ({ store }) => {
    await store.commit(batch({ tenant: 'nobody', expect: [{ collection: 'heads', key: ['x'], rev: 4 }] }))
    await store.read('reader', [{ collection: 'heads', where: [], limit: 1 }])
    for (const tenant of ['ﬀ', 'b', '😀', 'a', '']) await land(store, posting('cus_ada', 1, { tenant }))
    same(await store.tenants(), ['', 'a', 'b', 'ﬀ', '😀'], 'tenants')
  },
  'a tenant whose name is the beginning of another stays apart': async ({ store }) => {
    await land(store, posting('b', 1, { tenant: 'a' }))
    const before = await snapshot(store)
    const [rows] = await store.read('ab', [{ collection: 'heads', where: [], limit: 10 }])
    same(rows, [], 'rows of a tenant that has none')
    same(
      await store.claim({ tenant: 'ab', owner: 'w', limit: 1, leaseMs: start }),
      [],
      'claims of a tenant that has none',
    )
    same(await snapshot(store), before, 'every row')
  },
})
