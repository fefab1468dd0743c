import * as z from 'zod/mini'
import { formatInstant, parseInstant } from '../../calendar/index.js'
import { isReceivablesError, ReceivablesError } from '../../errors/index.js'
import { type Decision, firstOpenDay } from '../../journal/decision.js'
import { minor } from '../../money/index.js'
import { refundData } from '../../payment/apply.js'
import type { PaymentLinkProvider } from '../../ports/payment-provider.js'
import type { Row } from '../../records/collections.js'
import { type Command, execute, type Trip } from '../engine.js'
import { id } from '../input/primitives.js'
import { ownerOf } from '../commands/owner.js'
import { providerNamed } from '../what-to-pay.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import { askAgainFor, failRefund } from './refunds.js'

const asking = z.strictObject({ key: z.optional(id), refund: id })

/** Writes down that the provider is asked, and since when, before it is. */
const startAsking: Command<typeof asking, object> = {
  name: 'refunds.ask',
  schema: asking,
  async run(trip, { refund }) {
    const { decision, row } = await refundIn(trip, refund)
    if (row?.state !== 'requested' || isAsked(row)) return { id: refund }
    const at = formatInstant(await trip.settings.store.now())
    const effectiveOn = firstOpenDay(decision.context, trip.today)
    decision.add({ type: 'refund.asked', effectiveOn, data: { refund, at }, postings: [] })
    return { id: refund }
  },
  extra: () => ({}),
}

const settled = z.strictObject({
  key: z.optional(id),
  refund: id,
  /** `unsent`: the provider said that it did nothing, and may be asked later. */
  became: z.enum(['sent', 'failed', 'unsent']),
  externalId: z.string(),
  /** Why it was not sent; otherwise `''`. */
  reason: z.string(),
})

/** Writes down what the provider said to a refund. What an event brought before it stands. */
const settleRefund: Command<typeof settled, object> = {
  name: 'refunds.settle',
  schema: settled,
  async run(trip, { refund, became, externalId, reason }) {
    const { decision, row } = await refundIn(trip, refund)
    if (row?.state !== 'requested') return { id: refund }
    const effectiveOn = firstOpenDay(decision.context, trip.today)
    if (became === 'failed') failRefund(decision, row, reason)
    else if (became === 'sent')
      decision.add({ type: 'refund.sent', effectiveOn, data: { refund, externalId }, postings: [] })
    else decision.add({ type: 'refund.unsent', effectiveOn, data: { refund, reason }, postings: [] })
    return { id: refund }
  },
  extra: () => ({}),
}

async function refundIn(
  trip: Trip,
  refund: string,
): Promise<{ readonly decision: Decision; readonly row: Row<'refunds'> | undefined }> {
  const customer = await ownerOf(trip.settings, 'refunds', refund)
  const source = (await refundRow(trip.settings, refund))?.source ?? ''
  const { decision } = await trip.account(customer, { refunds: [refund], sources: [source] })
  return { decision, row: decision.books.refunds.get(refund) }
}

async function refundRow({ store, tenant }: Settings, refund: string): Promise<Row<'refunds'> | undefined> {
  const list = readings(store, tenant)
  const rows = list.keys('refunds', [[refund]])
  await list.fetch()
  return rows()[0]
}

/** An earlier request may have been carried out. */
const isAsked = (row: Row<'refunds'>) => (refundData(row).askedAt ?? null) !== null

/** How a refund came out. With a `problem` it stays as it was asked for, and is for a person. */
export type SentRefund =
  | { readonly became: 'sent' | 'pending' | 'failed' | 'nothing' }
  | { readonly became: 'unknown' | 'unsupported'; readonly problem: string }

/**
 * Asks the provider to send a refund, with the refund's own id as the key, so that asking again sends nothing twice. One
 * that the provider refuses is taken back: the money is on the customer's account again.
 *
 * That it is going to be asked is written down before. While an earlier answer is missing it is asked again with the same
 * key, for as long as the provider is sure to know it. After that, or when the provider refuses what it may have sent
 * before, nobody knows: the refund stays `requested` until the provider's event ends it.
 *
 * @throws ReceivablesError `provider_unavailable`, `provider_indeterminate`: ask again later
 */
export async function sendRefund(settings: Settings, refund: string): Promise<SentRefund> {
  const before = await refundRow(settings, refund)
  if (before?.state !== 'requested') return { became: 'nothing' }
  const provider = providerNamed(settings, before.provider)
  const wasAsked = isAsked(before)
  if (wasAsked && (await settings.store.now()) - parseInstant(refundData(before).askedAt ?? '') > askAgainFor)
    return unknown(before, 'no answer came')
  if (provider.refund === undefined)
    return wasAsked
      ? unknown(before, 'no answer came, and it sends no refunds now')
      : { became: 'unsupported', problem: `${provider.id} sends no refunds: ${named(before)} was not sent.` }
  const isFirst = !wasAsked && (await execute(settings, startAsking, { refund })).facts.length > 0
  const row = await refundRow(settings, refund)
  if (row?.state !== 'requested') return { became: 'nothing' }
  const answer = await answerOf(settings, provider, row, !isFirst)
  if (answer.became === 'unknown') return unknown(row, answer.reason)
  if (answer.became !== 'pending') {
    const { became, externalId, reason } = answer
    await execute(settings, settleRefund, { refund, became, externalId, reason })
  }
  if (answer.became === 'unsent') throw answer.cause
  return { became: answer.became }
}

type Answer =
  | { readonly became: 'sent' | 'failed'; readonly externalId: string; readonly reason: string }
  | { readonly became: 'unsent'; readonly externalId: ''; readonly reason: string; readonly cause: unknown }
  | { readonly became: 'pending' }
  | { readonly became: 'unknown'; readonly reason: string }

async function answerOf(
  settings: Settings,
  provider: PaymentLinkProvider,
  row: Row<'refunds'>,
  isAgain: boolean,
): Promise<Answer> {
  const amount = minor(row.amount, row.currency)
  const payment = (await sourceName(settings, row.source)).slice(provider.id.length + 1)
  if (payment === '')
    return { became: 'failed', externalId: '', reason: `${provider.id} has no payment of its own behind ${row.source}` }
  const request = { refund: row.id, payment, amount, reason: refundData(row).reason }
  try {
    const made = await provider.refund?.(request, { idempotencyKey: `refund-${settings.tenant}-${row.id}` })
    if (made !== undefined && made.amount.minor === amount.minor && made.amount.currency === amount.currency) {
      const { state, externalId, reason } = made
      if (state === 'pending') return { became: 'pending' }
      if (state === 'sent') return { became: 'sent', externalId, reason: '' }
      return { became: 'failed', externalId: '', reason: reason === '' ? 'refused' : reason }
    }
  } catch (error) {
    const isRefused = isReceivablesError(error, 'provider_refused') || isReceivablesError(error, 'provider_unsupported')
    // What is refused now may have been sent before, when the answer was lost.
    if (isRefused && isAgain)
      return { became: 'unknown', reason: `no answer came, and then it refused: ${error.message}` }
    if (isRefused) return { became: 'failed', externalId: '', reason: error.message }
    if (isReceivablesError(error, 'provider_unavailable') && !isAgain)
      return { became: 'unsent', externalId: '', reason: error.message, cause: error }
    throw error
  }
  throw new ReceivablesError(
    'provider_indeterminate',
    `${provider.id} refunded another amount than it was asked for.`,
    {
      refund: row.id,
    },
  )
}

/** `provider:externalId` of the money that goes back. */
async function sourceName({ store, tenant }: Settings, source: string): Promise<string> {
  const list = readings(store, tenant)
  const rows = list.keys('sources', [[source]])
  await list.fetch()
  return rows()[0]?.externalId ?? ''
}

const named = (row: Row<'refunds'>) => `refund ${row.id} of ${String(minor(row.amount, row.currency))}`

function unknown(row: Row<'refunds'>, why: string): SentRefund {
  const since = refundData(row).askedAt ?? ''
  const problem =
    `Nobody knows whether ${row.provider} sent ${named(row)}: asked since ${since}, ${why}. ` +
    `It is not asked again; the event of the provider that says how it came out ends it.`
  return { became: 'unknown', problem }
}
