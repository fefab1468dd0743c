import { ReceivablesError } from '@owekit/core'
import type { Answer, NoAnswer } from './post.js'
import { retryAfterSeconds } from './retry-after.js'

/**
 * Says in our codes why a receiver did not take a message; nothing for one that did.
 *
 * 408, 425, 429 and 503 say that nothing was done. Any other failure of the receiver's own (5xx) may have come half-way.
 */
export function failureOf({ status, retryAfter }: Answer): ReceivablesError | undefined {
  if (status >= 200 && status < 300) return undefined
  if ([408, 425, 429, 503].includes(status)) {
    const details = { status, ...retryAfterSeconds(retryAfter) }
    return new ReceivablesError(
      'notifier_unavailable',
      `The receiver refused the message for now (${status}).`,
      details,
    )
  }
  if (status >= 500 || status < 300) return inDoubt({ status }, undefined)
  const fault = faultOf(status)
  const why = `The receiver refused the message for its ${fault} (${status}).`
  return new ReceivablesError('notifier_refused', why, { status, fault })
}

/** Says in our codes that no answer came. */
export function failureWithout({ isHandedOver, cause }: NoAnswer): ReceivablesError {
  const code = (cause as { code?: unknown } | undefined)?.code
  const details = typeof code === 'string' ? { code } : {}
  if (isHandedOver) return inDoubt(details, cause)
  if (certificate.test(details.code ?? '')) {
    const why = 'The receiver has a certificate that nobody vouches for.'
    return new ReceivablesError('notifier_refused', why, { ...details, fault: 'settings' }, { cause })
  }
  return new ReceivablesError('notifier_unavailable', 'The receiver was not reached.', details, { cause })
}

/** A certificate that will not become better by waiting. */
const certificate = /CERT|SELF_SIGNED|ALTNAME|UNABLE_TO_VERIFY/

/** Nobody at this place (also: somewhere else; redirects are not followed), nobody who believes us, or nothing it wants. */
function faultOf(status: number): 'address' | 'settings' | 'content' {
  if (status < 400 || status === 404 || status === 410) return 'address'
  return [401, 402, 403, 405, 407].includes(status) ? 'settings' : 'content'
}

function inDoubt(details: ReceivablesError['details'], cause: unknown): ReceivablesError {
  const why = 'The receiver had the message, and did not say whether it took it.'
  return new ReceivablesError('notifier_indeterminate', why, details, { cause })
}
