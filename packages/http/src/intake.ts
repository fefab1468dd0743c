import type { RawWebhook } from '@owekit/core/ports'

/** Where provider events go: what `ar.intake` offers. Answers when they are stored. */
export interface Intake {
  /** @throws ReceivablesError `webhook_rejected`, `provider_not_found` */
  receive(provider: string, request: RawWebhook): Promise<unknown>
}

/** Where what notifiers tell of messages goes: what `ar.reminders` offers. Answers when it is stored. */
export interface Notices {
  /** @throws ReceivablesError `webhook_rejected`, `notifier_not_found` */
  receive(notifier: string, request: RawWebhook): Promise<unknown>
}
