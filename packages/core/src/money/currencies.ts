import { attempted, ReceivablesError, shown } from '../errors/index.js'

// The 178 current codes of ISO 4217 (list of 2026-02-01), grouped by their number of decimals.

/** Counted in whole units. */
const noDecimals = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'

/** Counted in hundredths. */
const twoDecimals =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW ' +
  'CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF ' +
  'IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK ' +
  'MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP ' +
  'SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG ' +
  'YER ZAR ZMW ZWG'

/** Counted in thousandths. */
const threeDecimals = 'BHD IQD JOD KWD LYD OMR TND'

/** Counted in ten-thousandths: units of account, not cash. */
const fourDecimals = 'CLF UYW'

/** Metals, baskets and test codes: the standard gives no minor unit, so no amount can be counted exactly. */
const noMinorUnit = 'XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX'

function buildTable(): ReadonlyMap<string, number | undefined> {
  const groups: [string, number | undefined][] = [
    [noDecimals, 0],
    [twoDecimals, 2],
    [threeDecimals, 3],
    [fourDecimals, 4],
    [noMinorUnit, undefined],
  ]
  return new Map(groups.flatMap(([codes, exponent]) => codes.split(' ').map((code) => [code, exponent] as const)))
}

const exponents = /* @__PURE__ */ buildTable()

/**
 * The codes of ISO 4217 that money can be counted in, in alphabetical order within their number of decimals.
 *
 * Codes without a minor unit (gold `XAU`, the test code `XTS`) are not among them.
 *
 * @example
 * currencyCodes().length // 165
 */
export function currencyCodes(): string[] {
  return [...exponents].flatMap(([code, exponent]) => (exponent === undefined ? [] : [code]))
}

/**
 * How many decimals a currency has: the power of ten between one unit and its minor unit.
 *
 * Codes are upper case, as the standard writes them. A gateway that counts a currency differently owns its own table.
 * Source: ISO 4217, list of 2026-02-01.
 *
 * @throws ReceivablesError `unknown_currency` for any other text, and for codes that have no minor unit, such as XAU
 * @example
 * exponentOf('EUR') // 2
 * exponentOf('JPY') // 0
 * exponentOf('KWD') // 3
 */
export function exponentOf(currency: string): number {
  const exponent = exponents.get(currency)
  if (exponent !== undefined) return exponent
  const reason = exponents.has(currency)
    ? `Currency ${currency} has no minor unit in ISO 4217, so amounts of it cannot be counted.`
    : `Currency ${shown(currency)} is not one of the current ISO 4217 codes, such as EUR.`
  throw new ReceivablesError('unknown_currency', reason, { currency: attempted(currency) })
}

/**
 * Tells whether a value is a currency code that {@link exponentOf} knows.
 *
 * @example
 * isCurrency('EUR') // true
 * isCurrency('eur') // false
 * isCurrency('XAU') // false: no minor unit
 */
export function isCurrency(code: unknown): code is string {
  return typeof code === 'string' && exponents.get(code) !== undefined
}
