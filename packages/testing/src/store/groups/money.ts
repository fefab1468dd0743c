import { refused, same } from '../assert.js'
import { group } from '../case.js'
import { balance, batch, instalment, land, line, startDay } from '../rows.js'
import { snapshot } from '../snapshot.js'

const edges = [0n, 1n, -1n, 2n ** 53n, 2n ** 53n + 1n, -(2n ** 53n) - 1n, 10n ** 18n + 7n, 2n ** 63n - 1n, -(2n ** 63n)]

/** Amounts come back as the bigints they were. */
export const money = group('money', {
  'every amount of signed 64 bit comes back exactly': async ({ store }) => {
    const postings = edges.map((amount, i) => line('cus_ada', 1, i, { amount, home: i % 2 === 0 ? amount : null }))
    await land(store, batch({ insert: { postings } }))
    const [rows] = await store.read('acme', [{ collection: 'postings', where: ['cus_ada'], limit: 100 }])
    same(
      rows.map(({ amount }) => amount),
      edges,
      'amounts',
    )
    same(
      rows.map(({ home }) => home),
      postings.map(({ home }) => home),
      'home amounts',
    )
  },
  'amounts survive an update': async ({ store }) => {
    await land(store, batch({ insert: { balances: edges.map((_, i) => balance(`c${i}`, 'EUR')) } }))
    await land(store, batch({ update: { balances: edges.map((pending, i) => balance(`c${i}`, 'EUR', { pending })) } }))
    const [rows] = await store.read('acme', [{ collection: 'balances', where: [], limit: 100 }])
    same(
      rows.map(({ pending }) => pending),
      edges,
      'amounts',
    )
  },
  'an amount beyond 64 bit is refused and nothing is written': async ({ store }) => {
    await land(store, batch({ insert: { balances: [balance('cus_ada', 'EUR')] } }))
    const before = await snapshot(store)
    for (const amount of [2n ** 63n, -(2n ** 63n) - 1n, 10n ** 30n]) {
      const insert = { balances: [balance('cus_bob', 'EUR'), balance('cus_eve', 'EUR', { receivable: amount })] }
      await refused('amount_out_of_range', () => store.commit(batch({ insert })), `an amount of ${amount}`)
      same(await snapshot(store), before, 'every row')
    }
  },
  'nonzero indexes see amounts of any size': async ({ store }) => {
    const instalments = edges.map((open, i) => instalment('inv_1', i, { open, dueOn: startDay + i }))
    await land(store, batch({ insert: { instalments } }))
    const [rows] = await store.read('acme', [
      { collection: 'instalments', index: 'open', where: ['cus_ada', 'EUR'], limit: 100 },
    ])
    same(
      rows.map(({ open }) => open),
      edges.slice(1),
      'open amounts',
    )
  },
})
