import { type Money, type MoneyJSON, subtract, toDecimal } from '@owekit/core/money'
import { type Command, Option } from 'commander'
import { type Books, withBooks } from '../books/open-books.js'
import { invoiceIdOf, numbersOf } from '../books/invoice-names.js'
import { act, type Context, defaultDb, type Shell } from '../context.js'
import { Refusal } from '../refusal.js'
import { drawPlan, type PrintedPlan } from '../terminal/draw-plan.js'

const orders = ['oldestDue', 'currentFirst', 'proportional', 'feesFirst', 'principalFirst', 'onAccount'] as const
type Order = (typeof orders)[number]

interface Options {
  readonly preview?: boolean
  readonly plan?: string
  readonly yes?: boolean
  readonly strategy?: Order
  readonly invoice?: string[]
  readonly then?: Order
  readonly currencyOnly?: string
}

const examples = `
Examples:
  $ owekit allocate cus_ada --preview                 what would go where, and why
  $ owekit allocate cus_ada --plan 5f0c…              exactly that plan, or nothing
  $ owekit allocate cus_ada --invoice A-2 --yes       this invoice first
  $ owekit allocate cus_ada --strategy proportional --preview`

/** `owekit allocate`: sets money on account against open invoices. */
export function addAllocate(program: Command, shell: Shell): void {
  program
    .command('allocate')
    .description('set money on account against open invoices, and say why each')
    .argument('<customer>', 'whose money')
    .option('--preview', 'only show the plan; nothing is written')
    .option('--plan <hash>', 'carry out the plan a preview showed; refused when the books changed since')
    .option('--yes', 'carry out whatever the plan is now')
    .addOption(new Option('--strategy <order>', 'which invoices first (default: of the account)').choices(orders))
    .option('--invoice <number>', 'this invoice, by number or id; may be given again', (one, before?: string[]) => [
      ...(before ?? []),
      one,
    ])
    .addOption(
      new Option('--then <order>', 'what becomes of the rest, with --invoice (default: onAccount)').choices(orders),
    )
    .option('--currency-only <code>', 'money of this currency, when the account has several')
    .addHelpText('after', examples)
    .action(act<Options>(shell, allocate))
}

async function allocate(context: Context, options: Options, customer = ''): Promise<void> {
  if (options.preview !== true && options.plan === undefined && options.yes !== true) {
    throw new Refusal(
      'invalid_input',
      'Say whether to look or to write.',
      `Look first: owekit allocate ${customer} --preview. Then give --plan HASH, or --yes for whatever the plan is by then.`,
    )
  }
  if (options.then !== undefined && options.invoice === undefined) {
    throw new Refusal('invalid_input', '--then goes with --invoice.', 'Without --invoice say --strategy.')
  }
  const plan = await withBooks(context, async (books): Promise<PrintedPlan> => {
    const strategy = await strategyOf(books, options)
    const input = {
      customer,
      ...(options.currencyOnly !== undefined && { currency: options.currencyOnly }),
      ...(strategy !== undefined && { strategy }),
      ...(options.plan !== undefined && { planHash: options.plan }),
    }
    const preview = options.preview === true
    const answer = await (preview ? books.ar.allocations.preview(input) : books.ar.allocations.apply(input))
    const numbers = await numbersOf(
      books,
      answer.allocations.map(({ document }) => document),
    )
    return {
      customer,
      preview,
      planHash: answer.planHash,
      allocations: answer.allocations.map((one) => ({
        number: numbers.get(one.document) ?? '',
        document: one.document,
        instalment: one.instalment,
        amount: toDecimal(one.amount),
        currency: one.amount.currency,
        kind: one.kind,
        why: one.why,
      })),
      passedOver: answer.passedOver.map(({ number, document, instalment, reason }) => ({
        number,
        document,
        instalment,
        reason,
      })),
      onAccount: await leftOf(books, customer, preview ? answer.allocations : []),
    }
  })
  await (context.json ? context.printJson(plan) : context.print(drawPlan(plan, context) + next(plan, context, options)))
}

interface Allocated {
  readonly source: string
  readonly amount: Money
}

/** What is on account once these allocations are made, by currency. */
async function leftOf({ ar }: Books, customer: string, planned: readonly Allocated[]): Promise<MoneyJSON[]> {
  const { perCurrency } = await ar.balances.of(customer)
  return perCurrency.map(({ currency, unapplied }) => {
    const spent = planned.filter(({ source, amount }) => source !== '' && amount.currency === currency)
    return spent.reduce((left, { amount }) => subtract(left, amount), unapplied).toJSON()
  })
}

async function strategyOf(books: Books, { strategy, invoice, then }: Options) {
  if (invoice === undefined) return strategy
  const specific: { invoice: string }[] = []
  for (const one of invoice) specific.push({ invoice: await invoiceIdOf(books, one) })
  const rest = then ?? strategy
  return { specific, ...(rest !== undefined && { then: rest }) }
}

/** The command that carries out the very plan that was shown. */
function next(
  plan: PrintedPlan,
  { globals }: Context,
  { strategy, invoice = [], then, currencyOnly }: Options,
): string {
  if (!plan.preview || plan.allocations.length === 0) return ''
  const flags = [
    ...(globals.db === defaultDb ? [] : ['--db', globals.db]),
    ...(globals.tenant === undefined ? [] : ['--tenant', globals.tenant]),
    ...(globals.currency === undefined ? [] : ['--currency', globals.currency]),
    'allocate',
    plan.customer,
    ...(strategy === undefined ? [] : ['--strategy', strategy]),
    ...invoice.flatMap((one) => ['--invoice', one]),
    ...(then === undefined ? [] : ['--then', then]),
    ...(currencyOnly === undefined ? [] : ['--currency-only', currencyOnly]),
    '--plan',
    plan.planHash ?? '',
  ]
  return `\nTo carry it out:\n  owekit ${flags.map(quoted).join(' ')}\n`
}

/** An argument as a shell takes it. */
const quoted = (text: string): string => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`)
