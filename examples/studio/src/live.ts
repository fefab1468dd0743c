import { createReceivables, type Receivables, type Store } from '@owekit/core'
import { instantAt, type Instant } from '@owekit/core/calendar'
import { emailNotifier } from '@owekit/notify-email'
import { openMailbox, type Mail } from './mailbox.js'
import { reminding } from './reminding.js'
import type { Happening } from './story.js'
import { studio } from './studio.js'

/** A clock that stands where it is put: the story is told in its own time. */
export interface StoryClock {
  (): Instant
  set(day: number, minute: number): void
}

/** Makes a story clock; it begins on the Monday morning the report is read. */
export function storyClock(): StoryClock {
  let now = instantAt(studio.today, 9 * 60, studio.timeZone)
  return Object.assign(() => now, {
    set(day: number, minute: number) {
      now = instantAt(day, minute, studio.timeZone)
    },
  })
}

/** The studio's books on a store. The store takes the same clock, so that every time in them is the story's. */
export function openBooks(store: Store, clock: StoryClock): Receivables {
  const { currency, timeZone } = studio
  return createReceivables({ store, clock, currency, timeZone, actor: 'studio' })
}

/** The same books, with mails that go to a mail server. */
function withPost(store: Store, clock: StoryClock, transport: string): Receivables {
  const { currency, timeZone, name, address } = studio
  const notifiers = [emailNotifier({ transport, from: { name, address } })]
  const messages = { brand: { name } }
  return createReceivables({ store, clock, currency, timeZone, actor: 'studio', notifiers, messages })
}

/**
 * Lives through the year: gives every command on its day, in order. Ends on the Monday morning.
 *
 * In the last week customers are reminded, by the worker and a mail server that is all in this process.
 *
 * @returns the mails that arrived, the oldest first
 */
export async function live(
  store: Store,
  clock: StoryClock,
  year: readonly Happening[],
  onDone?: (done: number) => void,
): Promise<readonly Mail[]> {
  const mailbox = await openMailbox(clock)
  try {
    const quiet = openBooks(store, clock)
    const ar = withPost(store, clock, mailbox.url)
    const turns = reminding()
    const workUntil = async (day: number, minute: number) => {
      for (;;) {
        const [turn] = turns
        if (turn === undefined || turn.day > day || (turn.day === day && turn.minute > minute)) return
        clock.set(turn.day, turn.minute)
        await turn.work(ar)
        turns.shift()
      }
    }
    for (const [at, happening] of year.entries()) {
      const { day, minute } = happening
      await workUntil(day, minute)
      clock.set(day, minute)
      await command(day < studio.reminding ? quiet : ar, happening)
      onDone?.(at + 1)
    }
    const last = year.at(-1)
    if (last !== undefined && last.day >= studio.reminding) await workUntil(studio.today, 9 * 60)
    clock.set(studio.today, 9 * 60)
  } finally {
    await mailbox.close()
  }
  return mailbox.mails
}

function command(ar: Receivables, happening: Happening): Promise<unknown> {
  switch (happening.do) {
    case 'customers.open':
      return ar.customers.open(happening.with)
    case 'invoices.issue':
      return ar.invoices.issue(happening.with)
    case 'credits.issue':
      return ar.credits.issue(happening.with)
    case 'payments.record':
      return ar.payments.record(happening.with)
    case 'payments.assign':
      return ar.payments.assign(happening.with)
    case 'payments.refund':
      return ar.payments.refund(happening.with)
    case 'payments.reverse':
      return ar.payments.reverse(happening.with)
    case 'deposits.request':
      return ar.deposits.request(happening.with)
    case 'deposits.settle':
      return ar.deposits.settle(happening.with)
    case 'deposits.forfeit':
      return ar.deposits.forfeit(happening.with)
    case 'holds.place':
      return ar.holds.place(happening.with)
    case 'plans.agree':
      return ar.plans.agree(happening.with)
    case 'writeOffs.record':
      return ar.writeOffs.record(happening.with)
    case 'periods.close':
      return ar.periods.close(happening.with)
    default:
      return happening satisfies never
  }
}
