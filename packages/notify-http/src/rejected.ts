import { ReceivablesError } from '@owekit/core'

/** A refusal that says why, and nothing of the body. For those who add a service. */
export function rejected(why: string, cause?: unknown): ReceivablesError {
  return new ReceivablesError('webhook_rejected', `The webhook is not believed. ${why}`, {}, { cause })
}
