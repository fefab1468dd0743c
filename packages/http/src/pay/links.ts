import type { Money } from '@owekit/core'

/** What a pay link asks for at this moment. */
export interface PayLinkView {
  /** `hold`: what is paid is only held on the card. @default 'now' */
  readonly capture?: 'now' | 'hold'
  readonly state: 'payable' | 'in_progress' | 'paid' | 'nothing_due' | 'expired' | 'cancelled'
  /** What is to be paid. */
  readonly amount: Money | null
  readonly open: Money | null
  /** The least that is taken; without it only the whole amount is. */
  readonly minimum: Money | null
  /** On its way already. */
  readonly pending: Money | null
  /** Money on account that can settle some of it. */
  readonly credit: Money | null
  readonly items: readonly {
    readonly document: string
    readonly number: string
    readonly instalment: number
    readonly dueOn: string | null
    readonly open: Money
    readonly overdueDays: number
  }[]
  readonly paidOn: string | null
  /** Who is paid, in words. */
  readonly merchant: string
  /** An RFC 3339 instant. */
  readonly expiresAt: string | null
  /** The payer can ask for a fresh link. */
  readonly renewable: boolean
}

/** What paying through a link begins. */
export interface PayStart {
  /** Where to pay; `''` when it is paid in place. */
  readonly url: string
  readonly checkout: string
  /** For the provider's element in a page of yours, when it is paid in place. */
  readonly clientSecret?: string
}

/** How a payer wants to pay. */
export interface PayChoice {
  readonly amount?: Money
  readonly next?: string
  /** On the provider's page, or in place, with a client secret. @default 'redirect' */
  readonly show?: 'redirect' | 'inPlace'
  /** The method is kept for later charges: the words that the payer agreed to. */
  readonly saveMethod?: { readonly consent: string }
}

/** Pay links as the handler needs them: what `ar.links` offers. */
export interface PayLinks {
  /** @throws ReceivablesError `link_not_found` */
  resolve(token: string): Promise<PayLinkView>
  /**
   * @throws ReceivablesError `amount_not_payable`, `payment_in_progress`, `nothing_due`, `link_expired`, `link_revoked`,
   * `link_not_found`, and those of providers
   */
  pay(token: string, options: PayChoice): Promise<PayStart>
  /** Makes a fresh link of an expired one, or sends it; says where it is when the payer may be taken there. */
  renew?(token: string): Promise<{ readonly url?: string }>
}
