import { createReceivables, isReceivablesError } from '@owekit/core'
import { type Command, Option } from 'commander'
import { booksExist, defaultTenant, keptSettings, openStore } from '../books/open-books.js'
import { act, type Context, type Shell } from '../context.js'
import { checkReadable, checkSchema, checkWork } from '../doctor/check-books.js'
import { checkKeys } from '../doctor/check-keys.js'
import { checkClock, checkSite } from '../doctor/check-site.js'
import { checkFakeWebhook, checkStripeWebhook } from '../doctor/check-webhook.js'
import { type Finding, findingsOf, type Level, wordsOf } from '../doctor/finding.js'
import { exitCodes } from '../report-error.js'
import { Refusal } from '../refusal.js'
import { isOwnMachine, urlOf } from '../serve/address.js'
import { openStripe } from '../serve/stripe.js'
import { tillName, type TillName, tills } from '../serve/till.js'
import { oneLine } from '../terminal/text-width.js'

interface Options {
  readonly url: URL
  readonly provider?: TillName
  readonly stripeApi?: URL
}

const examples = `
Examples:
  $ owekit doctor                                        on this machine, while owekit serve runs
  $ owekit --db postgres://… doctor --url https://pay.example.com
  $ owekit doctor --json

Nothing is written, and no key is sent anywhere but Stripe's to Stripe. Environment: as for owekit serve.`

/** `owekit doctor`: looks whether a served site is set up as it should be. */
export function addDoctor(program: Command, shell: Shell): void {
  program
    .command('doctor')
    .description('look whether a served site is set up as it should be; exits 1 when something is not')
    .option('--url <url>', 'where payers and providers reach it', urlOf, new URL('http://127.0.0.1:4180'))
    .addOption(new Option('--provider <name>', 'who takes the money (default: as for owekit serve)').choices(tills))
    .option('--stripe-api <url>', 'something that answers in place of Stripe, for trying things out', urlOf)
    .addHelpText('after', examples)
    .action(act<Options>(shell, doctor))
}

async function doctor(context: Context, options: Options): Promise<number> {
  const findings = await findingsFor(context, options)
  const fails = findings.filter(({ level }) => level === 'fail').length
  const warns = findings.filter(({ level }) => level === 'warn').length
  if (context.json) await context.printJson({ ok: fails === 0, checks: findings })
  else
    await context.print(`${findings.map((one) => lineOf(context, one)).join('')}\n${verdict(context, fails, warns)}\n`)
  return fails === 0 ? exitCodes.ok : exitCodes.rule
}

async function findingsFor(context: Context, { url, provider, stripeApi }: Options): Promise<Finding[]> {
  const { env } = context.io
  const now = context.io.now ?? Date.now
  const base = url.href.replace(/\/$/, '')
  const isPublic = !isOwnMachine(url)
  const books = await checkBooks(context)
  const till = tillOf(provider, env, url)
  if (typeof till !== 'string') return [...books.findings, till]
  const keys = await checkKeys(context.path(context.globals.db), till, env, isPublic)
  const site = await checkSite(base, isPublic)
  const clock = checkClock(now(), { 'the store': books.time, [base]: site.time })
  const webhook: Finding[] = []
  if (till === 'stripe')
    webhook.push(...(await checkStripeWebhook(await openStripe(env, stripeApi), base, now(), site.answers)))
  else if (site.answers && keys.secrets !== undefined)
    webhook.push(await checkFakeWebhook(base, keys.secrets.fakeWebhookSecret, now()))
  if (!site.answers)
    webhook.push(findingsOf('webhook').warn('No test event was sent, for the site does not answer.', 'See above.'))
  return [...books.findings, ...keys.findings, ...clock, ...site.findings, ...webhook]
}

/** Who takes the money, or why that cannot be told. */
function tillOf(asked: TillName | undefined, env: Context['io']['env'], url: URL): TillName | Finding {
  try {
    return tillName(asked, env, url)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return findingsOf('keys').fail(error.message, error.hint)
  }
}

/** What is found of the books, and what time it is by their store. */
interface FoundBooks {
  readonly findings: readonly Finding[]
  readonly time?: number
}

async function checkBooks(context: Context): Promise<FoundBooks> {
  const { db } = context.globals
  const say = findingsOf('books')
  const where = context.path(db)
  if (!(await booksExist(context)))
    return { findings: [say.fail(`There are no books at ${where}.`, 'Name them with --db, or make them: owekit init')] }
  const tenant = context.globals.tenant ?? defaultTenant
  const findings: Finding[] = []
  const store = await openStore(context, { migrate: false })
  try {
    const schema = await checkSchema(store)
    findings.push(schema)
    if (schema.level !== 'ok') return { findings }
    findings.unshift(await checkReadable(store, tenant, 'The store'))
    const { currency, timeZone } = await keptSettings(context)
    const ar = createReceivables({
      store,
      tenant,
      ...(currency !== undefined && { currency }),
      ...(timeZone !== undefined && { timeZone }),
    })
    findings.push(...(await checkWork(ar)))
    return { findings, time: await store.now() }
  } catch (error) {
    const code = isReceivablesError(error) ? `${error.code}: ` : ''
    return { findings: [...findings, say.fail(`${code}${wordsOf(error)}`, 'Check --db, and that nobody locks it.')] }
  } finally {
    await store.close()
  }
}

const marks: Readonly<Record<Level, string>> = { ok: 'ok   ', warn: 'warn ', fail: 'FAIL ' }

function lineOf({ style }: Context, { check, level, message, todo }: Finding): string {
  const paint = { ok: style.green, warn: style.yellow, fail: style.red }[level]
  const line = `${paint(marks[level])} ${check.padEnd(8)} ${oneLine(message)}\n`
  return todo === '' ? line : `${line}               ${style.dim('→')} ${oneLine(todo)}\n`
}

function verdict({ style }: Context, fails: number, warns: number): string {
  if (fails > 0) return style.red(`${fails} ${fails === 1 ? 'thing has' : 'things have'} to be put right.`)
  if (warns > 0) return style.yellow(`It works; ${warns} ${warns === 1 ? 'thing is' : 'things are'} worth a look.`)
  return style.green('Everything is as it should be.')
}
