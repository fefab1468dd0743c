import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What Stripe's own description of its API says against a request; nothing when it agrees. */
export type CheckShape = (path: string, body: Readonly<Record<string, unknown>>) => string | undefined

// Long because it is one service: all it answers shares what it keeps.
// A service with the habits of Stripe that a provider of ours meets: keys, states, refusals, events. It keeps what it is
// told in memory and is driven by the clock of the test.

type Body = { [name: string]: string | Body }
/** Whatever it keeps, by its id. */
export type Thing = Record<string, unknown> & { id: string; metadata: Record<string, string> }

/** What a request is refused with. */
class Refusal extends Error {
  readonly status: number
  readonly fields: Readonly<Record<string, unknown>>

  constructor(status: number, fields: Readonly<Record<string, unknown>>) {
    super(String(fields['message']))
    this.status = status
    this.fields = fields
  }
}

const invalid = (message: string, param = '') => new Refusal(400, { type: 'invalid_request_error', message, param })
const missing = (id: string) =>
  new Refusal(404, { type: 'invalid_request_error', code: 'resource_missing', message: `No such thing: ${id}` })

/** One request that came in. */
export interface Seen {
  readonly path: string
  readonly body: Body
  readonly headers: IncomingMessage['headers']
}

/**
 * Stripe, as far as a provider of ours meets it; `listen` says on which port of this machine.
 *
 * @example
 * const service = new StandIn(Date.now)
 * const client = new Stripe('sk_test_x', { host: '127.0.0.1', port: await service.listen(), protocol: 'http' })
 */
export class StandIn {
  readonly seen: Seen[] = []
  readonly events: Thing[] = []
  readonly things = new Map<string, Thing>()
  /** How the next requests are answered: as ever, by a status, or `hang up` before or after it was carried out. */
  next: readonly (number | 'as ever' | 'hang up before' | 'hang up after')[] = []
  /** What is given as an event's version. */
  version = '2026-10-28.endive'
  readonly #answers = new Map<string, { request: string; status: number; answer: string }>()
  readonly #clock: () => number
  readonly #check: CheckShape | undefined
  #count = 0
  readonly #server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const [next, ...later] = this.next
      this.next = later
      if (next === 'hang up before') return request.socket.destroy()
      const { status, answer } =
        typeof next === 'number' ? failure(next) : this.#answer(request, String(Buffer.concat(chunks)))
      if (next === 'hang up after') return request.socket.destroy()
      response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_test' })
      return response.end(answer)
    })
  })

  constructor(clock: () => number, check?: CheckShape) {
    this.#clock = clock
    this.#check = check
  }

  /** Begins to listen, and says on which port. */
  async listen(): Promise<number> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done))
    return (this.#server.address() as AddressInfo).port
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((done) => this.#server.close(done))
  }

  /** The same thing as it is now. */
  get(id: string): Thing {
    const thing = this.things.get(id)
    if (thing === undefined) throw missing(id)
    if (thing['object'] === 'checkout.session' && thing['status'] === 'open') {
      if (Number(thing['expires_at']) <= this.#clock() / 1000) {
        this.put({ ...thing, status: 'expired', url: null })
        this.tell('checkout.session.expired', this.things.get(id)!)
      }
    }
    return this.things.get(id)!
  }

  put(thing: Thing): Thing {
    this.things.set(thing.id, thing)
    return thing
  }

  newId(kind: string): string {
    return `${kind}_${(this.#count += 1)}`
  }

  tell(type: string, object: Thing, account?: string): void {
    const id = this.newId('evt')
    const created = Math.floor(this.#clock() / 1000)
    const data = { object: structuredClone(object) }
    const event = { id, object: 'event', api_version: this.version, created, livemode: false, type, data, metadata: {} }
    this.events.push(account === undefined ? event : { ...event, account })
  }

  #answer(request: IncomingMessage, text: string): { status: number; answer: string } {
    const path = request.url!.split('?')[0]!
    const body = parsed(request.method === 'GET' ? (request.url!.split('?')[1] ?? '') : text)
    this.seen.push({ path, body, headers: request.headers })
    const key = request.headers['idempotency-key'] as string | undefined
    const known = request.method === 'POST' && key !== undefined ? this.#answers.get(key) : undefined
    if (known !== undefined && known.request !== `${path}?${text}`) {
      return failure(400, { type: 'idempotency_error', message: 'Keys can only be used with the same parameters.' })
    }
    if (known !== undefined) return known
    try {
      const wrong = request.method === 'POST' ? this.#check?.(path, body) : undefined
      if (wrong !== undefined) throw invalid(wrong)
      const done = { status: 200, answer: JSON.stringify(this.#route(request.method!, path, body)) }
      if (key !== undefined) this.#answers.set(key, { request: `${path}?${text}`, ...done })
      return done
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const refused = failure(error.status, error.fields)
      // What was carried out and declined is kept under its key as well.
      if (key !== undefined && error.status === 402) this.#answers.set(key, { request: `${path}?${text}`, ...refused })
      return refused
    }
  }

  #route(method: string, path: string, body: Body): unknown {
    const [kind, id = '', verb = ''] = path.replace('/v1/', '').replace('checkout/', '').split('/')
    switch (`${method} ${kind} ${verb || (id === '' ? 'all' : 'one')}`) {
      case 'POST sessions all':
        return this.#openSession(body)
      case 'GET sessions one':
        return this.#withIntent(this.get(id))
      case 'POST sessions expire':
        return this.#expire(this.get(id))
      case 'POST customers all':
        return this.put({ id: this.newId('cus'), object: 'customer', metadata: metadata(body) })
      case 'POST payment_intents all':
        return this.#openIntent(body)
      case 'GET payment_intents one':
        return this.get(id)
      case 'POST payment_intents cancel':
        return this.#cancel(this.get(id), textOf(body, 'cancellation_reason'))
      case 'POST payment_intents capture':
        return this.#capture(this.get(id), Number(body['amount_to_capture']))
      case 'POST refunds all':
        return this.#refund(body)
      case 'GET balance_transactions all':
        return this.#page(body)
      case 'GET webhook_endpoints all':
        return this.#endpoints(body)
      default:
        throw missing(path)
    }
  }

  #openSession(body: Body): Thing {
    const item = (body['line_items'] as Body)['0'] as Body
    const price = item['price_data'] as Body
    const now = Math.floor(this.#clock() / 1000)
    const expires = Number(body['expires_at'] ?? now + 86_400)
    if (expires < now + 1800 || expires > now + 86_400) throw invalid('expires_at is out of range.', 'expires_at')
    if (!/^https?:/.test(textOf(body, 'success_url'))) throw invalid('Not a valid URL', 'success_url')
    if ((body['adaptive_pricing'] as Body | undefined)?.['enabled'] !== 'false')
      throw invalid('Prices would be converted.')
    const id = this.newId('cs')
    return this.put({
      id,
      object: 'checkout.session',
      mode: body['mode'],
      status: 'open',
      payment_status: 'unpaid',
      amount_total: amountOf(price['unit_amount'], price['currency']),
      currency: price['currency'],
      client_reference_id: body['client_reference_id'],
      customer_creation: body['customer_creation'] ?? 'if_required',
      expires_at: expires,
      payment_intent: null,
      payment_method_types: ['card'],
      payment_intent_data: body['payment_intent_data'],
      url: `https://checkout.stripe.example/c/pay/${id}`,
      metadata: metadata(body),
    })
  }

  #withIntent(session: Thing): Thing {
    const intent = session['payment_intent']
    return typeof intent === 'string' ? { ...session, payment_intent: this.get(intent) } : session
  }

  #expire(session: Thing): Thing {
    if (session['status'] !== 'open') throw invalid('Only Checkout Sessions that are open can be expired.')
    const expired = this.put({ ...session, status: 'expired', url: null })
    this.tell('checkout.session.expired', expired)
    return expired
  }

  #openIntent(body: Body): Thing {
    const intent = this.newIntent({ ...body, amount: String(amountOf(body['amount'], body['currency'])) })
    if (body['confirm'] !== 'true') return intent
    const owner = this.things.get(textOf(body, 'payment_method'))
    if (owner === undefined || owner['customer'] !== body['customer']) throw missing(textOf(body, 'payment_method'))
    const how = owner['declines'] ?? false
    if (how === 'authentication_required') return this.finish(intent.id, how)
    return this.finish(intent.id, how === false ? 'succeeded' : 'declined')
  }

  newIntent(body: Body): Thing {
    const id = this.newId('pi')
    return this.put({
      id,
      object: 'payment_intent',
      amount: Number(body['amount']),
      amount_received: 0,
      currency: body['currency'],
      customer: body['customer'] ?? null,
      payment_method: body['payment_method'] ?? null,
      capture_method: body['capture_method'] ?? 'automatic_async',
      setup_future_usage: body['setup_future_usage'] ?? null,
      cancellation_reason: null,
      client_secret: `${id}_secret_of_twenty_letters`,
      last_payment_error: null,
      latest_charge: null,
      payment_method_types: ['card'],
      status: 'requires_payment_method',
      metadata: metadata(body),
    })
  }

  /** Moves an intent on, and tells of it. */
  finish(id: string, how: 'succeeded' | 'processing' | 'declined' | 'authentication_required'): Thing {
    const intent = this.get(id)
    if (how === 'declined' || how === 'authentication_required') {
      const method = (intent['payment_method_types'] as string[])[0]
      const why =
        how === 'declined'
          ? { code: 'card_declined', decline_code: 'insufficient_funds' }
          : { code: 'authentication_required', decline_code: 'authentication_required' }
      const last_payment_error = { ...why, payment_method: { type: method } }
      const failed = this.put({ ...intent, status: 'requires_payment_method', last_payment_error })
      this.tell('payment_intent.payment_failed', failed)
      if (intent['payment_method'] === null || intent['status'] === 'processing') return failed
      throw new Refusal(402, { type: 'card_error', ...why, message: 'No.', payment_intent: failed })
    }
    const isHeld = how === 'succeeded' && intent['capture_method'] === 'manual'
    const status = isHeld ? 'requires_capture' : how
    const received = status === 'succeeded' ? intent['amount'] : 0
    const latest_charge = {
      id: this.newId('ch'),
      payment_method_details: {
        type: (intent['payment_method_types'] as string[])[0],
        ...(isHeld ? { card: { capture_before: Math.floor(this.#clock() / 1000) + 7 * 86_400 } } : {}),
      },
    }
    const moved = this.put({ ...intent, status, amount_received: received, latest_charge })
    const type = isHeld ? 'amount_capturable_updated' : how
    this.tell(`payment_intent.${type}`, { ...moved, latest_charge: latest_charge.id })
    if (status === 'succeeded') this.#book(Number(received), String(intent['currency']))
    return moved
  }

  /** Lets the card's bank give held money free. */
  lapse(id: string): void {
    this.#cancel(this.get(id), 'automatic')
  }

  #cancel(intent: Thing, reason: string): Thing {
    if (intent['status'] === 'succeeded' || intent['status'] === 'processing' || intent['status'] === 'canceled') {
      throw invalid(`You cannot cancel this PaymentIntent because it has a status of ${String(intent['status'])}.`)
    }
    const canceled = this.put({ ...intent, status: 'canceled', cancellation_reason: reason })
    this.tell('payment_intent.canceled', canceled)
    return canceled
  }

  #capture(intent: Thing, amount: number): Thing {
    if (intent['status'] !== 'requires_capture' || amount > Number(intent['amount']) || amount <= 0) {
      throw invalid('This PaymentIntent could not be captured.')
    }
    const captured = this.put({ ...intent, status: 'succeeded', amount_received: amount })
    this.tell('payment_intent.succeeded', captured)
    this.#book(amount, String(intent['currency']))
    return captured
  }

  #refund(body: Body): Thing {
    const intent = this.get(textOf(body, 'payment_intent'))
    const amount = amountOf(body['amount'], String(intent['currency']))
    const given = [...this.things.values()].filter(
      (one) => one['object'] === 'refund' && one['payment_intent'] === intent.id,
    )
    const left = Number(intent['amount_received']) - given.reduce((total, one) => total + Number(one['amount']), 0)
    if (amount > left) throw invalid('Refund amount is greater than unrefunded amount.', 'amount')
    const refund = this.put({
      id: this.newId('re'),
      object: 'refund',
      payment_intent: intent.id,
      amount,
      currency: intent['currency'],
      reason: null,
      status: 'succeeded',
      metadata: metadata(body),
    })
    this.tell('refund.created', refund)
    return refund
  }

  #book(amount: number, currency: string): void {
    const fee = Math.round(amount / 100) * 2
    this.put({
      id: this.newId('txn'),
      object: 'balance_transaction',
      type: 'charge',
      amount,
      fee,
      net: amount - fee,
      currency,
      metadata: {},
    })
  }

  /** Two a page, whatever is asked for. */
  #endpoints(body: Body): unknown {
    const all = [...this.things.values()].filter(({ object }) => object === 'webhook_endpoint')
    const from = all.findIndex(({ id }) => id === body['starting_after']) + 1
    return {
      object: 'list',
      data: all.slice(from, from + 2),
      has_more: from + 2 < all.length,
      url: '/v1/webhook_endpoints',
    }
  }

  #page(body: Body): unknown {
    const all = [...this.things.values()].filter(({ payout }) => payout === body['payout'])
    const from = all.findIndex(({ id }) => id === body['starting_after']) + 1
    const data = all.slice(from, from + 1)
    return { object: 'list', data, has_more: from + 1 < all.length, url: '/v1/balance_transactions' }
  }
}

function failure(status: number, error: object = { type: 'api_error', message: 'Something went wrong.' }) {
  return { status, answer: JSON.stringify({ error }) }
}

function textOf(body: Body, name: string): string {
  const value = body[name]
  return typeof value === 'string' ? value : ''
}

function metadata(body: Body): Record<string, string> {
  return (body['metadata'] ?? {}) as Record<string, string>
}

/** What Stripe refuses an amount for. */
function amountOf(value: unknown, currency: unknown): number {
  const amount = Number(value)
  const ends = { isk: 100, ugx: 100, bhd: 10, jod: 10, kwd: 10, omr: 10, tnd: 10 }[String(currency)] ?? 1
  if (Number.isSafeInteger(amount) && amount > 0 && amount % ends === 0) return amount
  throw invalid(`Invalid amount: ${String(value)} ${String(currency)}`, 'amount')
}

/** Reads `a[b][0]=c`. */
function parsed(text: string): Body {
  const body: Body = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const steps = name.replaceAll(']', '').split('[')
    let at = body
    for (const step of steps.slice(0, -1)) at = (at[step] ??= {}) as Body
    at[steps.at(-1)!] = value
  }
  return body
}
