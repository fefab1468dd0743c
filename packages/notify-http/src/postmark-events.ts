import type { DeliveryEvent } from '@owekit/core/ports'
import { type Fields, fieldsOf, reasonOf, textIn } from './fields.js'

/** Carries our id and comes back with events: at most 20 characters. */
export const metadataKey = 'owekit-message'

/** What an event says, before it is put into our words. */
interface Told {
  readonly type: DeliveryEvent['type']
  readonly at: string
  readonly isPermanent?: boolean
  readonly reason?: string
}

/**
 * What a webhook of Postmark means; nothing for clicks, tests, answers of robots, and what another webhook tells as well.
 *
 * Only bounces have an id; the others are known by their message, kind and time.
 */
export function postmarkEvents(body: Fields, now: number): readonly DeliveryEvent[] {
  const kind = textIn(body, 'RecordType')
  const told = toldBy(kind, body)
  const externalId = textIn(body, 'MessageID')
  const address = textIn(body, 'Recipient') || textIn(body, 'Email')
  if (told === undefined || (externalId === '' && address === '')) return []
  const { type, at, isPermanent = false, reason = '' } = told
  const number = body['ID']
  const name =
    typeof number === 'number' || typeof number === 'string' ? String(number) : `${externalId}:${address}:${at}`
  const time = Date.parse(at)
  return [
    {
      event: `${kind}:${name}`,
      occurredAt: Number.isFinite(time) ? time : now,
      message: textIn(fieldsOf(body['Metadata']), metadataKey),
      externalId,
      address,
      type,
      isPermanent,
      reason,
    },
  ]
}

function toldBy(kind: string, body: Fields): Told | undefined {
  switch (kind) {
    case 'Delivery':
      return { type: 'delivered', at: textIn(body, 'DeliveredAt'), reason: reasonOf(textIn(body, 'Details')) }
    case 'Open':
      return { type: 'opened', at: textIn(body, 'ReceivedAt') }
    case 'SpamComplaint':
      return { type: 'complained', at: textIn(body, 'BouncedAt') }
    case 'Bounce':
      return bounceIn(body)
    case 'SubscriptionChange': {
      // Bounces and complaints put an address on the list as well, and tell so themselves; staff know what they did.
      const isReaders =
        textIn(body, 'SuppressionReason') === 'ManualSuppression' && textIn(body, 'Origin') === 'Recipient'
      return body['SuppressSending'] === true && isReaders
        ? { type: 'unsubscribed', at: textIn(body, 'ChangedAt') }
        : undefined
    }
    default:
      return undefined
  }
}

/** Bounces by their type: what is not here did not arrive, and says nothing of the next mail. */
const types = new Map<string, DeliveryEvent['type'] | undefined>([
  ['Transient', 'deferred'],
  ['DnsError', 'deferred'],
  ['Unsubscribe', 'unsubscribed'],
  ['SpamComplaint', 'complained'],
  ['Subscribe', undefined],
  ['AutoResponder', undefined],
  ['AddressChange', undefined],
  ['OpenRelayTest', undefined],
  ['ChallengeVerification', undefined],
  ['Unconfirmed', undefined],
  ['InboundError', undefined],
])

function bounceIn(body: Fields): Told | undefined {
  const kind = textIn(body, 'Type')
  const type = types.has(kind) ? types.get(kind) : 'bounced'
  if (type === undefined || kind === '') return undefined
  // An address that Postmark made inactive gets no more mail through it.
  const isPermanent =
    type === 'bounced' && (kind === 'HardBounce' || kind === 'BadEmailAddress' || body['Inactive'] === true)
  const reason = reasonOf(kind, textIn(body, 'Details') || textIn(body, 'Description'))
  return { type, at: textIn(body, 'BouncedAt'), isPermanent, reason }
}
