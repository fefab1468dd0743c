import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { signWebhook, verifyWebhook } from '@owekit/notify-webhook'
import { expect, test } from 'vitest'

interface Case {
  readonly id: string
  readonly input: {
    readonly scheme: string
    readonly secret: string
    readonly id: string
    readonly timestamp: number
    readonly payload: string
    readonly now: number
    readonly header?: string
  }
  readonly expected: { readonly signature?: string; readonly valid?: boolean }
}

/** Other people's cases, from a folder that may lie beside the repository and is never copied into it. */
function sharedCases(): readonly Case[] | undefined {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const file = join(folder, 'shared', 'data', 'standards', 'webhook-signatures.json')
    if (existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] }).cases
    if (folder === dirname(folder)) return undefined
  }
}

const all = sharedCases()

test.skipIf(all === undefined)('signs and verifies as the cases of Standard Webhooks say', () => {
  const cases = all?.filter(({ input }) => input.scheme === 'standard-webhooks') ?? []
  expect(cases.length).toBeGreaterThanOrEqual(3)
  for (const { id, input, expected } of cases) {
    const body = new TextEncoder().encode(input.payload)
    const secrets = [input.secret]
    const headers = signWebhook({ id: input.id, at: input.timestamp * 1000, body, secrets })
    if (expected.signature !== undefined) expect(headers['webhook-signature'], id).toBe(expected.signature)
    if (expected.valid === undefined) continue
    const given = new Headers({ ...headers, 'webhook-signature': input.header ?? '' })
    const verify = () => verifyWebhook({ headers: given, body }, { secrets, now: input.now * 1000 })
    if (expected.valid) expect(verify().payload, id).toEqual(JSON.parse(input.payload))
    else expect(verify, id).toThrow(expect.objectContaining({ code: 'webhook_rejected' }))
  }
})
