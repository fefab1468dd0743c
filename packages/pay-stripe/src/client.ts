import type Stripe from 'stripe'

/** A list that the client fetches page by page. */
export interface Pages<T> {
  autoPagingEach(visit: (one: T) => boolean | void): Promise<void>
}

/**
 * The part of the official `stripe` client that is used. A client of another install, or one wrapped by the host, fits as
 * well: nothing but types is imported from the package.
 */
export interface StripeClient {
  readonly checkout: {
    readonly sessions: {
      create(
        params: Stripe.Checkout.SessionCreateParams,
        options: Stripe.RequestOptions,
      ): Promise<Stripe.Checkout.Session>
      retrieve(
        id: string,
        params: Stripe.Checkout.SessionRetrieveParams,
        options: Stripe.RequestOptions,
      ): Promise<Stripe.Checkout.Session>
      expire(
        id: string,
        params: Stripe.Checkout.SessionExpireParams,
        options: Stripe.RequestOptions,
      ): Promise<Stripe.Checkout.Session>
    }
  }
  readonly paymentIntents: {
    create(params: Stripe.PaymentIntentCreateParams, options: Stripe.RequestOptions): Promise<Stripe.PaymentIntent>
    retrieve(
      id: string,
      params: Stripe.PaymentIntentRetrieveParams,
      options: Stripe.RequestOptions,
    ): Promise<Stripe.PaymentIntent>
    cancel(
      id: string,
      params: Stripe.PaymentIntentCancelParams,
      options: Stripe.RequestOptions,
    ): Promise<Stripe.PaymentIntent>
    capture(
      id: string,
      params: Stripe.PaymentIntentCaptureParams,
      options: Stripe.RequestOptions,
    ): Promise<Stripe.PaymentIntent>
  }
  readonly customers: {
    create(params: Stripe.CustomerCreateParams, options: Stripe.RequestOptions): Promise<Stripe.Customer>
  }
  readonly refunds: {
    create(params: Stripe.RefundCreateParams, options: Stripe.RequestOptions): Promise<Stripe.Refund>
  }
  readonly balanceTransactions: {
    list(params: Stripe.BalanceTransactionListParams, options: Stripe.RequestOptions): Pages<Stripe.BalanceTransaction>
  }
  readonly webhooks: {
    constructEventAsync(
      payload: Uint8Array,
      header: string,
      secret: string,
      tolerance?: number,
      cryptoProvider?: undefined,
      receivedAt?: number,
    ): Promise<Stripe.Event>
  }
}
