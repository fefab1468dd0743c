import { compareText } from '../records/compare-text.js'

/**
 * The positions of texts in the order of their code points.
 *
 * Numbers sort several times faster than texts: each text is packed into one number, with the units that follow the
 * start all texts share, then its position. Only texts that look alike in those units are compared as texts.
 *
 * @example
 * textOrder(['cus_b', 'cus_c', 'cus_a']) // [2, 0, 1]
 */
export function textOrder(texts: readonly string[]): Uint32Array {
  const count = texts.length
  let shared = texts[0] ?? ''
  for (const text of texts) while (!text.startsWith(shared)) shared = shared.slice(0, -1)
  // As many characters, of 7 bits, as fit into a safe integer beside the position.
  const end = shared.length + Math.floor((53 - Math.log2(count)) / 7)
  const keys = new Float64Array(count)
  for (let i = 0; i < count; i++) keys[i] = packed(texts[i]!, shared.length, end) * count + i
  keys.sort()
  const order = new Uint32Array(count)
  for (let i = 0; i < count; i++) order[i] = keys[i]! % count
  const look = (i: number) => Math.floor(keys[i]! / count)
  for (let i = 1, first = 0; i <= count; i++) {
    if (i < count && look(i) === look(first)) continue
    if (i - first > 1) order.subarray(first, i).sort((a, b) => compareText(texts[a]!, texts[b]!))
    first = i
  }
  return order
}

/** Characters of a text as the digits of a number; from the first one beyond ASCII on, texts look alike. */
function packed(text: string, start: number, end: number): number {
  let key = 0
  let isPlain = true
  for (let at = start; at < end; at++) {
    const digit: number = isPlain ? text.charCodeAt(at) + 1 || 0 : 0
    isPlain &&= digit < 127
    key = key * 128 + Math.min(digit, 127)
  }
  return key
}
