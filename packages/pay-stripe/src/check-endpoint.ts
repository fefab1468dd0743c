import { parseUrl } from '@owekit/core/ports'
import type Stripe from 'stripe'
import type { Pages } from './client.js'
import { asked } from './errors.js'
import { releaseOf, stripeApiVersion, stripeEvents } from './webhook-events.js'

/** The part of the official client that {@link checkEndpoint} uses. */
export interface EndpointClient {
  readonly webhookEndpoints: {
    list(params: Stripe.WebhookEndpointListParams, options: Stripe.RequestOptions): Pages<Stripe.WebhookEndpoint>
  }
}

/** Something about the webhook endpoint, and what to do about it. */
export interface EndpointFinding {
  readonly level: 'ok' | 'warn' | 'fail'
  readonly message: string
  /** `''` when there is nothing to do. */
  readonly todo: string
}

/**
 * Looks whether the account has a webhook endpoint that sends here what is needed, of the version that is read.
 *
 * What Stripe tells nobody is not checked: whether its signing secret is yours.
 *
 * @throws ReceivablesError `provider_unavailable`, with `details.statusCode` 401 or 403 for a key that may not list endpoints
 * @example
 * await checkEndpoint(new Stripe(key), { url: 'https://pay.example.com/hooks/stripe' })
 * // [{ level: 'fail', message: '… does not send payout.paid, payout.failed.', todo: 'Add them to the endpoint.' }]
 */
export async function checkEndpoint(
  client: EndpointClient,
  options: {
    /** Where it has to send. */
    readonly url: string
    /** @default that of stripeProvider */
    readonly apiVersion?: string
    /** A connected account whose endpoints are looked at. @default the client's own */
    readonly account?: string
  },
): Promise<EndpointFinding[]> {
  const { url, apiVersion = stripeApiVersion, account = '' } = options
  const all: Stripe.WebhookEndpoint[] = []
  await asked('listing webhook endpoints', false, undefined, () =>
    client.webhookEndpoints
      .list({ limit: 100 }, account === '' ? {} : { stripeAccount: account })
      .autoPagingEach((endpoint) => void all.push(endpoint)),
  )
  const ours = all.filter((endpoint) => isSame(endpoint.url, url))
  if (ours.length === 0) return [missing(url, all)]
  const findings = ours.flatMap((endpoint) => problemsOf(endpoint, apiVersion))
  if (ours.length > 1)
    findings.push({
      level: 'warn',
      message: `${ours.length} endpoints send to ${url}: ${ours.map(({ id }) => id).join(', ')}.`,
      todo: 'Keep one; with several, each has a signing secret of its own, and every one has to be known here.',
    })
  if (findings.length > 0) return findings
  return [
    { level: 'ok', message: `${ours[0]!.id} sends all ${stripeEvents.length} events of ${apiVersion}.`, todo: '' },
  ]
}

function missing(url: string, all: readonly Stripe.WebhookEndpoint[]): EndpointFinding {
  const host = new URL(url).host
  const near = all.filter((endpoint) => parseUrl(endpoint.url)?.host === host)
  const others = near.map((endpoint) => `${endpoint.id} sends to ${endpoint.url}`).join('; ')
  return {
    level: 'fail',
    message: `No webhook endpoint sends to ${url}${near.length === 0 ? '' : `: ${others}`}.`,
    todo: near.length === 0 ? `Make one with the events and api_version ${stripeApiVersion}.` : 'Correct its URL.',
  }
}

function problemsOf(
  { id, status, enabled_events: sent, api_version: version }: Stripe.WebhookEndpoint,
  wanted: string,
) {
  const found: EndpointFinding[] = []
  const add = (level: EndpointFinding['level'], message: string, todo: string) => found.push({ level, message, todo })
  if (status !== 'enabled')
    add('fail', `${id} is ${status}.`, 'Enable it; Stripe disables endpoints that failed for days.')
  const lacks = stripeEvents.filter((type) => !sent.includes('*') && !sent.includes(type))
  if (lacks.length > 0) add('fail', `${id} does not send ${lacks.join(', ')}.`, 'Add them to the endpoint.')
  if (version === null)
    add(
      'warn',
      `${id} has no version of its own: events come in the account's.`,
      `Make one with api_version ${wanted}.`,
    )
  else if (releaseOf(version) !== releaseOf(wanted))
    add(
      'fail',
      `${id} sends events of ${version}; ${wanted} is read.`,
      `Make one with api_version ${wanted}; the version of an endpoint cannot be changed.`,
    )
  return found
}

/** One address, however it is written. */
function isSame(one: string, other: string): boolean {
  return parseUrl(one)?.href === new URL(other).href
}
