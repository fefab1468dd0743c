import type { OpeningQuery, Row, Store } from '@owekit/core/ports'
import { refused, same } from '../assert.js'
import { group, type Bench } from '../case.js'
import { random, type Random } from '../random.js'
import { batch, land, line, start, startDay } from '../rows.js'
import { walk } from '../walk.js'

const customers = ['cus_ada', '😀', 'ﬀ']

/** Writes random lines; each version is recorded a second after the one before. */
async function fill({ store, clock }: Bench, dice: Random): Promise<void> {
  for (let version = 1; version <= 15; version++) {
    clock.now = start + version * 1000
    const postings = customers.flatMap((customer) =>
      Array.from({ length: 5 }, (_, no) => randomLine(dice, customer, version, no)),
    )
    await land(store, batch({ insert: { postings } }))
  }
}

function randomLine(dice: Random, customer: string, version: number, no: number): Row<'postings'> {
  return line(customer, version, no, {
    account: dice.pick(['receivable', 'receivable', 'unapplied', 'customer_deposits', 'cash_clearing', 'billed']),
    currency: dice.pick(['EUR', 'EUR', 'JPY']),
    // Some so large that their sum passes 64 bit.
    amount: BigInt(dice.upTo(2000) - 700) * (dice.upTo(8) === 0 ? 2n ** 52n : 1n),
    effectiveOn: startDay - dice.upTo(40),
    reference: dice.pick(['', 'job-1', 'job-2']),
  })
}

/** The same sum by the shortest way: read every line and add up. */
async function byHand(store: Store, query: OpeningQuery): Promise<bigint> {
  let sum = 0n
  for await (const row of walk(store, query.tenant, { collection: 'postings', where: [query.customer] })) {
    const counts =
      (row.account === 'receivable' || row.account === 'unapplied') &&
      row.currency === query.currency &&
      row.effectiveOn < query.before &&
      row.version <= query.version &&
      row.recordedAt <= (query.knownAt ?? Infinity) &&
      (query.reference ?? row.reference) === row.reference
    if (counts) sum += row.amount
  }
  return sum
}

/** What a statement opens with, inside the store, is the sum of the lines before it. */
export const statements = group('statements', {
  'open with the sum of the earlier lines, on random ledgers': async (bench) => {
    const { store } = bench
    if (store.opening === undefined) return
    const dice = random(11)
    await fill(bench, dice)
    const seen = new Set<bigint>()
    for (let i = 0; i < 120; i++) {
      const query: OpeningQuery = {
        tenant: 'acme',
        customer: dice.pick(customers),
        currency: dice.pick(['EUR', 'JPY']),
        before: startDay - dice.upTo(44) + 2,
        version: dice.upTo(3) === 0 ? dice.upTo(17) : 15,
        ...(dice.upTo(3) === 0 ? { knownAt: start + dice.upTo(17) * 1000 } : {}),
        ...(dice.upTo(3) === 0 ? { reference: dice.pick(['', 'job-1', 'job-3']) } : {}),
      }
      const wanted = await byHand(store, query)
      same(await store.opening(query), wanted, JSON.stringify(query))
      seen.add(wanted)
    }
    same(seen.size > 40, true, 'sums that differ')
  },
  'open with nothing where there is nothing': async ({ store }) => {
    if (store.opening === undefined) return
    const query = { tenant: 'acme', customer: 'nobody', currency: 'EUR', before: startDay, version: 9 }
    same(await store.opening(query), 0n, 'the opening of nobody')
    await refused('invalid_input', () => store.opening!({ ...query, before: 0.5 }), 'half a day')
  },
})
