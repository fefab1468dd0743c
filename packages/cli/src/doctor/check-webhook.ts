import { randomUUID } from 'node:crypto'
import { signedWebhook } from '@owekit/core/fake'
import type { StripePackages } from '../serve/stripe.js'
import { ask } from './check-site.js'
import { findingsOf, type Finding, wordsOf } from './finding.js'

const webhook = findingsOf('webhook')
const stripe = findingsOf('stripe')

/** A request to the webhook route: the bytes and what they are signed with. */
interface Delivery {
  readonly body: Uint8Array | string
  readonly headers: Headers
}

/**
 * Sends an event that means nothing, signed, and one whose bytes were changed on the way: the first has to be taken, the
 * second refused. Neither leaves a trace in the books.
 */
async function checkDelivery(url: string, signed: Delivery): Promise<Finding> {
  try {
    const taken = await deliver(url, signed)
    if (taken.status === 404)
      return webhook.fail(`${url} is not there.`, 'Start owekit serve with the same provider and the same keys.')
    if (taken.status === 400)
      return webhook.fail(
        `${url} does not believe an event that was signed with the secret.`,
        'Start the server with the same secret; let the proxy hand on body and headers untouched.',
      )
    if (taken.status !== 200 || taken.text !== '{"received":true}')
      return webhook.fail(
        `${url} answers ${taken.status} to a signed event.`,
        'Let the proxy hand on POST to this path.',
      )
    const text = typeof signed.body === 'string' ? signed.body : new TextDecoder().decode(signed.body)
    const forged = await deliver(url, { ...signed, body: `${text} ` })
    if (forged.status !== 400)
      return webhook.fail(
        `${url} answers ${forged.status} to a forged event.`,
        'Something answers in place of the server.',
      )
    return webhook.ok(`${url} takes what is signed, and refuses what is forged.`)
  } catch (error) {
    return webhook.fail(`${url} does not answer: ${wordsOf(error)}.`, 'Let the proxy hand on POST to this path.')
  }
}

async function deliver(url: string, { body, headers }: Delivery) {
  const response = await ask(url, { method: 'POST', body: body as BodyInit, headers })
  return { status: response.status, text: await response.text() }
}

/** Sends a test event of the pretended provider. */
export async function checkFakeWebhook(base: string, secret: string, now: number): Promise<Finding> {
  const id = `evt_doctor_${randomUUID()}`
  const event = { event: id, type: 'owekit.doctor', occurredAt: now, checkout: '' }
  const body = new TextEncoder().encode(JSON.stringify(event))
  const { headers } = await signedWebhook({ id, at: now, body, secret })
  return checkDelivery(`${base}/hooks/fake`, { body, headers: headers as Headers })
}

/** Sends a test event as Stripe would, and asks Stripe whether it would send the others. */
export async function checkStripeWebhook(
  { client, pay, webhookSecret, sign }: StripePackages,
  base: string,
  now: number,
  answers: boolean,
): Promise<Finding[]> {
  const url = `${base}/hooks/stripe`
  const findings: Finding[] = []
  if (answers) {
    const timestamp = Math.floor(now / 1000)
    const payload = JSON.stringify({
      id: `evt_doctor_${randomUUID()}`,
      object: 'event',
      api_version: pay.stripeApiVersion,
      created: timestamp,
      type: 'owekit.doctor',
      data: { object: { id: 'owekit' } },
    })
    const signature = sign({ payload, secret: webhookSecret, timestamp })
    findings.push(await checkDelivery(url, { body: payload, headers: new Headers({ 'stripe-signature': signature }) }))
  }
  try {
    for (const { level, message, todo } of await pay.checkEndpoint(client, { url }))
      findings.push(stripe[level](message, todo))
  } catch (error) {
    const todo = 'Check STRIPE_SECRET_KEY; a restricted key needs to read webhook endpoints.'
    findings.push(stripe.fail(`Stripe was asked in vain: ${wordsOf(error)}`, todo))
  }
  return findings
}
