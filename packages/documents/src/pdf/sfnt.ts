import { inflateSync } from 'node:zlib'

/**
 * A WOFF font with its tables unpacked, as TrueType has them. Every document would unpack them anew otherwise, and slowly.
 *
 * @param woff WOFF 1.0; anything else comes back as it is
 */
export function sfntOf(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') return woff
  const count = woff.readUInt16BE(12)
  const tables = Array.from({ length: count }, (_, at) => {
    const entry = 44 + at * 20
    const [offset, packed, size] = [4, 8, 12].map((part) => woff.readUInt32BE(entry + part)) as [number, number, number]
    const bytes = woff.subarray(offset, offset + packed)
    const tag = woff.subarray(entry, entry + 4)
    const data = packed < size ? inflateSync(bytes, { maxOutputLength: size }) : bytes
    return { tag, data, checksum: woff.readUInt32BE(entry + 16) }
  })
  const power = 2 ** Math.floor(Math.log2(count))
  const head = Buffer.alloc(12 + count * 16)
  woff.copy(head, 0, 4, 8)
  head.writeUInt16BE(count, 4)
  head.writeUInt16BE(power * 16, 6)
  head.writeUInt16BE(Math.log2(power), 8)
  head.writeUInt16BE((count - power) * 16, 10)
  const parts = [head]
  let offset = head.length
  for (const [at, { tag, data, checksum }] of tables.entries()) {
    const entry = 12 + at * 16
    tag.copy(head, entry)
    head.writeUInt32BE(checksum, entry + 4)
    head.writeUInt32BE(offset, entry + 8)
    head.writeUInt32BE(data.length, entry + 12)
    const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)])
    parts.push(padded)
    offset += padded.length
  }
  return Buffer.concat(parts)
}
