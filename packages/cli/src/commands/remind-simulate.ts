import { toDecimal } from '@owekit/core/money'
import type { Command } from 'commander'
import { keptSettings, withBooks } from '../books/open-books.js'
import { act, type Context, type Shell } from '../context.js'
import { debtorsOf } from '../remind/debtors.js'
import { localTime } from '../remind/local-time.js'
import { policyNamed } from '../remind/policy-named.js'
import { sending, shownPost } from '../remind/post.js'
import { Refusal } from '../refusal.js'
import { countOf, grouped } from '../terminal/amounts.js'
import { inWords } from '../terminal/in-words.js'
import { progress } from '../terminal/progress.js'
import { table } from '../terminal/table.js'

interface Options {
  readonly from?: string
  readonly to: string
  readonly policy?: string
}

const examples = `
From now on, if nothing is paid and every message arrives: decided by the code that sends, on
a copy of the books. Nothing is sent and nothing written.

Examples:
  $ owekit remind simulate --to 2026-12-31
  $ owekit remind simulate cus_ada --to 2026-12-31 --policy gentle`

/** `owekit remind simulate`: every message and everything left unsaid, up to a day, under this policy or another. */
export function addRemindSimulate(parent: Command, shell: Shell): void {
  parent
    .command('simulate')
    .description('what would be said up to a day, and what not and why')
    .argument('[customer]', 'one customer (default: everybody)')
    .requiredOption('--to <date>', 'the last day')
    .option('--from <date>', 'what comes before is worked out and not shown (default: today)')
    .option('--policy <policy>', 'as if this policy held: a file, a preset, or one that is kept')
    .addHelpText('after', examples)
    .action(act<Options>(shell, simulate))
}

/** What `remind simulate --json` prints. */
interface Simulation {
  readonly to: string
  readonly messages: readonly {
    readonly customer: string
    readonly day: string
    readonly time: string
    readonly at: string
    readonly channel: string
    readonly tone: string
    readonly isLate: boolean
    readonly toPay: string
    readonly currency: string
    readonly invoices: readonly string[]
    readonly steps: readonly string[]
  }[]
  readonly notSaid: readonly {
    readonly customer: string
    readonly invoice: string
    readonly step: string
    readonly state: string
    readonly why: string
    readonly at: string
  }[]
}

async function simulate(context: Context, { from = '', to, policy: named }: Options, customer?: string): Promise<void> {
  const { name = '' } = await keptSettings(context)
  // Which channels there are decides what can be said.
  const dealings = sending(
    shownPost(() => {}),
    name,
  )
  const simulation = await withBooks(
    context,
    async (books): Promise<Simulation> => {
      const { ar, settings } = books
      const kept = (await ar.reminders.policies()).map((one) => one.policy)
      const policy = named === undefined ? undefined : await policyNamed(context, named, kept)
      if (named !== undefined && policy === undefined)
        throw new Refusal('invalid_input', 'Under no policy nothing is said.', 'Name another.')
      const customers = customer === undefined ? await debtorsOf(books) : [customer]
      const bar = progress(context.io, 'Simulating', context.quiet)
      const messages: Simulation['messages'][number][] = []
      const notSaid: Simulation['notSaid'][number][] = []
      try {
        for (const [at, one] of customers.entries()) {
          const whatIf = policy === undefined ? {} : { whatIf: { policy: { ...policy } } }
          const said = await ar.reminders.simulate({ customer: one, to, ...whatIf })
          const zone = (await ar.customers.get(one)).timeZone || (settings.timeZone ?? 'UTC')
          for (const { day, at: when, channel, tone, isLate, toPay, numbers, steps } of said.messages)
            if (day >= from)
              messages.push({
                customer: one,
                day,
                time: localTime(when, zone).time,
                at: when,
                channel,
                tone,
                isLate,
                toPay: toDecimal(toPay),
                currency: toPay.currency,
                invoices: numbers,
                steps,
              })
          for (const step of said.steps)
            if (step.state !== 'asked' && localTime(step.at, zone).day >= from) notSaid.push({ customer: one, ...step })
          bar.at((at + 1) / customers.length, `${at + 1} of ${countOf(customers.length, 'customer')}`)
        }
      } finally {
        bar.end()
      }
      return { to, messages: messages.sort(byTime), notSaid: notSaid.sort(byTime) }
    },
    undefined,
    dealings,
  )
  if (context.json) return context.printJson(simulation)
  await context.print(drawn(simulation, context))
}

interface Timed {
  readonly at: string
  readonly customer: string
}

const byTime = (a: Timed, b: Timed): number =>
  a.at < b.at ? -1 : a.at > b.at ? 1 : a.customer < b.customer ? -1 : a.customer > b.customer ? 1 : 0

function drawn({ to, messages, notSaid }: Simulation, { style, width }: Context): string {
  const said = table(
    [
      { title: 'day' },
      { title: 'time' },
      { title: 'customer', flexible: true },
      { title: 'by' },
      { title: 'tone', paint: (cell) => style.dim(cell) },
      { title: 'invoices', flexible: true },
      { title: 'to pay', align: 'right', paint: (cell) => style.bold(cell) },
      { title: '' },
    ],
    messages.map((one) => [
      one.day,
      one.time,
      one.customer,
      one.channel,
      one.tone,
      one.invoices.join(', '),
      grouped(one.toPay),
      one.currency,
    ]),
    { style, width },
  )
  const silent = table(
    [
      { title: 'not said' },
      { title: 'customer', flexible: true },
      { title: 'invoice', flexible: true },
      { title: 'step', flexible: true },
      { title: '', paint: (cell) => style.yellow(cell) },
      { title: 'because', flexible: true, paint: (cell) => style.dim(cell) },
    ],
    notSaid.map(({ at, customer, invoice, step, state, why }) => [
      at.slice(0, 10),
      customer,
      invoice,
      step,
      state === 'task' ? 'given to staff' : state,
      inWords(why),
    ]),
    { style, width },
  )
  return [
    `${style.bold(`Until ${to}, if nothing is paid`)}\n`,
    messages.length === 0 ? 'Nothing would be said.\n' : said,
    ...(notSaid.length === 0 ? [] : [silent]),
    'Nothing was sent, and nothing was written.\n',
  ].join('\n')
}
