import type { Receivables } from '@owekit/core'
import { parseInstant } from '@owekit/core/calendar'
import { differences } from './match.js'
import { described } from './run-step.js'
import type { TickStep } from './scenario.js'

/** Lets time pass with a worker at work, and tells what was wrong with what it did. */
export async function runTicks(
  ar: Receivables,
  step: TickStep,
  time: { now: number },
  arrived: () => number,
): Promise<string[]> {
  const until = parseInstant(step.tick.until)
  const sum = { ticks: 0, done: 0, idle: 0, sequenced: 0, problems: 0, sent: -arrived() }
  for (; time.now <= until; time.now += step.tick.everyMinutes * 60_000) {
    const { done, idle, sequenced, problems } = await ar.worker.tick()
    sum.ticks++
    sum.done += done
    sum.idle += idle
    sum.sequenced += sequenced
    sum.problems += problems.length
  }
  time.now = until
  sum.sent += arrived()
  return step.expect === undefined ? [] : differences(step.expect, sum).map(described)
}
