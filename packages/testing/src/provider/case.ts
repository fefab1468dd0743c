import type { Money } from '@owekit/core/money'
import type { CheckoutSnapshot, Instant, PaymentLinkProvider, RawWebhook } from '@owekit/core/ports'

/** A clock that a case can set. */
interface BenchClock {
  now: Instant
}

/** What happens to a payment that is not ours to make happen. */
export interface ProviderWorld {
  /** The payer pays what the checkout asks, or authorises it. */
  readonly pay: (checkout: CheckoutSnapshot) => void | Promise<void>
  /** The payer orders a payment that takes days. Needed unless settlement is `instant`. */
  readonly announce?: (checkout: CheckoutSnapshot) => void | Promise<void>
  /** The announced payment arrives. */
  readonly settle?: (checkout: CheckoutSnapshot) => void | Promise<void>
  /** A try to pay is declined, or an announced payment does not arrive. */
  readonly fail: (checkout: CheckoutSnapshot) => void | Promise<void>
  /** The payer's bank takes the payment into question and its money away. Needed when disputes are offered. */
  readonly dispute?: (payment: string) => void | Promise<void>
  /** The dispute of the payment ends. */
  readonly decide?: (payment: string, outcome: 'won' | 'lost') => void | Promise<void>
  /** Lets the time of held money be over, so that it goes free by itself. Needed when holds are offered. */
  readonly lapse?: (payment: string) => void | Promise<void>
  /** From now on charges of a kept method are answered so. Needed when saved methods are offered. */
  readonly refuseCharges?: (savedMethod: string, how: 'declined' | 'authentication_required') => void | Promise<void>
  /** Sends everything that came in to the bank. Needed when payouts are offered. */
  readonly payOut?: () => void | Promise<void>
}

/** Who signs a request: the first or the second of our secrets, or somebody else. */
export type Signer = 'first' | 'second' | 'stranger'

/** A provider, the world around it, and what goes to and fro between them. */
export interface ProviderBench {
  readonly provider: PaymentLinkProvider
  readonly world: ProviderWorld
  /** Takes the webhooks that the provider has sent since the last time, signed with the first secret. */
  readonly webhooks: () => readonly RawWebhook[] | Promise<readonly RawWebhook[]>
  /** Signs the body of a webhook anew, as the provider would at that time. */
  readonly sign: (
    webhook: RawWebhook,
    how: { readonly at: Instant; readonly by: Signer },
  ) => RawWebhook | Promise<RawWebhook>
  /** How much the provider has done: checkouts, payments and refunds that exist there. */
  readonly effects: () => number | Promise<number>
  /** Amounts the provider takes as they are, one a currency of 0, 2 and 3 decimals; those it cannot take are left out. */
  readonly amounts: readonly Money[]
  /** Called when the case is over. */
  readonly close?: () => void | Promise<void>
}

/** Makes a fresh provider that reads the given clock. */
export type MakeProvider = (options: { readonly clock: () => Instant }) => ProviderBench | Promise<ProviderBench>

/** What a case works on. */
export interface Bench extends ProviderBench {
  readonly clock: BenchClock
}

/** The parts of the suite; each can be skipped with a reason. */
export type ProviderGroupName =
  | 'capabilities'
  | 'checkouts'
  | 'keys'
  | 'closing'
  | 'events'
  | 'refunds'
  | 'holds'
  | 'saved methods'
  | 'disputes'
  | 'payouts'
  | 'webhooks'
  | 'amounts'
  | 'lifetimes'

/** One promise of the port: a sentence, and the proof of it. */
export interface ProviderCase {
  readonly title: string
  readonly run: (bench: Bench) => Promise<void>
}

/** A named list of cases. */
export interface ProviderGroup {
  readonly name: ProviderGroupName
  readonly cases: readonly ProviderCase[]
}

/** Writes a group as a list of sentences and proofs. */
export function group(name: ProviderGroupName, cases: Readonly<Record<string, ProviderCase['run']>>): ProviderGroup {
  return { name, cases: Object.entries(cases).map(([title, run]) => ({ title, run })) }
}
