import { ReceivablesError } from '@owekit/core'

/** A setting that nothing can be sent or believed with. Its value is not repeated: it may be a secret. */
export function notConfigured(setting: string, why: string): ReceivablesError {
  return new ReceivablesError('not_configured', `The setting ${setting} cannot be used: it ${why}.`, { setting })
}
