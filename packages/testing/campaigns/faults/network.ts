import { setTimeout as wait } from 'node:timers/promises'
import { createReceivables, type Receivables, type Store } from '@owekit/core'
import { faultyNetwork, type FaultyNetwork } from '@owekit/test-postgres'
import { randomFrom } from '../../src/model/random.js'
import { ask } from './ask.js'
import { clock, commandAt } from './commands.js'
import { notesOn, type Notes } from './notes.js'
import type { PostgresPlace } from './place.js'
import { holds, newFaultTally, type FaultTally } from './tally.js'
import { openTarget, type Target } from './target.js'

/** What the campaign is run with. */
export interface NetworkOptions {
  readonly seed: number
  readonly faults: number
  readonly place: PostgresPlace
  /** How long a blackhole lasts. */
  readonly blackholeMs: number
  /** Every so many faults one is a blackhole. */
  readonly blackholeEvery: number
  /** How long the stores wait for an answer. @default 400 */
  readonly answerTimeoutMs?: number
  /** Faults until the next books are begun. @default 20 */
  readonly perBooks?: number
  readonly onBooks?: (tally: NetworkTally) => void
}

/** What was counted, and the longest that one call to a store took. */
export interface NetworkTally extends FaultTally {
  slowestMs: number
  /** Faults by kind. */
  readonly kinds: Map<string, number>
}

/** What else a machine that is busy may add to a wait, in milliseconds. */
const slackMs = 5_000

const callers = 4

/**
 * Breaks the network between store and server: sockets that stay open and say nothing, resets during COMMIT, no network
 * at all. Whoever was not answered asks again with the same key, no call to the store lasts, and after each fault the
 * books are looked through from the other side.
 */
export async function breakNetwork(options: NetworkOptions): Promise<NetworkTally> {
  const { faults, perBooks = 20, onBooks } = options
  const tally: NetworkTally = { ...newFaultTally(), slowestMs: 0, kinds: new Map() }
  for (let books = 0; tally.faults < faults && holds(tally); books++) {
    await breakUnder({ ...options, faults: Math.min(perBooks, faults - tally.faults) }, books, tally)
    onBooks?.(tally)
  }
  return tally
}

async function breakUnder(options: NetworkOptions, books: number, tally: NetworkTally): Promise<void> {
  const { place, answerTimeoutMs = 400 } = options
  const seed = options.seed + books
  const random = randomFrom(seed)
  const direct = place.target(`network${books}`, books % 2 === 0 ? 'oneStatement' : 'portable')
  const notes = await notesOn(direct, tally)
  const network = await faultyNetwork(place.server.port)
  const at = `postgres://postgres@127.0.0.1:${network.port}/postgres`
  const through = openTarget({ ...direct, at, answerTimeoutMs } as Target)
  const store = timed(through.store, (ms) => (tally.slowestMs = Math.max(tally.slowestMs, ms)))
  const ar = createReceivables({ store, clock })
  const places = Array.from({ length: callers }, () => 0)
  try {
    for (let no = 0; no < options.faults && holds(tally); no++) {
      const kind = tally.faults % options.blackholeEvery === 1 ? 'blackhole' : random.pick(kinds)
      let isOver = false
      const asking = places.map(async (_, caller) => {
        // At least one each, so that a commit comes by.
        do places[caller] = await askNext(ar, notes, seed, caller, places[caller]!)
        while (!isOver)
      })
      await wait(random.int(0, 60))
      await within(
        10_000 + options.blackholeMs,
        `${kind} to happen`,
        breaks[kind](network, { ...options, answerTimeoutMs }),
        tally,
      )
      isOver = true
      await within(90_000, `an answer after ${kind}`, Promise.all(asking), tally)
      tally.faults++
      tally.kinds.set(kind, (tally.kinds.get(kind) ?? 0) + 1)
      await notes.audit()
    }
    if (tally.slowestMs > 2 * answerTimeoutMs + slackMs)
      tally.breaks.push(`a call to the store took ${Math.round(tally.slowestMs)} ms`)
    await notes.auditAll()
  } finally {
    await network.stop()
    await through.close()
  }
  await place.remove(direct)
}

async function askNext(ar: Receivables, notes: Notes, seed: number, caller: number, place: number): Promise<number> {
  const command = commandAt(seed, caller, place)
  notes.told(command, await ask(ar, command, 80_000))
  return place + 1
}

type Break = (network: FaultyNetwork, options: NetworkOptions & { readonly answerTimeoutMs: number }) => Promise<void>

const silence = (what: 'both' | 'answers'): Break => {
  return async (network, { answerTimeoutMs }) => {
    network.silence(what)
    await wait(1.5 * answerTimeoutMs)
    network.heal()
  }
}

const breaks = {
  'reset before COMMIT': (network) => network.resetCommit('before'),
  'reset after COMMIT': (network) => network.resetCommit('after'),
  'half-open': silence('both'),
  'half-open, answers lost': silence('answers'),
  blackhole: async (network, { blackholeMs }) => {
    network.blackhole()
    await wait(blackholeMs)
    network.heal()
  },
} satisfies { readonly [kind: string]: Break }

const kinds = (Object.keys(breaks) as (keyof typeof breaks)[]).filter((kind) => kind !== 'blackhole')

/** Waits so long and no longer; what is not over by then has failed the campaign. */
async function within(ms: number, what: string, work: Promise<unknown>, tally: FaultTally): Promise<void> {
  const stop = new AbortController()
  const late = wait(ms, 'late', { signal: stop.signal }).catch(() => undefined)
  const ended = await Promise.race([work.then(() => 'done'), late])
  stop.abort()
  if (ended === 'late') tally.breaks.push(`waited ${ms} ms in vain for ${what}`)
}

/** The same store, which also tells how long each call took. */
function timed(inner: Store, onCall: (ms: number) => void): Store {
  return new Proxy(inner, {
    get(_, name) {
      const held: unknown = Reflect.get(inner, name)
      if (typeof held !== 'function') return held
      return (...args: readonly unknown[]) => {
        const startedAt = performance.now()
        const result: unknown = Reflect.apply(held, inner, args)
        if (!(result instanceof Promise)) return result
        return result.finally(() => onCall(performance.now() - startedAt))
      }
    },
  })
}
