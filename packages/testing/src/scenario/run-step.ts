import { isReceivablesError, type Receivables } from '@owekit/core'
import { commandNamed } from './commands.js'
import { type Json, shownJson } from './json.js'
import { type Difference, differences } from './match.js'
import { questionNamed } from './questions.js'
import { withReferences } from './references.js'
import type { AskStep, DoStep, ExpectedFailure, PreviewStep } from './scenario.js'

/** The steps that have an answer. */
export type AnsweredStep = DoStep | PreviewStep | AskStep

/** The command or question of a step. */
export function verbOf(step: AnsweredStep): string {
  return 'do' in step ? step.do : 'preview' in step ? step.preview : step.ask
}

/**
 * Runs one step and tells what was wrong with its answer: nothing, when all is as expected.
 *
 * Questions, previews and refused commands must write nothing; the facts are counted before and after.
 *
 * @param kept the answers kept so far, by name; the step's own is added when it keeps one
 */
export async function runStep(ar: Receivables, step: AnsweredStep, kept: Map<string, Json>): Promise<string[]> {
  const mayWrite = 'do' in step && step.fails === undefined
  const before = mayWrite ? 0 : (await ar.verify()).facts
  const problems = await answerProblems(ar, resolved(step, kept), kept)
  const written = mayWrite ? 0 : (await ar.verify()).facts - before
  return written === 0 ? problems : [...problems, `wrote ${written} facts, expected none`]
}

/** The step with every reference replaced by what was kept. */
function resolved<S extends AnsweredStep>(step: S, kept: ReadonlyMap<string, Json>): S {
  return withReferences(step as unknown as Json, kept) as unknown as S
}

async function answerProblems(ar: Receivables, step: AnsweredStep, kept: Map<string, Json>): Promise<string[]> {
  let answer: Json
  try {
    answer = onTheWire(await ask(ar, step))
  } catch (error) {
    return failureProblems(step.fails, error)
  }
  if (step.fails !== undefined) return [`expected ${step.fails.code}, got an answer: ${shownJson(answer)}`]
  if (step.as !== undefined) kept.set(step.as, answer)
  return step.expect === undefined ? [] : differences(step.expect, answer).map(described)
}

async function ask(ar: Receivables, step: AnsweredStep): Promise<unknown> {
  const verb = verbOf(step)
  const input = (step.with ?? {}) as never
  const question = 'ask' in step ? questionNamed(verb) : undefined
  if (question !== undefined) return question(ar, input)
  const command = 'ask' in step ? undefined : commandNamed(verb)
  if (command === undefined) throw new Error(`there is no ${verb}`)
  if ('preview' in step) return command(ar.dryRun, input)
  return command('do' in step && step.actor !== undefined ? ar.as(step.actor) : ar, input)
}

/** The answer as another process would see it. */
function onTheWire(answer: unknown): Json {
  return answer === undefined ? null : (JSON.parse(JSON.stringify(answer)) as Json)
}

function failureProblems(fails: ExpectedFailure | undefined, error: unknown): string[] {
  const told = error instanceof Error ? error.message : String(error)
  const code = isReceivablesError(error) ? error.code : 'an unknown error'
  if (fails === undefined) return [`expected an answer, got ${code}: ${told}`]
  if (!isReceivablesError(error, fails.code)) return [`expected ${fails.code}, got ${code}: ${told}`]
  const unsaid = (fails.says ?? []).filter((text) => !told.includes(text))
  const details = fails.details === undefined ? [] : differences(fails.details, onTheWire(error.details), 'details')
  return [...unsaid.map((text) => `expected the message to say "${text}", got: ${told}`), ...details.map(described)]
}

/** A difference as a report shows it. */
export function described({ path, expected, actual }: Difference): string {
  const wanted = `expected ${shownJson(expected)}, got ${shownJson(actual)}`
  return path === '' ? wanted : `${path}: ${wanted}`
}
