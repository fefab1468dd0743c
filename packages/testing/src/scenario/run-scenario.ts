import { createReceivables, type Receivables, type ReceivablesOptions, type Store } from '@owekit/core'
import { parseInstant } from '@owekit/core/calendar'
import { fakeProvider } from '@owekit/core/fake'
import { memoryNotifier, type MemoryNotifier, type NotifierFault } from '@owekit/core/notify'
import type { Json } from './json.js'
import { runDeed, runDeliveries } from './run-provider.js'
import { runStep, verbOf } from './run-step.js'
import { runTicks } from './run-ticks.js'
import type { Scenario, ScenarioSettings, Step } from './scenario.js'

/** Makes the store a scenario runs on. It must take its time from the clock it is given, in milliseconds. */
export type StoreMaker = (options: { readonly clock: () => number }) => Store | Promise<Store>

/** How scenarios are run. */
export interface ScenarioOptions {
  /** What is put over the store. @default createReceivables */
  readonly makeReceivables?: (options: ReceivablesOptions) => Receivables
  /** The tenant a scenario works in, which must be empty. @default the scenario's id */
  readonly tenant?: (scenario: Scenario) => string
  /** Told of each result as it comes. */
  readonly onResult?: (result: ScenarioResult) => void
}

/** How one scenario ended on one store. */
export interface ScenarioResult {
  readonly id: string
  /** The store's name. */
  readonly store: string
  readonly ok: boolean
  /** What was checked; or the step, the place in its answer, what was expected and what came. */
  readonly detail: string
}

/**
 * Runs a scenario on a store made for it and tells how it ended; a wrong answer is a result, not an exception.
 *
 * Time stands still except where a step says otherwise, for the engine and for the store. Stops at the first step that
 * goes wrong. After the last step the books are verified. The store is closed at the end.
 *
 * @example
 * await runScenario(scenario, memoryStore) // { id: 'AC-01', store: 'memory', ok: true, detail: '8 steps, 4 facts' }
 */
export async function runScenario(
  scenario: Scenario,
  makeStore: StoreMaker,
  options: ScenarioOptions = {},
): Promise<ScenarioResult> {
  const time = { now: 0 }
  const store = await makeStore({ clock: () => time.now })
  const ended = (ok: boolean, detail: string) => ({ id: scenario.id, store: store.caps.name, ok, detail })
  let at = 'the settings'
  try {
    const story = begin(scenario, { store, time, options })
    for (const [index, step] of scenario.steps.entries()) {
      at = `step ${index + 1} (${nameOf(step)})`
      const problems = await story.run(step)
      if (problems.length > 0) return ended(false, `${at}: ${problems.join('; ')}`)
    }
    at = 'verify after the last step'
    const { ok, checks, facts } = await story.ar().verify()
    const broken = checks.filter((check) => !check.ok).map((check) => `${check.name}: ${check.detail}`)
    return ok
      ? ended(true, `${scenario.steps.length} steps, ${facts} facts`)
      : ended(false, `${at}: ${broken.join('; ')}`)
  } catch (error) {
    return ended(false, `${at}: ${error instanceof Error ? error.message : String(error)}`)
  } finally {
    await store.close()
  }
}

/**
 * Runs scenarios one after the other, each on a store made for it.
 *
 * @example
 * const failed = (await runScenarios(bundledScenarios(), memoryStore)).filter((result) => !result.ok)
 */
export async function runScenarios(
  scenarios: Iterable<Scenario>,
  makeStore: StoreMaker,
  options: ScenarioOptions = {},
): Promise<ScenarioResult[]> {
  const results: ScenarioResult[] = []
  for (const scenario of scenarios) {
    const result = await runScenario(scenario, makeStore, options)
    options.onResult?.(result)
    results.push(result)
  }
  return results
}

function nameOf(step: Step): string {
  if ('configure' in step) return 'configure'
  if ('tick' in step) return 'tick'
  if ('deliver' in step) return 'deliver'
  return 'provider' in step ? step.provider : verbOf(step)
}

/** What a story is told on. */
interface Stage {
  readonly store: Store
  readonly time: { now: number }
  readonly options: ScenarioOptions
}

/** A story under way: the receivables as last configured, the clock, the answers that were kept. */
function begin(scenario: Scenario, { store, time, options }: Stage) {
  const make = options.makeReceivables ?? createReceivables
  const tenant = options.tenant?.(scenario) ?? scenario.id
  const kept = new Map<string, Json>()
  let settings: ScenarioSettings = {}
  let ids = 0
  // The provider's own books go on when the host is configured anew.
  const memory = new Map<string, string>()
  const provider = () => fakeProvider({ ...(settings.provider as object), memory, clock: () => time.now })
  // What arrived stays with whoever got it.
  const mailboxes = new Map<string, MemoryNotifier>()
  const notifiers = () => {
    const wanted = Object.entries((settings.notifiers ?? {}) as { readonly [channel: string]: MailboxSettings })
    return wanted.map(([channel, given]) => {
      const kept = mailboxes.get(channel) ?? mailbox(channel as 'email' | 'sms', given, () => time.now)
      mailboxes.set(channel, kept)
      return kept
    })
  }
  const arrived = () => [...mailboxes.values()].reduce((sum, { sent }) => sum + sent.length, 0)
  const configured = (changed: ScenarioSettings): Receivables => {
    settings = { ...settings, ...changed }
    // A parsed file holds whatever its author wrote; what the engine cannot use, it refuses.
    const { provider: isThere, notifiers: _, ...given } = settings as Partial<ReceivablesOptions & ScenarioSettings>
    const providers = isThere === undefined ? [] : [provider()]
    const messages = { brand: { name: 'Corner Shop' } }
    return make({
      ...given,
      providers,
      notifiers: notifiers(),
      messages,
      store,
      tenant,
      clock: () => time.now,
      ids: () => `new${(ids += 1)}`,
    })
  }
  let ar = configured(scenario.settings ?? {})
  return {
    ar: () => ar,
    async run(step: Step): Promise<string[]> {
      if (step.at !== undefined) time.now = parseInstant(step.at)
      if ('tick' in step) return runTicks(ar, step, time, arrived)
      if ('deliver' in step) return runDeliveries(ar, provider(), step)
      if ('provider' in step) runDeed(provider(), step, kept)
      else if ('configure' in step) ar = configured(step.configure)
      else return runStep(ar, step, kept)
      return []
    },
  }
}

/** A notifier of a scenario: options of `memoryNotifier`, and what goes wrong with its first messages. */
type MailboxSettings = { readonly faults?: readonly NotifierFault[] }

function mailbox(channel: 'email' | 'sms', { faults = [], ...options }: MailboxSettings, clock: () => number) {
  const made = memoryNotifier({ id: channel, channel, clock, ...options })
  made.misbehave((_, tries) => faults[tries])
  return made
}
