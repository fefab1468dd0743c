import * as z from 'zod/mini'
import { parseInstant } from '../../calendar/index.js'
import { isReceivablesError, ReceivablesError } from '../../errors/index.js'
import { firstOpenDay } from '../../journal/decision.js'
import { sendCharge as decideSend } from '../../method/charge.js'
import { minor } from '../../money/index.js'
import { incomingData } from '../../payment/apply-incoming.js'
import type { ChargeSnapshot } from '../../ports/payment-provider.js'
import type { Row } from '../../records/collections.js'
import { chargedFor, erasedOf } from '../commands/methods.js'
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
    const isErased = (await erasedOf(settings, [row.customer, charge.payer])) !== undefined
    decideSend(decision, { id: payment, at: await settings.store.now(), isErased })
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

/** How a charge came out. With a `problem` nobody knows, and it is for a person. */
export type SentCharge =
  { readonly became: ChargeSnapshot['state'] | 'nothing' } | { readonly became: 'unknown'; readonly problem: string }

/**
 * Asks the provider to charge a saved method, with a key derived from the payment's own id. That it is going to be asked is
 * written down before, so that a crash leaves a charge that is known to be unknown: it is asked for again with the same
 * key while the provider is sure to know the key. After that, or when the provider refuses what it may have charged before,
 * nobody knows: it stays `sent` until the provider's event, or a person, ends it.
 *
 * @throws ReceivablesError `provider_unavailable`, `provider_indeterminate`: not known yet, ask again later
 */
export async function sendCharge(settings: Settings, payment: string): Promise<SentCharge> {
  const before = await incomingRow(settings, payment)
  const isFirst = before?.state === 'asked' && (await execute(settings, startSending, { payment })).facts.length > 0
  const row = await incomingRow(settings, payment)
  const charge = row === undefined ? undefined : incomingData(row).charge
  if (row?.state !== 'sent' || charge === undefined) return { became: 'nothing' }
  const since = charge.sentAt ?? ''
  if ((await settings.store.now()) - parseInstant(since) > askAgainFor) return unknown(row, since, 'no answer came')
  const answer = await answerOf(settings, row)
  // What is refused now may have been charged before, when the answer was lost.
  if (answer.isRefused === true && !isFirst)
    return unknown(row, since, `no answer came, and then it was refused (${answer.reason})`)
  const { state, reason, snapshot } = answer
  await execute(settings, settleCharge, { payment, state, reason, snapshot })
  return { became: state }
}

function unknown(row: Row<'incoming'>, since: string, why: string): SentCharge {
  const problem =
    `Nobody knows whether ${row.provider} charged ${String(minor(row.amount, row.currency))} for ${row.id}: ` +
    `asked since ${since}, ${why}. It is not asked again; the provider's event ends it, or payments.void.`
  return { became: 'unknown', problem }
}

/** An answer; `isRefused` when the provider would not even try. */
type Told = Answer & { readonly isRefused?: true }

async function answerOf(settings: Settings, row: Row<'incoming'>): Promise<Told> {
  const provider = providerNamed(settings, row.provider)
  const { charge } = incomingData(row)
  const amount = minor(row.amount, row.currency)
  if (charge === undefined || provider.charge === undefined)
    return { state: 'declined', reason: 'provider_unsupported', isRefused: true }
  const { payer: customer, token: method, description } = charge
  const request = { payment: row.id, tenant: settings.tenant, customer, method, amount, description }
  try {
    const { state, reason, ...snapshot } = await provider.charge(request, {
      idempotencyKey: `charge-${settings.tenant}-${row.id}`,
    })
    const isSame = snapshot.amount.minor === amount.minor && snapshot.amount.currency === amount.currency
    if (isSame) return { state, reason, snapshot }
  } catch (error) {
    if (isReceivablesError(error, 'provider_refused')) return { state: 'declined', reason: 'refused', isRefused: true }
    if (isReceivablesError(error, 'provider_unsupported'))
      return { state: 'declined', reason: error.code, isRefused: true }
    throw error
  }
  throw new ReceivablesError('provider_indeterminate', `${provider.id} charged another amount than it was asked for.`, {
    payment: row.id,
  })
}
