import { toDecimal } from '@owekit/core/money'
import type { Command } from 'commander'
import { withBooks } from '../books/open-books.js'
import { act, type Context, type Shell } from '../context.js'
import { amountCell, amountText, grouped } from '../terminal/amounts.js'
import { oneLine } from '../terminal/text-width.js'
import { table } from '../terminal/table.js'

interface Options {
  readonly from?: string
  readonly to?: string
  readonly knownAt?: string
  readonly currencyOnly?: string
}

const examples = `
Examples:
  $ owekit statement cus_ada
  $ owekit statement cus_ada --from 2026-01-01 --to 2026-03-31
  $ owekit statement cus_ada --currency USD        when the account has several`

/** `owekit statement`: an account over a period. */
export function addStatement(program: Command, shell: Shell): void {
  program
    .command('statement')
    .description('an account over a period, with a running balance')
    .argument('<customer>', 'whose account')
    .option('--from <date>', 'first day (default: the first day of the account)')
    .option('--to <date>', 'last day (default: today)')
    .option('--known-at <instant>', 'count only what was recorded by then')
    .option('--currency-only <code>', 'which currency, when the account has several; --currency does the same')
    .addHelpText('after', examples)
    .action(act<Options>(shell, statement))
}

async function statement(context: Context, { from, to, knownAt, currencyOnly }: Options, customer = ''): Promise<void> {
  const currency = currencyOnly ?? context.globals.currency
  const answer = await withBooks(context, ({ ar }) =>
    ar.statements.of({
      customer,
      ...(currency !== undefined && { currency }),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(knownAt !== undefined && { knownAt }),
    }),
  )
  if (context.json) {
    return context.printJson({
      customer: answer.customer,
      currency: answer.currency,
      from: answer.from,
      to: answer.to,
      opening: toDecimal(answer.opening),
      closing: toDecimal(answer.closing),
      lines: answer.lines.map((line) => ({
        on: line.on,
        type: line.type,
        number: line.number,
        document: line.document,
        source: line.source,
        reference: line.reference,
        description: line.description,
        charge: toDecimal(line.charge),
        payment: toDecimal(line.payment),
        balance: toDecimal(line.balance),
      })),
    })
  }
  const { style } = context
  const rows = table(
    [
      { title: 'day' },
      { title: 'what', flexible: true },
      { title: 'charge', align: 'right' },
      { title: 'payment', align: 'right' },
      { title: `balance ${answer.currency}`, align: 'right' },
    ],
    [
      [answer.from, 'opening balance', '', '', grouped(toDecimal(answer.opening))],
      ...answer.lines.map((line) => [
        line.on,
        `${line.description} ${line.number}`.trim(),
        blank(line.charge),
        blank(line.payment),
        grouped(toDecimal(line.balance)),
      ]),
    ],
    {
      style,
      width: context.width,
      footer: [[answer.to, 'closing balance', '', '', grouped(toDecimal(answer.closing))]],
    },
  )
  await context.print(
    `${style.bold(`Statement of ${oneLine(customer)}`)}\n\n${rows}\n${amountText(answer.closing)} ${answer.closing.minor > 0n ? 'to pay' : 'in balance'}.\n`,
  )
}

const blank = (amount: Parameters<typeof amountCell>[0]): string => (amount.minor === 0n ? '' : amountCell(amount))
