import { lookup } from 'node:dns/promises'
import { isIP, isIPv6 } from 'node:net'
import { ReceivablesError } from '@owekit/core'
import { parseUrl } from '@owekit/core/ports'
import { notConfigured } from './not-configured.js'
import { isPublicAddress } from './public-address.js'

/** An address as a resolver gives it. */
export interface ResolvedAddress {
  readonly address: string
  readonly family: 4 | 6
}

/** Where webhooks may go. */
export interface DestinationRules {
  /** Ports that are gone to. @default [443] */
  readonly ports?: readonly number[]
  /** `http:` is gone to as well; `ports` has to name its port. @default false */
  readonly allowHttp?: boolean
  /**
   * Origins that are gone to whatever their scheme, port and address: `http://127.0.0.1:4000`. For receivers of your own,
   * inside your network. @default []
   */
  readonly allow?: readonly string[]
  /** Finds the addresses of a name; asked once for each message. @default the resolver of this machine */
  readonly resolve?: (host: string) => Promise<readonly ResolvedAddress[]>
}

/** A place that was looked at, and the addresses that were: the only ones that are connected to. */
export interface Destination {
  readonly url: URL
  readonly addresses: readonly ResolvedAddress[]
}

const resolveHere = async (host: string): Promise<readonly ResolvedAddress[]> =>
  (await lookup(host, { all: true })).map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }))

/**
 * Makes the guard that says where a webhook may go.
 *
 * Who names a URL may name one that only we can reach. So: `https`, no names or passwords in it, a port of the list, and a host
 * all of whose addresses are public ({@link isPublicAddress}), however the host is written. The addresses are asked for once,
 * and the connection goes to them, so a name that means something else a moment later leads nowhere.
 *
 * @returns a function that throws ReceivablesError `notifier_refused` (`fault: 'address'`) for what is not gone to, and
 * `notifier_unavailable` for a name that nobody knows now
 *
 * @throws ReceivablesError `not_configured` a port or an origin that is none
 */
export function destinationGuard(rules: DestinationRules): (address: string) => Promise<Destination> {
  const { ports = [443], allowHttp = false, resolve = resolveHere } = rules
  const allowed = new Set((rules.allow ?? []).map(checkedOrigin))
  for (const port of ports)
    if (!(Number.isInteger(port) && port > 0 && port < 65_536)) throw notConfigured('ports', 'holds what is no port')

  return async (address) => {
    const url = placeOf(address)
    const isAllowed = allowed.has(url.origin)
    if (!isAllowed) {
      if (url.protocol !== 'https:' && !(allowHttp && url.protocol === 'http:')) throw refused('is not https')
      if (!ports.includes(portOf(url))) throw refused('names a port that is not gone to')
    }
    const addresses = await addressesOf(url, resolve)
    if (!isAllowed && !addresses.every((one) => isPublicAddress(one.address)))
      throw refused('is not on the public internet')
    return { url, addresses }
  }
}

/** The port of a place, also when it is the usual one and not written. */
export function portOf({ protocol, port }: URL): number {
  if (port !== '') return Number(port)
  return protocol === 'https:' ? 443 : 80
}

/** The host of a place as sockets take it: without the brackets of IPv6, and without the dot that ends a full name. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
}

/** URLs are read as browsers read them: `0x7f.1`, `2130706433` and `１２７.0.0.1` are all 127.0.0.1 from here on. */
function placeOf(address: string): URL {
  const url = /\p{Cc}|\s/u.test(address) ? undefined : parseUrl(address)
  if (url === undefined) throw refused('is no URL')
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refused('is not https')
  if (url.username !== '' || url.password !== '') throw refused('holds a name or a password')
  return url
}

async function addressesOf(
  url: URL,
  resolve: NonNullable<DestinationRules['resolve']>,
): Promise<readonly ResolvedAddress[]> {
  const host = hostOf(url)
  if (isIP(host) !== 0) return [{ address: host, family: isIPv6(host) ? 6 : 4 }]
  let found: readonly ResolvedAddress[] = []
  let cause: unknown
  try {
    found = await resolve(host)
  } catch (error) {
    cause = error
  }
  if (found.length > 0 && found.every((one) => isIP(one.address) !== 0)) return found
  const why = 'The receiver of the message has no address now.'
  throw new ReceivablesError('notifier_unavailable', why, {}, { cause })
}

function checkedOrigin(text: string): string {
  if (parseUrl(text)?.origin === text && !text.includes('*')) return text
  throw notConfigured('allow', 'holds what is no origin such as http://127.0.0.1:4000')
}

/** Nothing of the URL is repeated: it may hold a secret. */
function refused(why: string): ReceivablesError {
  return new ReceivablesError('notifier_refused', `The message cannot be sent: the URL of its receiver ${why}.`, {
    fault: 'address',
    part: 'reader',
  })
}
