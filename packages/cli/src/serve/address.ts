import { parseUrl } from '@owekit/core/ports'
import { InvalidArgumentError } from 'commander'

/** Reads a URL given on the command line. */
export function urlOf(text: string): URL {
  const url = parseUrl(text)
  const isPlain = url !== undefined && url.search + url.hash + url.username + url.password === ''
  if (isPlain && /^https?:$/.test(url.protocol)) return url
  throw new InvalidArgumentError('Say an http or https URL without a query.')
}

/** Whether a URL is of this machine alone. */
export function isOwnMachine(url: URL): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname)
}

/** A URL to put paths behind. */
export const baseOf = (url: URL): string => url.href.replace(/\/$/, '')
