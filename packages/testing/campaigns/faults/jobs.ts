import { setTimeout as wait } from 'node:timers/promises'
import { isReceivablesError, type Store, type Tick } from '@owekit/core'
import type { Told } from './ask.js'
import { commandAt, series, type KeyedCommand } from './commands.js'
import { digestOf } from './digest.js'
import type { Heard } from './tally.js'
import type { Target } from './target.js'
import { churn, walk, type Walked } from './walk.js'

/** What a process is started to do. */
export interface Job {
  readonly does: keyof typeof jobs
  readonly target: Target
  readonly seed: number
  readonly writer: number
  /** The first place of its list. */
  readonly from: number
  /** How many commands; without it, until it is ended. */
  readonly count?: number
  /** How many ask at the same time for what every process asks for. @default 1 */
  readonly callers?: number
  /** How many rows were written for it to walk over, or to write between. */
  readonly rows?: number
  /** Where a walk goes on after. @default the beginning */
  readonly after?: readonly string[]
  /** A walk keeps every row it sees. @default false */
  readonly keeps?: boolean
}

/** A line that a process prints. */
export type Said =
  | { readonly at: 'gate' | 'end' }
  | { readonly at: 'broken'; readonly error: string }
  /** A worker could not do a job. */
  | { readonly at: 'problem'; readonly message: string }
  | { readonly at: 'churned'; readonly commits: number }
  | Walked
  /** The command at this place was answered. */
  | {
      readonly at: 'answer'
      readonly place: number
      readonly digest: string
      readonly isReplay: boolean
      readonly doubts: readonly string[]
    }
  /** The books said no to the command at this place. */
  | {
      readonly at: 'refusal'
      readonly place: number
      readonly code: string
      readonly message: string
      readonly doubts: readonly string[]
    }

/** What a line says of the command with that key, if anything. */
export function heardOf(said: Said, key: string): Heard | undefined {
  if (said.at !== 'answer' && said.at !== 'refusal') return undefined
  const isRefused = said.at === 'refusal'
  return { key, isRefused, isReplay: !isRefused && said.isReplay, doubts: said.doubts }
}

/** What a process has to do it with. */
export interface Tools {
  readonly store: Store
  readonly ask: (command: KeyedCommand) => Promise<Told>
  readonly tick: () => Promise<Tick>
  readonly pass: () => Promise<void>
  readonly say: (said: Said) => void
}

/** Something that a process can do. */
export type Work = (job: Job, tools: Tools) => Promise<void>

/** One command after the other, from a list. */
function inOrder(commandOf: (job: Job, place: number) => KeyedCommand): Work {
  return async (job, { ask, pass, say }) => {
    for (let place = job.from; job.count === undefined || place < job.from + job.count; place++) {
      await pass()
      const told = await ask(commandOf(job, place))
      // Now and then an answer is on its way for a while: whoever dies here has landed what nobody heard of.
      if (job.count === undefined && Math.random() < 0.3) await wait(Math.random() * 15)
      say(saidOf(place, told))
    }
  }
}

function saidOf(place: number, told: Told): Said {
  const { doubts } = told
  if (told.status === 'refused') return { at: 'refusal', place, code: told.code, message: told.message, doubts }
  return { at: 'answer', place, digest: digestOf(told.answer), isReplay: told.answer.replayed, doubts }
}

const euro = { amount: '1.00', currency: 'EUR' }
const cents = (count: number) => ({ amount: (count / 100).toFixed(2), currency: 'EUR' })

/** How many payments of the same keys go to one account: more would make each of them slower. */
export const keysEach = 20

/** What is paid and paid back, in cents: odd amounts, and now and then a cent is kept. */
export function pairOf(writer: number, pair: number): { readonly paid: number; readonly refunded: number } {
  const paid = 101 + ((writer * 131 + pair * 37) % 9_000)
  return { paid, refunded: pair % 50 === 0 ? paid - 1 : paid }
}

/** The things a process can do. */
export const jobs = {
  /** Random commands. */
  commands: inOrder(({ seed, writer }, place) => commandAt(seed, writer, place)),
  /** Payments of one euro that insist on the same invoice. */
  pay: inOrder(({ writer }, place) => ({
    name: 'payments.record',
    input: {
      key: `w${writer}-${place}`,
      customer: 'cus_1',
      amount: euro,
      receivedOn: '2026-04-01',
      allocate: { specific: [{ invoice: 'inv_hot', amount: euro }] },
    },
  })),
  /** Refunds of one euro, all from the same payment. */
  refund: inOrder(({ writer }, place) => ({
    name: 'payments.refund',
    input: { key: `w${writer}-${place}`, payment: 'pay_hot', amount: euro, on: '2026-04-02' },
  })),
  /** Payments on one account, each paid back by the command that follows. */
  payAndRefund: inOrder(({ writer }, place) => {
    const pair = Math.floor(place / 2)
    const id = `pay_${writer}_${pair}`
    const { paid, refunded } = pairOf(writer, pair)
    const key = `w${writer}-${place}`
    if (place % 2 === 1)
      return { name: 'payments.refund', input: { key, payment: id, amount: cents(refunded), on: '2026-04-02' } }
    const input = { key, customer: 'cus_1', id, amount: cents(paid), receivedOn: '2026-04-01', allocate: 'onAccount' }
    return { name: 'payments.record', input }
  }),
  /** Invoices with the next number of one series. */
  number: inOrder(({ writer }, place) => ({
    name: 'invoices.issue',
    input: {
      key: `w${writer}-${place}`,
      customer: `cus_${(writer % 4) + 1}`,
      id: `inv_${writer}_${place}`,
      series,
      issuedOn: '2026-03-01',
      total: euro,
    },
  })),
  /** What is due, again and again, until it is ended. */
  tick: async (_, { tick, pass, say }) => {
    for (;;) {
      await pass()
      try {
        const { problems } = await tick()
        for (const { message } of problems) say({ at: 'problem', message })
      } catch (error) {
        if (!isReceivablesError(error) || error.kind !== 'adapter') throw error
      }
    }
  },
  /** The same requests as every other process, by several callers at once. */
  sameKey: async (job, { ask, pass, say }) => {
    for (let place = job.from; place < job.from + (job.count ?? 1); place++) {
      await pass()
      const customer = `acc_${Math.floor(place / keysEach)}`
      const command: KeyedCommand = {
        name: 'payments.record',
        input: { key: `same-${place}`, customer, amount: euro, receivedOn: '2026-04-01' },
      }
      const told = await Promise.all(Array.from({ length: job.callers ?? 1 }, () => ask(command)))
      for (const one of told) say(saidOf(place, one))
    }
  },
  churn,
  walk,
} satisfies { readonly [name: string]: Work }
