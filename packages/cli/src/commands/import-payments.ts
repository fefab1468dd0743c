import type { Command } from 'commander'
import { keptSettings, withBooks } from '../books/open-books.js'
import { act, type Context, type Shell } from '../context.js'
import { importRows } from '../import/import-rows.js'
import { paymentsImport } from '../import/payments-import.js'
import { countOf } from '../terminal/amounts.js'
import { addCsvOptions, cellFormats, csvOptions, type CsvFlags } from './csv-options.js'

interface Options extends CsvFlags {
  readonly customer: string
  readonly id: string
  readonly received: string
  readonly amount: string
  readonly invoice?: string
  readonly method?: string
}

const examples = `
Every row is checked before anything is written; one bad row and nothing is. Payments are
recorded in the order of the file. The same file can be imported again.

Example:
  $ owekit import payments bank.csv --dates YYYY-MM-DD --customer who --id reference \\
      --received day --amount sum --invoice invoice`

/** `owekit import payments`: money received, from a CSV file. */
export function addImportPayments(parent: Command, shell: Shell): void {
  const command = parent
    .command('payments')
    .description('payments of known customers from a CSV file')
    .argument('<csv>', 'the file; its first line names the columns')
    .requiredOption('--customer <column>', 'the customer id (required)')
    .requiredOption('--id <column>', 'what makes the payment unique: a bank or provider reference (required)')
    .requiredOption('--received <column>', 'the day the money arrived (required)')
    .requiredOption('--amount <column>', 'the amount (required)')
    .option('--invoice <column>', 'the number of the invoice it pays; empty or absent: the oldest due first')
    .option('--method <column>', 'how it was paid')
  addCsvOptions(command).addHelpText('after', examples).action(act<Options>(shell, importPayments))
}

async function importPayments(context: Context, options: Options, file = ''): Promise<void> {
  const started = performance.now()
  const kept = await keptSettings(context)
  const formats = cellFormats(context, options, kept.currency)
  const settings = { ...('code' in formats.currency && { currency: formats.currency.code }), ...kept }
  const done = await withBooks(
    context,
    (books) => {
      const job = paymentsImport(books, options, formats)
      return importRows(context, file, csvOptions(options), job, (write) => write(job))
    },
    settings,
  )
  const dryRun = options.dryRun === true
  if (context.json) {
    return context.printJson({
      file: context.path(file),
      dryRun,
      rows: done.rows,
      new: done.fresh,
      alreadyThere: done.there,
    })
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  await context.print(
    `${dryRun ? 'Would import' : 'Imported'} ${countOf(done.rows, 'payment')}: ${done.fresh} new, ${done.there} already there (${seconds} s).\n` +
      (dryRun ? 'Nothing was written.\n' : ''),
  )
}
