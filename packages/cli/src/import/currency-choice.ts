import { exponentOf, isCurrency } from '@owekit/core/money'
import type { Context } from '../context.js'
import { columnAt } from '../csv/columns.js'
import { Refusal } from '../refusal.js'
import type { RowReader } from './row-reader.js'

/** Where the currency of a row comes from: one for all rows, or a column. */
export type CurrencyChoice = { readonly code: string } | { readonly column: string; readonly option: string }

/**
 * Settles where currencies come from: `--currency-column`, else `--currency` as a code, else `--currency` as a column,
 * else the home currency of the books.
 */
export function currencyChoice(
  { globals }: Context,
  column: string | undefined,
  home: string | undefined,
): CurrencyChoice {
  if (column !== undefined) return { column, option: '--currency-column' }
  const { currency } = globals
  if (currency !== undefined)
    return isCurrency(currency) ? { code: currency } : { column: currency, option: '--currency' }
  if (home !== undefined) return { code: home }
  throw new Refusal(
    'currency_required',
    'The file needs a currency, and these books have no home currency.',
    'Say --currency USD (any ISO code), or --currency COL for a column that holds the codes.',
  )
}

/** Makes the reader of a row's currency. */
export function currencyReader(
  header: readonly string[],
  choice: CurrencyChoice,
): (row: RowReader) => string | undefined {
  if ('code' in choice) return () => choice.code
  if (choice.option === '--currency' && !header.includes(choice.column)) {
    // Neither a code nor a column: the code's own refusal says more when it looks like one.
    if (/^[A-Za-z]{3}$/.test(choice.column)) exponentOf(choice.column)
  }
  const at = columnAt(header, choice.column, choice.option)
  return (row) =>
    row.read(at, (text) => {
      exponentOf(text)
      return text
    })
}
