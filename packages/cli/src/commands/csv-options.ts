import { type Command, InvalidArgumentError, Option } from 'commander'
import { amountFormat } from '../csv/amount-format.js'
import { dayFormat } from '../csv/day-format.js'
import { type Encoding, encodings } from '../csv/decode.js'
import type { CsvOptions } from '../csv/rows.js'
import type { Context } from '../context.js'
import { currencyChoice } from '../import/currency-choice.js'
import type { CellFormats } from '../import/invoice-row.js'

/** The options of every CSV import. */
export interface CsvFlags {
  readonly dates: string
  readonly decimal: '.' | ','
  readonly encoding: Encoding
  readonly delimiter: string
  readonly currencyColumn?: string
  readonly dryRun?: boolean
}

/** Adds the options of every CSV import to a command. */
export function addCsvOptions(command: Command): Command {
  return command
    .requiredOption(
      '--dates <format>',
      'how the file writes days: M/D/YYYY, DD.MM.YYYY, YYYY-MM-DD …; never guessed (required)',
    )
    .option('--currency-column <column>', 'the currency of each row; --currency takes a code or a column, too')
    .addOption(new Option('--decimal <sign>', 'the decimal sign').choices(['.', ',']).default('.'))
    .addOption(new Option('--encoding <name>', 'how the file is encoded').choices(encodings).default('utf-8'))
    .option('--delimiter <sign>', 'what stands between fields; "tab" for a tab', delimiter, ',')
    .option('--dry-run', 'check everything and say what would happen; write nothing')
}

function delimiter(text: string): string {
  if (text === 'tab' || text === '\\t') return '\t'
  if (/^[^"\r\n\0]$/u.test(text)) return text
  throw new InvalidArgumentError('It is one character, such as ; or tab.')
}

/** How the file is written. */
export const csvOptions = ({
  encoding,
  delimiter: sign,
  dryRun,
}: CsvFlags): CsvOptions & { readonly dryRun: boolean } => ({
  encoding,
  delimiter: sign,
  dryRun: dryRun === true,
})

/** How its cells are written. */
export const cellFormats = (context: Context, flags: CsvFlags, home: string | undefined): CellFormats => ({
  day: dayFormat(flags.dates),
  amount: amountFormat(flags.decimal),
  currency: currencyChoice(context, flags.currencyColumn, home),
})
