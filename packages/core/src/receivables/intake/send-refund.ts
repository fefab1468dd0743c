import * as z from 'zod/mini'
import { firstOpenDay } from '../../journal/decision.js'
import { isReceivablesError } from '../../errors/index.js'
import { minor } from '../../money/index.js'
import type { RefundSnapshot } from '../../ports/payment-provider.js'
import type { Row } from '../../records/collections.js'
import { type Command, execute } from '../engine.js'
import { id } from '../input/primitives.js'
import { ownerOf } from '../commands/owner.js'
import { providerNamed } from '../what-to-pay.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import { failRefund } from './refunds.js'

const settled = z.strictObject({ key: z.optional(id), refund: id, externalId: z.string(), failure: z.string() })

/** Writes down what the provider said to a refund. */
const settleRefund: Command<typeof settled, object> = {
  name: 'refunds.settle',
  schema: settled,
  async run(trip, { refund, externalId, failure }) {
    const customer = await ownerOf(trip.settings, 'refunds', refund)
    const source = await sourceOfRefund(trip.settings, refund)
    const { decision } = await trip.account(customer, { refunds: [refund], sources: [source] })
    const row = decision.books.refunds.get(refund)
    if (row?.state !== 'requested') return { id: refund }
    if (failure !== '') failRefund(decision, row, failure)
    else
      decision.add({
        type: 'refund.sent',
        effectiveOn: firstOpenDay(decision.context, trip.today),
        data: { refund, externalId },
        postings: [],
      })
    return { id: refund }
  },
  extra: () => ({}),
}

async function sourceOfRefund(settings: Settings, refund: string): Promise<string> {
  return (await refundRow(settings, refund))?.source ?? ''
}

async function refundRow({ store, tenant }: Settings, refund: string): Promise<Row<'refunds'> | undefined> {
  const list = readings(store, tenant)
  const rows = list.keys('refunds', [[refund]])
  await list.fetch()
  return rows()[0]
}

/**
 * Asks the provider to send a refund, with the refund's own id as the key, so that asking again sends nothing twice. One
 * that the provider refuses is taken back: the money is on the customer's account again.
 *
 * @throws ReceivablesError `provider_unavailable`, `provider_indeterminate`: ask again later
 */
export async function sendRefund(
  settings: Settings,
  refund: string,
): Promise<'sent' | 'pending' | 'failed' | 'nothing'> {
  const row = await refundRow(settings, refund)
  if (row?.state !== 'requested') return 'nothing'
  const provider = providerNamed(settings, row.provider)
  const list = readings(settings.store, settings.tenant)
  const sources = list.keys('sources', [[row.source]])
  await list.fetch()
  const payment = (sources()[0]?.externalId ?? '').slice(provider.id.length + 1)
  const request = {
    refund,
    payment,
    amount: minor(row.amount, row.currency),
    reason: (row.data as { readonly reason: string }).reason,
  }
  let answer: RefundSnapshot | undefined
  let failure = ''
  try {
    answer = await provider.refund?.(request, { idempotencyKey: `refund-${settings.tenant}-${refund}` })
  } catch (error) {
    if (!isReceivablesError(error, 'provider_refused')) throw error
    failure = error.message
  }
  if (answer?.state === 'failed') failure = answer.reason === '' ? 'refused' : answer.reason
  if (answer?.state === 'pending') return 'pending'
  await execute(settings, settleRefund, { refund, externalId: answer?.externalId ?? '', failure })
  return failure === '' ? 'sent' : 'failed'
}
