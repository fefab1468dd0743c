import type { Instant } from '../calendar/index.js'
import { decodeJson, encodeJson } from '../records/canonical.js'

/** A checkout as the fake provider keeps it. */
export interface CheckoutRow {
  readonly id: string
  /** Ours. */
  readonly checkout: string
  /** Whose it is; absent when nobody said. */
  readonly tenant?: string
  readonly customer: string
  readonly currency: string
  readonly amount: bigint
  readonly description: string
  readonly hold: boolean
  readonly saves: boolean
  readonly clientSecret: string
  readonly expiresAt: Instant
  readonly state: 'open' | 'pending' | 'paid' | 'expired' | 'closed'
  readonly payment: string
  readonly returnUrl: string
  readonly cancelUrl: string
}

/** A payment as the fake provider keeps it; a checkout has its payment from the beginning, a charge from when it is made. */
export interface PaymentRow {
  readonly id: string
  readonly checkout: string
  /** Whose it is; absent when nobody said. */
  readonly tenant?: string
  readonly customer: string
  readonly currency: string
  /** What was asked for. */
  readonly amount: bigint
  /** What came in: less than asked when only a part of a hold was captured. */
  readonly received: bigint
  /** What was sent back or is about to be. */
  readonly refunded: bigint
  readonly method: string
  /** The kept method, or `''`. */
  readonly savedMethod: string
  readonly state: 'begun' | 'failed' | 'pending' | 'authorised' | 'paid' | 'voided' | 'reversed'
}

/** A refund as the fake provider keeps it. */
export interface RefundRow {
  readonly id: string
  /** Ours, or `''`. */
  readonly refund: string
  readonly payment: string
  readonly amount: bigint
  readonly reason: string
  readonly state: 'pending' | 'sent' | 'failed'
}

/** A dispute as the fake provider keeps it. */
export interface DisputeRow {
  readonly id: string
  readonly payment: string
  readonly amount: bigint
  readonly reason: string
  readonly withdrawn: boolean
  readonly evidenceDueBy: Instant
  readonly state: 'open' | 'won' | 'lost'
}

/** A kept method, and how a charge of it goes. */
export interface MethodRow {
  readonly id: string
  readonly customer: string
  readonly method: string
  readonly does: 'pay' | 'pay later' | 'decline' | 'ask the payer'
}

/** Money that came or went, until a payout takes it to the bank. */
interface MoveRow {
  readonly id: string
  readonly currency: string
  readonly amount: bigint
  readonly fee: bigint
  /** The payout it went with, or `''`. */
  readonly payout: string
}

/** A payout as the fake provider keeps it. */
export interface PayoutRow {
  readonly id: string
  readonly currency: string
  readonly amount: bigint
  readonly fees: bigint
  readonly arrivesOn: string
}

/** An event, with the body that every delivery of it has. */
interface EventRow {
  readonly id: string
  readonly body: string
}

/** One delivery that is still to be made. */
interface DeliveryRow {
  readonly id: string
  readonly event: string
  readonly dueAt: Instant
}

/** What a call was answered, under its idempotency key. */
interface AnswerRow {
  readonly id: string
  readonly request: string
  /** As JSON, amounts as decimal text; or the words of a refusal. */
  readonly answer: string
  readonly isRefusal: boolean
}

/** Something that is on or off. */
interface SwitchRow {
  readonly id: 'hold refunds'
  readonly isOn: boolean
}

/** Rows of one kind, by id, in the order in which they were first put. */
interface Table<T> {
  get(id: string): T | undefined
  put(row: T): T
  remove(id: string): void
  all(): T[]
}

/** All that a fake provider knows. */
export interface FakeBooks {
  readonly checkouts: Table<CheckoutRow>
  readonly payments: Table<PaymentRow>
  readonly refunds: Table<RefundRow>
  readonly disputes: Table<DisputeRow>
  readonly methods: Table<MethodRow>
  readonly moves: Table<MoveRow>
  readonly payouts: Table<PayoutRow>
  readonly events: Table<EventRow>
  readonly deliveries: Table<DeliveryRow>
  readonly answers: Table<AnswerRow>
  readonly switches: Table<SwitchRow>
  /** The next number, from 1, that was never given out before. */
  count(): number
}

/**
 * Keeps a fake provider's rows in a map of texts, so that whoever keeps the map keeps the provider.
 *
 * @example
 * const memory = new Map<string, string>()
 * fakeBooks(memory).count() // 1
 * fakeBooks(memory).count() // 2: another provider on the same map goes on
 */
export function fakeBooks(memory: Map<string, string>): FakeBooks {
  const table = <T extends { readonly id: string }>(name: string): Table<T> => ({
    get(id) {
      const text = memory.get(`${name}/${id}`)
      return text === undefined ? undefined : (decodeJson(text) as unknown as T)
    },
    put(row) {
      memory.set(`${name}/${row.id}`, encodeJson({ ...row }))
      return row
    },
    remove(id) {
      memory.delete(`${name}/${id}`)
    },
    all() {
      const own = [...memory].filter(([key]) => key.startsWith(`${name}/`))
      return own.map(([, text]) => decodeJson(text) as unknown as T)
    },
  })
  return {
    checkouts: table('checkouts'),
    payments: table('payments'),
    refunds: table('refunds'),
    disputes: table('disputes'),
    methods: table('methods'),
    moves: table('moves'),
    payouts: table('payouts'),
    events: table('events'),
    deliveries: table('deliveries'),
    answers: table('answers'),
    switches: table('switches'),
    count() {
      const next = Number(memory.get('count') ?? '0') + 1
      memory.set('count', String(next))
      return next
    },
  }
}
