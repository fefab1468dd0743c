export { checkEndpoint, type EndpointClient, type EndpointFinding } from './check-endpoint.js'
export type { StripeClient } from './client.js'
export { stripeProvider, type StripeProviderOptions } from './stripe-provider.js'
export { stripeApiVersion, stripeEvents } from './webhook-events.js'
