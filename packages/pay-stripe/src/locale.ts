import type Stripe from 'stripe'

/** The languages of Stripe's pages. */
const offered =
  'bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv ' +
  'th tr vi zh zh-HK zh-TW'

const languages: ReadonlySet<string> = new Set(offered.split(' '))

/**
 * The language of Stripe's page for a payer's locale: the same, else its language, else what the browser asks for.
 *
 * @example
 * localeOf('de-AT') // 'de'
 * localeOf('en-GB') // 'en-GB'
 * localeOf('eo') // 'auto'
 */
export function localeOf(locale: string): Stripe.Checkout.SessionCreateParams.Locale {
  const found = [locale, locale.split('-')[0]!].find((one) => languages.has(one))
  return found ?? 'auto'
}
