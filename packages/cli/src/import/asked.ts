import type { Receivables, ReceivablesError } from '@owekit/core'
import { batch, type BatchCommand, type BatchOutcome } from '@owekit/core/batch'
import type { Verdict } from './import-rows.js'

/** What is known of a row at once, or what the books are to be asked about it. */
export type Finding = Verdict | ReceivablesError | Question

/** A command that is only tried, and what its outcome says of the row. */
interface Question {
  readonly ask: BatchCommand
  readonly means: (outcome: BatchOutcome) => Finding
}

/** Answers the questions of a window of rows, all of them in one dry run; an answer may raise the next question. */
export async function answered(
  ar: Receivables,
  findings: readonly Finding[],
): Promise<readonly (Verdict | ReceivablesError)[]> {
  const found = [...findings]
  for (;;) {
    const asked = [...found.entries()].flatMap(([at, one]) => (isQuestion(one) ? [{ at, ...one }] : []))
    if (asked.length === 0) return found as (Verdict | ReceivablesError)[]
    const commands = asked.map(({ ask }) => ask)
    for await (const outcome of batch(ar.dryRun, commands)) {
      const { at, means } = asked[outcome.index]!
      found[at] = means(outcome)
    }
  }
}

const isQuestion = (one: Finding): one is Question => typeof one === 'object' && 'ask' in one

/** Writes commands in groups, and tells of every one that is in the books. The first refusal is thrown at the end. */
export async function writeAll(
  ar: Receivables,
  commands: readonly BatchCommand[],
  onWritten: (index: number) => void,
): Promise<void> {
  let refused: ReceivablesError | undefined
  for await (const outcome of batch(ar, commands)) {
    if (outcome.status === 'written') onWritten(outcome.index)
    else refused ??= outcome.error
  }
  if (refused !== undefined) throw refused
}
