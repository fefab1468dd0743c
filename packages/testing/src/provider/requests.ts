import { minor, type Money } from '@owekit/core/money'
import type {
  CallContext,
  CheckoutSnapshot,
  CreateCheckout,
  PaymentLinkProvider,
  PaymentSnapshot,
  ProviderEvent,
} from '@owekit/core/ports'
import { BrokenPromise } from '../store/assert.js'
import type { Bench } from './case.js'

/** When the clock of a case begins. */
export const start = Date.UTC(2026, 10, 22, 12)

export const key = (name: string): CallContext => ({ idempotencyKey: `owekit-suite-${name}` })

/** An amount of two decimals, or the first that the provider takes. */
export function usual({ amounts }: Bench): Money {
  const first = amounts.find(({ exponent }) => exponent === 2) ?? amounts[0]
  if (first === undefined) throw new BrokenPromise('The bench names no amount that the provider takes.')
  return first
}

/** A part of an amount that every provider can take: a tenth of it. */
export const part = (amount: Money): Money => minor(amount.minor / 10n, amount.currency)

/** What a checkout is asked for: the usual, with changes. */
export function asked(bench: Bench, change: Partial<CreateCheckout> = {}): CreateCheckout {
  return {
    checkout: 'lnk_suite.1',
    tenant: 'acme',
    purpose: 'invoice',
    amount: usual(bench),
    description: 'Invoice A-1',
    payer: { customer: 'cus_ada' },
    returnUrl: 'https://shop.example/paid',
    cancelUrl: 'https://shop.example/left',
    ...change,
  }
}

/** Opens the usual checkout, with changes. */
export function opened(bench: Bench, change: Partial<CreateCheckout> = {}): Promise<CheckoutSnapshot> {
  const request = asked(bench, change)
  return bench.provider.createCheckout(request, key(request.checkout))
}

/** Takes what the provider has sent and says what it means. */
export async function heard(bench: Bench): Promise<ProviderEvent[]> {
  const events: ProviderEvent[] = []
  for (const webhook of await bench.webhooks()) {
    events.push(...(await bench.provider.receive(webhook, { now: bench.clock.now })))
  }
  return events
}

type MemberOf<E extends ProviderEvent, T> = E extends unknown ? (T extends E['type'] ? E : never) : never
type EventOf<T extends ProviderEvent['type']> = MemberOf<ProviderEvent, T>

/** Everything of its kinds that was heard. */
export function all<T extends ProviderEvent['type']>(events: readonly ProviderEvent[], ...types: T[]): EventOf<T>[] {
  return events.filter((event): event is EventOf<T> => (types as string[]).includes(event.type))
}

/** The only thing of its kind that was heard; a provider may say it more than once, the reason in other words. */
export function only<T extends ProviderEvent['type']>(events: readonly ProviderEvent[], ...types: T[]): EventOf<T> {
  const found = all(events, ...types)
  const first = found[0]
  const subjects = new Set(found.map((event) => JSON.stringify({ ...event, event: '', occurredAt: 0, reason: '' })))
  if (first !== undefined && subjects.size === 1) return first
  const list = events.map(({ type }) => type).join(', ') || 'nothing'
  throw new BrokenPromise(`Expected one ${types.join(' or ')} to be heard; heard ${list}, ${subjects.size} different.`)
}

/** A checkout that was paid, and its payment as the events tell it. */
export async function paid(bench: Bench, change: Partial<CreateCheckout> = {}): Promise<PaymentSnapshot> {
  await bench.world.pay(await opened(bench, change))
  return only(await heard(bench), 'payment.succeeded').payment
}

/** Does what may be refused, in whatever way. */
export async function tried(act: () => unknown): Promise<void> {
  try {
    await act()
  } catch {
    // Being refused is one of the two good ends.
  }
}

/** A part of a bench, or of a provider, that the case cannot do without. */
export function needed<T>(it: T | undefined, name: string): T {
  if (it !== undefined) return it
  throw new BrokenPromise(`There is no ${name}. Give it, or skip the group with the reason.`)
}

type Optional = 'closeCheckout' | 'refund' | 'charge' | 'capture' | 'void'

/** Whether the provider has the part. */
export const has = ({ provider }: Bench, name: Optional): boolean => provider[name] !== undefined

/** A part that not every provider has, but this one has to. */
export function offered<K extends Optional>({ provider }: Bench, name: K): NonNullable<PaymentLinkProvider[K]> {
  const it = needed(provider[name], name) as (...given: unknown[]) => unknown
  return it.bind(provider) as NonNullable<PaymentLinkProvider[K]>
}

/** Fails when the work had an effect at the provider. */
export async function without(bench: Bench, work: () => Promise<unknown>): Promise<void> {
  const before = await bench.effects()
  await work()
  const after = await bench.effects()
  if (before !== after)
    throw new BrokenPromise(`The provider did ${after - before} things that it should not have done.`)
}
