let last = 0
let sequence = 0

/**
 * A UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, 12 bits that count within one, 62 random bits.
 *
 * Never goes back when the clock does. Ids are names: nothing is ordered by them.
 */
export function uuid(): string {
  const now = Date.now()
  if (now > last) {
    last = now
    sequence = 0
  } else sequence++
  if (sequence > 0xfff) {
    last++
    sequence = 0
  }
  const random = crypto.getRandomValues(new Uint8Array(8))
  let tail = ''
  for (const byte of random) tail += byte.toString(16).padStart(2, '0')
  const time = last.toString(16).padStart(12, '0')
  const variant = ((random[0] ?? 0) & 0x3f) | 0x80
  const count = sequence.toString(16).padStart(3, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${variant.toString(16)}${tail.slice(2, 4)}-${tail.slice(4)}`
}
