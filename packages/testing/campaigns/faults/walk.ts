import { setTimeout as wait } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { scan, type Row, type Store } from '@owekit/core/ports'
import { randomFrom } from '../../src/model/random.js'
import type { Tools, Work } from './jobs.js'

const tenant = 'default'

/** The row with that number. Those that come and go between two of them have a `turn`. */
function rowAt(no: number, turn?: number): Row<'balances'> {
  const customer = `cus_${String(no).padStart(9, '0')}${turn === undefined ? '' : `.${turn}`}`
  const none = { unapplied: 0n, deposits: 0n, pending: 0n, refundDue: 0n }
  return { customer, currency: 'EUR', exponent: 2, receivable: BigInt(no), ...none, latestOn: 20_000 + (no % 1_000) }
}

/** Whether nobody removes the row with that number: nine in ten. */
export const stays = (no: number): boolean => no % 10 !== 9

/** Writes rows one commit after the other. */
export async function fill(store: Store, rows: number): Promise<void> {
  const perCommit = 5_000
  for (let from = 0; from < rows; from += perCommit) {
    const balances = Array.from({ length: Math.min(perCommit, rows - from) }, (_, at) => rowAt(from + at))
    await store.commit({ tenant, expect: [], insert: { balances }, update: {} })
  }
}

/** Puts rows between the others and takes them away again, and takes away for good what does not stay. */
export const churn: Work = async ({ seed, rows = 0 }, { store, pass, say }) => {
  const random = randomFrom(seed)
  const keyOf = ({ customer, currency }: Row<'balances'>) => [customer, currency]
  const come: Row<'balances'>[][] = []
  for (let turn = 1; ; turn++) {
    await pass()
    const fresh = new Set(Array.from({ length: 20 }, () => random.int(0, rows - 1)))
    come.push([...fresh].map((no) => rowAt(no, turn)))
    // What came long enough ago goes again; half of it stays a while longer.
    const old = come.length > 50 ? come.shift()! : []
    const gone = [...fresh].slice(0, 2).map((no) => rowAt(no - (no % 10) + 9))
    const remove = { balances: [...old, ...gone].map(keyOf) }
    await store.commit({ tenant, expect: [], insert: { balances: come.at(-1)! }, update: {}, remove })
    say({ at: 'churned', commits: turn })
    await wait(2)
  }
}

/** How far a walk has come, and what it met. */
export interface Walked {
  readonly at: 'walked'
  /** Where to go on after. */
  readonly after: readonly string[]
  /** The number of the next row that has to come. */
  readonly next: number
  /** Rows that were there throughout. */
  readonly stayed: number
  /** Rows that would be removed and were still there. */
  readonly going: number
  /** Rows that were put in between. */
  readonly came: number
  readonly lost: number
  readonly doubled: number
  /** Rows that nobody wrote like this. */
  readonly wrong: number
  /** Bytes in use after the garbage was collected, and the most the process ever had from the system. */
  readonly heap: number
  readonly rss: number
}

/**
 * Walks over all rows, or over `count` of them, and holds each against what has to come: it says so ten times, and in
 * between nobody collects the garbage for it.
 */
export const walk: Work = async ({ from, rows = 0, count, after, keeps = false }, tools) => {
  const { store, pass } = tools
  await pass()
  const seen = { stayed: 0, going: 0, came: 0, lost: 0, doubled: 0, wrong: 0 }
  const kept: unknown[] = []
  const end = count === undefined ? rows : from + count
  const step = Math.ceil((end - from) / 10)
  let next = from
  let last = after?.[0] ?? ''
  let sayAt = from + step
  for await (const row of scan(store, tenant, { collection: 'balances', ...(after !== undefined && { after }) })) {
    const { no, turn } = placeOf(row.customer)
    if (no >= end) break
    if (keeps) kept.push(row)
    if (!isAs(row, rowAt(no, turn))) seen.wrong++
    if (row.customer <= last) seen.doubled++
    last = row.customer
    if (turn !== undefined) seen.came++
    else if (!stays(no)) seen.going++
    else {
      seen.lost += staying(next, no)
      seen.stayed++
      next = no + 1
    }
    if (no < sayAt) continue
    tell(tools, { ...seen, after: [row.customer, row.currency], next })
    sayAt += step
  }
  seen.lost += staying(next, end)
  tell(tools, { ...seen, after: [last, 'EUR'], next: end })
}

function placeOf(customer: string): { readonly no: number; readonly turn: number | undefined } {
  const [no = '', turn] = customer.slice('cus_'.length).split('.')
  return { no: Number(no), turn: turn === undefined ? undefined : Number(turn) }
}

const isAs = (row: Row<'balances'>, wanted: Row<'balances'>) =>
  (Object.keys(wanted) as (keyof Row<'balances'>)[]).every((name) => row[name] === wanted[name])

/** How many of the rows from one number to another stay. */
function staying(from: number, to: number): number {
  let count = 0
  for (let no = from; no < to; no++) if (stays(no)) count++
  return count
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

function tell({ say }: Tools, walked: Omit<Walked, 'at' | 'heap' | 'rss'>): void {
  const rss = process.resourceUsage().maxRSS * 1024
  collectGarbage()
  say({ at: 'walked', ...walked, heap: process.memoryUsage().heapUsed, rss })
}
