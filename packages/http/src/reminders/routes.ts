import type { Receivables } from '@owekit/core'
import { readBytes } from '../answers/body.js'
import { hashedJson } from '../answers/json.js'
import { Refusal } from '../answers/problem.js'
import { textResponse } from '../answers/text.js'
import { reader, refuseForeignPages, staff } from '../staff/access.js'
import type { Call, Route } from '../routing.js'
import { pageOf, versioned } from '../views/versioned.js'
import { preferenceRoutes } from './preferences.js'

type Reminders = Receivables['reminders']

const largest = 10_000_000

/** What staff reads about reminders, what notifiers tell, the turn of the worker, and the customer's own page. */
export const reminderRoutes: readonly Route[] = [
  { method: 'GET', path: '/customers/:customer/reminders', run: reminders },
  { method: 'GET', path: '/customers/:customer/messages', run: messages },
  { method: 'GET', path: '/reminders/policies', run: policies },
  { method: 'GET', path: '/reminders/overrides', run: overrides },
  { method: 'GET', path: '/tasks', run: tasks },
  { method: 'POST', path: '/notices/:notifier', run: notice },
  { method: 'POST', path: '/worker/tick', run: tick },
  ...preferenceRoutes,
]

async function reminders(call: Call): Promise<Response> {
  await reader(call)
  return versioned(call, 'account:read', 'ar.reminders/1', async ({ viewer, customer }) => {
    const { reminders: read } = viewer.ar
    const [upcoming, agreed] = await Promise.all([read.upcoming({ customer }), read.agreed({ customer })])
    return { upcoming: upcoming.map(wireStep), agreed }
  })
}

function wireStep({ open, ...step }: Awaited<ReturnType<Reminders['upcoming']>>[number]) {
  return { ...step, open: open.toJSON() }
}

async function messages(call: Call): Promise<Response> {
  await reader(call)
  return versioned(call, 'account:read', 'ar.messages/1', async ({ viewer, customer }) => {
    const { messages: said, steps } = await viewer.ar.reminders.history({ customer })
    return {
      messages: said.map(({ due, onAccount, toPay, items, ...message }) => ({
        ...message,
        due: due.toJSON(),
        onAccount: onAccount.toJSON(),
        toPay: toPay.toJSON(),
        items: items.map(({ open, ...item }) => ({ ...item, open: open.toJSON() })),
      })),
      steps,
    }
  })
}

async function policies(call: Call): Promise<Response> {
  const viewer = await reader(call)
  return hashedJson(call.request, { schema: 'ar.policies/1', items: await viewer.ar.reminders.policies() })
}

async function tasks(call: Call): Promise<Response> {
  const viewer = await reader(call)
  return hashedJson(call.request, { schema: 'ar.tasks/1', ...(await viewer.ar.reminders.tasks(pageOf(call))) })
}

/** Who decided what about reminders, and why. */
async function overrides(call: Call): Promise<Response> {
  const viewer = await reader(call)
  const query = call.url.searchParams
  const asked = Object.fromEntries(
    ['customer', 'from', 'to'].flatMap((name) => (query.has(name) ? [[name, query.get(name)!]] : [])),
  )
  const page = await viewer.ar.reminders.overrides({ ...asked, ...pageOf(call) })
  return hashedJson(call.request, { schema: 'ar.overrides/1', ...page })
}

/** Takes what a notifier tells of messages: 200 once it is stored, so that whoever hears anything else tells it again. */
async function notice({ options, request, params }: Call): Promise<Response> {
  const notices = typeof options.notices === 'function' ? options.notices(request) : options.notices
  if (notices == null) throw new Refusal('not_found')
  const body = await readBytes(request, largest)
  const { method, url, headers } = request
  await notices.receive(params['notifier'] ?? '', { method, url, headers, body })
  return new Response('{"received":true}', {
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
  })
}

/** One turn of the worker, for a host whose scheduler calls addresses. */
async function tick(call: Call): Promise<Response> {
  const viewer = await staff(call)
  if (!viewer.does('worker.tick')) throw new Refusal('forbidden', 'This takes worker.tick.')
  refuseForeignPages(call, viewer)
  const told = await viewer.ar.worker.tick()
  return textResponse(JSON.stringify(told), {
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
  })
}
