import type { FactView, Receivables, Tick } from '@owekit/core'

type History = Awaited<ReturnType<Receivables['reminders']['history']>>
type Message = History['messages'][number]

/** What became of a message in a turn. `in_doubt`: it was handed over and no answer came; the next turn says what is known. */
export type MessageState = 'sent' | 'refused' | 'withdrawn' | 'waiting' | 'unknown' | 'in_doubt'

/** A message that a turn had to do with. */
interface TurnMessage {
  readonly message: Message
  readonly state: MessageState
}

/** A step that was not said, and why; or given to staff. */
interface TurnStep {
  readonly customer: string
  readonly invoice: string
  readonly instalment: number
  readonly step: string
  readonly state: 'skipped' | 'moved'
  readonly why: string
  /** The day it moved to, or `''`. */
  readonly until: string
}

/** Something that staff is asked to do. */
interface TurnTask {
  readonly id: string
  readonly customer: string
  readonly kind: string
  readonly message: string
}

/** What one turn did. */
export interface Turn {
  readonly messages: readonly TurnMessage[]
  readonly steps: readonly TurnStep[]
  readonly tasks: readonly TurnTask[]
  readonly problems: Tick['problems']
}

interface StepData {
  readonly document: string
  readonly instalment: number
  readonly step: string
  readonly state: string
  readonly why: string
  readonly day: string
}

interface Told {
  readonly message?: string
  readonly messages?: readonly { readonly id: string }[]
  readonly steps?: readonly StepData[]
  readonly tasks?: readonly { readonly id: string; readonly kind: string; readonly message: string }[]
}

/**
 * Lets the worker do all that is due now, and says what became of it: from the facts that it wrote.
 *
 * @param onTick told how many jobs were done so far
 */
export async function turn(ar: Receivables, onTick: (done: number) => void): Promise<Turn> {
  const facts: FactView[] = []
  const stop = ar.journal.listen((written) => void facts.push(...written))
  const problems = new Map<string, Tick['problems'][number]>()
  try {
    let done = 0
    for (;;) {
      const tick = await ar.worker.tick()
      for (const problem of tick.problems) problems.set(problem.job, problem)
      done += tick.done
      onTick(done)
      // What a job leaves behind, such as the message it decided, is due in the next one.
      if (tick.done === 0 && !tick.more) break
    }
  } finally {
    stop()
  }
  return { ...(await told(ar, facts)), problems: [...problems.values()] }
}

async function told(ar: Receivables, facts: readonly FactView[]): Promise<Omit<Turn, 'problems'>> {
  const involved = new Map<string, string>()
  const steps: TurnStep[] = []
  const tasks: TurnTask[] = []
  for (const { type, customer, data } of facts) {
    if (!['reminder.decided', 'message.sending', 'message.settled'].includes(type)) continue
    const about = data as Told
    for (const { id } of about.messages ?? []) involved.set(id, customer)
    if (about.message !== undefined) involved.set(about.message, customer)
    for (const { document, instalment, step, state, why, day } of about.steps ?? [])
      if (state === 'skipped' || state === 'moved')
        steps.push({ customer, invoice: document, instalment, step, state, why, until: state === 'moved' ? day : '' })
    for (const task of about.tasks ?? []) tasks.push({ id: task.id, customer, kind: task.kind, message: task.message })
  }
  const messages: TurnMessage[] = []
  for (const customer of new Set(involved.values()))
    for (const message of (await ar.reminders.history({ customer })).messages)
      if (involved.has(message.id))
        messages.push({ message, state: message.state === 'sending' ? 'in_doubt' : message.state })
  return { messages, steps, tasks }
}
