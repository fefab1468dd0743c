import { errorCatalogue, type ErrorCode, type ErrorKind } from './catalogue.js'

/** What survives `JSON.stringify` and `JSON.parse` unchanged. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue }

/** The data behind an error message: the thing, the limit and the attempt, safe to send as JSON. */
export type ErrorDetails = { readonly [key: string]: JsonValue }

/** Shared through the global symbol registry, so that two installed copies know each other's errors. */
const brand: unique symbol = Symbol.for('@owekit/core/ReceivablesError') as never

/**
 * The only error this SDK throws on purpose.
 *
 * `code` says what happened, `kind` who acts, `message` names the thing, the limit and the attempt, and `details`
 * holds the same as data. Amounts in `details` are decimal text, days `YYYY-MM-DD`. The kind always follows from
 * the code, see {@link errorCatalogue}.
 *
 * @example
 * throw new ReceivablesError('allocation_exceeds_open_amount', 'Invoice A-1 has €70.00 open; cannot allocate €80.00.', {
 *   invoiceId: 'inv_A-1', open: '70.00', asked: '80.00',
 * })
 */
export class ReceivablesError extends Error {
  readonly code: ErrorCode
  readonly kind: ErrorKind
  readonly details: ErrorDetails

  constructor(
    code: ErrorCode,
    message: string,
    details: ErrorDetails = {},
    options: { readonly cause?: unknown } = {},
  ) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined)
    this.code = code
    this.kind = errorCatalogue[code]
    this.details = details
  }

  override get name(): string {
    return 'ReceivablesError'
  }

  get [brand](): true {
    return true
  }

  /** What an HTTP answer or a log line may carry; never the cause, which can hold secrets of the host. */
  toJSON(): { code: ErrorCode; kind: ErrorKind; message: string; details: ErrorDetails } {
    return { code: this.code, kind: this.kind, message: this.message, details: this.details }
  }
}

/**
 * Tells whether something caught is a {@link ReceivablesError}, and of the given code when one is asked for.
 *
 * Works across duplicate installs of the SDK and across realms, where `instanceof` does not.
 *
 * @example
 * isReceivablesError(error, 'account_changed') // true: load the account again and retry
 */
export function isReceivablesError<C extends ErrorCode = ErrorCode>(
  error: unknown,
  code?: C,
): error is ReceivablesError & { readonly code: C } {
  if (typeof error !== 'object' || error === null || !(brand in error)) return false
  return code === undefined || (error as ReceivablesError).code === code
}
