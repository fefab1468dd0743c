import type { RawWebhook } from '@owekit/core/ports'

/** Where provider events go: what `ar.intake` offers. Answers when they are stored. */
export interface Intake {
  /** @throws ReceivablesError `webhook_rejected`, `provider_not_found` */
  receive(provider: string, request: RawWebhook): Promise<unknown>
}
