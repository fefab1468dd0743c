import { ReceivablesError } from '../errors/index.js'
import { type Money, sum, toDecimal, minor, add, subtract, compare } from '../money/index.js'
import type { DocumentLine, TaxComponent } from '../journal/fact.js'

/** The money parts of a document as given. */
export interface DocumentAmounts {
  readonly total?: Money | undefined
  readonly lines?:
    | readonly {
        readonly description: string
        readonly quantity?: string | undefined
        readonly amount: Money
        readonly reference?: string | undefined
      }[]
    | undefined
  readonly taxes?: readonly { readonly code: string; readonly amount: Money }[] | undefined
}

/** The money parts of a document, checked against each other. Amounts are minor units. */
export interface CheckedAmounts {
  readonly currency: string
  readonly exponent: number
  readonly total: bigint
  readonly net: bigint
  readonly lines: readonly DocumentLine[]
  readonly taxes: readonly TaxComponent[]
}

/**
 * Checks a document's total, lines (net) and taxes against each other; what is missing follows from the rest.
 *
 * @throws ReceivablesError `currency_mismatch`, `splits_do_not_add_up`, `invalid_amount`, `invalid_input`
 * @example
 * // net 1000.00 + tax 210.00
 * checkAmounts('Invoice A-1', { total: eur('1210.00'), taxes: [{ code: 'VAT21', amount: eur('210.00') }] }).net // 100000n
 */
export function checkAmounts(what: string, given: DocumentAmounts): CheckedAmounts {
  const first = given.total ?? given.lines?.[0]?.amount
  if (first === undefined)
    throw new ReceivablesError('invalid_input', `${what} needs a total, or lines to add up.`, { what })
  const zero = minor(0n, first.currency)
  const tax =
    given.taxes === undefined
      ? zero
      : sum(
          given.taxes.map((part) => part.amount),
          first.currency,
        )
  const lines = given.lines === undefined || given.lines.length === 0 ? undefined : given.lines
  const net =
    lines === undefined
      ? subtract(first, tax)
      : sum(
          lines.map((line) => line.amount),
          first.currency,
        )
  const total = add(net, tax)
  if (given.total !== undefined && compare(total, given.total) !== 0)
    throw new ReceivablesError(
      'splits_do_not_add_up',
      `${what}: lines and taxes add up to ${toDecimal(total)} ${total.currency}, the total says ${toDecimal(given.total)}.`,
      { sum: toDecimal(total), total: toDecimal(given.total) },
    )
  if (total.minor <= 0n)
    throw new ReceivablesError(
      'invalid_amount',
      `${what} must be above zero, is ${toDecimal(total)} ${total.currency}.`,
      {
        total: toDecimal(total),
      },
    )
  return {
    currency: total.currency,
    exponent: total.exponent,
    total: total.minor,
    net: net.minor,
    lines: (lines ?? []).map((line) => ({
      description: line.description,
      quantity: line.quantity ?? '',
      amount: line.amount.minor,
      reference: line.reference ?? '',
    })),
    taxes: (given.taxes ?? []).map((part) => ({ code: part.code, amount: part.amount.minor })),
  }
}
