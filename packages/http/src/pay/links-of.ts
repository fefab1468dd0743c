import { type Receivables, ReceivablesError } from '@owekit/core'
import type { PayLinks, PayLinkView } from './links.js'

/** What {@link payLinks} takes. */
export interface PayLinksOptions {
  /** Who is paid, in words. */
  readonly merchant: string
  /** Lets whoever holds a link that expired have a fresh one for the same debt; `false`: nobody. */
  readonly renew?:
    | false
    | {
        /** How many days after the end that you gave it, however often it was renewed since. @default 60 */
        readonly within?: number
        /** How many days the fresh one can be used. @default 7 */
        readonly days?: number
      }
}

const dayInMs = 86_400_000

async function hashOf(token: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function daysOf(what: string, days: number, least: number): number {
  if (Number.isInteger(days) && days >= least && days <= 3650) return days
  throw new ReceivablesError('invalid_input', `${what} is a number of days from ${least} to 3650; got ${days}.`)
}

/**
 * The links of books as a pay page shows them.
 *
 * A link that expired can be renewed by whoever holds it, for a while: the fresh link shows and takes no more than the old
 * one did, and the old one opens nothing any more. However often it is asked for at once, there is one fresh link; however
 * often it is renewed, `within` counts from the end that you gave it. What was revoked stays closed.
 *
 * @throws ReceivablesError `invalid_input` when a number of days is none
 * @example
 * createHandler(ar, { links: payLinks(ar, { merchant: 'Studio Ada' }) })
 */
export function payLinks(ar: Receivables, options: PayLinksOptions, clock: () => number = Date.now): PayLinks {
  const { merchant, renew = {} } = options
  const within = renew === false ? 0 : daysOf('renew.within', renew.within ?? 60, 0)
  const days = renew === false ? 0 : daysOf('renew.days', renew.days ?? 7, 1)

  async function resolve(token: string): Promise<PayLinkView & { readonly id: string }> {
    const view = await ar.links.resolve(token)
    const takesLess = view.minimum.minor < view.amount.minor
    const ended = view.firstExpiresAt === null ? Infinity : Date.parse(view.firstExpiresAt)
    return {
      ...view,
      merchant,
      minimum: takesLess ? view.minimum : null,
      renewable: view.renewable && clock() < ended + within * dayInMs,
    }
  }

  return {
    resolve,
    pay: (token, asked) => ar.links.pay(token, asked),
    ...(renew !== false && {
      async renew(token: string) {
        const { id, renewable } = await resolve(token)
        if (!renewable) throw new ReceivablesError('link_expired', 'This link can no longer be renewed.', { link: id })
        const key = `renew:${await hashOf(token)}`
        const { url } = await ar.as('payer').links.renew({ link: id, days, key, holder: { token, within } })
        return { url }
      },
    }),
  }
}
