import { isReceivablesError, type Receivables } from '@owekit/core'
import { addDays, formatDay, parseDay } from '@owekit/core/calendar'
import { toDecimal } from '@owekit/core/money'
import { type Command, InvalidArgumentError } from 'commander'
import { type Books, withBooks } from '../books/open-books.js'
import { act, type Context, type Shell } from '../context.js'
import { debtorsOf } from '../remind/debtors.js'
import { localTime } from '../remind/local-time.js'
import { cell, countOf } from '../terminal/amounts.js'
import { progress } from '../terminal/progress.js'
import { inWords } from '../terminal/in-words.js'
import { table } from '../terminal/table.js'

interface Options {
  readonly days: number
}

const examples = `
What is due is looked at once more when it is sent: what was paid, promised or disputed by
then is not asked for. Days and times are those of the customer.

Examples:
  $ owekit remind plan                    everybody's next 30 days
  $ owekit remind plan cus_ada --days 90`

/** `owekit remind plan`: what comes next, if nothing else happens. */
export function addRemindPlan(parent: Command, shell: Shell): void {
  parent
    .command('plan')
    .description('what is said next, to whom, when and about what')
    .argument('[customer]', 'one customer (default: everybody)')
    .option('--days <number>', 'how many days ahead', daysOf, 30)
    .addHelpText('after', examples)
    .action(act<Options>(shell, plan))
}

function daysOf(text: string): number {
  if (/^\d{1,4}$/.test(text) && Number(text) <= 3660) return Number(text)
  throw new InvalidArgumentError('Say a number of days from 0 to 3660.')
}

/** A step to come as `remind plan --json` prints it. */
interface PlannedStep {
  readonly customer: string
  /** The customer's day and clock. */
  readonly day: string
  readonly time: string
  readonly timeZone: string
  readonly at: string
  readonly channels: readonly string[]
  readonly policy: string
  readonly step: string
  readonly invoice: string
  readonly number: string
  readonly instalment: number
  readonly open: string
  readonly currency: string
  /** Why it is not on the day its step names, or `''`. */
  readonly moved: string
  /** Why nothing is said of it as things stand, or `''`. */
  readonly held: string
}

async function plan(context: Context, { days }: Options, customer?: string): Promise<void> {
  const { until, steps } = await withBooks(context, async (books) => {
    const customers = customer === undefined ? await debtorsOf(books) : [customer]
    const now = await books.store.now()
    const until = formatDay(addDays(parseDay(localTime(now, zoneOf(books, '')).day), days))
    const bar = progress(context.io, 'Planning', context.quiet)
    const steps: PlannedStep[] = []
    try {
      for (const [at, one] of customers.entries()) {
        steps.push(...(await stepsOf(books, one, until, customer !== undefined)))
        bar.at((at + 1) / customers.length, `${at + 1} of ${countOf(customers.length, 'customer')}`)
      }
    } finally {
      bar.end()
    }
    return { until, steps: steps.sort((a, b) => compare(a.at, b.at) || compare(a.customer, b.customer)) }
  })
  if (context.json) return context.printJson({ until, steps })
  await context.print(drawn(steps, until, context))
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const zoneOf = ({ settings }: Books, own: string): string => own || (settings.timeZone ?? 'UTC')

async function stepsOf(books: Books, customer: string, until: string, isNamed: boolean): Promise<PlannedStep[]> {
  const { ar } = books
  let upcoming: Awaited<ReturnType<Receivables['reminders']['upcoming']>>
  try {
    upcoming = await ar.reminders.upcoming({ customer })
  } catch (error) {
    // One of everybody may have been merged away since.
    if (!isNamed && isReceivablesError(error, 'customer_not_found')) return []
    throw error
  }
  const near = upcoming.filter(({ day }) => day <= until)
  if (near.length === 0) return []
  const zone = zoneOf(books, (await ar.customers.get(customer)).timeZone)
  const holds = await holdsOn(books, [...new Set(near.map(({ invoice }) => invoice))])
  return near.map(({ day, at, channels, policy, step, invoice, number, instalment, open, moved, isHeld }) => ({
    customer,
    day,
    time: localTime(at, zone).time,
    timeZone: zone,
    at,
    channels,
    policy,
    step,
    invoice,
    number,
    instalment,
    open: toDecimal(open),
    currency: open.currency,
    moved,
    held: isHeld ? 'restored' : (holds.get(invoice) ?? ''),
  }))
}

const perRead = 100

/** The reason of a hold on each of these invoices that has one. */
async function holdsOn({ ar }: Books, invoices: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  for (let at = 0; at < invoices.length; at += perRead)
    for (const { id, holds } of await ar.invoices.several(invoices.slice(at, at + perRead))) {
      const [hold] = holds
      if (hold !== undefined) found.set(id, hold.reason)
    }
  return found
}

function drawn(steps: readonly PlannedStep[], until: string, context: Context): string {
  const { style, width } = context
  if (steps.length === 0) return `Nothing is planned until ${until}.\n`
  const notes = steps.map(({ moved, held }) =>
    held === '' ? (moved === '' ? '' : `moved: ${inWords(moved)}`) : `held: ${inWords(held)}`,
  )
  return `${style.bold(`Planned until ${until}`)}\n\n${table(
    [
      { title: 'day' },
      { title: 'time' },
      { title: 'customer', flexible: true },
      { title: 'by', flexible: true },
      { title: 'step', flexible: true },
      { title: 'invoice', flexible: true },
      { title: 'open', align: 'right', paint: (drawnCell) => style.bold(drawnCell) },
      { title: '' },
      ...(notes.some((note) => note !== '')
        ? [{ title: 'why', flexible: true, paint: (drawnCell: string) => style.yellow(drawnCell) }]
        : []),
    ],
    steps.map((one, at) => [
      one.day,
      one.time,
      one.customer,
      one.channels.join(', '),
      one.step,
      one.instalment > 1 ? `${one.number} part ${one.instalment}` : one.number,
      cell(one.open),
      one.currency,
      notes[at] ?? '',
    ]),
    { style, width },
  )}`
}
