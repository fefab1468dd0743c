import { inflateSync } from 'node:zlib'
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
  if (width > 0 && height > 0 && width * height <= mostPixels) {
    if (image.type === 'image/png' && !isWhole(image))
      throw invalidOption(
        'brand.logo',
        'The pixels of the logo cannot be read, or there are more or fewer than it says.',
      )
    return image
  }
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

/** Bits of a pixel by its colour type: grey, colour, palette, grey and alpha, colour and alpha. */
const samples: { readonly [type: number]: number } = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }

/** True when a PNG unpacks to the pixels that its head speaks of: neither nonsense nor a gigabyte. */
function isWhole({ bytes, width, height }: LogoImage): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const [depth, type, interlaced] = [bytes[24]!, bytes[25]!, bytes[28]!]
  const perPixel = (samples[type] ?? 0) * depth
  const size = height * (1 + Math.ceil((width * perPixel) / 8))
  if (perPixel === 0 || interlaced !== 0) return false
  const parts: Uint8Array[] = []
  let hasPalette = false
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const name = view.getUint32(at + 4)
    if (name === 0x49444154) parts.push(bytes.subarray(at + 8, at + 8 + view.getUint32(at)))
    if (name === 0x504c5445) hasPalette = true
  }
  try {
    const pixels = inflateSync(Buffer.concat(parts), { maxOutputLength: size })
    return pixels.length === size && (type !== 3 || hasPalette)
  } catch {
    return false
  }
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
