import { type Day, dayOfWeek, formatDay } from '@owekit/core/calendar'
import { type Money, minor, type Receivables } from '@owekit/core'
import { studio } from './studio.js'

type Verb<N extends keyof Receivables> = string & keyof Receivables[N]

/** One command as data: when it was given, which one, and its input. */
interface Does<N extends keyof Receivables, V extends Verb<N>> {
  readonly day: Day
  /** Minutes after midnight. */
  readonly minute: number
  readonly do: `${N}.${V}`
  readonly with: Receivables[N][V] extends (input: infer I) => unknown ? I : never
}

/** Everything that happens in the story. */
export type Happening =
  | Does<'customers', 'open'>
  | Does<'invoices', 'issue'>
  | Does<'credits', 'issue'>
  | Does<'payments', 'record'>
  | Does<'payments', 'assign'>
  | Does<'payments', 'refund'>
  | Does<'payments', 'reverse'>
  | Does<'deposits', 'request'>
  | Does<'deposits', 'settle'>
  | Does<'deposits', 'forfeit'>
  | Does<'holds', 'place'>
  | Does<'plans', 'agree'>
  | Does<'writeOffs', 'record'>
  | Does<'periods', 'close'>

type InputOf<D extends Happening['do']> = Extract<Happening, { do: D }>['with']

/** Where a year is written down, in any order. */
export interface Diary {
  /** Notes a command; what would happen after the story's last day is left out. */
  note<D extends Happening['do']>(day: Day, minute: number, does: D, input: InputOf<D>): void
  /** The happenings in the order of time. */
  inOrder(): readonly Happening[]
}

/** Opens an empty diary. */
export function diary(): Diary {
  const noted: Happening[] = []
  return {
    note(day, minute, does, input) {
      if (day <= studio.today) noted.push({ day, minute, do: does, with: input } as Happening)
    },
    inOrder: () => noted.toSorted((a, b) => a.day - b.day || a.minute - b.minute),
  }
}

/** The hour at which yesterday's bank statement is read. */
const bankHour = 8 * 60 + 15

/** Money by bank: it arrives on a working day, and the books hear of it on the next one. */
export function noteTransfer(book: Diary, arrives: Day, payment: InputOf<'payments.record'>): void {
  const receivedOn = workingDay(arrives)
  const known = workingDay(receivedOn + 1)
  book.note(known, bankHour, 'payments.record', { ...payment, receivedOn: formatDay(receivedOn), method: 'bank' })
}

/** The day itself, or the Monday after it. */
export function workingDay(day: Day): Day {
  const weekday = dayOfWeek(day)
  return weekday > 5 ? day + 8 - weekday : day
}

/** Whole minor units as money. */
export const cents = (units: number, currency: string): Money => minor(BigInt(units), currency)

/** The gapless series an invoice of this day is numbered from: one a year. */
export const seriesOn = (day: Day): string => formatDay(day).slice(0, 4)
