import type { InvoiceView, Receivables } from '@owekit/core'
import { toNode } from '@owekit/http'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { defaultTenant, keptSettings, requireBooks, withBooks } from '../books/open-books.js'
import { act, type Context, type Shell } from '../context.js'
import { Refusal } from '../refusal.js'
import { addPostOptions, type Post, type PostFlags, sending, smtpPost } from '../remind/post.js'
import { app, type WorkerState } from '../serve/app.js'
import { baseOf, urlOf } from '../serve/address.js'
import { listen } from '../serve/listen.js'
import { secretsOf, secretsPath } from '../serve/secrets.js'
import { openTill, type Till, tillName, type TillName, tills } from '../serve/till.js'

interface Options extends PostFlags {
  readonly port: number
  readonly host: string
  readonly url?: URL
  readonly provider?: TillName
  readonly renewWithin: number
  readonly once?: boolean
  readonly showKey?: boolean
}

const examples = `
Examples:
  $ owekit serve                                         on this machine; payments move no money
  $ owekit --db postgres://… serve --host 0.0.0.0 --url https://pay.example.com
  $ curl -H "Authorization: Bearer $OWEKIT_ADMIN_KEY" http://127.0.0.1:4180/aging

Environment: OWEKIT_ADMIN_KEY, STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET,
OWEKIT_SMTP_URL, OWEKIT_MAIL_FROM. Ctrl-C ends it.`

/** `owekit serve`: the books over HTTP, with the worker and a provider, in one process. */
export function addServe(program: Command, shell: Shell): void {
  const command = program
    .command('serve')
    .description('serve the books: pay pages, webhooks, staff routes and the worker, in one process')
    .option('--port <number>', 'the port; 0 is any', portOf, 4180)
    .option('--host <address>', 'the address to listen on', '127.0.0.1')
    .option('--url <url>', 'where payers and providers reach it (default: the address itself)', urlOf)
    .addOption(
      new Option(
        '--provider <name>',
        'who takes the money (default: stripe when its keys are set, else fake: no money moves)',
      ).choices(tills),
    )
    .option('--renew-within <days>', 'how long after its end a pay link can be renewed; 0 is never', daysOf, 60)
    .option('--show-key', 'print the admin key')
    .option('--once', 'print what it would serve, and exit')
  addPostOptions(command, 'no reminders are sent').addHelpText('after', examples).action(act<Options>(shell, serve))
}

function portOf(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text)
  throw new InvalidArgumentError('Say a number from 0 to 65535.')
}

function daysOf(text: string): number {
  if (/^\d{1,4}$/.test(text) && Number(text) <= 3650) return Number(text)
  throw new InvalidArgumentError('Say a number from 0 to 3650.')
}

/** Where a server on this machine is reached when nobody says. */
function ownUrl(host: string, port: number): URL {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return new URL(`http://${name}:${port}`)
}

/** What is told at the start. */
interface Told {
  readonly url: string
  /** Where it listens; nothing does with --once. */
  readonly listening: string | null
  readonly provider: TillName
  /** The mail server that reminders and receipts go through; null: none are sent. */
  readonly mail: string | null
  /** Where the admin key is: a path, or the variable it was given in. */
  readonly adminKeyIn: string
  readonly adminKey?: string
  /** A link to try, or with --once the invoice that it would be for. */
  readonly payLink: string | null
  readonly invoice: string | null
}

async function serve(context: Context, options: Options): Promise<void> {
  const { env } = context.io
  const givenKey = env['OWEKIT_ADMIN_KEY'] || undefined
  if (givenKey !== undefined && givenKey.length < 24)
    throw new Refusal('not_configured', `OWEKIT_ADMIN_KEY has ${givenKey.length} characters; it takes at least 24.`)
  const name = tillName(options.provider, env, options.url ?? ownUrl(options.host, options.port))
  await requireBooks(context)
  const merchant = (await keptSettings(context)).name ?? context.globals.tenant ?? defaultTenant
  const post = await smtpPost(context, options, merchant)
  if (options.once === true) return wouldServe(context, options, name, givenKey, post)
  const server = await listen(options.port, options.host)
  try {
    const url = options.url ?? ownUrl(options.host, server.port)
    const db = context.path(context.globals.db)
    const { secrets, isNew } = await secretsOf(db)
    const clock = context.io.now
    const till = await openTill(name, { db, base: baseOf(url), env, secrets, clock })
    const links = { url: `${baseOf(url)}/pay`, key: secrets.linkKey }
    const dealings = { providers: [till.provider], links, ...(post !== undefined && sending(post, merchant)) }
    await withBooks(
      context,
      async ({ ar, store, tenant }) => {
        await store.migrate()
        const invoice = await oldestOpen(ar)
        const payLink = invoice === undefined ? null : (await ar.links.forInvoice({ invoice: invoice.id })).url
        const work = startWorker(ar, till, context)
        const closing = new AbortController()
        try {
          const adminKey = givenKey ?? secrets.adminKey
          const onError = (error: unknown) => context.remark(`error: ${String(error)}`)
          const handler = app({
            ar,
            tenant,
            merchant,
            adminKey,
            url,
            till,
            worker: work,
            clock,
            onError,
            renewWithin: options.renewWithin,
            isBehindProxy: options.url !== undefined,
            closing: closing.signal,
          })
          const listener = toNode(handler, { origin: url.origin })
          server.answerWith((request, response) => void listener(request, response))
          const shows = options.showKey === true || (isNew && givenKey === undefined)
          await tell(context, {
            url: baseOf(url),
            listening: baseOf(ownUrl(options.host, server.port)),
            provider: name,
            mail: post?.server ?? null,
            adminKeyIn: givenKey === undefined ? secretsPath(db) : 'OWEKIT_ADMIN_KEY',
            ...(shows && { adminKey }),
            payLink,
            invoice: invoice?.number ?? null,
          })
          // Listened for before it is said: whoever reads it may press at once.
          const stopped = context.io.untilStopped?.()
          context.remark('Ctrl-C ends it.')
          await stopped
          context.remark('Ending: no new requests; the worker finishes its turn.')
        } finally {
          closing.abort()
          await Promise.all([server.close(), work.stop()])
        }
        await till.fake?.deliver(ar)
      },
      undefined,
      dealings,
    )
  } finally {
    await server.close()
  }
}

/** A worker under way. */
interface Work extends WorkerState {
  /** Ends it after its turn. @throws what ended it before */
  stop(): Promise<void>
}

/** Longer than a worker waits for a store that is away. */
const quiet = 90_000

function startWorker(ar: Receivables, till: Till, context: Context): Work {
  const stop = new AbortController()
  let lastTurn = performance.now()
  let failure: { readonly error: unknown } | undefined
  const onTick = () => {
    lastTurn = performance.now()
    // Refunds the worker asked for, and pages whose time is over, are told in between.
    till.fake?.deliver(ar).catch((error: unknown) => context.remark(`error: ${String(error)}`))
  }
  const ended = ar.worker.run({ signal: stop.signal, onTick }).catch((error: unknown) => {
    failure = { error }
    context.remark(`The worker stopped: ${String(error)}`)
  })
  return {
    state() {
      if (failure !== undefined || stop.signal.aborted) return 'stopped'
      return performance.now() - lastTurn > quiet ? 'waiting' : 'running'
    },
    async stop() {
      stop.abort()
      await ended
      if (failure !== undefined) throw failure.error
    },
  }
}

async function wouldServe(
  context: Context,
  options: Options,
  provider: TillName,
  givenKey: string | undefined,
  post: Post | undefined,
): Promise<void> {
  const invoice = await withBooks(context, ({ ar }) => oldestOpen(ar))
  await tell(context, {
    url: baseOf(options.url ?? ownUrl(options.host, options.port)),
    listening: null,
    provider,
    mail: post?.server ?? null,
    adminKeyIn: givenKey === undefined ? secretsPath(context.path(context.globals.db)) : 'OWEKIT_ADMIN_KEY',
    payLink: null,
    invoice: invoice?.number ?? null,
  })
}

/** The open invoice that is due the longest and waits for nobody's decision. */
async function oldestOpen(ar: Receivables): Promise<InvoiceView | undefined> {
  let oldest: InvoiceView | undefined
  // They come by due day: whatever is due later than one that was found is not looked at.
  for await (const invoice of ar.invoices.list({ openOnly: true, limit: 20 })) {
    if (oldest !== undefined && invoice.dueOn !== oldest.dueOn) break
    if (invoice.holds.length === 0 && (oldest === undefined || invoice.number < oldest.number)) oldest = invoice
  }
  return oldest
}

async function tell(context: Context, told: Told): Promise<void> {
  if (context.json) return context.printJson(told)
  const { bold, yellow } = context.style
  const { url, listening, provider, mail, adminKey, adminKeyIn, payLink, invoice } = told
  const money = provider === 'fake' ? yellow('a pretended provider: no money moves') : 'Stripe'
  const link = payLink ?? (invoice === null ? 'nothing is open' : `one for invoice ${invoice}`)
  await context.print(`Serving   ${bold(url)}${listening === null || listening === url ? '' : ` from ${listening}`}
Payments  ${money}
Mails     ${mail ?? yellow('none: no reminders are sent until there is --smtp or OWEKIT_SMTP_URL')}
Webhooks  ${url}/hooks/${provider}
Staff     Authorization: Bearer KEY; the key is in ${adminKeyIn}
${adminKey === undefined ? '' : `Key       ${adminKey}\n`}Try       ${link}
`)
}
