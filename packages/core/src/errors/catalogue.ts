/**
 * Who has to act when an error is thrown.
 *
 * `invalid` fix the input · `not_found` name something that exists · `rule` the books say no · `conflict` read again
 * and retry · `adapter` see `cause` · `internal` our bug, please report it.
 */
export type ErrorKind = 'invalid' | 'not_found' | 'rule' | 'conflict' | 'adapter' | 'internal'

const invalid = (summary: string) => ({ kind: 'invalid', summary }) as const
const notFound = (summary: string) => ({ kind: 'not_found', summary }) as const
const rule = (summary: string) => ({ kind: 'rule', summary }) as const
const conflict = (summary: string) => ({ kind: 'conflict', summary }) as const
const adapter = (summary: string) => ({ kind: 'adapter', summary }) as const
const internal = (summary: string) => ({ kind: 'internal', summary }) as const

/**
 * Every error code there is, with the kind that says who acts and one sentence on when it is thrown.
 *
 * Codes are API: a code is never renamed, and its kind never changes. `docs/reference/errors.md` has a row per code.
 *
 * @example
 * errorCatalogue.too_many_decimals.kind // 'invalid'
 */
export const errorCatalogue = {
  invalid_input: invalid('The input does not have the documented shape.'),
  invalid_amount: invalid('An amount is not plain decimal text, or its sign is not allowed here.'),
  too_many_decimals: invalid('An amount has more decimals than its currency.'),
  amount_out_of_range: invalid('An amount does not fit a signed 64-bit count of minor units.'),
  unknown_currency: invalid('A currency code is not a current ISO 4217 code that has a minor unit.'),
  invalid_date: invalid('A day is not a real calendar day written YYYY-MM-DD, years 0001 to 9999.'),
  invalid_instant: invalid('An instant is not RFC 3339 text with Z or an offset.'),
  invalid_time_zone: invalid('A time zone is not an IANA name such as Europe/Berlin.'),
  invalid_text: invalid('A text is empty or holds characters that are not allowed.'),
  text_too_long: invalid('A text is longer than its limit.'),
  invalid_id: invalid('An id is empty, too long, or holds characters that are not allowed.'),
  invalid_terms: invalid('Payment terms cannot be read, hold a negative step, or percentages do not reach 100.'),
  invalid_rate: invalid('A rate is not plain decimal text, or its denominator is zero.'),
  invalid_weights: invalid('Weights to split by are empty, negative or all zero.'),
  due_before_issue: invalid('A due date lies before the issue date.'),
  currency_mismatch: invalid('Two amounts of different currencies meet without a stated exchange.'),
  currency_required: invalid('An amount or an account needs a currency and none was given.'),
  splits_do_not_add_up: invalid('The given parts do not add up to the whole.'),
  plan_total_mismatch: invalid('The instalments do not add up to the amount the plan covers.'),

  customer_not_found: notFound('No customer has this id.'),
  invoice_not_found: notFound('No invoice has this id.'),
  payment_not_found: notFound('No payment has this id.'),
  credit_not_found: notFound('No credit note has this id.'),
  deposit_not_found: notFound('No deposit has this id.'),
  allocation_not_found: notFound('No allocation has this id.'),
  plan_not_found: notFound('No payment plan has this id.'),
  hold_not_found: notFound('No hold has this id.'),
  suspense_not_found: notFound('No suspense entry has this id.'),

  allocation_exceeds_open_amount: rule('An allocation is larger than what the invoice has open.'),
  allocation_exceeds_source: rule('An allocation is larger than what the payment or credit has left.'),
  allocation_too_early: rule('An allocation is dated before the payment or the invoice it joins.'),
  invoice_has_payments: rule('The invoice has payments and cannot be voided before they are moved.'),
  invoice_voided: rule('The invoice is void and takes no further entries.'),
  invoice_on_hold: rule('The invoice is on hold and takes no automatic entries.'),
  period_closed: rule('The effective day lies in a closed period.'),
  refund_treatment_required: rule('A refund must say whether it reopens invoices or spends unapplied money.'),
  refund_exceeds_payment: rule('A refund is larger than what the payment can still give back.'),
  payment_reversed: rule('The payment was reversed and has no money to give.'),
  customer_merged: rule('The customer was merged into another and takes no further entries.'),
  credit_exceeds_invoice: rule('A credit note is larger than the invoice it corrects.'),
  writeoff_exceeds_open: rule('A write-off is larger than what the invoice has open.'),
  deposit_exceeds_held: rule('More is taken from a deposit than it holds.'),
  deposit_reference_mismatch: rule('A deposit is applied to a document with another reference.'),
  plan_cancelled: rule('The payment plan was cancelled.'),

  already_exists: conflict('Something with this id already exists and differs.'),
  request_key_reused: conflict('The same request key came with a different request.'),
  plan_hash_changed: conflict('The books changed since the plan was previewed; preview it again.'),
  account_changed: conflict('Another writer changed the account first; load it and try again.'),

  store_unavailable: adapter('The store could not be reached; nothing was written.'),
  store_indeterminate: adapter(
    'The store did not answer; the write may or may not have happened. Retry with the same key.',
  ),
  store_full: adapter('The store has no room left.'),
  store_corrupt: adapter('The store returned data that breaks its own promises.'),
  store_unsupported: adapter('The store cannot do what was asked.'),
  store_newer_schema: adapter('The store was written by a newer version of the SDK.'),

  internal_error: internal('Something that cannot happen happened; please report it.'),
} as const satisfies Record<string, { readonly kind: ErrorKind; readonly summary: string }>

/** A code from {@link errorCatalogue}; the part of an error that callers may branch on. */
export type ErrorCode = keyof typeof errorCatalogue
