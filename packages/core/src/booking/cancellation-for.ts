import { addDays, type Instant, instantAt } from '../calendar/index.js'
import type { BeforeBooking, CancellationTerms } from '../journal/booking-terms.js'
import { type Chargeable, chargeOf } from './charge.js'
import type { BookingTerms } from './deposit-for.js'

/** What a cancellation or a no-show comes to. keep + refund + credit is what was paid. Amounts are minor units. */
export interface BookingOutcome {
  readonly fee: bigint
  /** What is kept of the money that is there. */
  readonly keep: bigint
  /** What of the fee is not covered. */
  readonly owed: bigint
  readonly refund: bigint
  readonly credit: bigint
  /** Which rule decided. */
  readonly why: string
}

/** A step of what is disclosed: who cancels no later than `until` pays `fee`. The last step has no end. */
export interface FeeStep {
  readonly until: Instant | null
  /** Minor units. */
  readonly fee: bigint
}

/**
 * The fees of a policy with their instants: what the payer is told at booking, and what counts when they cancel.
 *
 * Deadlines are found by the booking's own zone: 2 days before 18:00 is 18:00 by the clock there, whatever the clocks did
 * meanwhile; 48 hours are 48 hours.
 *
 * @example
 * // 300.00 on 2026-12-20 18:00 in Paris, free until 48 hours before, half after that
 * feeSteps(policy, booking, 0n) // [{ until: 2026-12-18T17:00Z, fee: 0n }, { until: null, fee: 15000n }]
 */
export function feeSteps(policy: CancellationTerms, booking: BookingTerms, deposit: bigint): FeeStep[] {
  const of: Chargeable = { ...booking, deposit }
  const steps = policy.windows
    .map(({ until, charge }) => ({ until: deadline(until, booking), fee: chargeOf(charge, of) }))
    .sort((a, b) => a.until - b.until)
  return [...steps, { until: null, fee: chargeOf(policy.after, of) }]
}

/**
 * What a cancellation comes to: what is kept, what goes back, what is still owed. Nothing is written; the same function
 * tells the payer before and decides afterwards.
 *
 * An organiser who cancels takes no fee and gives everything back. A deadline counts to its last instant.
 *
 * @example
 * // 200.00 paid of 300.00, half is due by now: keep 150.00, refund 50.00, owed 0.00
 * cancellationFor(policy, booking, { at, by: 'customer', paid: 20000n, deposit: 20000n })
 */
export function cancellationFor(
  policy: CancellationTerms,
  booking: BookingTerms,
  cancelled: {
    readonly at: Instant
    readonly by: 'customer' | 'organiser'
    readonly paid: bigint
    readonly deposit: bigint
  },
): BookingOutcome {
  if (cancelled.by === 'organiser') return outcomeOf(0n, cancelled.paid, 'refund', 'the organiser cancelled')
  const steps = feeSteps(policy, booking, cancelled.deposit)
  const index = steps.findIndex(({ until }) => until === null || cancelled.at <= until)
  const fee = steps[index]?.fee ?? 0n
  const why =
    index === steps.length - 1 ? 'after every deadline' : `before deadline ${index + 1} of ${steps.length - 1}`
  return outcomeOf(fee, cancelled.paid, policy.rest ?? 'refund', why)
}

/**
 * Divides what was paid by a fee: first the fee is kept, the rest goes back or stays as credit; what the money does not
 * cover is owed.
 *
 * @example
 * outcomeOf(15000n, 20000n, 'credit', 'no-show') // keep 15000n, credit 5000n, owed 0n
 * outcomeOf(15000n, 10000n, 'credit', 'no-show') // keep 10000n, credit 0n, owed 5000n
 */
export function outcomeOf(fee: bigint, paid: bigint, rest: 'refund' | 'credit', why: string): BookingOutcome {
  const keep = fee < paid ? fee : paid
  const back = paid - keep
  return {
    fee,
    keep,
    owed: fee - keep,
    refund: rest === 'refund' ? back : 0n,
    credit: rest === 'credit' ? back : 0n,
    why,
  }
}

function deadline(until: BeforeBooking, { date, minute, timeZone }: BookingTerms): Instant {
  if ('hours' in until) return instantAt(date, minute, timeZone) - until.hours * 3_600_000
  return instantAt(addDays(date, -until.days), until.at ?? minute, timeZone)
}

/** Cancellation policies that many use; a policy of your own is data of the same shape. */
export const cancellationPolicies = {
  /** Free until 24 hours before; then everything. */
  flexible: { windows: [{ until: { hours: 24 }, charge: 'none' }], after: 'all' },
  /** Free until 5 days before, half until 24 hours before; then everything. */
  moderate: {
    windows: [
      { until: { days: 5 }, charge: 'none' },
      { until: { hours: 24 }, charge: { percent: '50' } },
    ],
    after: 'all',
  },
  /** The deposit until 7 days before; then everything. */
  strict: { windows: [{ until: { days: 7 }, charge: 'deposit' }], after: 'all' },
  /** Everything from the beginning. */
  nonRefundable: { windows: [], after: 'all' },
} as const satisfies Record<string, CancellationTerms>
