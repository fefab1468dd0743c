import { createReceivables, errorCatalogue, isReceivablesError } from '@owekit/core'
import { countingCommits, type CampaignStore } from './campaign.js'
import { fuzzCommands, fuzzQuestions, fuzzStart, type Template } from './fuzz-templates.js'
import { hostileValue, spoil } from './hostile.js'
import { randomFrom, type Random } from './random.js'

/** What fuzzing is run with. */
export interface FuzzOptions {
  readonly seed: number
  readonly count: number
  /** Makes an empty store that dates its writes by this clock. */
  readonly store: (clock: () => number) => CampaignStore | Promise<CampaignStore>
}

/** What fuzzing saw. */
export interface FuzzTally {
  accepted: number
  /** Refusals by code. */
  readonly refused: Map<string, number>
  slowestMs: number
}

interface Bench {
  readonly face: Face
  readonly commits: () => number
  readonly snapshot: () => string
  /** The snapshot after the last commit. */
  readonly known: () => string
  readonly close: () => Promise<void>
}

type Call = (input: unknown) => unknown
interface Face {
  readonly [noun: string]: { readonly [verb: string]: Call } | undefined
}

const inputsPerBench = 250
const longestMs = 1_000

/**
 * Sends hostile inputs to every command and every question.
 *
 * Each is answered or refused with one of our codes, soon, without a trace in the store and without touching
 * built-in prototypes; anything else throws and names the seed, the index and the call.
 *
 * @example
 * await fuzz({ seed: 1, count: 1_000, store: (clock) => memoryStore({ clock }) })
 */
export async function fuzz({ seed, count, store }: FuzzOptions): Promise<FuzzTally> {
  const random = randomFrom(seed)
  const tally: FuzzTally = { accepted: 0, refused: new Map(), slowestMs: 0 }
  const shapes = prototypeShapes()
  let bench = await newBench(store)
  for (let index = 0; index < count; index++) {
    if (index % inputsPerBench === 0 && index > 0) {
      await bench.close()
      bench = await newBench(store)
    }
    const template = random.chance(0.75) ? random.pick(fuzzCommands) : random.pick(fuzzQuestions)
    const input = spoil(random, template.input)
    const about = `seed ${seed}, input ${index}: ${template.name} with ${describe(input)}`
    await one(bench, template, input, random, about, tally)
    if (prototypeShapes() !== shapes) throw new Error(`${about}: a built-in prototype changed`)
  }
  await bench.close()
  return tally
}

async function newBench(store: FuzzOptions['store']): Promise<Bench> {
  let now = Date.UTC(2026, 0, 10, 9)
  let commits = 0
  let ids = 0
  const inner = await store(() => (now += 1))
  const face = createReceivables({
    store: countingCommits(inner, () => (commits += 1)),
    currency: 'EUR',
    clock: () => now,
    ids: () => `made-${(ids += 1)}`,
    tolerance: { EUR: { amount: '0.05' } },
  }) as unknown as Face
  for (const { name, input } of fuzzStart) await invoke(face, name, input)
  now = Date.UTC(2026, 1, 10, 9)
  let last = { commits: -1, text: '' }
  return {
    face,
    commits: () => commits,
    snapshot: () => inner.snapshot?.() ?? '',
    known: () => {
      if (last.commits !== commits) last = { commits, text: inner.snapshot?.() ?? '' }
      return last.text
    },
    close: async () => inner.close(),
  }
}

async function invoke(face: Face, name: string, input: unknown): Promise<void> {
  const [noun = '', verb = ''] = name.split('.')
  const answer: unknown = await face[noun]![verb]!(input)
  if (typeof answer !== 'object' || answer === null || !(Symbol.asyncIterator in answer)) return
  let left = 50
  for await (const _ of answer as AsyncIterable<unknown>) if ((left -= 1) === 0) break
}

async function one(
  bench: Bench,
  template: Template,
  input: unknown,
  random: Random,
  about: string,
  tally: FuzzTally,
): Promise<void> {
  const before = { commits: bench.commits(), text: bench.known() }
  const face = random.chance(0.1) ? faceOf(bench.face, random, about) : bench.face
  const startedAt = performance.now()
  const isRefused = await refusedWith(async () => invoke(face, template.name, input), about, tally)
  const took = performance.now() - startedAt
  tally.slowestMs = Math.max(tally.slowestMs, took)
  if (took > longestMs) throw new Error(`${about}: took ${Math.round(took)} ms`)
  const mustBeSame = isRefused || face !== bench.face || fuzzQuestions.includes(template)
  if (!mustBeSame) return
  if (face === bench.face || isRefused) {
    if (bench.commits() !== before.commits) throw new Error(`${about}: committed although refused`)
    if (bench.snapshot() !== before.text) throw new Error(`${about}: the store changed although refused`)
  }
}

/** Another tenant, an actor or the dry run, under a strange name; the plain face when the name is refused. */
function faceOf(face: Face, random: Random, about: string): Face {
  const binder = random.pick(['tenant', 'as', 'dryRun'] as const)
  if (binder === 'dryRun') return face['dryRun'] as unknown as Face
  const bind = face[binder] as unknown as (name: unknown) => Face
  try {
    return bind.call(face, hostileValue(random))
  } catch (error) {
    if (!isReceivablesError(error)) throw new Error(`${about}: ${binder} threw something untyped`, { cause: error })
    return face
  }
}

async function refusedWith(call: () => Promise<void>, about: string, tally: FuzzTally): Promise<boolean> {
  try {
    await call()
    tally.accepted += 1
    return false
  } catch (error) {
    if (!isReceivablesError(error)) throw new Error(`${about}: threw something untyped`, { cause: error })
    const known = Object.hasOwn(errorCatalogue, error.code) ? errorCatalogue[error.code] : undefined
    const isOurs = known === undefined || known === 'internal' || known === 'adapter'
    if (isOurs) throw new Error(`${about}: refused with ${error.code}`, { cause: error })
    tally.refused.set(error.code, (tally.refused.get(error.code) ?? 0) + 1)
    return true
  }
}

function prototypeShapes(): string {
  return [Object.prototype, Array.prototype, String.prototype, Function.prototype, Map.prototype]
    .map((prototype) => Reflect.ownKeys(prototype).length)
    .join()
}

function describe(value: unknown, depth = 0): string {
  try {
    if (typeof value === 'string')
      return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}… (${value.length})` : value)
    if (typeof value === 'bigint') return `${value}n`
    if (typeof value !== 'object' || value === null) return String(value)
    if (depth > 4) return '…'
    if (Array.isArray(value))
      return `[${value
        .slice(0, 5)
        .map((each) => describe(each, depth + 1))
        .join(', ')}]`
    const names = Object.keys(value).slice(0, 20)
    const held = Object.getOwnPropertyDescriptors(value)
    return `{${names.map((name) => `${JSON.stringify(name)}: ${held[name]?.get ? 'a getter' : describe(held[name]?.value, depth + 1)}`).join(', ')}}`
  } catch {
    return 'something that cannot be shown'
  }
}
