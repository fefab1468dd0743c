import type { Context } from '../context.js'
import type { MessageState, Turn } from '../remind/turn.js'
import { countOf, grouped } from './amounts.js'
import { inWords } from './in-words.js'
import { table } from './table.js'
import { oneLine } from './text-width.js'

/** What `remind run --json` prints. */
export interface PrintedTurn {
  readonly dryRun: boolean
  /** The mail server; null when nothing left this machine. */
  readonly server: string | null
  readonly counts: Readonly<Record<MessageState, number>> & {
    readonly skipped: number
    readonly moved: number
    readonly tasks: number
  }
  readonly messages: readonly {
    readonly id: string
    readonly customer: string
    readonly state: MessageState
    readonly why: string
    readonly purpose: string
    readonly channel: string
    readonly to: string
    readonly subject: string
    readonly text: string
    readonly toPay: string
    readonly currency: string
    readonly invoices: readonly string[]
  }[]
  readonly notSaid: Turn['steps']
  readonly tasks: Turn['tasks']
  /** Work that failed and is tried again, or was given up. */
  readonly problems: Turn['problems']
}

/** Draws what a turn did: every message, what was not said and why, what is for a person. */
export function drawTurn(turn: PrintedTurn, { style, width }: Context): string {
  const { messages, notSaid, tasks, problems, dryRun } = turn
  const list = table(
    [
      { title: '', paint: (cell, text) => (good.has(text) ? style.green(cell) : style.yellow(cell)) },
      { title: 'customer', flexible: true },
      { title: 'to', flexible: true },
      { title: 'subject', flexible: true },
      { title: 'to pay', align: 'right' },
      { title: '' },
      { title: 'why', flexible: true, paint: (cell) => style.dim(cell) },
    ],
    messages.map(({ state, customer, to, subject, purpose, toPay, currency, why }) => [
      stateOf(state, dryRun),
      customer,
      to,
      subject === '' ? purpose : subject,
      grouped(toPay),
      currency,
      inWords(why),
    ]),
    { style, width },
  )
  const steps = table(
    [
      { title: 'not said', flexible: true },
      { title: 'customer', flexible: true },
      { title: 'invoice', flexible: true },
      { title: 'because', flexible: true, paint: (cell) => style.yellow(cell) },
      { title: 'again on' },
    ],
    notSaid.map(({ step, customer, invoice, why, until }) => [step, customer, invoice, inWords(why), until]),
    { style, width },
  )
  const queue = table(
    [
      { title: 'for a person', flexible: true },
      { title: 'customer', flexible: true },
      { title: 'task', flexible: true, paint: (cell) => style.dim(cell) },
    ],
    tasks.map(({ kind, customer, id }) => [inWords(kind), customer, id]),
    { style, width },
  )
  return [
    ...(messages.length > 0 ? [list] : []),
    ...(notSaid.length > 0 ? [steps] : []),
    ...(tasks.length > 0 ? [queue] : []),
    ...problems.map(
      ({ kind, message, isGivenUp }) =>
        `${style.red(isGivenUp ? 'given up' : 'failed')} ${kind}: ${oneLine(message)}\n`,
    ),
    summary(turn),
  ].join('\n')
}

const good = new Set(['sent', 'would be sent'])

const stateOf = (state: MessageState, dryRun: boolean): string =>
  dryRun && state === 'sent' ? 'would be sent' : inWords(state)

function summary({ dryRun, server, counts, tasks }: PrintedTurn): string {
  const { sent, skipped, moved, refused, withdrawn, waiting, unknown, in_doubt: inDoubt } = counts
  const said = countOf(sent, 'message')
  const first = dryRun
    ? `Would send ${said}. Nothing was sent, and nothing was written.`
    : server === null
      ? sent === 0
        ? 'Nothing was sent.'
        : `Showed ${said}, which now count as sent. Nothing left this machine.`
      : `Sent ${said} through ${server}.`
  const rest = [
    ...(refused > 0 ? [`${refused} refused`] : []),
    ...(withdrawn > 0 ? [`${withdrawn} withdrawn`] : []),
    ...(waiting > 0 ? [`${waiting} refused for now and tried again`] : []),
    ...(skipped > 0 ? [`${countOf(skipped, 'step')} skipped`] : []),
    ...(moved > 0 ? [`${countOf(moved, 'step')} moved`] : []),
    ...(tasks.length > 0 ? [`${countOf(tasks.length, 'task')} for a person`] : []),
  ]
  const lost = unknown + inDoubt
  return (
    `${first}${rest.length === 0 ? '' : ` ${rest.join(', ')}.`}\n` +
    (lost === 0
      ? ''
      : `Nobody knows whether ${countOf(lost, 'message')} went out: ask the mail server, then owekit remind tasks.\n`)
  )
}
