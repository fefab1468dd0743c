import { type Money, type MoneyJSON, subtract, toDecimal } from '@owekit/core/money'
import { type Command, Option } from 'commander'
import { type Books, withBooks } from '../books/open-books.js'
import { invoiceIdOf, numbersOf } from '../books/invoice-names.js'
import { act, type Context, type Shell } from '../context.js'
import { Refusal } from '../refusal.js'
import { grouped } from '../terminal/amounts.js'
import { table } from '../terminal/table.js'

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
  const plan = await withBooks(context, async (books): Promise<Plan> => {
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
  await (context.json ? context.printJson(plan) : context.print(drawn(plan, context)))
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

/** What `allocate --json` prints. */
interface Plan {
  readonly customer: string
  readonly preview: boolean
  readonly planHash: string | null
  readonly allocations: readonly {
    readonly number: string
    readonly document: string
    readonly instalment: number
    readonly amount: string
    readonly currency: string
    readonly kind: string
    readonly why: string
  }[]
  readonly passedOver: readonly {
    readonly number: string
    readonly document: string
    readonly instalment: number
    readonly reason: string
  }[]
  readonly onAccount: readonly MoneyJSON[]
}

function drawn(plan: Plan, { style, width }: Context): string {
  const parted = [...plan.allocations, ...plan.passedOver].some(({ instalment }) => instalment > 1)
  const invoiceOf = ({ number, instalment }: { readonly number: string; readonly instalment: number }) =>
    parted ? `${number} part ${instalment}` : number
  const chosen = table(
    [
      { title: 'invoice', flexible: true },
      { title: 'amount', align: 'right', paint: (cell) => style.green(cell) },
      { title: '' },
      { title: 'from' },
      { title: 'why', flexible: true, paint: (cell) => style.dim(cell) },
    ],
    plan.allocations.map((one) => [invoiceOf(one), grouped(one.amount), one.currency, one.kind, one.why]),
    { style, width },
  )
  const passed = table(
    [
      { title: 'passed over', flexible: true },
      { title: 'because', flexible: true, paint: (cell) => style.yellow(cell) },
    ],
    plan.passedOver.map((one) => [invoiceOf(one), one.reason]),
    { style, width },
  )
  const left = plan.onAccount.map(({ amount, currency }) => `${grouped(amount)} ${currency}`).join(' and ')
  const nothing = plan.allocations.length === 0
  return [
    `${style.bold(plan.preview ? `Plan for ${plan.customer}` : `Allocated for ${plan.customer}`)}\n`,
    nothing ? 'Nothing to allocate.\n' : chosen,
    ...(plan.passedOver.length > 0 ? [passed] : []),
    ...(left === '' ? [] : [`${plan.preview && !nothing ? 'Would leave' : 'Left'} on account: ${left}\n`]),
    ...(plan.preview && !nothing
      ? [`To carry it out:\n  owekit allocate ${plan.customer} --plan ${plan.planHash}\n`]
      : []),
  ].join('\n')
}
