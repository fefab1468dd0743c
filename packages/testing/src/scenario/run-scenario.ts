import {
  createReceivables,
  isReceivablesError,
  type Receivables,
  type ReceivablesOptions,
  type Store,
} from '@owekit/core'
import { parseInstant } from '@owekit/core/calendar'
import { commands, isCommandName } from './commands.js'
import { type Json, shownJson } from './json.js'
import { differences } from './match.js'
import { isQuestionName, questions } from './questions.js'
import { withReferences } from './references.js'
import type { AskStep, DoStep, ExpectedFailure, PreviewStep, Scenario, ScenarioSettings } from './scenario.js'

/** Makes the store a scenario runs on. It must take its time from the clock it is given, in milliseconds. */
export type StoreMaker = (options: { readonly clock: () => number }) => Store | Promise<Store>

/** How scenarios are run. */
export interface ScenarioOptions {
  /** What is put over the store. @default createReceivables */
  readonly makeReceivables?: (options: ReceivablesOptions) => Receivables
  /** The tenant a scenario works in; it must be empty. @default the scenario's id */
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
 * Runs a scenario on a store of its own and tells how it ended; a wrong answer is a result, not an exception.
 *
 * Time stands still except where a step says otherwise, for the engine and for the store. Stops at the first step that
 * goes wrong. A step that is refused, and a preview, must leave no fact behind. After the last step the books are
 * verified. The store is closed at the end.
 *
 * @example
 * await runScenario(scenario, memoryStore) // { id: 'AC-01', store: 'memory', ok: true, detail: '7 steps, 3 facts' }
 */
export async function runScenario(
  scenario: Scenario,
  makeStore: StoreMaker,
  options: ScenarioOptions = {},
): Promise<ScenarioResult> {
  const time = { now: 0 }
  const store = await makeStore({ clock: () => time.now })
  try {
    const result = (ok: boolean, detail: string) => ({ id: scenario.id, store: store.caps.name, ok, detail })
    const run = startRun(scenario, { store, time, options })
    for (const [index, step] of scenario.steps.entries()) {
      if (step.at !== undefined) time.now = parseInstant(step.at)
      if ('configure' in step) {
        run.configure(step.configure)
        continue
      }
      const problems = await runStep(run, step)
      if (problems.length > 0) return result(false, `step ${index + 1} (${verbOf(step)}): ${problems.join('; ')}`)
    }
    const proof = await run.ar().verify()
    const broken = proof.checks.filter((check) => !check.ok).map((check) => `${check.name}: ${check.detail}`)
    if (!proof.ok) return result(false, `verify after the last step: ${broken.join('; ')}`)
    return result(true, `${scenario.steps.length} steps, ${proof.facts} facts`)
  } finally {
    await store.close()
  }
}

/**
 * Runs scenarios one after the other, each on a store of its own.
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

/** A scenario under way. */
interface Run {
  ar(): Receivables
  configure(settings: ScenarioSettings): void
  /** The answers that were kept, by name. */
  readonly kept: Map<string, Json>
}

function startRun(
  scenario: Scenario,
  { store, time, options }: { store: Store; time: { readonly now: number }; options: ScenarioOptions },
): Run {
  const make = options.makeReceivables ?? createReceivables
  const tenant = options.tenant?.(scenario) ?? scenario.id
  let settings: ScenarioSettings = {}
  let ids = 0
  let ar: Receivables
  const configure = (changed: ScenarioSettings) => {
    settings = { ...settings, ...changed }
    const plain = settings as Partial<ReceivablesOptions>
    ar = make({ currency: 'EUR', ...plain, store, tenant, clock: () => time.now, ids: () => `new${(ids += 1)}` })
  }
  configure(scenario.settings ?? {})
  return { ar: () => ar, configure, kept: new Map() }
}

type RunnableStep = DoStep | PreviewStep | AskStep

const verbOf = (step: RunnableStep) => ('do' in step ? step.do : 'preview' in step ? step.preview : step.ask)

async function runStep(run: Run, step: RunnableStep): Promise<string[]> {
  const writesNothing = !('do' in step) || step.fails !== undefined
  const before = writesNothing ? (await run.ar().verify()).facts : undefined
  const problems = await answerProblems(run, step)
  if (before === undefined) return problems
  const after = (await run.ar().verify()).facts
  if (after !== before) problems.push(`wrote ${after - before} facts, expected none`)
  return problems
}

async function answerProblems(run: Run, step: RunnableStep): Promise<string[]> {
  let answer: Json
  try {
    const input = step.with === undefined ? undefined : withReferences(step.with, run.kept)
    answer = onTheWire(await ask(run.ar(), step, input))
  } catch (error) {
    return failureProblems(run, step.fails, error)
  }
  if (step.fails !== undefined) return [`expected ${step.fails.code}, got an answer: ${shownJson(answer)}`]
  if (step.as !== undefined) run.kept.set(step.as, answer)
  if (step.expect === undefined) return []
  return differences(withReferences(step.expect, run.kept), answer).map(describe)
}

async function ask(ar: Receivables, step: RunnableStep, input: Json | undefined): Promise<unknown> {
  if ('ask' in step) {
    if (!isQuestionName(step.ask)) throw new Error(`unknown question ${step.ask}`)
    return questions[step.ask](ar, (input ?? {}) as never)
  }
  const verb = verbOf(step)
  if (!isCommandName(verb)) throw new Error(`unknown command ${verb}`)
  const command = commands[verb]
  if ('preview' in step) return command(ar.dryRun, input as never)
  return command(step.actor === undefined ? ar : ar.as(step.actor), input as never)
}

/** The answer as another process would see it. */
function onTheWire(answer: unknown): Json {
  return answer === undefined ? null : (JSON.parse(JSON.stringify(answer)) as Json)
}

function failureProblems(run: Run, fails: ExpectedFailure | undefined, error: unknown): string[] {
  const told = error instanceof Error ? error.message : String(error)
  const code = isReceivablesError(error) ? error.code : undefined
  if (fails === undefined) return [`expected an answer, got ${code ?? 'an unknown error'}: ${told}`]
  if (!isReceivablesError(error) || code !== fails.code) {
    return [`expected ${fails.code}, got ${code ?? 'an unknown error'}: ${told}`]
  }
  const unsaid = (fails.says ?? []).filter((text) => !told.includes(text))
  const details =
    fails.details === undefined
      ? []
      : differences(withReferences(fails.details, run.kept), onTheWire(error.details), 'details')
  return [...unsaid.map((text) => `expected the message to say "${text}", got: ${told}`), ...details.map(describe)]
}

function describe({ path, expected, actual }: ReturnType<typeof differences>[number]): string {
  const wanted = `expected ${shownJson(expected)}, got ${shownJson(actual)}`
  return path === '' ? wanted : `${path}: ${wanted}`
}
