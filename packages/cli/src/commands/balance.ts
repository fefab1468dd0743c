import type { Receivables } from '@owekit/core'
import type { Command } from 'commander'
import { withBooks } from '../books/open-books.js'
import { act, type Context, type Shell } from '../context.js'
import { cell } from '../terminal/amounts.js'
import { table } from '../terminal/table.js'

interface Options {
  readonly asOf?: string
  readonly knownAt?: string
  readonly currencyOnly?: string
}

const figures = ['open', 'overdue', 'unapplied', 'deposits', 'pending', 'refundDue', 'expired', 'toPay'] as const

type Figures = { readonly [Name in (typeof figures)[number]]: string }

interface Balance {
  readonly customer: string
  readonly perCurrency: readonly ({ readonly currency: string } & Figures)[]
}

const examples = `
Examples:
  $ owekit balance                       everybody who owes or is owed something
  $ owekit balance cus_ada --json
  $ owekit balance cus_ada --as-of 2026-06-30`

/** `owekit balance`: what is open, overdue, on account and left to pay. */
export function addBalance(program: Command, shell: Shell): void {
  program
    .command('balance')
    .description('what customers owe: open, overdue, on account, left to pay')
    .argument('[customer]', 'one customer (default: everybody)')
    .option('--as-of <date>', 'the day to look from (default: today)')
    .option('--known-at <instant>', 'count only what was recorded by then')
    .option('--currency-only <code>', 'only this currency')
    .addHelpText('after', examples)
    .action(act<Options>(shell, balance))
}

async function balance(context: Context, { asOf, knownAt, currencyOnly }: Options, customer?: string): Promise<void> {
  const { day, list } = await withBooks(context, async ({ ar }) => {
    let day = ''
    const list: Balance[] = []
    for await (const one of customer === undefined ? everybody(ar) : [customer]) {
      const answer = await ar.balances.of({
        customer: one,
        ...(asOf !== undefined && { asOf }),
        ...(knownAt !== undefined && { knownAt }),
      })
      day = answer.asOf
      const perCurrency = answer.perCurrency
        .filter(({ currency }) => currencyOnly === undefined || currency === currencyOnly)
        .map((held) => ({
          currency: held.currency,
          ...(Object.fromEntries(figures.map((name) => [name, held[name].toJSON().amount])) as Figures),
        }))
      list.push({ customer: one, perCurrency })
    }
    return { day, list }
  })
  if (context.json) return context.printJson({ asOf: day, customers: list })
  await context.print(drawn(day, list, context, customer !== undefined))
}

/** The accounts there are; the money of a merged one is elsewhere. */
async function* everybody(ar: Receivables): AsyncGenerator<string> {
  for await (const { id, mergedInto } of ar.customers.list()) if (mergedInto === '') yield id
}

const titles: Figures = {
  open: 'open',
  overdue: 'overdue',
  unapplied: 'on account',
  deposits: 'deposits',
  pending: 'pending',
  refundDue: 'to refund',
  expired: 'expired',
  toPay: 'to pay',
}

function drawn(day: string, list: readonly Balance[], context: Context, one: boolean): string {
  const rows = list.flatMap(({ customer, perCurrency }) =>
    perCurrency
      .filter((held) => one || figures.some((name) => cell(held[name]) !== '·'))
      .map((held) => ({ customer, held })),
  )
  const { style } = context
  const title = `${style.bold('Balance')}${day === '' ? '' : style.bold(` as of ${day}`)}\n\n`
  if (rows.length === 0) return `${title}Nothing is open.\n`
  const always = ['open', 'overdue', 'toPay']
  const shownFigures = figures.filter(
    (name) => always.includes(name) || rows.some(({ held }) => cell(held[name]) !== '·'),
  )
  return (
    title +
    table(
      [
        { title: 'customer', flexible: true },
        { title: '' },
        ...shownFigures.map((name) => ({
          title: titles[name],
          align: 'right' as const,
          paint: (drawnCell: string, text: string) =>
            text !== '·' && name === 'overdue'
              ? style.red(drawnCell)
              : name === 'toPay'
                ? style.bold(drawnCell)
                : drawnCell,
        })),
      ],
      rows.map(({ customer, held }) => [customer, held.currency, ...shownFigures.map((name) => cell(held[name]))]),
      { style, width: context.width },
    )
  )
}
