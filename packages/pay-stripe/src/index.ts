export type { StripeClient } from './client.js'
export { stripeProvider, type StripeProviderOptions } from './stripe-provider.js'
