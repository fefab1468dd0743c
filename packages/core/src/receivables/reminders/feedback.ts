import * as z from 'zod/mini'
import { dayAt, formatDay } from '../../calendar/index.js'
import { messageData, preferencesOf } from '../../dunning/apply.js'
import { isReceivablesError, ReceivablesError } from '../../errors/index.js'
import { tokenHash } from '../../link/token.js'
import type { StepOutcome } from '../../journal/fact.js'
import type { DeliveryEvent, Notifier } from '../../ports/notifier.js'
import type { RawWebhook } from '../../ports/payment-provider.js'
import type { Row } from '../../records/collections.js'
import { type Command, execute } from '../engine.js'
import { id } from '../input/primitives.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import { freedSteps } from './free-steps.js'
import { zoneOf } from './standing.js'
import { suppress } from './suppressions.js'

/** What became of an event about a message. */
export interface FeedbackOutcome {
  readonly notifier: string
  readonly event: string
  readonly type: DeliveryEvent['type']
  /** Our message, or `''` when it is about none of ours. */
  readonly message: string
  /** It was told before. */
  readonly replayed: boolean
}

const telling = z.strictObject({
  key: id,
  notifier: z.string(),
  channel: z.enum(['email', 'sms']),
  event: z.string(),
  message: z.string(),
  externalId: z.string(),
  address: z.string(),
  type: z.enum(['delivered', 'deferred', 'opened', 'bounced', 'complained', 'unsubscribed']),
  isPermanent: z.boolean(),
})

/**
 * Writes down what a notifier told of a message, once for each event, in whatever order they come. A bounce or a complaint
 * closes the address, and what it said goes the next way; who unsubscribes gets no more reminders on this channel.
 */
const tell: Command<typeof telling, object> = {
  name: 'messages.tell',
  schema: telling,
  async run(trip, { notifier, channel, event, message, externalId, address, type, isPermanent }) {
    const { settings } = trip
    const before = await messageTold(settings, notifier, message, externalId)
    const letter = before === undefined ? undefined : await letterOf(settings, before.id)
    const reader = letter === undefined || letter.address === '' ? address : letter.address
    const closes = (type === 'bounced' && isPermanent) || type === 'complained'
    if (closes && reader !== '') await suppress(trip, channel, reader, type)
    if (before === undefined) return { id: event }
    const now = await settings.store.now()
    const { decision, loaded } = await trip.account(before.customer, {
      messages: [before.id],
      instalments: [...new Set(messageData(before).parts.map(({ document }) => document))],
      saidSince: trip.today + 1,
    })
    const { books } = decision
    const row = books.messages.get(before.id)
    if (row === undefined) throw new ReceivablesError('account_changed', `Message ${before.id} is being moved.`)
    const effectiveOn = dayAt(now, settings.timeZone)
    const zone = zoneOf(settings, loaded.customer)
    const isLost = type === 'bounced' || type === 'complained'
    const steps: StepOutcome[] = isLost ? freedSteps(books, row, { now, zone, why: type, closes: true }) : []
    decision.add({
      type: 'message.told',
      effectiveOn,
      data: { message: row.id, event, delivery: type, externalId, currency: row.currency, steps, tasks: [] },
      postings: [],
    })
    if (type === 'unsubscribed') {
      const agreed = books.preferences.get(preferencesOf(books.customer))
      const channels = new Set([...(agreed?.optedOut ?? '').split(','), channel].filter((one) => one !== ''))
      decision.add({
        type: 'preferences.changed',
        effectiveOn,
        data: {
          document: '',
          policy: agreed?.policy ?? '',
          isPaused: agreed?.isPaused === 1,
          snoozedUntil: agreed?.snoozedUntil == null ? null : formatDay(agreed.snoozedUntil),
          optedOut: [...channels].sort(),
          reason: `unsubscribed: ${row.id}`,
        },
        postings: [],
      })
    }
    return { id: row.id }
  },
  extra: () => ({}),
}

async function messageTold(
  { store, tenant }: Settings,
  notifier: string,
  message: string,
  externalId: string,
): Promise<Row<'messages'> | undefined> {
  const list = readings(store, tenant)
  const named = list.keys('messages', message === '' ? [] : [[message]])
  const found =
    externalId === ''
      ? () => []
      : list.page('messages', { index: 'byExternalId', where: [notifier, externalId], limit: 1 })
  await list.fetch()
  return named()[0] ?? found()[0]
}

async function letterOf({ store, tenant }: Settings, message: string): Promise<Row<'letters'> | undefined> {
  const list = readings(store, tenant)
  const rows = list.keys('letters', [[message]])
  await list.fetch()
  return rows()[0]
}

/** Takes in what a notifier tells: verified, understood, each event once. */
export async function receiveFeedback(
  settings: Settings,
  name: string,
  request: RawWebhook,
): Promise<FeedbackOutcome[]> {
  const notifier = notifierNamed(settings, name)
  const { channel } = notifier
  if (notifier.receive === undefined || channel === 'webhook')
    throw new ReceivablesError('notifier_not_found', `${name} tells nothing of what became of its messages.`, { name })
  const told: FeedbackOutcome[] = []
  for (const one of await notifier.receive(request, { now: settings.clock() })) {
    const { event, message, externalId, address, type, isPermanent } = one
    const key = `feedback:${name}:${await tokenHash(event)}`
    const input = { key, notifier: name, channel, event, message, externalId, address, type, isPermanent }
    const { about, replayed } = await once(settings, input)
    told.push({ notifier: name, event, type, message: about === event ? '' : about, replayed })
  }
  return told
}

/** The same event with another content: what it said first stands. */
async function once(settings: Settings, input: z.input<typeof telling>) {
  try {
    const { id: about, replayed } = await execute(settings, tell, input)
    return { about, replayed }
  } catch (error) {
    if (isReceivablesError(error, 'request_key_reused')) return { about: input.message, replayed: true }
    throw error
  }
}

function notifierNamed({ outreach }: Settings, name: string): Notifier {
  const found = outreach?.byId.get(name)
  if (found !== undefined) return found
  const known = [...(outreach?.byId.keys() ?? [])]
  throw new ReceivablesError('notifier_not_found', `There is no notifier ${name}.`, { known })
}
