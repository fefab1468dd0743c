import { formatInstant } from '../calendar/index.js'
import { isReceivablesError, ReceivablesError } from '../errors/index.js'
import type { Fact } from '../journal/fact.js'
import { execute, type Written } from '../receivables/engine.js'
import type { Receivables } from '../receivables/face.js'
import type { FactView } from '../receivables/fact-view.js'
import { settingsOf } from '../receivables/receivables.js'
import type { Settings } from '../receivables/settings.js'
import { type AnyCommand, type BatchCommand, commands } from './commands.js'
import { type Given, rehearse } from './rehearse.js'
import { StaleReads, type Staging, stagingStore } from './staging.js'

/** What {@link batch} takes besides the commands. */
export interface BatchOptions {
  /** How many commands are decided and written together: more is faster, and holds more in memory. @default 500 */
  readonly size?: number
}

/** What became of one command: it is in the books, or the books refused it. */
export type BatchOutcome =
  | { readonly status: 'written'; readonly index: number; readonly written: Written }
  | { readonly status: 'refused'; readonly index: number; readonly error: ReceivablesError }

/**
 * Runs many commands, and writes them a group at a time: the same facts, answers and refusals as one by one, in far
 * fewer commits.
 *
 * Commands take effect in the order given, each on the books as those before it left them. One that is refused is
 * told as such and leaves the others alone. An outcome is given when its group is in the store, so what was given is
 * never lost; whoever stops reading stops the batch after a whole group. Run it again after an interruption: what has
 * a request key or an id of its own is recognised.
 *
 * @throws ReceivablesError `store_*` when the store fails; groups already given stay written
 * @example
 * for await (const outcome of batch(ar, [
 *   { command: 'customers.open', input: { id: 'cus_ada' } },
 *   { command: 'invoices.issue', input: { customer: 'cus_ada', number: 'A-1', total: money('120.00', 'EUR') } },
 * ])) if (outcome.status === 'refused') console.log(outcome.index, outcome.error.message)
 */
export async function* batch(
  ar: Receivables,
  list: Iterable<BatchCommand> | AsyncIterable<BatchCommand>,
  options: BatchOptions = {},
): AsyncGenerator<BatchOutcome, void, undefined> {
  const settings = settingsOf(ar)
  if (settings === undefined)
    throw new ReceivablesError('invalid_input', 'A batch needs receivables that createReceivables made.')
  const { size = 500 } = options
  if (!Number.isSafeInteger(size) || size < 1)
    throw new ReceivablesError('invalid_input', 'A batch writes at least 1 command at a time.', { size: String(size) })
  let index = 0
  let group: Given[] = []
  for await (const one of list) {
    group.push(givenBy(one, index + group.length))
    if (group.length < size) continue
    for (const outcome of await landed(settings, group)) yield { ...outcome, index: index++ }
    group = []
  }
  for (const outcome of await landed(settings, group)) yield { ...outcome, index: index++ }
}

type Outcome =
  | { readonly status: 'written'; readonly written: Written }
  | { readonly status: 'refused'; readonly error: ReceivablesError }

function givenBy(one: BatchCommand, index: number): Given {
  const name: unknown = (one as BatchCommand | null)?.command
  if (typeof name === 'string' && Object.hasOwn(commands, name))
    return { command: (commands as Readonly<Record<string, unknown>>)[name] as AnyCommand, input: one.input }
  throw new ReceivablesError('invalid_input', `Entry ${index} of the batch does not name a command.`, { index })
}

/**
 * Decides a group and lands it. When other writers come in between, or something in it clashes with what was there,
 * the group is decided anew in halves; what is left alone in the end runs as any single command does.
 */
async function landed(settings: Settings, group: readonly Given[]): Promise<Outcome[]> {
  if (group.length === 0) return []
  if (group.length === 1) return [await outcomeOf(() => execute(settings, group[0]!.command, group[0]!.input))]
  const outcomes = await landedTogether(settings, group)
  if (outcomes !== undefined) return outcomes
  const half = Math.ceil(group.length / 2)
  return [...(await landed(settings, group.slice(0, half))), ...(await landed(settings, group.slice(half)))]
}

async function landedTogether(settings: Settings, group: readonly Given[]): Promise<Outcome[] | undefined> {
  const { store, tenant, clock } = settings
  const staging = stagingStore(store, tenant, clock)
  const told: (readonly Fact[])[] = []
  const listeners = new Set([(facts: readonly Fact[]) => void told.push(facts)])
  const staged: Settings = { ...settings, store: staging, listeners }
  const outcomes: Outcome[] = []
  try {
    await rehearse(staged, group)
    for (const { command, input } of group) {
      const outcome = await outcomeOf(() => execute(staged, command, input))
      if (outcome.status === 'refused' && outcome.error.kind === 'conflict') return undefined
      outcomes.push(outcome)
    }
  } catch (error) {
    if (error instanceof StaleReads) return undefined
    throw error
  }
  const result = await staging.land()
  if (result === undefined) return outcomes
  if (result.status !== 'committed') return undefined
  const { recordedAt } = result
  for (const outcome of outcomes) if (outcome.status === 'written') date(outcome.written, staging, recordedAt)
  if (store.isJoined !== true)
    for (const facts of told)
      for (const listener of settings.listeners) listener(facts.map((fact) => ({ ...fact, recordedAt })))
  return outcomes
}

async function outcomeOf(run: () => Promise<Written>): Promise<Outcome> {
  try {
    return { status: 'written', written: await run() }
  } catch (error) {
    if (isReceivablesError(error) && error.kind !== 'adapter' && error.kind !== 'internal')
      return { status: 'refused', error }
    throw error
  }
}

/** Puts the time of the commit into an answer that was made before it: facts are shown when somebody looks. */
function date(written: Written, staging: Staging, recordedAt: number): void {
  const before = Object.defineProperties({}, Object.getOwnPropertyDescriptors(written)) as Written
  const at = formatInstant(recordedAt)
  const isStaged = ({ customer, version }: FactView) => staging.isStaged(customer, version)
  let views: readonly FactView[] | undefined
  const facts = () => (views ??= before.facts.map((view) => (isStaged(view) ? { ...view, recordedAt: at } : view)))
  // A replay may be of a command of this group, or of one long before.
  const isNew = written.replayed ? before.facts.some(isStaged) : written.recordedAt !== null
  if (isNew) Object.defineProperty(written, 'recordedAt', { value: at, enumerable: true })
  Object.defineProperty(written, 'facts', { get: facts, enumerable: true, configurable: true })
}
