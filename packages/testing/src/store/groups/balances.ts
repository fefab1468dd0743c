import { holds, same } from '../assert.js'
import { group } from '../case.js'
import { random } from '../random.js'
import { balance, batch, instalment, land, source, startDay } from '../rows.js'
import { walk } from '../walk.js'

/** Balances inside the store are balance rows plus what is overdue and what has expired. */
export const balances = group('balances', {
  'equal the balance rows and the open instalments, page by page': async ({ store }) => {
    if (store.balances === undefined) return
    const dice = random(7)
    const customers = ['a', 'b', 'ﬀ', '😀']
    const rows = customers.flatMap((id) =>
      ['EUR', 'JPY'].map((currency) => balance(id, currency, { receivable: BigInt(dice.upTo(1e6)) })),
    )
    const instalments = Array.from({ length: 150 }, (_, i) => {
      const open = BigInt(Math.max(0, dice.upTo(1000) - 300))
      return instalment('d', i, {
        customer: dice.pick(customers),
        currency: dice.pick(['EUR', 'JPY']),
        open,
        dueOn: startDay + dice.upTo(40) - 20,
      })
    })
    const sources = Array.from({ length: 60 }, (_, i) =>
      source(`s${i}`, {
        customer: dice.pick(customers),
        currency: dice.pick(['EUR', 'JPY']),
        unapplied: BigInt(Math.max(0, dice.upTo(1000) - 300)),
        refundDue: BigInt(dice.upTo(2)),
        expiresOn: dice.upTo(3) === 0 ? null : startDay + dice.upTo(40) - 20,
      }),
    )
    await land(store, batch({ insert: { balances: rows.slice(1), instalments, sources } }))
    const wanted: object[] = []
    for await (const row of walk(store, 'acme', { collection: 'balances' })) {
      const late = instalments.filter(
        (item) => item.customer === row.customer && item.currency === row.currency && item.dueOn < startDay,
      )
      const over = sources.filter(
        ({ customer, currency, unapplied, expiresOn }) =>
          customer === row.customer &&
          currency === row.currency &&
          unapplied !== 0n &&
          (expiresOn ?? startDay) < startDay,
      )
      wanted.push({
        ...row,
        overdue: late.reduce((sum, item) => sum + item.open, 0n),
        expired: over.reduce((sum, { unapplied, refundDue }) => sum + unapplied - refundDue, 0n),
      })
    }
    same(wanted.length, 7, 'balance rows')
    const query = { tenant: 'acme', today: startDay }
    same(await store.balances({ ...query, limit: 100 }), wanted, 'all balances')
    for (let limit = 1; limit < 4; limit++) {
      const paged: object[] = []
      for (let after: readonly [string, string] | undefined; ;) {
        const page = await store.balances({ ...query, limit, ...(after === undefined ? {} : { after }) })
        paged.push(...page)
        holds(page.length <= limit, `a page of ${limit} has ${page.length} rows`)
        holds(paged.length <= wanted.length, `pages of ${limit} go round in circles`)
        const last = page[page.length - 1]
        if (last === undefined) break
        after = [last.customer, last.currency]
      }
      same(paged, wanted, `balances by ${limit}`)
    }
    same(await store.balances({ ...query, customer: 'b', limit: 100 }), wanted.slice(1, 3), 'balances of one customer')
    same(
      await store.balances({ ...query, customer: 'b', after: ['b', 'EUR'], limit: 100 }),
      wanted.slice(2, 3),
      'the rest of one customer',
    )
    same(await store.balances({ ...query, customer: 'none', limit: 100 }), [], 'balances of nobody')
  },
  'credit can be used on its last day': async ({ store }) => {
    if (store.balances === undefined) return
    const row = balance('cus_ada', 'EUR', { unapplied: 100n })
    await land(store, batch({ insert: { balances: [row], sources: [source('s', { expiresOn: startDay })] } }))
    const expiredOn = async (today: number) => (await store.balances!({ tenant: 'acme', today, limit: 1 }))[0]?.expired
    same([await expiredOn(startDay), await expiredOn(startDay + 1)], [0n, 100n], 'on the last day and after it')
  },
  'due today is not overdue': async ({ store }) => {
    if (store.balances === undefined) return
    await land(
      store,
      batch({
        insert: { balances: [balance('cus_ada', 'EUR')], instalments: [instalment('d', 1, { dueOn: startDay })] },
      }),
    )
    same((await store.balances({ tenant: 'acme', today: startDay, limit: 1 }))[0]?.overdue, 0n, 'on the due day')
    same((await store.balances({ tenant: 'acme', today: startDay + 1, limit: 1 }))[0]?.overdue, 100n, 'the day after')
  },
})
