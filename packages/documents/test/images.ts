import { deflateSync } from 'node:zlib'

/** A PNG of one colour with an alpha channel; `data` stands in for its pixels. */
export function png(width: number, height: number, data?: Uint8Array): Uint8Array {
  const pixels = Buffer.alloc(height * (1 + width * 4), 0x80)
  for (let y = 0; y < height; y += 1) pixels[y * (1 + width * 4)] = 0
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 6, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', data ?? deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  // Its checksum is left empty: no reader here looks at it.
  return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)])
}
