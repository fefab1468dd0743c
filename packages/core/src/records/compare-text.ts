/**
 * Orders two texts by code point, which is also their UTF-8 byte order: the order every store pages in.
 *
 * JavaScript's own `<` orders by UTF-16 unit and puts '😀' before 'ﬀ'; a database does not.
 *
 * @example
 * compareText('a', 'b') // negative
 * compareText('ﬀ', '😀') // negative, although 'ﬀ' > '😀'
 */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  const shared = Math.min(a.length, b.length)
  for (let i = 0; i < shared; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x !== y) return x < 0xd800 || y < 0xd800 ? x - y : aboveSurrogates(x) - aboveSurrogates(y)
  }
  return a.length - b.length
}

/** Moves surrogates (which stand for U+10000 and up) behind U+E000–U+FFFF. */
function aboveSurrogates(unit: number): number {
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800
}

/**
 * Orders two column values: null first, then numbers by size and texts by code point.
 *
 * @example
 * compareValue(2, 10) // negative
 */
export function compareValue(a: unknown, b: unknown): number {
  if (a === b) return 0
  if (typeof a === 'string' && typeof b === 'string') return compareText(a, b)
  if (a === null) return -1
  if (b === null) return 1
  return (a as number | bigint) < (b as number | bigint) ? -1 : 1
}

/**
 * Orders two keys column by column; a key that is the beginning of another comes first.
 *
 * @example
 * compareKeys(['a', 2], ['a', 10]) // negative
 */
export function compareKeys(a: readonly unknown[], b: readonly unknown[]): number {
  const shared = Math.min(a.length, b.length)
  for (let i = 0; i < shared; i++) {
    const order = compareValue(a[i], b[i])
    if (order !== 0) return order
  }
  return a.length - b.length
}
