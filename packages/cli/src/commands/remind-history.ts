import type { Receivables } from '@owekit/core'
import { toDecimal } from '@owekit/core/money'
import type { Command } from 'commander'
import { withBooks } from '../books/open-books.js'
import { numbersOf } from '../books/invoice-names.js'
import { act, type Context, type Shell } from '../context.js'
import { localTime } from '../remind/local-time.js'
import { grouped } from '../terminal/amounts.js'
import { inWords } from '../terminal/in-words.js'
import { table } from '../terminal/table.js'
import { oneLine } from '../terminal/text-width.js'

interface Options {
  readonly words?: boolean
}

const examples = `
Examples:
  $ owekit remind history cus_ada
  $ owekit remind history cus_ada --words     with the text of every message`

/** `owekit remind history`: what was said to a customer, what became of it, and what was not said. */
export function addRemindHistory(parent: Command, shell: Shell): void {
  parent
    .command('history')
    .description('what was said to a customer, what became of it, what was not said and why')
    .argument('<customer>', 'to whom')
    .option('--words', 'the text of the messages too')
    .addHelpText('after', examples)
    .action(act<Options>(shell, history))
}

type History = Awaited<ReturnType<Receivables['reminders']['history']>>

async function history(context: Context, options: Options, customer = ''): Promise<void> {
  const { told, zone, numbers } = await withBooks(context, async ({ ar, store, tenant, settings }) => {
    const { timeZone } = await ar.customers.get(customer)
    const told = await ar.reminders.history({ customer })
    const numbers = await numbersOf(
      { store, tenant },
      told.steps.map(({ invoice }) => invoice),
    )
    return { told, zone: timeZone || (settings.timeZone ?? 'UTC'), numbers }
  })
  if (context.json) return context.printJson(printed(told, zone, numbers))
  await context.print(drawn(told, zone, numbers, context, options.words === true))
}

type Numbers = ReadonlyMap<string, string>

function printed({ customer, messages, steps }: History, timeZone: string, numbers: Numbers) {
  return {
    customer,
    timeZone,
    messages: messages.map(({ due, onAccount, toPay, items, ...rest }) => ({
      ...rest,
      currency: toPay.currency,
      due: toDecimal(due),
      onAccount: toDecimal(onAccount),
      toPay: toDecimal(toPay),
      items: items.map(({ open, ...item }) => ({ ...item, open: toDecimal(open) })),
    })),
    steps: steps.map((step) => ({ ...step, number: numbers.get(step.invoice) ?? '' })),
  }
}

function drawn(
  { customer, messages, steps }: History,
  zone: string,
  numbers: Numbers,
  context: Context,
  withWords: boolean,
): string {
  const { style, width } = context
  const said = table(
    [
      { title: 'when' },
      { title: 'what' },
      { title: 'by' },
      { title: 'invoices', flexible: true },
      { title: 'to pay', align: 'right', paint: (cell) => style.bold(cell) },
      { title: '' },
      { title: 'became', flexible: true, paint: (cell) => style.cyan(cell) },
    ],
    messages.map((one) => {
      const { day, time } = localTime(one.askedAt, zone)
      return [
        `${day} ${time}`,
        one.purpose,
        one.channel,
        one.items.map(({ number }) => number).join(', '),
        grouped(toDecimal(one.toPay)),
        one.toPay.currency,
        becameOf(one),
      ]
    }),
    { style, width },
  )
  const silent = steps.filter(({ state }) => state !== 'asked')
  const notSaid = table(
    [
      { title: 'not said' },
      { title: 'step', flexible: true },
      { title: 'invoice', flexible: true },
      { title: '', paint: (cell) => style.yellow(cell) },
      { title: 'because', flexible: true, paint: (cell) => style.dim(cell) },
    ],
    silent.map(({ decidedOn, step, invoice, state, why, day }) => [
      decidedOn,
      step,
      numbers.get(invoice) ?? invoice,
      state === 'moved' ? `moved to ${day}` : state === 'task' ? 'given to staff' : state,
      inWords(why),
    ]),
    { style, width },
  )
  return [
    `${style.bold(`Reminders of ${oneLine(customer)}`)}${style.dim(`, days and times in ${zone}`)}\n`,
    messages.length === 0 ? 'Nothing was said yet.\n' : said,
    ...(withWords ? messages.map((one) => letter(one, context)) : []),
    ...(silent.length === 0 ? [] : [notSaid]),
  ].join('\n')
}

function becameOf({ state, why, delivery }: History['messages'][number]): string {
  const first = why === '' ? inWords(state) : `${inWords(state)}: ${inWords(why)}`
  return delivery === '' ? first : `${first}, ${delivery}`
}

function letter({ id, words: text }: History['messages'][number], { style }: Context): string {
  if (text === null) return `${style.dim(id)}\nThe words were erased.\n`
  const lines = text.text.split('\n').map((line) => `  ${oneLine(line)}`.trimEnd())
  return `${style.dim(id)}\nTo: ${oneLine(text.to)}\n${text.subject === '' ? '' : `${style.bold(oneLine(text.subject))}\n`}${lines.join('\n')}\n`
}
