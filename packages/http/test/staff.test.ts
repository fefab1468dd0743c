import { createReceivables, money, type Receivables } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import { beforeEach, expect, test } from 'vitest'
import { createHandler, type Handler } from '../src/index.js'
import { api, bearer, clock, furnish, settings } from './world.js'

let ar: Receivables
let handler: Handler

beforeEach(async () => {
  ar = createReceivables({ store: memoryStore({ clock }), currency: 'EUR', clock })
  handler = createHandler(ar, settings)
  await furnish(ar, 'cus_ada', 'ada')
})

const digest = async () => {
  const lines: string[] = []
  for await (const line of ar.journal.export('json')) lines.push(line)
  return lines.join('')
}

async function post(path: string, body: unknown, more: Record<string, string | undefined> = {}) {
  const headers = Object.entries({
    'X-Staff': 'default *',
    'Content-Type': 'application/json',
    'Idempotency-Key': crypto.randomUUID(),
    ...more,
  }).filter((entry): entry is [string, string] => entry[1] !== undefined)
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await handler(new Request(`${api}${path}`, { method: 'POST', headers, body: text }))
  return {
    status: response.status,
    headers: response.headers,
    json: (await response.json()) as Record<string, unknown>,
  }
}

const eur = (amount: string) => ({ amount, currency: 'EUR' })

test('a payment is previewed, recorded as previewed, and a retry is answered again', async () => {
  const payment = { customer: 'cus_ada', id: 'pay_9', amount: eur('300.00'), receivedOn: '2026-11-20' }
  const before = await digest()
  const preview = await post('/payments/record/preview', payment, { 'Idempotency-Key': undefined })
  expect(preview.status).toBe(200)
  expect(preview.json).toMatchObject({ id: 'pay_9', recordedAt: null })
  expect(await digest()).toBe(before)
  const { planHash } = preview.json
  expect(planHash).toBeTypeOf('string')
  const recorded = await post('/payments/record', { ...payment, planHash }, { 'Idempotency-Key': 'k1' })
  expect(recorded.json).toMatchObject({ id: 'pay_9', replayed: false, unapplied: eur('0.00') })
  const after = await digest()
  const again = await post('/payments/record', { ...payment, planHash }, { 'Idempotency-Key': 'k1' })
  expect(again.json).toMatchObject({ id: 'pay_9', replayed: true })
  expect(again.headers.get('Idempotency-Replayed')).toBe('true')
  expect(await digest()).toBe(after)
  const other = await post('/payments/record', { ...payment, amount: eur('301.00') }, { 'Idempotency-Key': 'k1' })
  expect(other).toMatchObject({ status: 409, json: { code: 'request_key_reused' } })
})

test('an allocation is applied by the hash of its preview, and refused when the books moved', async () => {
  await post('/payments/record', { customer: 'cus_ada', id: 'pay_a', amount: eur('100.00'), allocate: 'onAccount' })
  const { json } = await post('/allocations/apply/preview', { customer: 'cus_ada' })
  await post('/payments/record', { customer: 'cus_ada', id: 'pay_b', amount: eur('5.00'), allocate: 'onAccount' })
  const stale = await post('/allocations/apply', { customer: 'cus_ada', planHash: json['planHash'] })
  expect(stale).toMatchObject({ status: 409, json: { code: 'plan_hash_changed' } })
  const fresh = await post('/allocations/apply/preview', { customer: 'cus_ada' })
  const applied = await post('/allocations/apply', { customer: 'cus_ada', planHash: fresh.json['planHash'] })
  expect(applied.status).toBe(200)
  expect((await ar.balances.of('cus_ada')).unapplied.minor).toBe(0n)
})

test.each<[string, (staff: typeof post) => Promise<{ status: number }>]>([
  ['holds.place', (send) => send('/holds/place', { customer: 'cus_ada', reason: 'review' })],
  ['holds.release', (send) => send('/holds/release', { hold: 'hold_ada' })],
  ['payments.refund', (send) => send('/payments/refund', { payment: 'pay_ada', amount: eur('10.00'), as: 'reopen' })],
  ['payments.reverse', (send) => send('/payments/reverse', { payment: 'pay_ada', reason: 'bounce' })],
  [
    'credits.issue',
    (send) =>
      send('/credits/issue', { customer: 'cus_ada', number: 'C-1', amount: eur('10.00'), invoice: 'inv_ada_late' }),
  ],
  ['writeOffs.record', (send) => send('/writeOffs/record', { invoice: 'inv_ada_late' })],
  [
    'plans.agree',
    (send) =>
      send('/plans/agree/preview', { invoice: 'inv_ada_late', monthly: { parts: 2, firstDueOn: '2026-12-24' } }),
  ],
  ['plans.cancel', (send) => send('/plans/cancel', { plan: 'plan_ada' })],
  [
    'invoices.issue',
    (send) => send('/invoices/issue', { customer: 'cus_ada', number: 'N-1', total: eur('10.00'), terms: 'net 30' }),
  ],
  [
    'deposits.request',
    (send) => send('/deposits/request', { customer: 'cus_ada', reference: 'bk_1', amount: eur('10.00') }),
  ],
])('%s goes through, in the name of who asked', async (name, send) => {
  expect((await send(post)).status).toBe(200)
  let last = ''
  for await (const fact of ar.journal.read({ customer: 'cus_ada' })) last = fact.actor
  if (name !== 'plans.agree') expect(last).toBe('usr_1')
  const forbidden: typeof post = (path, body) => post(path, body, { 'X-Staff': 'default read,aging.read' })
  expect((await send(forbidden)).status).toBe(403)
  const noun: typeof post = (path, body) => post(path, body, { 'X-Staff': `default ${name.split('.')[0]}.*` })
  expect((await send(noun)).status).not.toBe(403)
})

test('what staff may read', async () => {
  const get = async (path: string, staff: string) => {
    const response = await handler(new Request(`${api}${path}`, { headers: { 'X-Staff': staff } }))
    return [response.status, await response.json()] as [number, Record<string, unknown>]
  }
  expect(await get('/customers', 'default read')).toMatchObject([200, { items: [{ id: 'cus_ada', name: 'Name ada' }] }])
  expect(await get('/customers/cus_ada', 'default read')).toMatchObject([
    200,
    { customer: { email: 'ada@example.com' } },
  ])
  expect(await get('/customers/cus_ada/holds', 'default read')).toMatchObject([
    200,
    { items: [{ note: 'Secret ada' }] },
  ])
  expect(await get('/aging', 'default read')).toMatchObject([200, { asOf: '2026-11-22' }])
  expect(await get('/suspense', 'default read')).toMatchObject([200, { items: [] }])
  expect(await get('/customers/cus_ada/account', 'default payments.record')).toMatchObject([403, { code: 'forbidden' }])
  const [, account] = await get('/customers/cus_ada/account', 'default read,payments.*')
  expect(account['actions']).toEqual(['payments.record', 'payments.refund'])
  expect(await get('/customers/cus_none', 'default read')).toMatchObject([404, { code: 'customer_not_found' }])
})

test.each<[string, string, unknown, Record<string, string | undefined>, number, string]>([
  ['no key', '/payments/record', {}, { 'Idempotency-Key': undefined }, 400, 'invalid_input'],
  ['a key of blanks', '/payments/record', {}, { 'Idempotency-Key': 'a b' }, 400, 'invalid_input'],
  ['a long key', '/payments/record', {}, { 'Idempotency-Key': 'k'.repeat(129) }, 400, 'invalid_input'],
  ['a key in the body', '/payments/record', { key: 'intake:stripe:evt_1' }, {}, 400, 'invalid_input'],
  ['text', '/payments/record', '{}', { 'Content-Type': 'text/plain' }, 415, 'unsupported_media_type'],
  ['no type', '/payments/record', '{}', { 'Content-Type': undefined }, 415, 'unsupported_media_type'],
  ['broken JSON', '/payments/record', '{"a":', {}, 400, 'invalid_input'],
  ['a list', '/payments/record', [], {}, 400, 'invalid_input'],
  ['nothing', '/payments/record', '', {}, 400, 'invalid_input'],
  [
    '__proto__',
    '/payments/record',
    '{"__proto__":{"customer":"cus_ada"},"amount":{"amount":"1.00","currency":"EUR"}}',
    {},
    400,
    'invalid_input',
  ],
  ['a number for money', '/payments/record', { customer: 'cus_ada', amount: 12.5 }, {}, 400, 'invalid_amount'],
  [
    'too many decimals',
    '/payments/record',
    { customer: 'cus_ada', amount: eur('1.005') },
    {},
    400,
    'too_many_decimals',
  ],
  [
    'a customer that is not',
    '/payments/record',
    { customer: 'cus_x', amount: eur('1.00') },
    {},
    404,
    'customer_not_found',
  ],
  [
    'too much',
    '/payments/refund',
    { payment: 'pay_ada', amount: eur('999.00'), as: 'credit' },
    {},
    422,
    'refund_exceeds_payment',
  ],
  ['a command that is not', '/payments/steal', {}, {}, 404, 'not_found'],
  ['a megabyte and more', '/payments/record', `"${'x'.repeat(1_000_000)}"`, {}, 413, 'too_large'],
])('%s is refused, and nothing is written', async (_, path, body, more, status, code) => {
  const before = await digest()
  const answer = await post(path, body, more)
  expect([answer.status, answer.json['code']]).toEqual([status, code])
  expect(answer.headers.get('Content-Type')).toBe('application/problem+json')
  expect(answer.json['type']).toBe(`urn:owekit:problem:${code}`)
  expect(await digest()).toBe(before)
})

test('a body without a length is cut off at the limit', async () => {
  let sent = 0
  const body = new ReadableStream({
    pull(controller) {
      sent += 64_000
      controller.enqueue(new Uint8Array(64_000).fill(32))
      if (sent > 50_000_000) controller.close()
    },
  })
  const response = await handler(
    new Request(`${api}/payments/record`, {
      method: 'POST',
      headers: { 'X-Staff': 'default *', 'Content-Type': 'application/json', 'Idempotency-Key': 'k' },
      body,
      duplex: 'half',
    } as RequestInit),
  )
  expect(response.status).toBe(413)
  expect(sent).toBeLessThan(2_000_000)
})

test('a method that is not there names those that are', async () => {
  const response = await handler(new Request(`${api}/payments/record`, { headers: { 'X-Staff': 'default *' } }))
  expect(response.status).toBe(405)
  expect(response.headers.get('Allow')).toBe('POST, OPTIONS')
})

test('threat row 18: the page of another site cannot act with the sign-in of staff', async () => {
  const body = { customer: 'cus_ada', reason: 'review' }
  expect((await post('/holds/place', body, { Origin: 'https://evil.example' })).status).toBe(403)
  expect((await post('/holds/place', body, { Origin: 'null' })).status).toBe(403)
  expect((await post('/holds/place', body, { Origin: 'https://api.example.com' })).status).toBe(200)
  expect((await post('/holds/place', body, { Origin: 'https://shop.example.com' })).status).toBe(200)
})

test('a widget cannot do what staff can', async () => {
  const headers = await bearer('cus_ada')
  const answer = await post(
    '/payments/record',
    { customer: 'cus_ada', amount: eur('1.00') },
    { ...headers, 'X-Staff': undefined },
  )
  expect(answer.status).toBe(404)
})

test('a request key of a caller never meets a key that another part derives', async () => {
  await post(
    '/payments/record',
    { customer: 'cus_ada', id: 'pay_k', amount: eur('1.00') },
    { 'Idempotency-Key': 'intake:stripe:evt_1' },
  )
  const { replayed } = await ar.payments.record({
    customer: 'cus_ada',
    id: 'pay_l',
    amount: money('2.00', 'EUR'),
    key: 'intake:stripe:evt_1',
  })
  expect(replayed).toBe(false)
})
