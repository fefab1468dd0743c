import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Refusal } from '../refusal.js'

/** A server that has its port, and answers once it is told how. */
export interface Listening {
  readonly port: number
  answerWith(listener: RequestListener): void
  /** Takes no more requests, lets those under way finish, and hangs up on whoever stays longer. */
  close(): Promise<void>
}

/** How long an answer may still take once the server ends, in milliseconds. */
const patience = 5_000

/**
 * Takes a port; 0 is any.
 *
 * @throws Refusal `invalid_input` when it cannot be had
 */
export async function listen(port: number, host: string): Promise<Listening> {
  let answer: RequestListener = (_, response) => void response.writeHead(503, { 'Retry-After': '1' }).end()
  const server = createServer((request, response) => answer(request, response))
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(refused(error, port, host)))
    server.listen(port, host, resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    answerWith(listener) {
      answer = listener
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      const hangUp = setTimeout(() => server.closeAllConnections(), patience)
      server.closeIdleConnections()
      await closed
      clearTimeout(hangUp)
    },
  }
}

function refused({ code, message }: NodeJS.ErrnoException, port: number, host: string): Refusal {
  const details = { port, host, reason: code ?? '' }
  if (code === 'EADDRINUSE')
    return new Refusal('invalid_input', `Port ${port} of ${host} is in use.`, 'Choose another with --port.', details)
  return new Refusal('invalid_input', `Port ${port} of ${host} cannot be had: ${message}.`, '', details)
}
