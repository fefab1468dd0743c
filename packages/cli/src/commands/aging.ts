import { type Command, InvalidArgumentError, Option } from 'commander'
import { withBooks } from '../books/open-books.js'
import { act, type Context, type Shell } from '../context.js'
import { type AgingLine, drawAging, type PrintedAging } from '../terminal/draw-aging.js'

interface Options {
  readonly asOf?: string
  readonly knownAt?: string
  readonly buckets?: number[]
  readonly basis?: 'due' | 'issued'
  readonly credit?: 'separate' | 'ownDate' | 'netOldest'
  readonly groupBy?: string
  readonly customer?: string
  readonly currencyOnly?: string
}

const examples = `
Examples:
  $ owekit aging                                  who owes what since when, today
  $ owekit aging --as-of 2026-06-30 --json        as of the end of June, for a program
  $ owekit aging --group-by country               by an invoice's tag as well
  $ owekit aging --as-of 2026-06-30 --known-at 2026-07-01T00:00:00Z
                                                  what we knew when June ended`

/** `owekit aging`: open amounts by how late they are. */
export function addAging(program: Command, shell: Shell): void {
  program
    .command('aging')
    .description('open amounts by how late they are, per customer and currency')
    .option('--as-of <date>', 'the day to look from (default: today)')
    .option('--known-at <instant>', 'count only what was recorded by then, such as 2026-07-01T00:00:00Z')
    .option('--buckets <days>', 'upper bounds in days late (default: 30,60,90)', bounds)
    .addOption(
      new Option('--basis <day>', 'count days from the due day or the issue day (default: due)').choices([
        'due',
        'issued',
      ]),
    )
    .addOption(
      new Option('--credit <mode>', 'how money on account is shown (default: separate)').choices([
        'separate',
        'ownDate',
        'netOldest',
      ]),
    )
    .option('--group-by <tag>', 'also sum by this tag of the invoices')
    .option('--customer <id>', 'only this customer')
    .option('--currency-only <code>', 'only this currency')
    .addHelpText('after', examples)
    .action(act<Options>(shell, aging))
}

function bounds(text: string): number[] {
  const list = text.split(',').map((part) => part.trim())
  if (!list.every((part) => /^\d{1,6}$/.test(part)))
    throw new InvalidArgumentError('Write whole days, such as 30,60,90.')
  return list.map(Number)
}

async function aging(
  context: Context,
  { asOf, knownAt, buckets, basis, credit, groupBy, customer, currencyOnly }: Options,
) {
  const report = await withBooks(context, ({ ar }) =>
    ar.aging.report({
      ...(asOf !== undefined && { asOf }),
      ...(knownAt !== undefined && { knownAt }),
      ...(buckets !== undefined && { buckets }),
      ...(basis !== undefined && { basis }),
      ...(credit !== undefined && { credit }),
      ...(groupBy !== undefined && { groupBy }),
      ...(customer !== undefined && { customer }),
      ...(currencyOnly !== undefined && { currency: currencyOnly }),
    }),
  )
  const plain: PrintedAging = {
    asOf: report.asOf,
    basis: report.basis,
    currencies: report.currencies.map((one) => ({
      currency: one.currency,
      buckets: one.buckets.map(({ label, from, to, amount }) => ({ label, from, to, amount })),
      unapplied: one.unapplied,
      deposits: one.deposits,
      total: one.total,
      customers: one.customers.map((line) => ({ customer: line.customer, ...figures(line) })),
      ...(one.groups !== undefined && { groups: one.groups.map((line) => ({ group: line.group, ...figures(line) })) }),
    })),
  }
  await (context.json ? context.printJson(plain) : context.print(drawAging(plain, context, groupBy)))
}

const figures = ({ amounts, unapplied, deposits, total }: AgingLine): AgingLine => ({
  amounts: [...amounts],
  unapplied,
  deposits,
  total,
})
