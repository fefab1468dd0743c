import { ReceivablesError } from '@owekit/core'
import { retryAfterSeconds } from '@owekit/notify-webhook'
import type { CarrierAnswer, Refusal } from './carrier.js'

type Details = ReceivablesError['details']

/**
 * Says in our codes why a service did not take a message.
 *
 * What it said in words is not repeated, because it may quote an address: `code` in the details is its own word for it.
 */
export function failureOf(
  { status, headers }: CarrierAnswer,
  refusal: Exclude<Refusal, 'inProgress'> | undefined,
  code: string | number | undefined,
): ReceivablesError {
  const details = { status, ...(code === undefined ? {} : { code }) }
  const said = code === undefined ? String(status) : `${status}, ${code}`
  const kind = refusal ?? kindOf(status)
  if (kind === undefined) return inDoubt(`It failed within (${said}).`, details)
  if (kind === 'later') {
    const wait = retryAfterSeconds(headers.get('retry-after'))
    return new ReceivablesError('notifier_unavailable', `The service refused the message for now (${said}).`, {
      ...details,
      ...wait,
    })
  }
  const why = `The service refused the message for its ${kind} (${said}).`
  return new ReceivablesError('notifier_refused', why, { ...details, fault: kind })
}

/** What a status means by itself; `undefined`: nobody knows what was done before it failed. */
function kindOf(status: number): Exclude<Refusal, 'inProgress'> | undefined {
  if ([408, 425, 429, 503].includes(status)) return 'later'
  // 303 says: it is done, and what came of it is over there.
  if (status >= 500 || status < 300 || status === 303) return undefined
  return [400, 413, 415, 422, 451].includes(status) ? 'content' : 'settings'
}

/** What fetch says when there was no connection, so nothing can have been sent. */
const unreached = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'ENETUNREACH',
  'ENETDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
])

/** A certificate that will not become better by waiting. */
const certificate = /CERT|SELF_SIGNED|ALTNAME|UNABLE_TO_VERIFY/

/** Says in our codes what it means that there was no answer at all. */
export function failureWithout(error: unknown): ReceivablesError {
  const { code = '', syscall, message = '' } = causeOf(error)
  const details = code === '' ? {} : { code }
  if (certificate.test(code)) {
    const why = 'The service has a certificate that nobody vouches for.'
    return new ReceivablesError('notifier_refused', why, { ...details, fault: 'settings' }, { cause: error })
  }
  const isUnreached = unreached.has(code) || syscall === 'connect' || message.includes('before secure TLS connection')
  if (!isUnreached) return inDoubt('The connection was lost or given up.', details, error)
  return new ReceivablesError('notifier_unavailable', 'The service was not reached.', details, { cause: error })
}

/** Nobody knows whether the service took the message. */
export function inDoubt(why: string, details: Details, cause?: unknown): ReceivablesError {
  const message = `The service may have the message, and did not say whether it took it. ${why}`
  return new ReceivablesError('notifier_indeterminate', message, details, { cause })
}

interface SystemError {
  readonly code?: string
  readonly syscall?: string
  readonly message?: string
}

/** What is behind `fetch failed`; of several addresses that were tried, the last. */
function causeOf(error: unknown): SystemError {
  const cause: unknown = error instanceof Error && error.cause !== undefined ? error.cause : error
  const one: unknown = cause instanceof AggregateError ? cause.errors.at(-1) : cause
  if (!(one instanceof Error)) return {}
  const { code, syscall, message } = one as Error & { code?: unknown; syscall?: unknown }
  return {
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof syscall === 'string' ? { syscall } : {}),
    message,
  }
}
