import { type ErrorCode, ReceivablesError } from '@owekit/core'

/** The data behind a message: text, numbers, lists of them. */
export type RefusalDetails = NonNullable<ConstructorParameters<typeof ReceivablesError>[2]>

/** A refusal of the command line itself: an error with one of the catalogue's codes and what to do about it. */
export class Refusal extends ReceivablesError {
  /** What to do, for a person. */
  readonly hint: string

  constructor(code: ErrorCode, message: string, hint = '', details: RefusalDetails = {}) {
    super(code, message, details)
    this.hint = hint
  }
}
