import type { Instant } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import { type Money, minor } from '../money/money.js'
import type { PaymentSnapshot, ProviderCapabilities, ProviderEvent } from '../ports/payment-provider.js'
import type { CheckoutRow, FakeBooks, PaymentRow } from './books.js'
import { announceEvent, type DeliverySettings, type Mischief } from './deliveries.js'
import { paymentSnapshot, type SnapshotSettings } from './snapshots.js'

type WithoutBase<E> = E extends unknown ? Omit<E, 'event' | 'occurredAt' | 'checkout' | 'tenant'> : never

/** An event before it has an id and a time. */
type Happening = WithoutBase<ProviderEvent>

/** What an event is about: a checkout or payment, or neither. */
type Subject = Pick<PaymentRow, 'checkout' | 'tenant'>

/** A fake provider's settings, with every default in place. */
export interface FakeSettings extends DeliverySettings, SnapshotSettings {
  readonly id: string
  readonly secrets: readonly string[]
  readonly capabilities: ProviderCapabilities
}

/** What the payer's side, the bank's side and our side of the fake provider share. */
export interface Desk {
  readonly books: FakeBooks
  readonly settings: FakeSettings
  readonly now: () => Instant
  /** A new id of a kind: `fake_re_7_12`, with the seed and the number in it. */
  readonly newId: (kind: string) => string
  /** Tells us what happened, some time. */
  readonly tell: (about: Subject, happening: Happening) => void
  /** Lets the checkouts end whose time is over. */
  readonly expireOverdue: () => void
  misbehave(mischief: Mischief): void
  mischief(): Mischief
}

/** Opens the desk on what a provider knows. */
export function openDesk(books: FakeBooks, settings: FakeSettings, first: Mischief): Desk {
  let mischief = first
  const now = settings.clock
  const newId = (kind: string) => `${settings.id}_${kind}_${settings.seed}_${books.count()}`
  const tell = ({ checkout, tenant = '' }: Subject, happening: Happening) => {
    const whose = tenant === '' ? {} : { tenant }
    const event = { event: newId('evt'), occurredAt: now(), checkout, ...whose, ...happening } as ProviderEvent
    announceEvent(books, event, settings, mischief)
  }
  return {
    books,
    settings,
    now,
    newId,
    tell,
    expireOverdue() {
      const overdue = books.checkouts.all().filter(({ state, expiresAt }) => state === 'open' && expiresAt <= now())
      for (const row of overdue) {
        books.checkouts.put({ ...row, state: 'expired' })
        tell(row, { type: 'checkout.expired' })
      }
    },
    misbehave(next) {
      mischief = next
    },
    mischief: () => mischief,
  }
}

/** The checkout of an id of the provider's, of a page's URL, or of ours: then the latest. */
export function checkoutAt(desk: Desk, name: string): CheckoutRow {
  const { books, settings } = desk
  const id = name.startsWith(`${settings.pageUrl}/`) ? name.slice(settings.pageUrl.length + 1) : name
  const row = books.checkouts.get(id) ?? books.checkouts.all().findLast(({ checkout }) => checkout === name)
  if (row !== undefined) return row
  throw refusal(`There is no checkout ${name}.`, { checkout: name })
}

/** The payment of an id of the provider's. */
export function paymentAt(desk: Desk, id: string): PaymentRow {
  const row = desk.books.payments.get(id)
  if (row !== undefined) return row
  throw refusal(`There is no payment ${id}.`, { payment: id })
}

/** The money came in: in the payment, and on its way to the bank. */
export function receiveMoney(desk: Desk, row: PaymentRow, received: bigint): PaymentSnapshot {
  const paid = desk.books.payments.put({ ...row, state: 'paid', received })
  const payment = paymentSnapshot(paid, desk.settings)
  moveMoney(desk, payment.amount, payment.fee)
  return payment
}

/** Money that the next payout will take along, or that will be missing from it. */
export function moveMoney(desk: Desk, { minor: amount, currency }: Money, fee?: Money): void {
  desk.books.moves.put({ id: desk.newId('mv'), currency, amount, fee: fee?.minor ?? 0n, payout: '' })
}

/** The same money, away from us. */
export function outgoing(amount: bigint, currency: string): Money {
  return minor(-amount, currency)
}

/** Asks for a state that allows what is to be done. */
export function requireState<S extends string>(what: string, found: S, allowed: readonly S[]): void {
  if (allowed.includes(found)) return
  throw refusal(`${what} is ${found}; this takes one that is ${allowed.join(' or ')}.`, { state: found })
}

/** What a provider answers that knows better. */
export function refusal(message: string, details: Readonly<Record<string, string>> = {}): ReceivablesError {
  return new ReceivablesError('provider_refused', message, details)
}
