import { Refusal } from '../answers/problem.js'
import type { Call, Route } from '../routing.js'
import { viewerFor } from '../views/versioned.js'
import { eventOf, type Hub, type Listener } from './hub.js'

/** Streams an account's versions: each says that the views of it are to be read again. */
export function eventRoutes(hub: Hub): readonly Route[] {
  return [{ method: 'GET', path: '/customers/:customer/events', run: (call) => events(call, hub) }]
}

/** Unread events a slow reader may have before it is let go. It comes back with what it saw last. */
const mostUnread = 16

async function events(call: Call, hub: Hub): Promise<Response> {
  const { viewer, customer } = await viewerFor(call, 'account:read')
  const at = await viewer.ar.customers.version(customer)
  const seen = call.request.headers.get('Last-Event-ID')
  let end = () => {}
  let leave = () => {}
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const listener: Listener = {
        version: at.version,
        asOf: at.asOf,
        until: viewer.until,
        send(bytes) {
          if ((controller.desiredSize ?? 0) < -mostUnread) end()
          else controller.enqueue(bytes)
        },
        close: () => end(),
      }
      const stop = hub.listen(viewer.ar, viewer.tenant, customer, listener)
      if (stop === undefined)
        throw new Refusal('rate_limited', 'This account has too many listeners.', { 'Retry-After': '20' })
      const signals = [call.request.signal, ...(call.options.closing === undefined ? [] : [call.options.closing])]
      const onAbort = () => end()
      leave = () => {
        end = leave = () => {}
        stop()
        for (const signal of signals) signal.removeEventListener('abort', onAbort)
      }
      end = () => {
        leave()
        controller.close()
      }
      for (const signal of signals) signal.addEventListener('abort', onAbort, { once: true })
      if (seen !== `${at.version}.${at.asOf}`) controller.enqueue(eventOf(at))
      else controller.enqueue(new TextEncoder().encode(': \n\n'))
      if (signals.some(({ aborted }) => aborted)) end()
    },
    cancel: () => leave(),
  })
  return new Response(stream, {
    headers: {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'private, no-store',
      // Proxies that gather answers before passing them on leave this one alone.
      'X-Accel-Buffering': 'no',
    },
  })
}
