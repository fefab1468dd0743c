/** Written again here, simply, so that a mistake in the engine's own money or calendar cannot hide behind itself. */
const decimals: Readonly<Record<string, number>> = { EUR: 2, USD: 2, JPY: 0, KWD: 3 }
const msPerDay = 86_400_000

/** Minor units of decimal text: `'12.5'` in EUR is 1250n. */
export function toMinor(text: string, currency: string): bigint {
  const [whole = '0', fraction = ''] = text.replace('-', '').split('.')
  const minor = BigInt(whole + fraction.padEnd(decimals[currency] ?? 2, '0'))
  return text.startsWith('-') ? -minor : minor
}

/** Decimal text of minor units: 1250n in EUR is `'12.50'`. */
export function toText(minor: bigint, currency: string): string {
  const places = decimals[currency] ?? 2
  const digits = String(minor < 0n ? -minor : minor).padStart(places + 1, '0')
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`
  return minor < 0n ? `-${text}` : text
}

/** Money as it crosses the wire. */
export function wire(minor: bigint, currency: string): { amount: string; currency: string } {
  return { amount: toText(minor, currency), currency }
}

/** The day number of `YYYY-MM-DD`. */
export function toDay(text: string): number {
  return Date.parse(`${text}T00:00:00Z`) / msPerDay
}

/** `YYYY-MM-DD` of a day number. */
export function dayText(day: number): string {
  return new Date(day * msPerDay).toISOString().slice(0, 10)
}

const writers = new Map<string, Intl.DateTimeFormat>()

/** The day it is in a zone at an instant. */
export function dayAt(instant: number, timeZone: string): number {
  if (timeZone === 'UTC') return Math.floor(instant / msPerDay)
  let writer = writers.get(timeZone)
  if (writer === undefined) {
    writer = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
    writers.set(timeZone, writer)
  }
  return toDay(writer.format(instant))
}

/** The same day of the month `months` later, or that month's last day. */
export function addMonths(day: number, months: number, wanted: number): number {
  const from = new Date(day * msPerDay)
  const last = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months + 1, 0)).getUTCDate()
  return Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, Math.min(wanted, last)) / msPerDay
}

/** Orders text by code point. The campaign's ids are ASCII, where that is plain `<`. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Splits in proportion: whole units down, then one more each to the largest remainders, ties to the earlier. */
export function inProportion(amount: bigint, weights: readonly bigint[]): bigint[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0n)
  const shares = weights.map((weight) => (amount * weight) / total)
  const order = weights.map((weight, i) => ({ i, rest: (amount * weight) % total }))
  order.sort((a, b) => (a.rest > b.rest ? -1 : a.rest < b.rest ? 1 : a.i - b.i))
  const left = amount - shares.reduce((sum, share) => sum + share, 0n)
  for (const { i } of order.slice(0, Number(left))) shares[i] = shares[i]! + 1n
  return shares
}

/** Half-up division of amounts that are not negative. */
export function divideHalfUp(amount: bigint, by: bigint): bigint {
  return (2n * amount + by) / (2n * by)
}

/** Adds up. */
export function total(amounts: Iterable<bigint>): bigint {
  let sum = 0n
  for (const amount of amounts) sum += amount
  return sum
}
