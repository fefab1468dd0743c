export { type DestinationRules, type ResolvedAddress } from './destination.js'
export type { WebhookPayload } from './payload.js'
export { retryAfterSeconds } from './retry-after.js'
export {
  signWebhook,
  type VerifiedWebhook,
  verifyWebhook,
  type VerifyWebhookOptions,
  type WebhookHeaders,
  type WebhookToSign,
} from './signature.js'
export { webhookNotifier, type WebhookNotifierOptions } from './webhook-notifier.js'
