import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createReceivables, minor, type Receivables } from '@owekit/core'
import { postgresStore } from '@owekit/store-postgres'
import type pg from 'pg'
import { copiedBooks, customersPerCopy, lastDay, perCopy } from '../data/copied-books.js'
import { type Curve, curvesChart } from '../harness/chart.js'
import type { Bench, Goal } from '../harness/goal.js'
import { interleave } from '../harness/interleave.js'
import { median } from '../harness/median.js'
import { poolOf } from '../harness/postgres.js'

export const costOfSize: Goal = { id: 'COST', title: 'What a question costs as the books grow', measure }

const clock = () => lastDay * 86_400_000
const dayText = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)

/** One of the books: its size and a face on it, and ids of customers that are spread over it. */
interface Books {
  readonly invoices: number
  readonly ar: Receivables
  readonly next: () => { readonly customer: string; readonly no: number }
}

interface Question {
  readonly name: string
  /** How often it is asked in a turn. */
  readonly perTurn: number
  /** It is about all of the books, so its time may grow as they do; otherwise it may not. */
  readonly isAboutAll: boolean
  readonly ask: (books: Books) => PromiseLike<unknown>
}

const questions: readonly Question[] = [
  { name: 'aging now', perTurn: 1, isAboutAll: true, ask: ({ ar }) => ar.aging.report() },
  {
    name: 'aging as of a past day',
    perTurn: 1,
    isAboutAll: true,
    ask: ({ ar }) => ar.aging.report({ asOf: dayText(lastDay - 230) }),
  },
  {
    name: 'aging as known then',
    perTurn: 1,
    isAboutAll: true,
    ask: ({ ar }) => ar.aging.report({ knownAt: `${dayText(lastDay - 230)}T12:00:00Z` }),
  },
  { name: 'one balance', perTurn: 60, isAboutAll: false, ask: ({ ar, next }) => ar.balances.of(next().customer) },
  {
    name: 'one statement',
    perTurn: 20,
    isAboutAll: false,
    ask: ({ ar, next }) => ar.statements.of({ customer: next().customer, from: dayText(lastDay - 90) }),
  },
  {
    name: 'one payment',
    perTurn: 20,
    isAboutAll: false,
    ask({ ar, next }) {
      const { customer, no } = next()
      return ar.payments.record({ customer, id: `pay_new_${no}`, amount: minor(100n, 'EUR') })
    },
  },
  { name: 'first page of invoices', perTurn: 5, isAboutAll: false, ask: ({ ar }) => ar.invoices.list() },
]

async function measure(bench: Bench): Promise<void> {
  const sizes = [
    10_000,
    100_000,
    ...(bench.curves || bench.large ? [1_000_000] : []),
    ...(bench.large ? [10_000_000] : []),
  ]
  const pool = poolOf(1)
  const all: Books[] = []
  for (const invoices of sizes) {
    const started = performance.now()
    all.push(await booksOf(pool, invoices, bench))
    const seconds = (performance.now() - started) / 1000
    bench.report({
      name: `COST ${shown(invoices)} invoices written`,
      ratio: seconds,
      floor: `${shown((invoices / perCopy) * customersPerCopy)} customers`,
      times: `${seconds.toFixed(1)} s`,
    })
  }
  const curves: Curve[] = []
  for (const question of questions) curves.push(await curveOf(bench, question, all))
  await pool.end()
  if (sizes.length < 3) return
  // From the bundle, in bench/node_modules/.cache/owekit-bench.
  const root = join(import.meta.dirname, '..', '..', '..', '..')
  writeFileSync(join(root, 'bench', 'cost-of-size.json'), `${JSON.stringify(curves, undefined, 2)}\n`)
  writeFileSync(join(root, 'docs', 'cost-of-size.svg'), curvesChart(curves))
}

async function booksOf(pool: pg.Pool, invoices: number, bench: Bench): Promise<Books> {
  const schema = await copiedBooks(pool, invoices, (text) => bench.say(text))
  const ar = createReceivables({ store: postgresStore(pool, { schema, clock }), currency: 'EUR', clock })
  const copies = invoices / perCopy
  let no = 0
  const next = () => {
    no += 1
    return { no, customer: `cus_${1 + ((no * 7919) % copies)}_${1 + (no % customersPerCopy)}` }
  }
  return { invoices, ar, next }
}

async function curveOf(
  bench: Bench,
  { name, perTurn, isAboutAll, ask }: Question,
  all: readonly Books[],
): Promise<Curve> {
  const contenders = Object.fromEntries(
    all.map((books) => [
      shown(books.invoices),
      async () => {
        for (let i = 0; i < perTurn; i++) await ask(books)
      },
    ]),
  )
  const onRound = (done: number) => bench.say(`${name}: round ${done}`)
  const times = await interleave(contenders, {
    rounds: all.length > 2 ? 5 : 7,
    warmUp: 1,
    clock: 'wall',
    collect: 'young',
    onRound,
  })
  const points = all.map(({ invoices }) => ({
    invoices,
    milliseconds: Math.round((median(times[shown(invoices)]!) / perTurn) * 1000) / 1000,
  }))
  const [smallest, ...others] = points
  for (const { invoices, milliseconds } of others) {
    const grown = isAboutAll ? invoices / smallest!.invoices : 1
    bench.report({
      name: `COST ${name}, ${shown(invoices)}`,
      ratio: milliseconds / smallest!.milliseconds / grown,
      floor: `${isAboutAll ? 'an invoice of' : 'in books of'} ${shown(smallest!.invoices)}: ${smallest!.milliseconds} ms/answer`,
      target: isAboutAll ? 1.25 : 2,
      times: `${milliseconds} ms/answer`,
    })
  }
  return { name, points }
}

const shown = (count: number) => count.toLocaleString('en')
