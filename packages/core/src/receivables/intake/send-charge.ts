import * as z from 'zod/mini'
import { parseInstant } from '../../calendar/index.js'
import { isReceivablesError, ReceivablesError } from '../../errors/index.js'
import { firstOpenDay } from '../../journal/decision.js'
import { sendCharge as decideSend } from '../../method/charge.js'
import { minor } from '../../money/index.js'
import { incomingData } from '../../payment/apply-incoming.js'
import type { ChargeSnapshot } from '../../ports/payment-provider.js'
import type { Row } from '../../records/collections.js'
import { chargedFor } from '../commands/methods.js'
import { ownerOf } from '../commands/owner.js'
import { type Command, execute } from '../engine.js'
import { id, text } from '../input/primitives.js'
import { payment as paymentShape } from '../input/provider-events.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import { providerNamed } from '../what-to-pay.js'
import { targetOf } from './arrival.js'
import { bookPayment } from './book-payment.js'

/**
 * How long after it was first asked a provider may be asked again: every provider keeps our key for longer (the shortest,
 * a day). After that a second charge could be a second payment, so nobody asks any more.
 */
const askAgainFor = 20 * 3_600_000

const sending = z.strictObject({ key: z.optional(id), payment: id })

/** Looks once more whether to ask, and writes down that the provider is asked. */
const startSending: Command<typeof sending, object> = {
  name: 'charges.send',
  schema: sending,
  async run(trip, { payment }) {
    const { settings } = trip
    const row = await incomingRow(settings, payment)
    const charge = row === undefined ? undefined : incomingData(row).charge
    if (row === undefined || charge === undefined) return { id: payment }
    const isFee = charge.scope === 'fee'
    const { decision } = await trip.account(row.customer, {
      incoming: [payment, charge.using],
      ...chargedFor({ invoice: isFee ? undefined : charge.target, booking: isFee ? charge.target : undefined }),
    })
    decideSend(decision, { id: payment, at: await settings.store.now() })
    return { id: payment }
  },
  extra: () => ({}),
}

const settled = z.strictObject({
  key: z.optional(id),
  payment: id,
  state: z.enum(['pending', 'paid', 'declined', 'authentication_required']),
  reason: text(1000),
  /** Nothing when the provider made no payment of it. */
  snapshot: z.optional(paymentShape),
})

type Answer = Pick<z.output<typeof settled>, 'state' | 'reason' | 'snapshot'>

/** Writes down what the provider answered. What an event brought before it stands. */
const settleCharge: Command<typeof settled, object> = {
  name: 'charges.settle',
  schema: settled,
  async run(trip, { payment, state, reason, snapshot }) {
    const { settings } = trip
    const customer = await ownerOf(settings, 'incoming', payment)
    if (state === 'paid' && snapshot !== undefined) {
      const { externalId, amount, method } = snapshot
      const incoming = await incomingRow(settings, payment)
      const target = targetOf({ checkout: undefined, incoming })
      const provider = incoming?.provider ?? ''
      const receivedOn = trip.today
      await bookPayment(trip, { id: payment, customer, provider, externalId, amount, method, receivedOn, target })
      return { id: payment }
    }
    const { decision } = await trip.account(customer, { incoming: [payment] })
    const row = decision.books.incoming.get(payment)
    if (row?.state !== 'sent') return { id: payment }
    const effectiveOn = firstOpenDay(decision.context, trip.today)
    const externalId = snapshot?.externalId ?? ''
    const { provider, checkout, currency, exponent, amount, reference } = row
    const { covers } = incomingData(row)
    const announced = { id: payment, provider, externalId, checkout, currency, exponent, amount, reference, covers }
    const failed = { id: payment, provider, externalId, reason: reason === '' ? state : reason, retryable: false }
    if (state === 'pending') decision.add({ type: 'payment.pending', effectiveOn, data: announced, postings: [] })
    else decision.add({ type: 'payment.failed', effectiveOn, data: failed, postings: [] })
    return { id: payment }
  },
  extra: () => ({}),
}

async function incomingRow({ store, tenant }: Settings, payment: string): Promise<Row<'incoming'> | undefined> {
  const list = readings(store, tenant)
  const rows = list.keys('incoming', [[payment]])
  await list.fetch()
  return rows()[0]
}

/**
 * Asks the provider to charge a saved method, with a key derived from the payment's own id. That it is going to be asked is
 * written down before, so that a crash leaves a charge that is known to be unknown: it is asked for again with the same
 * key while the provider is sure to know the key, and after that only the provider's events, or a person, end it.
 *
 * @throws ReceivablesError `provider_unavailable`, `provider_indeterminate`: not known yet, ask again later
 */
export async function sendCharge(
  settings: Settings,
  payment: string,
): Promise<ChargeSnapshot['state'] | 'unknown' | 'nothing'> {
  if ((await incomingRow(settings, payment))?.state === 'asked') await execute(settings, startSending, { payment })
  const row = await incomingRow(settings, payment)
  const charge = row === undefined ? undefined : incomingData(row).charge
  if (row?.state !== 'sent' || charge === undefined) return 'nothing'
  if ((await settings.store.now()) - parseInstant(charge.sentAt ?? '') > askAgainFor) return 'unknown'
  const answer = await answerOf(settings, row)
  await execute(settings, settleCharge, { payment, ...answer })
  return answer.state
}

async function answerOf(settings: Settings, row: Row<'incoming'>): Promise<Answer> {
  const provider = providerNamed(settings, row.provider)
  const { charge } = incomingData(row)
  const amount = minor(row.amount, row.currency)
  if (charge === undefined || provider.charge === undefined)
    return { state: 'declined', reason: 'provider_unsupported' }
  const { payer: customer, token: method, description } = charge
  const request = { payment: row.id, tenant: settings.tenant, customer, method, amount, description }
  try {
    const { state, reason, ...snapshot } = await provider.charge(request, {
      idempotencyKey: `charge-${settings.tenant}-${row.id}`,
    })
    const isSame = snapshot.amount.minor === amount.minor && snapshot.amount.currency === amount.currency
    if (isSame) return { state, reason, snapshot }
  } catch (error) {
    if (isReceivablesError(error, 'provider_refused')) return { state: 'declined', reason: 'refused' }
    if (isReceivablesError(error, 'provider_unsupported')) return { state: 'declined', reason: error.code }
    throw error
  }
  throw new ReceivablesError('provider_indeterminate', `${provider.id} charged another amount than it was asked for.`, {
    payment: row.id,
  })
}
