import { parseUrl } from '@owekit/core/ports'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { textOf } from './answers/text.js'
import type { Handler } from './options.js'

/** What {@link toNode} makes: a listener for node:http, Express, and Fastify's raw request. */
export type NodeListener = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/**
 * Mounts a Fetch handler on node:http.
 *
 * Bodies stream both ways, a client that leaves aborts the request, and Express's `mount` path is put back. Mount it
 * before anything reads bodies: webhooks are signed over the raw bytes.
 *
 * @example
 * createServer(toNode(handler)).listen(3000)
 */
export function toNode(
  handler: Handler,
  options: {
    /** Where the server is reached, when a proxy stands before it: `https://shop.example.com`. @default the Host header over http or https */
    readonly origin?: string
  } = {},
): NodeListener {
  return async (incoming, outgoing) => {
    const leaving = leavingOf(outgoing)
    const request = requestOf(incoming, leaving, options.origin)
    if (request === undefined) return void outgoing.writeHead(400).end()
    const client = incoming.socket.remoteAddress
    try {
      await send(await handler(request, client === undefined ? {} : { client }), outgoing, leaving)
    } catch {
      // The client left in the middle of the answer: there is nobody to tell.
      outgoing.destroy()
    }
  }
}

/** Tells when a client leaves before its answer is out. */
interface Leaving {
  readonly signal: AbortSignal
}

/** The signal is made when somebody asks for it: most requests are over before anyone does. */
function leavingOf(outgoing: ServerResponse): Leaving {
  let controller: AbortController | undefined
  let hasLeft = false
  outgoing.once('close', () => {
    if (outgoing.writableFinished) return
    hasLeft = true
    controller?.abort()
  })
  return {
    get signal() {
      controller ??= new AbortController()
      if (hasLeft) controller.abort()
      return controller.signal
    },
  }
}

function requestOf(incoming: IncomingMessage, leaving: Leaving, fixed: string | undefined): Request | undefined {
  const { method = 'GET', headers, socket } = incoming
  const path = (incoming as { originalUrl?: string }).originalUrl ?? incoming.url ?? '/'
  const origin = fixed ?? `${'encrypted' in socket ? 'https' : 'http'}://${headers.host ?? 'localhost'}`
  if (!path.startsWith('/') || parseUrl(origin + path) === undefined || /^(CONNECT|TRACE|TRACK)$/i.test(method))
    return undefined
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const request = new Request(origin + path, {
    method,
    headers: Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
    ...(hasBody ? { body: bodyOf(incoming), duplex: 'half' } : {}),
  })
  return Object.defineProperty(request, 'signal', { get: () => leaving.signal })
}

/** The body as it comes, no faster than it is read. */
function bodyOf(incoming: IncomingMessage): ReadableStream<Uint8Array> {
  const chunks = incoming[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next()
        if (done === true) controller.close()
        else controller.enqueue(value)
      },
      cancel: () => void incoming.resume(),
    },
    { highWaterMark: 0 },
  )
}

async function send(response: Response, outgoing: ServerResponse, leaving: Leaving): Promise<void> {
  const { status, headers, body } = response
  const type = headers.get('Content-Type') ?? ''
  if (body === null) return void outgoing.writeHead(status, [...headers].flat()).end()
  if (!type.startsWith('text/event-stream')) {
    // Everything but a stream of events is one piece, and goes out with its length.
    const text = textOf(response)
    const bytes = text === undefined ? new Uint8Array(await response.arrayBuffer()) : Buffer.from(text)
    return void outgoing.writeHead(status, [...headers, ['Content-Length', String(bytes.length)]].flat()).end(bytes)
  }
  outgoing.writeHead(status, [...headers].flat())
  outgoing.flushHeaders()
  const { signal } = leaving
  const reader = body.getReader()
  const stop = () => void reader.cancel().catch(() => undefined)
  signal.addEventListener('abort', stop, { once: true })
  for (;;) {
    const { done, value } = await reader.read()
    if (done || signal.aborted) break
    if (!outgoing.write(value))
      await new Promise((resolve) => void outgoing.once('drain', resolve).once('close', resolve))
  }
  signal.removeEventListener('abort', stop)
  outgoing.end()
}
