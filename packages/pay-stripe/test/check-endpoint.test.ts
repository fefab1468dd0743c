import { readFileSync } from 'node:fs'
import { checkEndpoint, stripeApiVersion, stripeEvents } from '@owekit/pay-stripe'
import { StandIn } from '@owekit/test-stripe'
import Stripe from 'stripe'
import { expect, test } from 'vitest'

const url = 'https://pay.example.com/hooks/stripe'

/** An endpoint as Stripe lists it. */
const endpoint = (more: object = {}) => ({
  object: 'webhook_endpoint',
  url,
  status: 'enabled',
  enabled_events: [...stripeEvents],
  api_version: stripeApiVersion,
  metadata: {},
  ...more,
})

async function findings(endpoints: readonly object[], account?: string) {
  const service = new StandIn(() => 0)
  const port = await service.listen()
  try {
    for (const [at, one] of endpoints.entries()) service.put({ ...endpoint(one), id: `we_${at + 1}` })
    const client = new Stripe('sk_test_x', { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0 })
    const found = await checkEndpoint(client, { url, ...(account !== undefined && { account }) })
    return { found, seen: service.seen }
  } finally {
    await service.close()
  }
}

test.each<[string, object[], string, string]>([
  ['all is there', [{}], 'ok', 'we_1 sends all 17 events of 2026-10-28.endive.'],
  ['it sends everything', [{ enabled_events: ['*'] }], 'ok', 'we_1 sends all'],
  ['it is of another day of the release', [{ api_version: '2026-11-20.endive' }], 'ok', 'we_1 sends all'],
  [
    'it is on the third page',
    [{ url: 'https://a.example' }, { url: 'https://b.example' }, { url: 'https://c.example' }, { url: 'no url' }, {}],
    'ok',
    'we_5 sends all',
  ],
  ['there is none', [], 'fail', `No webhook endpoint sends to ${url}.`],
  ['there are others', [{ url: 'https://else.example/hooks/stripe' }], 'fail', `No webhook endpoint sends to ${url}.`],
  [
    'its path is wrong',
    [{ url: 'https://pay.example.com/hooks' }],
    'fail',
    'we_1 sends to https://pay.example.com/hooks',
  ],
  ['it is disabled', [{ status: 'disabled' }], 'fail', 'we_1 is disabled.'],
  [
    'events are missing',
    [{ enabled_events: stripeEvents.filter((type) => !type.startsWith('payout')) }],
    'fail',
    'we_1 does not send payout.paid, payout.failed.',
  ],
  [
    'it is of an older version',
    [{ api_version: '2025-03-31.basil' }],
    'fail',
    'we_1 sends events of 2025-03-31.basil; 2026-10-28.endive is read.',
  ],
  ['it is of a version without a name', [{ api_version: '2020-08-27' }], 'fail', '2020-08-27'],
  ['it has no version', [{ api_version: null }], 'warn', 'we_1 has no version of its own'],
  ['there are two', [{}, {}], 'warn', '2 endpoints send to'],
])('when %s', async (_, endpoints, level, words) => {
  const { found } = await findings(endpoints)
  expect(found).toHaveLength(1)
  expect(found[0]).toMatchObject({ level, message: expect.stringContaining(words) as string })
  expect(found[0]!.todo === '').toBe(level === 'ok')
})

test('everything that is wrong is told at once, and a connected account is asked about its own', async () => {
  const { found, seen } = await findings(
    [{ status: 'disabled', enabled_events: [], api_version: '2020-08-27' }],
    'acct_1',
  )
  expect(found.map(({ level }) => level)).toEqual(['fail', 'fail', 'fail'])
  expect(seen[0]?.headers['stripe-account']).toBe('acct_1')
})

test('a key that is refused, and a service that is away, are both unavailable; the status tells them apart', async () => {
  const service = new StandIn(() => 0)
  const port = await service.listen()
  const client = new Stripe('sk_test_x', { host: '127.0.0.1', port, protocol: 'http', maxNetworkRetries: 0 })
  service.next = [403]
  await expect(checkEndpoint(client, { url })).rejects.toMatchObject({
    code: 'provider_unavailable',
    details: { statusCode: 403 },
  })
  await service.close()
  await expect(checkEndpoint(client, { url })).rejects.toMatchObject({ code: 'provider_unavailable' })
})

test('the README names the very events', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  const named = [...readme.matchAll(/`((?:payment_intent|checkout|refund|charge|payout)\.[\w.]+)`/g)].map(
    ([, name]) => name,
  )
  expect(new Set(named)).toEqual(new Set(stripeEvents))
})
