import { ReceivablesError } from '../errors/index.js'
import type { Cover } from '../journal/fact.js'
import { firstCovers } from '../link/payable.js'
import { returnUrl } from '../link/return-url.js'
import { minor, type Money, toDecimal } from '../money/index.js'
import type { PaymentLinkProvider } from '../ports/payment-provider.js'
import { linkSettingsOf } from './commands/links.js'
import type { OpenedLink } from './queries/links.js'
import type { Settings } from './settings.js'

/** The provider of that name, or the first. */
export function providerNamed({ providers }: Settings, name: string | undefined): PaymentLinkProvider {
  const found = name === undefined ? [...providers.values()][0] : providers.get(name)
  if (found !== undefined) return found
  const known = [...providers.keys()]
  throw new ReceivablesError(
    'provider_not_found',
    name === undefined
      ? 'No payment provider was given to createReceivables.'
      : `There is no payment provider ${name}; there are ${known.length === 0 ? 'none' : known.join(', ')}.`,
    { known },
  )
}

/** The provider that takes this amount. */
export function providerFor(
  settings: Settings,
  name: string | undefined,
  currency: string,
  amount: bigint,
): PaymentLinkProvider {
  const provider = providerNamed(settings, name)
  const { currencies, minimumCharge } = provider.capabilities
  if (currencies !== 'any' && !currencies.includes(currency))
    throw new ReceivablesError('provider_unsupported', `${provider.id} takes no ${currency}.`, {
      provider: provider.id,
      currency,
    })
  const least = minimumCharge?.(currency) ?? 1n
  if (amount < least)
    throw new ReceivablesError(
      'amount_not_payable',
      `${provider.id} takes at least ${toDecimal(minor(least, currency))} ${currency}; ${toDecimal(minor(amount, currency))} is left to pay.`,
      { minimum: toDecimal(minor(least, currency)), asked: toDecimal(minor(amount, currency)) },
    )
  return provider
}

/** Refuses what a provider does not offer, before anything is written. */
export function assertOffered(
  { id, capabilities }: PaymentLinkProvider,
  capture: 'now' | 'hold',
  { show, saveMethod }: { readonly show?: 'redirect' | 'inPlace' | undefined; readonly saveMethod?: unknown },
): void {
  const what =
    capture === 'hold' && !capabilities.holds
      ? 'hold money on a card'
      : show === 'inPlace' && !capabilities.inPlace
        ? 'be paid in place'
        : saveMethod !== undefined && !capabilities.savedMethods
          ? 'keep a method'
          : undefined
  if (what !== undefined) throw new ReceivablesError('provider_unsupported', `${id} cannot ${what}.`, { provider: id })
}

/** What is to be paid, and for what: all of it, or a part of at least the minimum, the earliest items first. */
export function amountAsked(
  { view, payable, row }: OpenedLink,
  asked: Money | undefined,
): { amount: bigint; covers: readonly Cover[] } {
  const { currency } = payable
  if (view.state === 'cancelled')
    throw new ReceivablesError('link_revoked', 'This link takes no payment any more.', { link: row.id })
  if (view.state === 'in_progress')
    throw new ReceivablesError(
      'payment_in_progress',
      `A payment of ${toDecimal(view.pending)} ${currency} is on its way.`,
      {
        pending: toDecimal(view.pending),
      },
    )
  if (view.state === 'paid' || view.state === 'nothing_due')
    throw new ReceivablesError('nothing_due', 'Nothing is left to pay.', { link: row.id, paidOn: view.paidOn })
  if (view.state === 'expired')
    throw new ReceivablesError(
      'link_expired',
      `This link could be used until ${view.expiresAt ?? ''}; ask for a new one.`,
      {
        link: row.id,
        expiresAt: view.expiresAt,
      },
    )
  if (asked === undefined) return { amount: payable.amount, covers: payable.covers }
  if (asked.currency !== currency)
    throw new ReceivablesError('currency_mismatch', `The link asks for ${currency}, not ${asked.currency}.`, {
      link: currency,
      asked: asked.currency,
    })
  if (asked.minor < view.minimum.minor || asked.minor > payable.amount)
    throw new ReceivablesError(
      'amount_not_payable',
      `${toDecimal(asked)} ${currency} cannot be paid: at least ${toDecimal(view.minimum)}, at most ${toDecimal(view.amount)}.`,
      { minimum: toDecimal(view.minimum), maximum: toDecimal(view.amount), asked: toDecimal(asked) },
    )
  return { amount: asked.minor, covers: firstCovers(payable.covers, asked.minor) }
}

/** Where the payer goes afterwards, or `''`. */
export function nextUrl(settings: Settings, next: string | undefined): string {
  if (next === undefined) return ''
  const { url, returnTo } = linkSettingsOf(settings)
  const found = returnUrl(next, url, returnTo)
  if (found !== undefined) return found
  throw new ReceivablesError('invalid_input', 'links.pay: next is no URL of an origin in links.returnTo.', {
    origins: [...returnTo],
  })
}
