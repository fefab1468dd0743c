import { toDecimal } from '@owekit/core/money'
import type { Command } from 'commander'
import { withBooks } from '../books/open-books.js'
import { act, type Context, type Shell } from '../context.js'
import { cell } from '../terminal/amounts.js'
import { table } from '../terminal/table.js'

interface Options {
  readonly customer?: string
  readonly overdue?: boolean
  readonly currencyOnly?: string
}

/** An open document as `open --json` prints it. */
interface OpenItem {
  readonly customer: string
  readonly invoice: string
  readonly number: string
  readonly currency: string
  readonly total: string
  readonly open: string
  readonly issuedOn: string
  readonly dueOn: string | null
  readonly daysLate: number
  readonly status: string
  readonly holds: readonly string[]
}

const examples = `
Examples:
  $ owekit open --overdue               what should have been paid by now
  $ owekit open --customer cus_ada`

/** `owekit open`: the open items. */
export function addOpen(program: Command, shell: Shell): void {
  program
    .command('open')
    .description('the open invoices, the longest due first')
    .option('--customer <id>', 'only this customer')
    .option('--overdue', 'only what is past its due day')
    .option('--currency-only <code>', 'only this currency')
    .addHelpText('after', examples)
    .action(act<Options>(shell, open))
}

async function open(context: Context, { customer, overdue, currencyOnly }: Options): Promise<void> {
  const items = await withBooks(context, async ({ ar }) => {
    const found: OpenItem[] = []
    for await (const invoice of ar.invoices.list({ openOnly: true, ...(customer !== undefined && { customer }) })) {
      if (overdue === true && !invoice.isOverdue) continue
      if (currencyOnly !== undefined && invoice.currency !== currencyOnly) continue
      found.push({
        customer: invoice.customer,
        invoice: invoice.id,
        number: invoice.number,
        currency: invoice.currency,
        total: toDecimal(invoice.total),
        open: toDecimal(invoice.open),
        issuedOn: invoice.issuedOn,
        dueOn: invoice.dueOn,
        daysLate: invoice.daysLate,
        status: invoice.status,
        holds: invoice.holds.map((hold) => hold.reason),
      })
    }
    return found.sort(
      (a, b) =>
        compare(a.dueOn ?? never, b.dueOn ?? never) || compare(a.number, b.number) || compare(a.invoice, b.invoice),
    )
  })
  if (context.json) return context.printJson({ items })
  await context.print(drawn(items, context))
}

/** After every day there is. */
const never = '9999-99-99'
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function drawn(items: readonly OpenItem[], context: Context): string {
  if (items.length === 0) return 'Nothing is open.\n'
  const { style } = context
  const held = items.some(({ holds }) => holds.length > 0)
  return table(
    [
      { title: 'due' },
      { title: 'late', align: 'right', paint: (drawnCell) => style.red(drawnCell) },
      { title: 'customer', flexible: true },
      { title: 'invoice', flexible: true },
      { title: 'open', align: 'right', paint: (drawnCell) => style.bold(drawnCell) },
      { title: 'of', align: 'right' },
      { title: '' },
      ...(held ? [{ title: 'on hold', flexible: true, paint: (drawnCell: string) => style.yellow(drawnCell) }] : []),
    ],
    items.map((item) => [
      item.dueOn ?? '',
      item.daysLate > 0 ? `${item.daysLate} d` : '',
      item.customer,
      item.number,
      cell(item.open),
      cell(item.total),
      item.currency,
      ...(held ? [item.holds.join(', ')] : []),
    ]),
    { style, width: context.width },
  )
}
