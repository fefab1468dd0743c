import { ReceivablesError } from '@owekit/core'
import type { OutboundMessage } from '@owekit/core/ports'

/** What a receiver reads: the JSON of a webhook's body. */
export interface WebhookPayload {
  /** `message.` and the purpose: `message.reminder`. */
  readonly type: `message.${OutboundMessage['purpose']}`
  readonly data: Omit<OutboundMessage, 'to' | 'attachments'>
}

/**
 * The body of a message: the same bytes at every attempt, so it has no time in it; `webhook-timestamp` has.
 *
 * Where it goes is left out, for a URL may hold a secret of the receiver's.
 *
 * @throws ReceivablesError `notifier_refused` its data is not JSON
 */
export function bodyOf(message: OutboundMessage): string {
  const { to: _to, attachments: _files, ...data } = message
  try {
    return JSON.stringify({ type: `message.${data.purpose}`, data } satisfies WebhookPayload)
  } catch (cause) {
    const details = { message: data.message, fault: 'content', part: 'data' }
    throw new ReceivablesError('notifier_refused', 'The message cannot be sent: its data is not JSON.', details, {
      cause,
    })
  }
}
