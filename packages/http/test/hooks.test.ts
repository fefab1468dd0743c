import { ReceivablesError } from '@owekit/core'
import type { RawWebhook } from '@owekit/core/ports'
import { expect, test } from 'vitest'
import { createHandler, type Intake } from '../src/index.js'
import { api, books, settings } from './world.js'

const taken: { provider: string; request: RawWebhook }[] = []
const intake: Intake = {
  async receive(provider, request) {
    if (provider !== 'fake') throw new ReceivablesError('provider_not_found', `There is no provider ${provider}.`)
    if (request.headers.get('Signature') !== 'good')
      throw new ReceivablesError('webhook_rejected', 'The signature is wrong.')
    if (request.body[0] === 0) throw new ReceivablesError('store_unavailable', 'db at 10.0.0.1 is away')
    taken.push({ provider, request })
  },
}
const handler = createHandler(books(), { ...settings, intake })
const send = (body: BodyInit, path = 'fake', signature = 'good') =>
  handler(
    new Request(`${api}/hooks/${path}`, {
      method: 'POST',
      body,
      headers: { Signature: signature, 'Content-Type': 'text/odd' },
    }),
  )

test('the very bytes arrive, with headers and address, and 200 comes once they are stored', async () => {
  const body = Uint8Array.from({ length: 1000 }, (_, i) => (i * 31 + 7) & 255)
  const response = await send(body)
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({ received: true })
  const [{ request }] = taken as [(typeof taken)[0]]
  expect([...request.body]).toEqual([...body])
  expect(request).toMatchObject({ method: 'POST', url: `${api}/hooks/fake` })
})

test.each<[string, () => Promise<Response>, number, string]>([
  ['a forged one', () => send('x', 'fake', 'bad'), 400, 'webhook_rejected'],
  ['an unknown provider', () => send('x', 'else'), 404, 'not_found'],
  ['a store that is away', () => send(new Uint8Array([0])), 503, 'store_unavailable'],
  ['eleven megabytes', () => send(new Uint8Array(11_000_000)), 413, 'too_large'],
])('%s is answered with its code', async (_, ask, status, code) => {
  const response = await ask()
  expect(response.status).toBe(status)
  const text = await response.text()
  expect(JSON.parse(text)).toMatchObject({ code })
  expect(text).not.toContain('10.0.0.1')
})

test('ten megabytes are taken', async () => {
  expect((await send(new Uint8Array(10_000_000).fill(1))).status).toBe(200)
})

test('without an intake there is nothing here', async () => {
  const response = await createHandler(
    books(),
    settings,
  )(new Request(`${api}/hooks/fake`, { method: 'POST', body: 'x' }))
  expect(response.status).toBe(404)
})
