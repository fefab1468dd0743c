import { commandNames } from '@owekit/core/schemas'
import { ReceivablesError } from '@owekit/core'
import { readJsonObject } from '../answers/body.js'
import { hashedJson } from '../answers/json.js'
import { Refusal } from '../answers/problem.js'
import type { Call, Route } from '../routing.js'
import { numberIn, versioned } from '../views/versioned.js'
import { textResponse } from '../answers/text.js'
import { reader, refuseForeignPages, staff } from './access.js'

/** Every command as a route: `POST /payments/record` does it, `POST /payments/record/preview` says what it would do. */
export const commandRoutes: readonly Route[] = commandNames().flatMap((name) => {
  const path = `/${name.replace('.', '/')}`
  return [
    { method: 'POST', path, run: (call: Call) => command(call, name, false) },
    { method: 'POST', path: `${path}/preview`, run: (call: Call) => command(call, name, true) },
  ]
})

/** What only staff read. */
export const staffRoutes: readonly Route[] = [
  { method: 'GET', path: '/customers', run: customers },
  { method: 'GET', path: '/customers/:customer', run: customer },
  { method: 'GET', path: '/customers/:customer/holds', run: holds },
  { method: 'GET', path: '/aging', run: aging },
  { method: 'GET', path: '/suspense', run: suspense },
]

async function command(call: Call, name: string, preview: boolean): Promise<Response> {
  const viewer = await staff(call)
  if (!viewer.does(name)) throw new Refusal('forbidden', `This takes ${name}.`)
  refuseForeignPages(call, viewer)
  const key = preview ? undefined : requestKey(call.request)
  const input = await readJsonObject(call.request)
  if ('key' in input)
    throw new ReceivablesError(
      'invalid_input',
      `${name}: the request key is the Idempotency-Key header, not in the body.`,
    )
  const [noun = '', verb = ''] = name.split('.')
  const face = preview ? viewer.ar.dryRun : viewer.ar
  const run = (face as unknown as Record<string, Record<string, (input: object) => Promise<{ replayed: boolean }>>>)[
    noun
  ]![verb]!
  const answer = await run(key === undefined ? input : { ...input, key })
  return textResponse(JSON.stringify(answer), {
    headers: {
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      ...(answer.replayed ? { 'Idempotency-Replayed': 'true' } : {}),
    },
  })
}

/** Keys of requests stand apart from those that other parts derive, so that nobody can take one of theirs. */
function requestKey(request: Request): string {
  const key = request.headers.get('Idempotency-Key') ?? ''
  if (!/^[\x21-\x7e]{1,128}$/.test(key))
    throw new ReceivablesError(
      'invalid_input',
      'A command takes an Idempotency-Key header: 1 to 128 printable characters.',
    )
  return `http:${key}`
}

const pageOf = (call: Call) => {
  const cursor = call.url.searchParams.get('cursor')
  return { limit: numberIn(call, 'limit', 1, 100, 20), ...(cursor === null ? {} : { cursor }) }
}

async function customers(call: Call): Promise<Response> {
  const viewer = await reader(call)
  return hashedJson(call.request, { schema: 'ar.customers/1', ...(await viewer.ar.customers.list(pageOf(call))) })
}

async function customer(call: Call): Promise<Response> {
  await reader(call)
  return versioned(call, 'account:read', 'ar.customer/1', async ({ viewer, customer: id }) => ({
    customer: await viewer.ar.customers.get(id),
  }))
}

async function holds(call: Call): Promise<Response> {
  await reader(call)
  return versioned(call, 'account:read', 'ar.holds/1', async ({ viewer, customer: id }) => {
    const items = []
    for await (const one of viewer.ar.holds.list({ customer: id }))
      items.push({
        id: one.id,
        document: one.document,
        reason: one.reason,
        note: one.note,
        placed: one.placedOn,
        released: one.releasedOn,
      })
    return { items }
  })
}

async function aging(call: Call): Promise<Response> {
  const viewer = await reader(call)
  const asked = Object.fromEntries(
    ['asOf', 'knownAt', 'customer', 'reference', 'currency', 'basis', 'credit', 'groupBy'].flatMap((name) => {
      const value = call.url.searchParams.get(name)
      return value === null ? [] : [[name, value]]
    }),
  )
  return hashedJson(call.request, { schema: 'ar.aging/1', ...(await viewer.ar.aging.report(asked)) })
}

async function suspense(call: Call): Promise<Response> {
  const viewer = await reader(call)
  return hashedJson(call.request, { schema: 'ar.suspense/1', ...(await viewer.ar.payments.inSuspense(pageOf(call))) })
}
