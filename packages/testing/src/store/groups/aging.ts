import {
  compareKeys,
  groupOf,
  type AgingQuery,
  type AgingRow,
  type Json,
  type Row,
  type Store,
} from '@owekit/core/ports'
import { refused, same } from '../assert.js'
import { group, type Bench } from '../case.js'
import { random, type Random } from '../random.js'
import { batch, document, land, line, start, startDay } from '../rows.js'
import { walk } from '../walk.js'

const customers = ['cus_ada', 'cus_bob', '😀', 'ﬀ']
const tags: readonly Json[] = ['FR', 'n:1', 's:x', '', '5', 5, 5n, true, null, ['a'], { a: 1 }, "it's", '😀']

const dayMs = 86_400_000

/** Writes a random ledger; batches are up to three days apart. Gives the instants that they were written at. */
async function fill({ store, clock }: Bench, dice: Random, tenant: string): Promise<readonly number[]> {
  const instants: number[] = []
  const documents = Array.from({ length: 20 }, (_, i) => {
    const metadata =
      dice.upTo(4) === 0 ? {} : { country: dice.pick(tags), 'a"b': dice.pick(tags), 'a.b': dice.pick(tags) }
    return document(`inv_${i}`, { data: dice.upTo(8) === 0 ? {} : { metadata } })
  })
  await land(store, batch({ tenant, insert: { documents } }))
  for (let version = 1; version <= 12; version++) {
    clock.now += 1 + dice.upTo(3 * dayMs)
    const postings = customers.flatMap((customer) =>
      Array.from({ length: 6 }, (_, no) => randomLine(dice, customer, version, no)),
    )
    instants.push(await land(store, batch({ tenant, insert: { postings } })))
  }
  return instants
}

function randomLine(dice: Random, customer: string, version: number, no: number): Row<'postings'> {
  const account = dice.pick(['receivable', 'receivable', 'unapplied', 'customer_deposits', 'cash_clearing', 'billed'])
  const shared = {
    account,
    currency: dice.pick(['EUR', 'EUR', 'JPY']),
    amount: BigInt(dice.upTo(2000) - 1000) * (dice.upTo(20) === 0 ? 2n ** 50n : 1n),
    effectiveOn: startDay - dice.upTo(120),
    reference: dice.pick(['', 'job-1', 'job-2']),
  }
  if (account !== 'receivable') {
    return line(customer, version, no, {
      ...shared,
      source: 'pay',
      sourceOn: dice.upTo(10) === 0 ? null : startDay - dice.upTo(150),
    })
  }
  const issuedOn = startDay - dice.upTo(150)
  const dueOn = dice.upTo(10) === 0 ? null : issuedOn + dice.upTo(60)
  return line(customer, version, no, { ...shared, document: `inv_${dice.upTo(22)}`, instalment: 1, issuedOn, dueOn })
}

/** The same report by the shortest way: read every posting and add up. */
async function byHand(store: Store, query: AgingQuery): Promise<AgingRow[]> {
  const groups = new Map<string, string>([['', '']])
  for await (const row of walk(store, query.tenant, { collection: 'documents' })) {
    groups.set(row.id, query.groupBy === undefined ? '' : groupOf(row.data, query.groupBy))
  }
  const width = query.bounds.length + 2
  const bucket = (days: number) => (days <= 0 ? 0 : 1 + query.bounds.filter((bound) => days > bound).length)
  const found = new Map<
    string,
    { customer: string; currency: string; group: string; items: bigint[]; credits: bigint[]; deposits: bigint }
  >()
  for await (const row of walk(store, query.tenant, { collection: 'postings' })) {
    if (row.effectiveOn > query.asOf || row.recordedAt > (query.knownAt ?? Infinity)) continue
    if (query.customer !== undefined && row.customer !== query.customer) continue
    if (query.currency !== undefined && row.currency !== query.currency) continue
    if (query.reference !== undefined && row.reference !== query.reference) continue
    if (!['receivable', 'unapplied', 'customer_deposits'].includes(row.account)) continue
    const group = groups.get(row.document) ?? ''
    const id = JSON.stringify([row.customer, row.currency, group])
    const none = () => Array.from({ length: width }, () => 0n)
    const sums = found.get(id) ?? {
      customer: row.customer,
      currency: row.currency,
      group,
      items: none(),
      credits: none(),
      deposits: 0n,
    }
    found.set(id, sums)
    const dueOn = query.basis === 'due' ? row.dueOn : null
    if (row.account === 'receivable')
      sums.items[bucket(query.asOf - (dueOn ?? row.issuedOn ?? row.effectiveOn))]! += row.amount
    else if (row.account === 'unapplied')
      sums.credits[bucket(query.asOf - (row.sourceOn ?? row.effectiveOn))]! += row.amount
    else sums.deposits += row.amount
  }
  const rows = [...found.values()].filter((row) =>
    [...row.items, ...row.credits, row.deposits].some((sum) => sum !== 0n),
  )
  return rows.sort((a, b) => compareKeys([a.customer, a.currency, a.group], [b.customer, b.currency, b.group]))
}

/** The moment of a batch, or the one before or after it, or a day at random. */
function randomInstant(dice: Random, instants: readonly number[]): number {
  return dice.upTo(3) === 0 ? start + dice.upTo(40 * dayMs) : dice.pick(instants) + dice.pick([-1, 0, 0, 1])
}

function randomQuery(dice: Random, tenant: string, instants: readonly number[]): AgingQuery {
  const maybe = <K extends string, V>(key: K, odds: number, value: V) =>
    dice.upTo(odds) === 0 ? ({ [key]: value } as Record<K, V>) : {}
  return {
    tenant,
    asOf: startDay - dice.upTo(130) + 20,
    basis: dice.pick(['due', 'issued']),
    bounds: dice.pick([[30, 60, 90], [], [1], [7, 14, 30, 45, 60, 75, 90, 120], [400]]),
    ...maybe('knownAt', 3, randomInstant(dice, instants)),
    ...maybe('customer', 4, dice.pick([...customers, 'cus_none'])),
    ...maybe('reference', 4, dice.pick(['', 'job-1', 'none'])),
    ...maybe('currency', 4, dice.pick(['EUR', 'JPY', 'USD'])),
    ...maybe('groupBy', 2, dice.pick(['country', 'a"b', 'a.b', 'none', '', '__proto__', "it's"])),
  }
}

/** Aging inside the store is aging by hand. */
export const aging = group('aging', {
  'equals adding up every posting, on random ledgers and random questions': async (bench) => {
    const { store } = bench
    if (store.aging === undefined) return
    const dice = random(20261122)
    for (const tenant of ['acme', 'acme 2']) {
      bench.clock.now = start
      const instants = await fill(bench, dice, tenant)
      for (let i = 0; i < 60; i++) {
        const query = randomQuery(dice, tenant, instants)
        same(await store.aging(query), await byHand(store, query), `question ${i} ${JSON.stringify(query)}`)
      }
    }
  },
  'days late fall into buckets with both ends inclusive': async ({ store }) => {
    if (store.aging === undefined) return
    const lates = [-5, 0, 1, 30, 31, 60, 61, 90, 91, 4000]
    const postings = lates.map((late, i) =>
      line('c', 1, i, {
        account: 'receivable',
        document: 'd',
        amount: 1n << BigInt(i),
        issuedOn: startDay - 5000,
        dueOn: startDay - late,
        effectiveOn: startDay - 5000,
      }),
    )
    await land(store, batch({ insert: { postings } }))
    const rows = await store.aging({ tenant: 'acme', asOf: startDay, basis: 'due', bounds: [30, 60, 90] })
    same(rows[0]?.items, [3n, 12n, 48n, 192n, 768n], 'items per bucket')
  },
  'sums beyond 64 bit are exact': async ({ store }) => {
    if (store.aging === undefined) return
    const top = 2n ** 63n - 1n
    const credit = { account: 'unapplied', sourceOn: startDay }
    const postings = [0, 1, 2].map((no) =>
      line('c', 1, no, { ...credit, amount: -top, document: no === 2 ? 'inv_1' : '' }),
    )
    await land(store, batch({ insert: { postings, documents: [document('inv_1')] } }))
    const query = { tenant: 'acme', asOf: startDay, basis: 'due', bounds: [30] } as const
    same((await store.aging(query))[0]?.credits, [-3n * top, 0n, 0n], 'credits')
    same((await store.aging({ ...query, groupBy: 'country' }))[0]?.credits, [-3n * top, 0n, 0n], 'credits by group')
  },
  'lines that cancel leave no row': async ({ store }) => {
    if (store.aging === undefined) return
    const postings = [5n, -5n].map((amount, no) => line('c', 1, no, { account: 'customer_deposits', amount }))
    await land(store, batch({ insert: { postings } }))
    same(await store.aging({ tenant: 'acme', asOf: startDay, basis: 'issued', bounds: [30] }), [], 'rows')
  },
  'bounds that are not ascending days are refused': async ({ store }) => {
    if (store.aging === undefined) return
    for (const bounds of [[0], [30, 30], [60, 30], [-1], [1.5], [Number.NaN]]) {
      await refused(
        'invalid_input',
        async () => store.aging?.({ tenant: 'acme', asOf: startDay, basis: 'due', bounds }),
        JSON.stringify(bounds),
      )
    }
  },
})
