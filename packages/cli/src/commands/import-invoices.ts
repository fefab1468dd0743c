import { type Command, InvalidArgumentError } from 'commander'
import { keptSettings, withBooksMade, withBooksOrNone } from '../books/open-books.js'
import { act, type Context, type Shell } from '../context.js'
import { importRows } from '../import/import-rows.js'
import { type InvoiceCounts, invoicesImport } from '../import/invoices-import.js'
import type { InvoiceColumns } from '../import/invoice-row.js'
import { countOf } from '../terminal/amounts.js'
import { addCsvOptions, cellFormats, csvOptions, type CsvFlags } from './csv-options.js'

interface Tag {
  readonly name: string
  readonly column: string
}

interface Options extends CsvFlags {
  readonly customer: string
  readonly number: string
  readonly issued: string
  readonly due: string
  readonly amount: string
  readonly settled?: string
  readonly tag?: Tag[]
}

const examples = `
Every row is checked before anything is written; one bad row and nothing is. The same file
can be imported again: rows that are there already are left alone.

Example:
  $ owekit import invoices invoices.csv --dates M/D/YYYY --currency USD \\
      --customer customerID --number invoiceNumber --issued InvoiceDate --due DueDate \\
      --amount InvoiceAmount --settled SettledDate --tag country=countryCode`

/** `owekit import invoices`: invoices from a CSV file, each paid in full on a day if the file says so. */
export function addImportInvoices(parent: Command, shell: Shell): void {
  const command = parent
    .command('invoices')
    .description('invoices from a CSV file; customers are opened as needed')
    .argument('<csv>', 'the file; its first line names the columns')
    .requiredOption('--customer <column>', 'the customer id (required)')
    .requiredOption('--number <column>', 'the invoice number; each only once (required)')
    .requiredOption('--issued <column>', 'the issue day (required)')
    .requiredOption('--due <column>', 'the due day (required)')
    .requiredOption('--amount <column>', 'the total, tax included (required)')
    .option('--settled <column>', 'the day it was paid in full; empty where it is open')
    .option('--tag <name=column>', 'keep a column as a tag, to group by; may be given again', tag)
  addCsvOptions(command).addHelpText('after', examples).action(act<Options>(shell, importInvoices))
}

function tag(text: string, before: readonly Tag[] = []): Tag[] {
  const at = text.indexOf('=')
  if (at <= 0 || at === text.length - 1)
    throw new InvalidArgumentError('Write NAME=COLUMN, such as country=countryCode.')
  const name = text.slice(0, at)
  if (before.some((one) => one.name === name)) throw new InvalidArgumentError(`The tag ${name} was given twice.`)
  return [...before, { name, column: text.slice(at + 1) }]
}

async function importInvoices(context: Context, options: Options, file = ''): Promise<void> {
  const started = performance.now()
  const kept = await keptSettings(context)
  const columns: InvoiceColumns = { ...options, tags: options.tag ?? [] }
  const formats = cellFormats(context, options, kept.currency)
  const counts: InvoiceCounts = { customers: new Set(), settlementsNew: 0, settlementsThere: 0 }
  const settings = { ...kept, ...('code' in formats.currency && { currency: kept.currency ?? formats.currency.code }) }
  const done = await withBooksOrNone(context, settings, (books) =>
    importRows(context, file, csvOptions(options), invoicesImport(books, columns, formats, counts), (write) =>
      withBooksMade(context, settings, (made) => write(invoicesImport(made, columns, formats))),
    ),
  )
  const result = {
    file: context.path(file),
    dryRun: options.dryRun === true,
    rows: done.rows,
    new: done.fresh,
    alreadyThere: done.there,
    customers: { new: counts.customers.size },
    settlements: { new: counts.settlementsNew, alreadyThere: counts.settlementsThere },
  }
  if (context.json) return context.printJson(result)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  const also = [
    ...(counts.customers.size > 0 ? [countOf(counts.customers.size, 'new customer')] : []),
    ...(counts.settlementsNew > 0 ? [countOf(counts.settlementsNew, 'settlement')] : []),
  ]
  const what = `${done.fresh} new, ${done.there} already there`
  await context.print(
    `${options.dryRun === true ? 'Would import' : 'Imported'} ${countOf(done.rows, 'invoice')}: ${[what, ...also].join(', ')} (${seconds} s).\n` +
      (options.dryRun === true ? 'Nothing was written.\n' : ''),
  )
}
