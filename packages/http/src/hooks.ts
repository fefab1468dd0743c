import type { RawWebhook } from '@owekit/core/ports'
import { readBytes } from './answers/body.js'
import { Refusal } from './answers/problem.js'
import type { Call, Route } from './routing.js'

/** Where provider events go: what `ar.intake` offers. Answers when they are stored. */
export interface Intake {
  /** @throws ReceivablesError `webhook_rejected`, `provider_not_found` */
  receive(provider: string, request: RawWebhook): Promise<unknown>
}

const largest = 10_000_000

/** Takes provider events: 200 once they are stored, so that a provider that hears anything else sends them again. */
export const hookRoutes: readonly Route[] = [{ method: 'POST', path: '/hooks/:provider', run: receive }]

async function receive({ options, request, params }: Call): Promise<Response> {
  const intake = typeof options.intake === 'function' ? options.intake(request) : options.intake
  if (intake == null) throw new Refusal('not_found')
  const body = await readBytes(request, largest)
  await intake.receive(params['provider'] ?? '', {
    method: request.method,
    url: request.url,
    headers: request.headers,
    body,
  })
  return new Response('{"received":true}', {
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
  })
}
