import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { listenOnOwnPort } from '@owekit/testing'

/** A request as it came in. */
export interface Asked {
  readonly method: string
  readonly path: string
  /** By their names, in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What is answered: with `'hangUp'` and `'silent'` the request was read and carried out, and its answer is lost. */
export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string
}

export const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})

/** A real HTTP server on this machine that stands in for a service. */
export class Exchange {
  readonly asked: Asked[] = []
  /** Lost is the answer, not the request. */
  loses: 'hangUp' | 'silent' | undefined
  port = 0
  readonly #answer: (asked: Asked) => Reply | Promise<Reply>
  #server: Server | undefined

  constructor(answer: (asked: Asked) => Reply | Promise<Reply>) {
    this.#answer = answer
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Opens, on the same port as before. */
  async open(): Promise<this> {
    const server = createServer((request, response) => {
      void (async () => {
        const body = (await buffer(request)).toString()
        const { method = '', url: path = '' } = request
        const one = { method, path, headers: request.headers as Record<string, string>, body }
        this.asked.push(one)
        const { status, headers, body: words } = await this.#answer(one)
        if (this.loses === 'hangUp') request.socket.destroy()
        else if (this.loses === undefined) response.writeHead(status, headers).end(words)
      })()
    })
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
}
