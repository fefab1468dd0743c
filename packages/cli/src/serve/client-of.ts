import { BlockList, isIP } from 'node:net'
import type { RequestContext } from '@owekit/http'

/** Where a proxy of ours stands: on this machine, or in a network of our own. */
const near = new BlockList()
near.addSubnet('127.0.0.0', 8)
near.addSubnet('10.0.0.0', 8)
near.addSubnet('172.16.0.0', 12)
near.addSubnet('192.168.0.0', 16)
near.addAddress('::1', 'ipv6')
near.addSubnet('fc00::', 7, 'ipv6')

/**
 * Names the client of a request, for limits: its address, and of an IPv6 address the network, for one household has
 * billions of them. Behind a proxy it is whom the proxy says it answers; somebody who says so from elsewhere is not believed.
 */
export function clientOf(isBehindProxy: boolean): (request: Request, context: RequestContext) => string {
  return (request, { client = '' }) => {
    const own = plain(client)
    const family = isIP(own)
    if (!isBehindProxy || family === 0 || !near.check(own, family === 6 ? 'ipv6' : 'ipv4')) return networkOf(own)
    // The last one is what the proxy itself saw; those before it are hearsay.
    const told = plain((request.headers.get('X-Forwarded-For') ?? '').split(',').at(-1)!.trim())
    return networkOf(isIP(told) === 0 ? own : told)
  }
}

/** An IPv4 address as such, even where it comes as IPv6. */
const plain = (address: string) => address.replace(/^::ffff:(?=\d+\.)/i, '')

function networkOf(address: string): string {
  if (isIP(address) !== 6) return address
  const [head = '', tail] = new URL(`http://[${address.replace(/%.*$/, '')}]`).hostname.slice(1, -1).split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : new Array<string>(8 - before.length - after.length).fill('0')
  return [...before, ...zeros, ...after].slice(0, 4).join(':')
}
