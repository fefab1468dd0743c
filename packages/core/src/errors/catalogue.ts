/**
 * Who has to act when an error is thrown.
 *
 * `invalid` fix the input · `not_found` name something that exists · `rule` the books say no · `conflict` read again
 * and retry · `adapter` see `cause` · `internal` our bug, please report it.
 */
export type ErrorKind = 'invalid' | 'not_found' | 'rule' | 'conflict' | 'adapter' | 'internal'

/**
 * Every error code there is, with the kind that says who acts.
 *
 * Codes are API: a code is never renamed, and its kind never changes. `docs/reference/errors.md` has a row per code.
 *
 * @example
 * errorCatalogue.too_many_decimals // 'invalid'
 */
export const errorCatalogue = {
  /** The input does not have the documented shape. */
  invalid_input: 'invalid',
  /** An amount is not plain decimal text, or its sign is not allowed here. */
  invalid_amount: 'invalid',
  /** An amount has more decimals than its currency. */
  too_many_decimals: 'invalid',
  /** An amount does not fit a signed 64-bit count of minor units. */
  amount_out_of_range: 'invalid',
  /** A currency code is not a current ISO 4217 code that has a minor unit. */
  unknown_currency: 'invalid',
  /** A day is not a real calendar day written YYYY-MM-DD, years 0001 to 9999. */
  invalid_date: 'invalid',
  /** An instant is not RFC 3339 text with Z or an offset. */
  invalid_instant: 'invalid',
  /** A time zone is not an IANA name such as Europe/Berlin. */
  invalid_time_zone: 'invalid',
  /** A text is empty or holds characters that are not allowed. */
  invalid_text: 'invalid',
  /** A text is longer than its limit. */
  text_too_long: 'invalid',
  /** An id is empty, too long, or holds characters that are not allowed. */
  invalid_id: 'invalid',
  /** Payment terms cannot be read, hold a negative step, or percentages do not reach 100. */
  invalid_terms: 'invalid',
  /** A rate is not plain decimal text, or its denominator is zero. */
  invalid_rate: 'invalid',
  /** Weights to split by are empty, negative or all zero. */
  invalid_weights: 'invalid',
  /** A due date lies before the issue date. */
  due_before_issue: 'invalid',
  /** Two amounts of different currencies meet without a stated exchange. */
  currency_mismatch: 'invalid',
  /** An amount or an account needs a currency and none was given. */
  currency_required: 'invalid',
  /** The given parts do not add up to the whole. */
  splits_do_not_add_up: 'invalid',
  /** The instalments do not add up to the amount the plan covers. */
  plan_total_mismatch: 'invalid',
  /** A reminder policy cannot work: see `path` in the details. */
  invalid_policy: 'invalid',
  /** A message template cannot be used: see `part`, `line` and `column` in the details. */
  invalid_template: 'invalid',
  /** A webhook is forged, replayed, stale or not readable. */
  webhook_rejected: 'invalid',
  /** A widget token is forged, expired, or for something else. */
  token_rejected: 'invalid',
  /** A setting that this needs was not given. */
  not_configured: 'invalid',

  /** No customer has this id. */
  customer_not_found: 'not_found',
  /** No invoice has this id. */
  invoice_not_found: 'not_found',
  /** No payment has this id. */
  payment_not_found: 'not_found',
  /** No deposit has this id. */
  deposit_not_found: 'not_found',
  /** No allocation has this id. */
  allocation_not_found: 'not_found',
  /** No payment plan has this id. */
  plan_not_found: 'not_found',
  /** No hold has this id. */
  hold_not_found: 'not_found',
  /** No suspense entry has this id. */
  suspense_not_found: 'not_found',
  /** No pay link has this id or token. */
  link_not_found: 'not_found',
  /** No dispute has this id. */
  dispute_not_found: 'not_found',
  /** No promise to pay has this id. */
  promise_not_found: 'not_found',
  /** No booking has this reference. */
  booking_not_found: 'not_found',
  /** No saved method has this id, or it was forgotten. */
  method_not_found: 'not_found',
  /** No provider event has this id. */
  event_not_found: 'not_found',
  /** No payment provider of this name was configured. */
  provider_not_found: 'not_found',
  /** No job of this id was given up. */
  job_not_found: 'not_found',
  /** No reminder policy has this name. */
  policy_not_found: 'not_found',
  /** No step of a reminder has this id, or nothing more comes of it. */
  step_not_found: 'not_found',
  /** No message has this id. */
  message_not_found: 'not_found',
  /** No task of staff has this id, or it is closed. */
  task_not_found: 'not_found',
  /** No notifier of this name was given. */
  notifier_not_found: 'not_found',

  /** An allocation is larger than what the invoice has open. */
  allocation_exceeds_open_amount: 'rule',
  /** An allocation is larger than what the payment or credit has left. */
  allocation_exceeds_source: 'rule',
  /** An allocation is dated before the payment or the invoice it joins. */
  allocation_too_early: 'rule',
  /** The invoice has payments and cannot be voided before they are moved. */
  invoice_has_payments: 'rule',
  /** The invoice is void and takes no further entries. */
  invoice_voided: 'rule',
  /** The effective day lies in a closed period. */
  period_closed: 'rule',
  /** A refund must say whether it reopens invoices or spends unapplied money. */
  refund_treatment_required: 'rule',
  /** A refund is larger than what the payment can still give back. */
  refund_exceeds_payment: 'rule',
  /** The payment was reversed and has no money to give. */
  payment_reversed: 'rule',
  /** The credit's last day has passed. */
  credit_expired: 'rule',
  /** The customer was merged into another and takes no further entries. */
  customer_merged: 'rule',
  /** The customer's personal data was erased and takes no new one. */
  customer_erased: 'rule',
  /** A credit note is larger than the invoice it corrects. */
  credit_exceeds_invoice: 'rule',
  /** A write-off is larger than what the invoice has open. */
  writeoff_exceeds_open: 'rule',
  /** More is taken from a deposit than it holds. */
  deposit_exceeds_held: 'rule',
  /** A deposit is applied to a document with another reference. */
  deposit_reference_mismatch: 'rule',
  /** The payment plan was cancelled. */
  plan_cancelled: 'rule',
  /** The link was revoked. */
  link_revoked: 'rule',
  /** The link has expired and must be renewed before it takes money. */
  link_expired: 'rule',
  /** Nothing is open that could be asked for. */
  nothing_due: 'rule',
  /** A part payment is below the least the link takes, or above what is open. */
  amount_not_payable: 'rule',
  /** A payment of this debt is on its way already. */
  payment_in_progress: 'rule',
  /** The money is not held on a card, or no more: it was captured, given free, or has run out. */
  authorisation_ended: 'rule',
  /** More is to be captured than is held on the card. */
  capture_exceeds_authorised: 'rule',
  /** The invoice is on hold: it is not charged before someone clears it. */
  invoice_on_hold: 'rule',
  /** A dispute is about more than there is of its invoice or payment. */
  dispute_exceeds_amount: 'rule',
  /** The dispute was resolved before. */
  dispute_resolved: 'rule',
  /** A promise is for more than the invoice has open. */
  promise_exceeds_open: 'rule',
  /** A promise for the same debt is still open. */
  promise_stands: 'rule',
  /** The promise was kept, broken or withdrawn before. */
  promise_ended: 'rule',
  /** The booking was cancelled, or nobody came: it takes no further entries. */
  booking_ended: 'rule',
  /** A fee was not disclosed when the booking was made, or is above what was. */
  fee_not_disclosed: 'rule',

  /** Something with this id already exists and differs. */
  already_exists: 'conflict',
  /** The same request key came with a different request. */
  request_key_reused: 'conflict',
  /** The books changed since the plan was previewed; preview it again. */
  plan_hash_changed: 'conflict',
  /** Another writer changed the account first; load it and try again. */
  account_changed: 'conflict',

  /** The store could not be reached; nothing was written. */
  store_unavailable: 'adapter',
  /** The store did not answer; the write may or may not have happened. Retry with the same key. */
  store_indeterminate: 'adapter',
  /** The store has no room left. */
  store_full: 'adapter',
  /** The store returned data that breaks its own promises. */
  store_corrupt: 'adapter',
  /** The store cannot do what was asked. */
  store_unsupported: 'adapter',
  /** The store was written by a newer version of the SDK. */
  store_newer_schema: 'adapter',

  /** The payment provider could not be reached; nothing happened. */
  provider_unavailable: 'adapter',
  /** The payment provider did not answer; it may have acted. Retry with the same key. */
  provider_indeterminate: 'adapter',
  /** The payment provider refused; trying again will not help. */
  provider_refused: 'adapter',
  /** The payment provider cannot do what was asked. */
  provider_unsupported: 'adapter',
  /** A message was certainly not sent, and may go later. */
  notifier_unavailable: 'adapter',
  /** It is not known whether a message was sent. */
  notifier_indeterminate: 'adapter',
  /** A message was certainly not sent, and never will be like this. */
  notifier_refused: 'adapter',

  /** Something that cannot happen happened; please report it. */
  internal_error: 'internal',
} as const satisfies Record<string, ErrorKind>

/** A code from {@link errorCatalogue}; the part of an error that callers may branch on. */
export type ErrorCode = keyof typeof errorCatalogue
