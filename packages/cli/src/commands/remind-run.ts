import { createReceivables, type Receivables } from '@owekit/core'
import { toDecimal } from '@owekit/core/money'
import type { Command } from 'commander'
import { type Books, type Dealings, defaultTenant, keptSettings, requireBooks, withBooks } from '../books/open-books.js'
import { act, type Context, type Shell } from '../context.js'
import { copyOf } from '../remind/copy-of.js'
import { addPostOptions, type Post, type PostFlags, sending, shownPost, smtpPost } from '../remind/post.js'
import { turn, type Turn } from '../remind/turn.js'
import { exitCodes } from '../report-error.js'
import { baseOf, urlOf } from '../serve/address.js'
import { secretsOf } from '../serve/secrets.js'
import { countOf } from '../terminal/amounts.js'
import { drawTurn, type PrintedTurn } from '../terminal/draw-turn.js'
import { progress } from '../terminal/progress.js'

interface Options extends PostFlags {
  readonly dryRun?: boolean
  readonly url?: URL
}

const examples = `
One turn: everything that is due now, as the worker of owekit serve does it all the time.
Run it from cron or by hand, as often as you like: nothing is said twice. It exits with 1
when nobody knows whether a message went out.

Examples:
  $ owekit remind run --dry-run                          what would be sent and what not; nothing is
  $ OWEKIT_SMTP_URL=smtps://shop:…@smtp.shop.example owekit remind run --from billing@shop.example
  $ owekit remind run --smtp smtp://127.0.0.1:1025 --url https://pay.shop.example

Environment: OWEKIT_SMTP_URL, OWEKIT_MAIL_FROM. A URL of a mail server may hold its password: there it is not seen.`

/** `owekit remind run`: sends what is due. */
export function addRemindRun(parent: Command, shell: Shell): void {
  const command = parent
    .command('run')
    .description('send the reminders that are due, and say what was not sent and why')
  addPostOptions(command, 'they are shown here')
    .option('--url <url>', 'where owekit serve is reached: mails then have a link to pay', urlOf)
    .option('--dry-run', 'work on a copy in memory; nothing is sent and nothing written')
    .addHelpText('after', examples)
    .action(act<Options>(shell, run))
}

async function run(context: Context, options: Options): Promise<number> {
  await requireBooks(context)
  const settings = await keptSettings(context)
  const name = settings.name ?? context.globals.tenant ?? defaultTenant
  const dryRun = options.dryRun === true
  const post = dryRun ? undefined : await smtpPost(context, options, name)
  // Of a dry run, and in JSON, messages are told with the rest.
  const write = dryRun || context.json ? () => {} : (text: string) => void context.print(`${text}\n`)
  const used = post ?? shownPost(write)
  if (post === undefined && !dryRun)
    context.remark(
      'No mail server is named (--smtp, OWEKIT_SMTP_URL): messages are shown here, nothing leaves this machine,\n' +
        'and in the books they count as sent. To look without that: --dry-run.',
    )
  const dealings = { ...sending(used, name), ...(await linksOf(context, options)) }
  const did = await withBooks(
    context,
    (books) => (dryRun ? onCopy(context, books, dealings) : working(context, books.ar)),
    undefined,
    dealings,
  )
  const printed = printedOf(did, used, dryRun)
  await (context.json ? context.printJson(printed) : context.print(drawTurn(printed, context)))
  return printed.counts.unknown + printed.counts.in_doubt > 0 ? exitCodes.rule : exitCodes.ok
}

async function linksOf(context: Context, { url, dryRun }: Options): Promise<Dealings> {
  // The key of links is made by who needs it, and a dry run makes nothing.
  if (url === undefined || dryRun === true) return {}
  const { secrets } = await secretsOf(context.path(context.globals.db))
  return { links: { url: `${baseOf(url)}/pay`, key: secrets.linkKey } }
}

async function working(context: Context, ar: Receivables): Promise<Turn> {
  const bar = progress(context.io, 'Reminding', context.quiet)
  try {
    return await turn(ar, (done) => bar.at(undefined, countOf(done, 'job')))
  } finally {
    bar.end()
  }
}

/** The turn that would be done: done for real, to a copy. */
async function onCopy(context: Context, { store, tenant, settings }: Books, dealings: Dealings): Promise<Turn> {
  const { currency, timeZone } = settings
  const { now } = context.io
  const bar = progress(context.io, 'Copying', context.quiet)
  const copy = await copyOf(store, tenant, {
    clock: now,
    onRows: (rows) => bar.at(undefined, countOf(rows, 'row')),
  }).finally(() => bar.end())
  const ar = createReceivables({
    store: copy,
    tenant,
    actor: 'owekit',
    ...dealings,
    ...(currency !== undefined && { currency }),
    ...(timeZone !== undefined && { timeZone }),
    ...(now !== undefined && { clock: now }),
  })
  return working(context, ar)
}

function printedOf({ messages, steps, tasks, problems }: Turn, post: Post, dryRun: boolean): PrintedTurn {
  const states = { sent: 0, refused: 0, withdrawn: 0, waiting: 0, unknown: 0, in_doubt: 0 }
  for (const { state } of messages) states[state] += 1
  const stepsOf = (asked: 'skipped' | 'moved') => steps.filter(({ state }) => state === asked).length
  return {
    dryRun,
    server: post.server ?? null,
    counts: { ...states, skipped: stepsOf('skipped'), moved: stepsOf('moved'), tasks: tasks.length },
    messages: messages.map(({ message, state }) => ({
      id: message.id,
      customer: message.customer,
      state,
      why: message.why,
      purpose: message.purpose,
      channel: message.channel,
      to: message.words?.to ?? '',
      subject: message.words?.subject ?? '',
      text: message.words?.text ?? '',
      toPay: toDecimal(message.toPay),
      currency: message.toPay.currency,
      invoices: message.items.map(({ number }) => number),
    })),
    notSaid: steps,
    tasks,
    problems,
  }
}
