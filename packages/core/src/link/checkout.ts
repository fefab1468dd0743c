import type { Cover, LinkScope } from '../journal/fact.js'
import type { Row } from '../records/collections.js'

/** What a checkout row's `data` column holds. */
export interface CheckoutData {
  /** Where the payer goes; `''` in place, or until the provider has answered. */
  readonly url: string
  readonly scope: LinkScope
  readonly target: string
  readonly instalment: number
  readonly covers: readonly Cover[]
  readonly next: string
  readonly show: 'redirect' | 'inPlace'
  /** The money is held on the card. @default 'now' */
  readonly capture?: 'hold'
  /** The method is kept for later charges, and this is what the payer agreed to. */
  readonly consent?: string
  /** The customer as the provider was told: an account may be merged since. */
  readonly payer?: string
}

/** A checkout row's data, typed. */
export function checkoutData(row: Row<'checkouts'>): CheckoutData {
  return row.data as unknown as CheckoutData
}

/** A checkout's id as the provider knows it: `lnk_1.2` is the second try of a link. */
export function checkoutId({ link, attempt }: { readonly link: string; readonly attempt: number }): string {
  return `${link}.${attempt}`
}

/** The row that a checkout's id names, or nothing when it is not one of ours. */
export function checkoutKey(id: string): readonly [string, number] | undefined {
  const at = id.lastIndexOf('.')
  const attempt = Number(id.slice(at + 1))
  return at > 0 && Number.isSafeInteger(attempt) && attempt > 0 ? [id.slice(0, at), attempt] : undefined
}

/**
 * A payment's id in our books: named after the provider's own, so that it can only be booked once.
 *
 * @example
 * paymentId('stripe', 'pi_1') // 'pay_stripe_pi_1'
 */
export function paymentId(provider: string, externalId: string): string {
  return `pay_${provider}_${externalId}`
}
