import { formatInstant } from '@owekit/core/calendar'
import type { PayoutSnapshot } from '@owekit/core/ports'
import type Stripe from 'stripe'
import { fromStripe } from './amounts.js'
import { asked } from './errors.js'
import type { StripeSettings } from './settings.js'
import { instantOf } from './snapshots.js'

/** What Stripe takes in a line of its own: its whole amount, which is negative, is a fee. */
const own = new Set<string>(['stripe_fee', 'stripe_fx_fee', 'tax_fee'])

/** A payout with what Stripe kept of everything in it: the sum of the fees of its balance transactions. */
export async function payoutSnapshot(settings: StripeSettings, payout: Stripe.Payout): Promise<PayoutSnapshot> {
  return {
    externalId: payout.id,
    amount: fromStripe(payout.amount, payout.currency),
    fees: fromStripe(payout.automatic ? await feesOf(settings, payout.id) : 0, payout.currency),
    arrivesOn: formatInstant(instantOf(payout.arrival_date)).slice(0, 10),
  }
}

/** Stripe knows what is in a payout only when it made it itself. */
function feesOf({ client, options }: StripeSettings, payout: string): Promise<number> {
  return asked('reading a payout', false, undefined, async () => {
    let fees = 0
    await client.balanceTransactions.list({ payout, limit: 100 }, options()).autoPagingEach(({ type, amount, fee }) => {
      fees += own.has(type) ? fee - amount : fee
    })
    return fees
  })
}
