import { ReceivablesError } from '@owekit/core'
import type { Instant, RawWebhook } from '@owekit/core/ports'
import type Stripe from 'stripe'
import type { StripeSettings } from './settings.js'
import { releaseOf } from './webhook-events.js'

/** How old a request may be, and how far ahead, in seconds. */
const tolerance = 300

/** The longest body that is looked at, in bytes. */
const largest = 1_000_000

/**
 * The event of a request that Stripe signed, of the version that this package understands.
 *
 * @throws ReceivablesError `webhook_rejected`
 */
export async function verifiedEvent(
  { client, webhookSecrets, apiVersion }: StripeSettings,
  request: RawWebhook,
  now: Instant,
): Promise<Stripe.Event> {
  if (request.body.length > largest) throw rejected(`It has ${request.body.length} bytes; at most ${largest} are read.`)
  const header = request.headers.get('stripe-signature') ?? ''
  checkNotAhead(header, now)
  const event = await believed(webhookSecrets, (secret) =>
    client.webhooks.constructEventAsync(request.body, header, secret, tolerance, undefined, now),
  )
  checkShape(event)
  checkVersion(event, apiVersion)
  return event
}

/** A refusal that says why, and nothing of the body. */
export function rejected(why: string, cause?: unknown): ReceivablesError {
  return new ReceivablesError('webhook_rejected', `The webhook is not believed. ${why}`, {}, { cause })
}

/** Any of several secrets will do, so that they can be changed without losing an event. */
async function believed(secrets: readonly string[], check: (secret: string) => Promise<Stripe.Event>) {
  const causes: unknown[] = []
  for (const secret of secrets) {
    try {
      return await check(secret)
    } catch (cause) {
      causes.push(cause)
    }
  }
  throw rejected('Its signature does not match, it is stale, or its body is no event.', causes[0])
}

/** The client checks that a request is not old; one that is dated ahead could be kept, to be sent later. */
function checkNotAhead(header: string, now: Instant): void {
  const times = header.split(',').filter((part) => part.trim().startsWith('t='))
  if (times.length !== 1) throw rejected('Its signature has no time.')
  const ahead = Number(times[0]!.trim().slice(2)) - Math.floor(now / 1000)
  if (!(ahead <= tolerance)) throw rejected(`It is dated ${ahead} seconds ahead; at most ${tolerance} are allowed.`)
}

function checkShape(event: Stripe.Event | null): asserts event is Stripe.Event {
  const { id, type, created, data } = (event ?? {}) as Partial<Stripe.Event>
  const isEvent = typeof id === 'string' && typeof type === 'string' && Number.isSafeInteger(created)
  if (isEvent && typeof data?.object === 'object' && data.object !== null) return
  throw rejected('Its body is no event.')
}

/** Versions of one release, such as `2026-10-28.endive`, have one shape; another release may have another. */
function checkVersion({ api_version: version }: Stripe.Event, wanted: string): void {
  if (version !== null && releaseOf(version) === releaseOf(wanted)) return
  throw rejected(
    `It is of API version ${String(version)}, and this provider reads ${wanted}. ` +
      `Make the webhook endpoint with api_version ${wanted}, or give stripeProvider the version it has.`,
  )
}
