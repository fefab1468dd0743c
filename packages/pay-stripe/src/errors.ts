import type Stripe from 'stripe'
import { type ErrorCode, isReceivablesError, ReceivablesError } from '@owekit/core'

/** What the client throws, as far as it can be relied on. */
interface StripeFailure {
  readonly type?: string
  readonly code?: string
  readonly param?: string
  readonly decline_code?: string
  readonly statusCode?: number
  readonly requestId?: string
  readonly detail?: { readonly code?: string }
  /** The payment that was declined. */
  readonly payment_intent?: Stripe.PaymentIntent
}

/** What failed before a byte had left. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'])

/** What Stripe says when an account, a method or a time cannot do what is asked, whatever the amount. */
const unsupportedCodes = new Set(['payment_method_unactivated', 'payment_intent_incompatible_payment_method'])

/**
 * Does a call, and says in our codes what went wrong. The client's error is the cause.
 *
 * A call that changes something and got no answer may have been carried out: it is `provider_indeterminate`, and its key
 * makes it safe to repeat.
 */
export async function asked<A>(
  what: string,
  changes: boolean,
  signal: AbortSignal | undefined,
  call: () => Promise<A>,
): Promise<A> {
  signal?.throwIfAborted()
  try {
    return await (signal === undefined ? call() : unlessGivenUp(signal, call()))
  } catch (error) {
    if (isReceivablesError(error)) throw error
    throw failed(what, changes, error)
  }
}

/** The payment that a card's bank did not let through, and why; nothing for a refusal of another kind. */
export function declineOf(
  error: unknown,
): { readonly intent: Stripe.PaymentIntent; readonly reason: string } | undefined {
  if (!isReceivablesError(error, 'provider_refused')) return undefined
  const { type, code, decline_code: declineCode, payment_intent: intent } = (error.cause ?? {}) as StripeFailure
  if (type !== 'StripeCardError' || intent === undefined) return undefined
  const needsPayer = code === 'authentication_required' || declineCode === 'authentication_required'
  return { intent, reason: needsPayer ? 'authentication_required' : (declineCode ?? code ?? 'declined') }
}

function failed(what: string, changes: boolean, cause: unknown): ReceivablesError {
  const failure = (typeof cause === 'object' && cause !== null ? cause : {}) as StripeFailure
  const code = codeOf(failure, changes)
  const reason = failure.decline_code ?? failure.code ?? failure.type ?? 'no answer'
  return new ReceivablesError(code, `Stripe: ${what} ${words[code]} (${reason}).`, detailsOf(failure), { cause })
}

const words: Readonly<Partial<Record<ErrorCode, string>>> = {
  provider_unavailable: 'was not carried out',
  provider_indeterminate: 'got no answer and may have been carried out; repeat it with the same key',
  provider_unsupported: 'is not offered',
  provider_refused: 'was refused',
}

function codeOf({ type, code, param, statusCode, detail }: StripeFailure, changes: boolean): ErrorCode {
  const unanswered = changes ? 'provider_indeterminate' : 'provider_unavailable'
  if (type === 'StripeConnectionError') return neverSent.has(detail?.code ?? '') ? 'provider_unavailable' : unanswered
  if (statusCode === undefined) return unanswered
  // The key or its rights are at fault, not what was asked: once that is mended it may be carried out.
  if (statusCode === 429 || statusCode === 401 || statusCode === 403) return 'provider_unavailable'
  // Another call with this key is still being carried out.
  if (statusCode === 409 || statusCode >= 500) return unanswered
  const isUnsupported = param === 'expires_at' || param === 'currency' || unsupportedCodes.has(code ?? '')
  return isUnsupported ? 'provider_unsupported' : 'provider_refused'
}

/** No message of theirs: it may repeat what was sent. */
function detailsOf({
  type,
  code,
  param,
  decline_code: declineCode,
  statusCode,
  requestId,
}: StripeFailure): Readonly<Record<string, string | number>> {
  const all = { type, code, param, declineCode, statusCode, requestId }
  return Object.fromEntries(Object.entries(all).flatMap(([name, held]) => (held === undefined ? [] : [[name, held]])))
}

/** The client takes no signal: the call goes on, and its answer is not waited for. */
async function unlessGivenUp<A>(signal: AbortSignal, call: Promise<A>): Promise<A> {
  let giveUp = () => {}
  const givenUp = new Promise<never>((_resolve, reject) => {
    giveUp = () => reject(new Error('The call was given up.', { cause: signal.reason }))
    signal.addEventListener('abort', giveUp)
  })
  try {
    return await Promise.race([call, givenUp])
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}
