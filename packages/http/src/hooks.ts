import { readBytes } from './answers/body.js'
import { Refusal } from './answers/problem.js'
import type { Call, Route } from './routing.js'

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
