import { compareKeys, type BalanceRow, type BalancesQuery, type Row } from '@owekit/core/ports'
import { holds, same } from '../assert.js'
import { group } from '../case.js'
import { random, type Random } from '../random.js'
import { balance, batch, instalment, land, source, start, startDay } from '../rows.js'
import { walk } from '../walk.js'

const ids = ['a', 'a b', 'ab', 'b', 'Z', 'ﬀ', '😀']
const currencies = ['EUR', 'JPY', 'USD']

interface Ledger {
  readonly balances: readonly Row<'balances'>[]
  readonly instalments: readonly Row<'instalments'>[]
  readonly sources: readonly Row<'sources'>[]
}

function randomLedger(dice: Random): Ledger {
  const who = () => ({ customer: dice.pick(ids), currency: dice.pick(currencies) })
  const amount = () => BigInt(dice.upTo(1000) - 300) * (dice.upTo(20) === 0 ? 2n ** 52n : 1n)
  const day = () => startDay + dice.upTo(400) - 200
  return {
    balances: ids
      .flatMap((id) => currencies.map((currency) => balance(id, currency, { receivable: amount() })))
      .filter(() => dice.upTo(5) > 0),
    instalments: Array.from({ length: 200 }, (_, no) => {
      return instalment('d', no, { ...who(), open: dice.upTo(3) === 0 ? 0n : amount(), dueOn: day() })
    }),
    sources: Array.from({ length: 100 }, (_, no) => {
      const expiresOn = dice.upTo(3) === 0 ? null : day()
      const unapplied = dice.upTo(3) === 0 ? 0n : amount()
      return source(`s${no}`, { ...who(), unapplied, refundDue: BigInt(dice.upTo(3)), expiresOn })
    }),
  }
}

/** Any day, any range of customers, any page; the place it goes on from need not be a row. */
function randomQuery(dice: Random, tenant: string): BalancesQuery {
  const customer = dice.upTo(3) === 0 ? dice.pick([...ids, 'none']) : undefined
  const place = [
    customer ?? dice.pick([...ids, '', 'aa', '\u{10ffff}']),
    dice.pick([...currencies, '', 'GBP']),
  ] as const
  return {
    tenant,
    today: startDay + dice.upTo(500) - 250,
    limit: dice.pick([0, 1, 2, 5, 100]),
    ...(customer === undefined ? {} : { customer }),
    ...(dice.upTo(2) === 0 ? { after: place } : {}),
  }
}

function byHand({ balances, instalments, sources }: Ledger, query: BalancesQuery, readAt: number): BalanceRow[] {
  const { today, customer, after, limit } = query
  const place = (row: Row<'balances'>) => [row.customer, row.currency] as const
  return balances
    .filter((row) => customer === undefined || row.customer === customer)
    .filter((row) => after === undefined || compareKeys(place(row), after) > 0)
    .sort((a, b) => compareKeys(place(a), place(b)))
    .slice(0, limit)
    .map((row) => {
      const isOf = (other: { customer: string; currency: string }) =>
        compareKeys(place(row), [other.customer, other.currency]) === 0
      const late = instalments.filter((one) => isOf(one) && one.dueOn < today)
      const over = sources.filter((one) => isOf(one) && one.unapplied !== 0n && (one.expiresOn ?? today) < today)
      return {
        ...row,
        overdue: late.reduce((sum, { open }) => sum + open, 0n),
        expired: over.reduce((sum, { unapplied, refundDue }) => sum + unapplied - refundDue, 0n),
        readAt,
      }
    })
}

/** Balances inside the store are balance rows plus what is overdue and what has expired. */
export const balances = group('balances', {
  'equal the balance rows and the open instalments, page by page': async ({ store, clock }) => {
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
        readAt: clock.now,
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
  'say when they were read': async ({ store, clock }) => {
    if (store.balances === undefined) return
    const rows = ['EUR', 'JPY'].map((currency) => balance('cus_ada', currency))
    await land(store, batch({ insert: { balances: rows } }))
    clock.now = start + 12_345
    const page = await store.balances({ tenant: 'acme', today: startDay, limit: 10 })
    same(
      page.map(({ readAt }) => readAt),
      [start + 12_345, start + 12_345],
      'the clock',
    )
  },
  'equal what the rows give by hand, on random ledgers and random questions': async ({ store, clock }) => {
    if (store.balances === undefined) return
    const dice = random(11)
    for (const tenant of ['acme', 'acme 2']) {
      const ledger = randomLedger(dice)
      await land(store, batch({ tenant, insert: ledger }))
      for (let i = 0; i < 100; i++) {
        const query = randomQuery(dice, tenant)
        same(await store.balances(query), byHand(ledger, query, clock.now), `question ${i} ${JSON.stringify(query)}`)
      }
    }
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
