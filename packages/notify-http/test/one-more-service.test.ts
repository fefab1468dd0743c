import { readFileSync } from 'node:fs'
import { notifierSuite } from '@owekit/testing'
import { expect, test } from 'vitest'
import { exchangeFor } from './bench.js'
import { type Asked, json, type Reply } from './exchange.js'
import { telnyxNotifier } from './telnyx.js'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const problem = (status: number, code: string, headers = {}): Reply =>
  json(status, { errors: [{ code, title: 'No' }] }, headers)

/** Telnyx as it is documented. */
function standIn() {
  const kept: { to: { address: string }; from: { address: string }; text: string }[] = []
  const take = ({ method, path, headers, body }: Asked): Reply => {
    if (method !== 'POST' || path !== '/v2/messages') return problem(404, '10005')
    if (headers['authorization'] !== 'Bearer KEY1') return problem(401, '10009')
    const { from, to, text } = JSON.parse(body) as Record<string, string>
    kept.push({ to: { address: to! }, from: { address: from! }, text: text! })
    return json(200, { data: { id: `msg-${kept.length}`, parts: 1 } })
  }
  const refusals = {
    address: problem(422, '40310'),
    content: problem(422, '40302'),
    settings: problem(401, '10009'),
    later: problem(503, '10007'),
    limited: problem(429, '10011', { 'retry-after': '90' }),
  }
  return { take, arrived: () => kept, refusals }
}

test('the service of the README is the one that is tested here, and takes thirty lines at most', () => {
  const source = read('./telnyx.ts')
  expect(read('../README.md')).toContain(`\`\`\`ts\n${source}\`\`\`\n`)
  expect(source.trim().split('\n').length).toBeLessThanOrEqual(30)
})

notifierSuite({ test }, async () => {
  const { exchange, world, close } = await exchangeFor(standIn())
  // A fetch of one's own leads its requests to the stand-in.
  const fetch: typeof globalThis.fetch = (url, init) =>
    globalThis.fetch((url as string).replace('https://api.telnyx.com', exchange.url), init)
  return {
    notifier: telnyxNotifier({ apiKey: 'KEY1', from: '+15005550006', fetch, timeoutSeconds: 3 }),
    to: { address: '+15551234567' },
    from: { address: '+15005550001' },
    retryAfterSeconds: 90,
    world,
    close,
  }
})
