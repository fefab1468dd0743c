import { safeUrl } from '@owekit/core/messages'
import { invalidOption } from './invalid.js'
import type { Logo } from './options.js'
import type { Letterhead, LogoImage } from './sheet.js'

const mostBytes = 512 * 1024
const mostPixels = 4_000_000

/**
 * Looks at a logo before it is drawn: kind and size from its own first bytes, whatever its name says.
 *
 * @throws ReceivablesError `invalid_input` with path `brand.logo`
 */
export function checkedLogo(logo: Logo | undefined): Letterhead['logo'] {
  if (logo === undefined) return undefined
  if ('url' in logo) {
    const url = safeUrl(logo.url, 'brand.logo')
    if (url.startsWith('https:')) return { url }
    throw invalidOption('brand.logo', 'A logo is loaded from an https address; this is http.')
  }
  const { bytes } = logo
  if (!(bytes instanceof Uint8Array)) throw invalidOption('brand.logo', 'A logo has bytes, or an https address.')
  if (bytes.length > mostBytes)
    throw invalidOption('brand.logo', `A logo has at most ${mostBytes} bytes; this has ${bytes.length}.`, {
      limit: mostBytes,
      size: bytes.length,
    })
  const image = pngOf(bytes) ?? jpegOf(bytes)
  if (image === undefined) throw invalidOption('brand.logo', 'A logo is a whole PNG or JPEG; this is neither.')
  const { width, height } = image
  if (width > 0 && height > 0 && width * height <= mostPixels) return image
  throw invalidOption('brand.logo', `A logo has at most ${mostPixels} pixels; this is ${width} by ${height}.`, {
    limit: mostPixels,
    width,
    height,
  })
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** A PNG from its head, which is always first, to its end, which is always last. */
function pngOf(bytes: Uint8Array): LogoImage | undefined {
  if (bytes.length < 45 || !signature.every((byte, at) => bytes[at] === byte)) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  if (view.getUint32(12) !== 0x49484452 || view.getUint32(bytes.length - 8) !== 0x49454e44) return undefined
  return { bytes, type: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
}

/** A JPEG from its first frame; segments before it are stepped over by their lengths. */
function jpegOf(bytes: Uint8Array): LogoImage | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + view.getUint16(at + 2)) {
    const marker = bytes[at + 1]!
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return { bytes, type: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
  }
  return undefined
}
