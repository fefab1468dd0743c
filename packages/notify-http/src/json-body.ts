import type { RawWebhook } from '@owekit/core/ports'
import { type Fields, fieldsOf } from './fields.js'
import { rejected } from './rejected.js'

/**
 * The JSON object that a request holds; nothing in it where it holds other JSON. For those who add a service.
 *
 * @throws ReceivablesError `webhook_rejected` it is not JSON
 */
export function jsonBody({ body }: RawWebhook): Fields {
  try {
    return fieldsOf(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)))
  } catch (cause) {
    throw rejected('Its body is not JSON.', cause)
  }
}
