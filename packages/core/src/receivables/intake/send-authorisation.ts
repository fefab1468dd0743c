import * as z from 'zod/mini'
import { isReceivablesError, ReceivablesError } from '../../errors/index.js'
import { firstOpenDay } from '../../journal/decision.js'
import { checkoutKey } from '../../link/checkout.js'
import { minor } from '../../money/index.js'
import { incomingData } from '../../payment/apply-incoming.js'
import { addVoided } from '../../payment/authorisation.js'
import type { PaymentLinkProvider, PaymentSnapshot } from '../../ports/payment-provider.js'
import type { Row } from '../../records/collections.js'
import { ownerOf } from '../commands/owner.js'
import { type Command, execute, type Trip } from '../engine.js'
import { id, text } from '../input/primitives.js'
import { payment as paymentShape } from '../input/provider-events.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import { providerNamed } from '../what-to-pay.js'
import { leftMethod, noteCheckout, targetOf } from './arrival.js'
import { bookPayment } from './book-payment.js'

/** What the provider said about money it holds. */
type Answer =
  | { readonly became: 'captured'; readonly snapshot: PaymentSnapshot }
  | { readonly became: 'voided'; readonly reason: string }
  | { readonly became: 'kept'; readonly reason: string }

const settled = z.strictObject({
  key: z.optional(id),
  payment: id,
  attempt: z.int(),
  answer: z.discriminatedUnion('became', [
    z.strictObject({ became: z.literal('captured'), snapshot: paymentShape }),
    z.strictObject({ became: z.literal('voided'), reason: text(1000) }),
    z.strictObject({ became: z.literal('kept'), reason: text(1000) }),
  ]),
})

/** Writes down what the provider said. What an event brought before it stands. */
const settleAuthorisation: Command<typeof settled, object> = {
  name: 'authorisations.settle',
  schema: settled,
  async run(trip, { payment, attempt, answer }) {
    const { settings } = trip
    const customer = await ownerOf(settings, 'incoming', payment)
    const checkout = await checkoutOf(settings, payment)
    if (answer.became === 'captured' && (await isAsked(settings, payment, attempt))) {
      const { externalId, amount, method } = answer.snapshot
      const receivedOn = trip.today
      const target = targetOf({ checkout, incoming: undefined })
      const left = leftMethod(checkout, answer.snapshot)
      const provider = (await incomingRow(settings, payment))?.provider ?? ''
      const arrived = { id: payment, customer, provider, externalId, amount, method, receivedOn, target, left }
      if (await bookPayment(trip, arrived)) noteCheckout(trip, checkout, 'paid')
    } else if (answer.became !== 'captured') await end(trip, { customer, payment, attempt, checkout, answer })
    return { id: payment }
  },
  extra: () => ({}),
}

async function end(
  trip: Trip,
  {
    customer,
    payment,
    attempt,
    checkout,
    answer,
  }: {
    readonly customer: string
    readonly payment: string
    readonly attempt: number
    readonly checkout: Row<'checkouts'> | undefined
    readonly answer: Exclude<Answer, { became: 'captured' }>
  },
): Promise<void> {
  const { decision } = await trip.account(customer, { incoming: [payment] })
  const row = decision.books.incoming.get(payment)
  if (row === undefined || !isUnder(row, attempt)) return
  const { reason } = answer
  if (answer.became === 'voided') {
    addVoided(decision, { id: payment, provider: row.provider, externalId: row.externalId, reason })
    noteCheckout(trip, checkout, 'closed')
    return
  }
  const type = row.state === 'capturing' ? 'capture.failed' : 'void.failed'
  const effectiveOn = firstOpenDay(decision.context, trip.today)
  decision.add({ type, effectiveOn, data: { id: payment, reason }, postings: [] })
}

/** Whether the provider is being asked about it, for the time that an answer is about. */
const isUnder = (row: Row<'incoming'>, attempt: number) =>
  (row.state === 'capturing' || row.state === 'voiding') && incomingData(row).held?.attempts === attempt

async function isAsked(settings: Settings, payment: string, attempt: number): Promise<boolean> {
  const row = await incomingRow(settings, payment)
  return row !== undefined && isUnder(row, attempt)
}

async function incomingRow({ store, tenant }: Settings, payment: string): Promise<Row<'incoming'> | undefined> {
  const list = readings(store, tenant)
  const rows = list.keys('incoming', [[payment]])
  await list.fetch()
  return rows()[0]
}

/** The checkout that a payment came through. */
async function checkoutOf(settings: Settings, payment: string): Promise<Row<'checkouts'> | undefined> {
  const key = checkoutKey((await incomingRow(settings, payment))?.checkout ?? '')
  if (key === undefined) return undefined
  const list = readings(settings.store, settings.tenant)
  const rows = list.keys('checkouts', [key])
  await list.fetch()
  return rows()[0]
}

/**
 * Asks the provider to capture what it holds, or to give it free, with a key derived from the payment and the attempt, so
 * that asking again takes nothing twice. When it refuses it is asked how the money stands: what was carried out before a
 * lost answer is found that way. What is still held stays held, with the reason.
 *
 * @throws ReceivablesError `provider_unavailable`, `provider_indeterminate`: not known yet, ask again later
 */
export async function sendAuthorisation(
  settings: Settings,
  payment: string,
): Promise<'captured' | 'voided' | 'kept' | 'nothing'> {
  const row = await incomingRow(settings, payment)
  if (row === undefined || (row.state !== 'capturing' && row.state !== 'voiding')) return 'nothing'
  const provider = providerNamed(settings, row.provider)
  const answer = await answerOf(settings, provider, row)
  const attempt = incomingData(row).held?.attempts ?? 0
  await execute(settings, settleAuthorisation, { payment, attempt, answer })
  return answer.became
}

async function answerOf(settings: Settings, provider: PaymentLinkProvider, row: Row<'incoming'>): Promise<Answer> {
  const { capture, attempts } = incomingData(row).held ?? { capture: null, attempts: 0 }
  const what = capture === null ? 'void' : 'capture'
  const context = { idempotencyKey: `${what}-${settings.tenant}-${row.id}-${attempts}` }
  if (provider[what] === undefined) return { became: 'kept', reason: 'provider_unsupported' }
  try {
    if (capture === null) {
      await provider.void?.(row.externalId, context)
      return { became: 'voided', reason: 'released' }
    }
    const snapshot = await provider.capture?.(row.externalId, minor(capture, row.currency), context)
    if (snapshot !== undefined && isTaken(snapshot, row, capture)) return { became: 'captured', snapshot }
    throw new ReceivablesError('provider_indeterminate', `${provider.id} took another amount than it was asked for.`, {
      payment: row.id,
    })
  } catch (error) {
    if (!isReceivablesError(error, 'provider_refused') && !isReceivablesError(error, 'provider_unsupported'))
      throw error
    return asItStands(settings, provider, row, error.message)
  }
}

/** Whether what the provider took is what it was asked to take, in the currency that it holds. */
const isTaken = ({ amount }: PaymentSnapshot, { currency }: Row<'incoming'>, capture: bigint | null) =>
  amount.minor === capture && amount.currency === currency

/** How held money stands at a provider that refused: captured or free already, or held as before. */
async function asItStands(
  settings: Settings,
  provider: PaymentLinkProvider,
  row: Row<'incoming'>,
  refusal: string,
): Promise<Answer> {
  const kept: Answer = { became: 'kept', reason: refusal.slice(0, 1000) }
  const externalId = (await checkoutOf(settings, row.id))?.externalId ?? ''
  if (externalId === '') return kept
  const { capture } = incomingData(row).held ?? { capture: null }
  try {
    const { state, payment } = await provider.getCheckout(externalId, { idempotencyKey: `look-${row.id}` })
    if (state === 'closed' || state === 'expired')
      return { became: 'voided', reason: capture === null ? 'released' : 'expired' }
    // Another amount than we asked for is for its event, and for a person.
    const isOurs = state === 'paid' && payment !== null && isTaken(payment, row, capture)
    return isOurs ? { became: 'captured', snapshot: payment } : kept
  } catch (error) {
    if (isReceivablesError(error, 'provider_refused')) return kept
    throw error
  }
}
