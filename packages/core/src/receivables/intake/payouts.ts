import { formatDay } from '../../calendar/index.js'
import { firstOpenDay } from '../../journal/decision.js'
import { homeValue } from '../../journal/home.js'
import { posting } from '../../journal/posting.js'
import { ReceivablesError } from '../../errors/index.js'
import type { CheckedEvent } from '../input/provider-events.js'
import { readings } from '../readings.js'
import { applied, type Arrival, ignored, type Verdict, waiting } from './arrival.js'

type PayoutEvent = Extract<CheckedEvent, { payout: unknown }>

/**
 * Books a payout on the tenant's own stream: +bank +provider_fees −cash_clearing, so that money a card brought is not
 * counted again when the bank statement shows it. One that came back is booked the other way round.
 *
 * @throws ReceivablesError `currency_mismatch` when amount and fees differ in currency
 */
export async function decidePayout({ trip, provider }: Arrival, { type, payout }: PayoutEvent): Promise<Verdict> {
  const { amount, fees, externalId } = payout
  if (amount.currency !== fees.currency)
    throw new ReceivablesError(
      'currency_mismatch',
      `Payout ${externalId} is in ${amount.currency}, its fees in ${fees.currency}.`,
      {
        payout: amount.currency,
        fees: fees.currency,
      },
    )
  const paid = `external:payout:${provider.id}:${externalId}`
  const own = type === 'payout.paid' ? paid : `${paid}:failed`
  const list = readings(trip.settings.store, trip.settings.tenant)
  const keys = list.keys('keys', [[own], [paid]])
  await list.fetch()
  const known = new Set(keys().map(({ id }) => id))
  if (known.has(own)) return ignored('already_recorded')
  if (type === 'payout.failed' && !known.has(paid)) return waiting()
  const { decision } = await trip.account('', {}, 'any')
  const sign = type === 'payout.paid' ? 1n : -1n
  const { home } = decision.context
  const { currency } = amount
  const rate = currency === home.currency ? '1' : null
  // The fees stay with the provider when a payout comes back.
  const kept = type === 'payout.paid' ? fees.minor : 0n
  const line = (account: 'bank' | 'provider_fees' | 'cash_clearing', minor: bigint) =>
    posting({ account, currency, amount: minor, rate, home: homeValue(minor, { currency, home: home.currency, rate }) })
  const lines = [
    line('bank', sign * amount.minor),
    line('provider_fees', kept),
    line('cash_clearing', -sign * amount.minor - kept),
  ]
  decision.add({
    type: 'payout.recorded',
    effectiveOn: firstOpenDay(decision.context, trip.today < payout.arrivesOn ? trip.today : payout.arrivesOn),
    data: {
      id: type === 'payout.paid' ? `pyo_${provider.id}_${externalId}` : `pyo_${provider.id}_${externalId}_failed`,
      provider: provider.id,
      externalId,
      currency,
      exponent: amount.exponent,
      amount: sign * amount.minor,
      fees: kept,
      paidOn: formatDay(payout.arrivesOn),
    },
    postings: lines.filter(({ amount: minor }) => minor !== 0n),
  })
  trip.insert({ collection: 'keys', row: { id: own, fingerprint: '', result: null, recordedAt: 0 } })
  return applied('')
}
