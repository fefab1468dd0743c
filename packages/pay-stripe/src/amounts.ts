import { ReceivablesError } from '@owekit/core'
import { exponentOf, minor, type Money } from '@owekit/core/money'

// How Stripe counts, where it differs from ISO 4217. Its API has no field that says so; a wrong entry is wrong by a
// factor of a hundred, so what its own documents contradict each other about is left out (decision 40).

/** No decimals by ISO, and yet two in the API, which have to be zeros. */
const writtenWithCents = new Set(['ISK', 'UGX'])

/** Three decimals, the last of which has to be zero. */
const lastDigitZero = new Set(['BHD', 'JOD', 'KWD', 'OMR', 'TND'])

/** Not offered, or counted in a way that we could not make sure of. */
const notOffered = new Set(['IQD', 'LYD', 'MGA', 'CLF', 'UYI', 'UYW'])

/** The least that can be charged, in minor units by ISO; in others it depends on the account's own currency. */
const least: Readonly<Record<string, bigint>> = {
  AED: 200n,
  AUD: 50n,
  BRL: 50n,
  CAD: 50n,
  CHF: 50n,
  CZK: 1500n,
  DKK: 250n,
  EUR: 50n,
  GBP: 30n,
  HKD: 400n,
  HUF: 17_500n,
  INR: 50n,
  JPY: 50n,
  MXN: 1000n,
  MYR: 200n,
  NOK: 300n,
  NZD: 50n,
  PLN: 200n,
  RON: 200n,
  SEK: 300n,
  SGD: 50n,
  THB: 1000n,
  USD: 50n,
}

/**
 * The least amount that Stripe charges in a currency, in minor units.
 *
 * @example
 * minimumCharge('EUR') // 50n
 */
export function minimumCharge(currency: string): bigint {
  return least[currency] ?? (lastDigitZero.has(currency) ? 10n : 1n)
}

/**
 * An amount as Stripe counts it.
 *
 * @throws ReceivablesError `provider_unsupported` for a currency, or an amount, that Stripe has no number for
 * @example
 * toStripe(money('12.50', 'EUR')) // { amount: 1250, currency: 'eur' }
 * toStripe(money('500', 'ISK')) // { amount: 50000, currency: 'isk' }
 * toStripe(money('5.124', 'KWD')) // throws: the third decimal has to be 0
 */
export function toStripe(amount: Money): { amount: number; currency: string } {
  const units = amount.minor * scaleOf(amount.currency)
  if (lastDigitZero.has(amount.currency) && units % 10n !== 0n) {
    throw unsupported(
      `${String(amount)}; of ${amount.currency} it takes amounts whose last decimal is 0`,
      amount.currency,
    )
  }
  if (units > BigInt(Number.MAX_SAFE_INTEGER)) throw unsupported(String(amount), amount.currency)
  return { amount: Number(units), currency: amount.currency.toLowerCase() }
}

/**
 * The amount that a number of Stripe's means.
 *
 * @throws ReceivablesError `provider_unsupported` for a currency that Stripe and we may count differently
 * @example
 * String(fromStripe(50000, 'isk')) // '500 ISK'
 */
export function fromStripe(units: number, code: string): Money {
  const currency = code.toUpperCase()
  const scale = scaleOf(currency)
  if (!Number.isSafeInteger(units) || BigInt(units) % scale !== 0n) {
    throw unsupported(`${units} ${currency}, which is no amount of whole minor units`, currency)
  }
  return minor(BigInt(units) / scale, currency)
}

/** What one minor unit of ours is in Stripe's. */
function scaleOf(currency: string): bigint {
  if (notOffered.has(currency)) throw unsupported(currency, currency)
  exponentOf(currency)
  return writtenWithCents.has(currency) ? 100n : 1n
}

function unsupported(what: string, currency: string): ReceivablesError {
  return new ReceivablesError('provider_unsupported', `Stripe cannot be asked for ${what}.`, { currency })
}
