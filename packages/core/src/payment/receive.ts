import { type Day, formatDay } from '../calendar/index.js'
import type { Decision } from '../journal/decision.js'
import type { Fact, Metadata } from '../journal/fact.js'
import { homeValue } from '../journal/home.js'
import { posting } from '../journal/posting.js'
import type { Money } from '../money/index.js'

/** Money that arrived for an account, checked at the edge. */
export interface ReceiveInput {
  readonly id: string
  readonly amount: Money
  readonly receivedOn: Day
  readonly method?: string | undefined
  readonly provider?: string | undefined
  readonly externalId?: string | undefined
  readonly reference?: string | undefined
  readonly metadata?: Metadata | undefined
  readonly rate?: string | null | undefined
  readonly splitOf?: string
  /** The suspense entry it is assigned from. */
  readonly suspense?: string
  /** Held as a deposit for `reference`, answering this request (or `''`). */
  readonly deposit?: { readonly request: string }
  /** @default receivedOn */
  readonly effectiveOn?: Day
}

/**
 * Decides that money was received: +cash_clearing (or +suspense), −unapplied, or −customer_deposits for a deposit.
 *
 * @throws ReceivablesError `period_closed`
 */
export function receive(decision: Decision, input: ReceiveInput): Fact {
  const { amount } = input
  const { home } = decision.context
  const rate = input.rate ?? (amount.currency === home.currency ? '1' : null)
  const value = homeValue(amount.minor, { currency: amount.currency, home: home.currency, rate })
  const reference = input.reference ?? ''
  return decision.add({
    type: 'payment.settled',
    effectiveOn: input.effectiveOn ?? input.receivedOn,
    data: {
      id: input.id,
      kind: input.deposit === undefined ? 'payment' : 'deposit',
      amount: amount.minor,
      currency: amount.currency,
      exponent: amount.exponent,
      receivedOn: formatDay(input.receivedOn),
      method: input.method ?? '',
      provider: input.provider ?? '',
      externalId: input.externalId ?? '',
      reference,
      splitOf: input.splitOf ?? '',
      suspense: input.suspense ?? '',
      request: input.deposit?.request ?? '',
      rate,
      metadata: input.metadata ?? {},
    },
    postings: [
      posting({
        currency: amount.currency,
        rate,
        reference,
        account: input.suspense === undefined ? 'cash_clearing' : 'suspense',
        amount: amount.minor,
        home: value,
      }),
      posting({
        currency: amount.currency,
        rate,
        reference,
        account: input.deposit === undefined ? 'unapplied' : 'customer_deposits',
        amount: -amount.minor,
        home: value === null ? null : -value,
        source: input.id,
        sourceOn: input.receivedOn,
      }),
    ],
  })
}
