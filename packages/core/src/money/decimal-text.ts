import { attempted, ReceivablesError, shown } from '../errors/index.js'

/** No amount within 64 bits needs more characters; longer text is refused before any arithmetic. */
const longest = 60

/**
 * Gives the minor units back when they fit a signed 64-bit integer, and refuses them otherwise.
 *
 * SQLite and PostgreSQL hold amounts in 64-bit columns, so money that does not fit cannot be stored.
 *
 * @throws ReceivablesError `amount_out_of_range`
 * @example
 * inRange(12000n) // 12000n
 */
export function inRange(minor: bigint): bigint {
  if (BigInt.asIntN(64, minor) === minor) return minor
  const most = 2n ** 63n - 1n
  const least = -most - 1n
  throw new ReceivablesError(
    'amount_out_of_range',
    `Amounts go from ${least} to ${most} minor units; ${shown(minor)} does not fit.`,
    { least: String(least), most: String(most), asked: attempted(minor) },
  )
}

/**
 * Reads decimal text as a count of minor units, exactly.
 *
 * Only plain text passes: an optional minus, digits, and at most `exponent` decimals after a point. A plus sign,
 * blanks, an exponent (`1e3`), separators (`1,000.00`), `.5`, `5.`, and decimals the currency does not have are
 * refused, never rounded. `-0` is zero.
 *
 * @param exponent how many decimals the currency has
 * @throws ReceivablesError `invalid_amount`, `too_many_decimals`, `amount_out_of_range`
 * @example
 * parseMinor('120.00', 2) // 12000n
 * parseMinor('-0.5', 2) // -50n
 * parseMinor('100', 0) // 100n
 */
export function parseMinor(text: string, exponent: number): bigint {
  if (typeof text !== 'string') {
    throw refused(
      text,
      typeof text === 'number' ? ' A JavaScript number cannot hold cents exactly; write it as text.' : '',
    )
  }
  const end = text.length
  if (end > longest) throw refused(text, ` It has ${end} characters; amounts have at most ${longest}.`)
  const start = text.charCodeAt(0) === 45 ? 1 : 0
  let point = -1
  let small = 0
  for (let i = start; i < end; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit >= 0 && digit <= 9) small = small * 10 + digit
    else if (digit === -2 && point < 0 && i > start) point = i
    else throw refused(text)
  }
  if (end === start || point === end - 1) throw refused(text)
  const decimals = point < 0 ? 0 : end - point - 1
  if (decimals > exponent) {
    throw new ReceivablesError(
      'too_many_decimals',
      `Amount ${shown(text)} has ${decimals} decimals; at most ${exponent} are allowed.`,
      { amount: attempted(text), decimals, limit: exponent },
    )
  }
  const scaled = small * 10 ** (exponent - decimals)
  if (scaled <= Number.MAX_SAFE_INTEGER) return BigInt(start === 1 ? -scaled : scaled)
  const digits = BigInt(point < 0 ? text.slice(start) : text.slice(start, point) + text.slice(point + 1))
  const minor = digits * 10n ** BigInt(exponent - decimals)
  return inRange(start === 1 ? -minor : minor)
}

/**
 * Writes a count of minor units as decimal text with all the decimals of the currency.
 *
 * The one spelling of each amount: no plus sign, no blanks, no separators, never `-0`. {@link parseMinor} reads it back.
 *
 * @param exponent how many decimals the currency has
 * @example
 * formatMinor(12000n, 2) // '120.00'
 * formatMinor(-5n, 2) // '-0.05'
 * formatMinor(100n, 0) // '100'
 */
export function formatMinor(minor: bigint, exponent: number): string {
  if (exponent === 0) return String(minor)
  const digits = String(minor < 0n ? -minor : minor).padStart(exponent + 1, '0')
  const point = digits.length - exponent
  return `${minor < 0n ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`
}

function refused(value: unknown, more = ''): ReceivablesError {
  return new ReceivablesError(
    'invalid_amount',
    `Amounts are decimal text such as "120.00"; ${shown(value)} is not.${more}`,
    { amount: attempted(value) },
  )
}
