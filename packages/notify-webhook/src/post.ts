import type { Buffer } from 'node:buffer'
import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http'
import { Agent as HttpsAgent, request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { type Destination, hostOf, portOf } from './destination.js'

/** What goes to a destination. */
export interface Letter {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
  readonly signal: AbortSignal
  /** More certificates that are believed, besides those of this machine, as PEM. */
  readonly ca?: string
}

/** What a receiver answered: its status is all that counts. */
export interface Answer {
  readonly status: number
  readonly retryAfter: string | undefined
}

/** No answer came; the cause says why. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
  /** The whole request was given to a connection, so the receiver may have it. */
  readonly isHandedOver: boolean

  constructor(cause: unknown, isHandedOver: boolean) {
    super('No answer came.', { cause })
    this.isHandedOver = isHandedOver
  }
}

/**
 * Posts to a destination, over a connection of its own to the addresses that were looked at, and to no other.
 *
 * Redirects are an answer like any other, and nothing is read of what stands below the headers of an answer: how much it is,
 * and how slowly it comes, costs nothing.
 *
 * @throws NoAnswer
 */
export function post({ url, addresses }: Destination, { headers, body, signal, ca }: Letter): Promise<Answer> {
  const isSecure = url.protocol === 'https:'
  const host = hostOf(url)
  const options = {
    method: 'POST',
    host,
    port: portOf(url),
    path: `${url.pathname}${url.search}`,
    headers: { ...headers, host: url.host, 'content-length': String(body.length) },
    lookup: to(addresses),
    signal,
  }
  return new Promise((resolve, reject) => {
    const request = isSecure
      ? requestHttps({
          ...options,
          // A new agent keeps nothing and asks no proxy that the environment names.
          agent: new HttpsAgent({ keepAlive: false }),
          ...(isIP(host) === 0 ? { servername: host } : {}),
          ...(ca === undefined ? {} : { ca }),
        })
      : requestHttp({ ...options, agent: new HttpAgent({ keepAlive: false }) })
    let isConnected = false
    let isWritten = false
    request.once('socket', (socket) => {
      socket.once(isSecure ? 'secureConnect' : 'connect', () => {
        isConnected = true
      })
    })
    request.once('finish', () => {
      isWritten = true
    })
    request.once('response', (response: IncomingMessage) => {
      resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] })
      request.destroy()
    })
    request.on('error', (error) => reject(new NoAnswer(error, isConnected && isWritten)))
    request.once('close', () => reject(new NoAnswer(undefined, isConnected && isWritten)))
    request.end(body)
  })
}

/** Answers every question for an address with those that were looked at. */
function to(addresses: Destination['addresses']): LookupFunction {
  return (_, { all }, done) => {
    const [first] = addresses
    if (all === true) done(null, [...addresses])
    else done(null, first?.address ?? '', first?.family)
  }
}
