import type { Instant } from '../calendar/index.js'
import { rejected, signedWebhook, verifiedId } from '../fake/signature.js'
import type { DeliveryEvent } from '../ports/notifier.js'
import type { RawWebhook } from '../ports/payment-provider.js'

const types: ReadonlySet<unknown> = new Set<DeliveryEvent['type']>([
  'delivered',
  'deferred',
  'opened',
  'bounced',
  'complained',
  'unsubscribed',
])

const texts = ['event', 'message', 'externalId', 'address', 'reason'] as const

/** The request that tells an event. */
export function signedFeedback(event: DeliveryEvent, at: Instant, secret: string): Promise<RawWebhook> {
  const body = new TextEncoder().encode(JSON.stringify(event))
  return signedWebhook({ id: event.event, at, body, secret, url: 'https://memory.invalid/feedback' })
}

/**
 * Verifies a request and reads the event back; nothing for a kind that is not known.
 *
 * @throws ReceivablesError `webhook_rejected`
 */
export async function readFeedback(
  request: RawWebhook,
  secrets: readonly string[],
  now: Instant,
): Promise<readonly DeliveryEvent[]> {
  const id = await verifiedId(request, secrets, now)
  let given: unknown
  try {
    given = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(request.body))
  } catch (cause) {
    throw rejected('Its body cannot be read.', cause)
  }
  if (typeof given !== 'object' || given === null) throw rejected('Its body is no event.')
  const body = given as Readonly<Record<string, unknown>>
  if (!types.has(body['type'])) return []
  const isWhole =
    texts.every((name) => typeof body[name] === 'string') &&
    Number.isSafeInteger(body['occurredAt']) &&
    typeof body['isPermanent'] === 'boolean'
  if (!isWhole) throw rejected('Its body is no event.')
  if (body['event'] !== id) throw rejected('Its body is of another event.')
  return [given as DeliveryEvent]
}
