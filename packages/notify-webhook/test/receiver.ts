import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer, type ServerOptions } from 'node:https'
import { buffer } from 'node:stream/consumers'
import { listenOnOwnPort } from '@owekit/testing'
import { verifyWebhook, type WebhookPayload } from '@owekit/notify-webhook'

/** What a receiver does with a request that it read: a status and headers, nothing at all, or the connection is cut. */
export type Answer = readonly [status: number, headers?: Record<string, string>] | 'silent' | 'hangUp'

/** A request as it came in. */
export interface Received {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
  readonly payload: WebhookPayload
}

export const secret = `whsec_${Buffer.from('a secret of twenty-four b').toString('base64')}`

/** A real receiver of webhooks on this machine, who believes what is signed and does nothing twice. */
export class Receiver {
  /** What came in and was believed, also what was answered with no. */
  readonly requests: Received[] = []
  /** What was taken: once for each id. */
  readonly taken: Received[] = []
  answer: Answer = [204]
  port = 0
  readonly #seen = new Set<string>()
  readonly #remembers: boolean
  readonly #tls: ServerOptions | undefined
  #server: Server | undefined

  constructor({ remembers = true, tls }: { remembers?: boolean; tls?: ServerOptions } = {}) {
    this.#remembers = remembers
    this.#tls = tls
  }

  get origin(): string {
    return `${this.#tls ? 'https' : 'http'}://127.0.0.1:${this.port}`
  }

  /** Opens, on the same port as before. */
  async open(): Promise<this> {
    const listener = (request: IncomingMessage, response: ServerResponse) => void this.#take(request, response)
    const server = this.#tls ? createSecureServer(this.#tls, listener) : createServer(listener)
    this.port = await listenOnOwnPort(server, (port) => server.listen(port, '127.0.0.1'), this.port)
    this.#server = server
    return this
  }

  async close(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    if (server === undefined) return
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request)
    const headers = new Headers(request.headers as Record<string, string>)
    const { id, payload } = verifyWebhook({ headers, body }, { secrets: [secret], toleranceSeconds: Infinity })
    const { method = '', url: path = '' } = request
    const received = { method, path, headers: request.headers, body, payload: payload as WebhookPayload }
    this.requests.push(received)
    const { answer } = this
    const isTaken = typeof answer === 'string' || answer[0] < 300
    if (isTaken && !(this.#remembers && this.#seen.has(id))) this.taken.push(received)
    if (isTaken) this.#seen.add(id)
    if (answer === 'hangUp') request.socket.destroy()
    else if (answer !== 'silent') response.writeHead(answer[0], answer[1]).end()
  }
}
