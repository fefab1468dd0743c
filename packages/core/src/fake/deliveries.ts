import type { Instant } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import type { ProviderEvent, RawWebhook } from '../ports/payment-provider.js'
import type { FakeBooks } from './books.js'
import { chance } from './chance.js'
import { writeEvent } from './read-event.js'
import { signedWebhook } from './signature.js'

/** What can go wrong on the way from the provider to us. */
export interface Mischief {
  /** How many times each event is delivered. @default 1 */
  readonly copies?: number
  /** The longest a delivery may be under way, in milliseconds; each takes its own time up to it. @default 0 */
  readonly delay?: number
  /** Deliveries that are due come in any order. @default false */
  readonly shuffle?: boolean
  /** The share of deliveries that never come, from 0 to 1. @default 0 */
  readonly loss?: number
}

/** How deliveries are signed and drawn. */
export interface DeliverySettings {
  readonly seed: number
  readonly secret: string
  readonly webhookUrl: string
  readonly clock: () => Instant
}

/** Puts an event in line, as often and as late as the mischief of the moment has it. */
export function announceEvent(books: FakeBooks, event: ProviderEvent, settings: DeliverySettings, mischief: Mischief) {
  books.events.put({ id: event.event, body: writeEvent(event) })
  for (let copy = 0; copy < (mischief.copies ?? 1); copy++) {
    const number = books.count()
    if (chance(settings.seed, number) < (mischief.loss ?? 0)) continue
    const late = Math.floor(chance(settings.seed + 1, number) * ((mischief.delay ?? 0) + 1))
    books.deliveries.put({ id: String(number), event: event.event, dueAt: settings.clock() + late })
  }
}

/** Puts an event in line once more, as somebody does who presses "resend". */
export function resendEvent(books: FakeBooks, event: string, clock: () => Instant): void {
  if (books.events.get(event) === undefined) {
    throw new ReceivablesError('event_not_found', `The fake provider knows no event ${event}.`, { event })
  }
  books.deliveries.put({ id: String(books.count()), event, dueAt: clock() })
}

/** Takes the deliveries that are due, each signed now. */
export async function takeDeliveries(
  books: FakeBooks,
  settings: DeliverySettings,
  mischief: Mischief,
): Promise<RawWebhook[]> {
  const { seed, secret, webhookUrl: url } = settings
  const at = settings.clock()
  const rank = (id: string) => (mischief.shuffle ? chance(seed + 2, Number(id)) : Number(id))
  const due = books.deliveries.all().filter(({ dueAt }) => dueAt <= at)
  due.sort((a, b) => (mischief.shuffle ? 0 : a.dueAt - b.dueAt) || rank(a.id) - rank(b.id))
  for (const { id } of due) books.deliveries.remove(id)
  const bodies = due.map(({ event }) => ({ event, body: new TextEncoder().encode(books.events.get(event)!.body) }))
  return Promise.all(bodies.map(({ event, body }) => signedWebhook({ id: event, at, body, secret, url })))
}
