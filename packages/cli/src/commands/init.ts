import type { Command } from 'commander'
import { booksExist, createBooks } from '../books/open-books.js'
import { checkSettings, readSettings, type Settings, settingsPath, writeSettings } from '../books/settings.js'
import { act, isServer, type Context, type Shell } from '../context.js'
import { exitCodes } from '../report-error.js'
import { Refusal } from '../refusal.js'

interface Options {
  readonly name?: string
}

const examples = `
Examples:
  $ owekit init                                          asks what it needs to know
  $ owekit init --name "Studio Ada" --currency EUR --time-zone Europe/Paris`

/** `owekit init`: makes the books and their settings. */
export function addInit(program: Command, shell: Shell): void {
  program
    .command('init')
    .description('make new books: asks on a terminal, takes --name, --currency and --time-zone elsewhere')
    .option('--name <text>', 'whose books these are')
    .addHelpText('after', examples)
    .action(act<Options>(shell, init))
}

async function init(context: Context, { name }: Options): Promise<number> {
  const db = context.path(context.globals.db)
  const { currency, timeZone } = context.globals
  const given: Settings = checkSettings(
    {
      ...(name !== undefined && { name }),
      ...(currency !== undefined && { currency }),
      ...(timeZone !== undefined && { timeZone }),
    },
    'The command line',
  )
  const before = await readSettings(db)
  const settings =
    context.io.canAsk === true && !context.json ? await ask({ ...before, ...given }, given) : { ...before, ...given }
  if (settings === undefined) return exitCodes.input
  if (settings.currency === undefined) {
    throw new Refusal(
      'currency_required',
      'Books have a home currency, and none was given.',
      'Say --currency CODE, such as --currency EUR.',
    )
  }
  const existed = await booksExist(context)
  if (existed && before.currency !== undefined && before.currency !== settings.currency) {
    throw new Refusal(
      'currency_mismatch',
      `These books are kept in ${before.currency}; their home currency cannot become ${settings.currency}.`,
      'Make new books under another name with --db FILE.',
      { kept: before.currency, asked: settings.currency },
    )
  }
  await createBooks(context, settings)
  await writeSettings(db, settings)
  // The address of a server may hold a password.
  const shown = isServer(context.globals.db) ? 'on the server' : db
  if (context.json) await context.printJson({ db: shown, created: !existed, settings })
  else await context.print(welcome(shown, settingsPath(db), settings, existed))
  return exitCodes.ok
}

/** Asks for what the command line did not say; undefined when the person gave up. */
async function ask(known: Settings, given: Settings): Promise<Settings | undefined> {
  const { cancel, group, intro, text } = await import('@clack/prompts')
  const checked = (key: keyof Settings) => (value: string | undefined) => {
    try {
      if (value) checkSettings({ [key]: value }, 'This')
      return undefined
    } catch (error) {
      return (error as Error).message
    }
  }
  intro('New books')
  let gaveUp = false
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const answers = await group(
    {
      name: async () =>
        given.name ??
        text({ message: 'Whose books are these?', initialValue: known.name ?? '', placeholder: 'Studio Ada' }),
      currency: async () =>
        given.currency ??
        text({
          message: 'Home currency?',
          initialValue: known.currency ?? '',
          placeholder: 'EUR',
          validate: (value) => (value ? checked('currency')(value) : 'Books need one.'),
        }),
      timeZone: async () =>
        given.timeZone ??
        text({
          message: 'Time zone in which your days begin?',
          initialValue: known.timeZone ?? zone,
          validate: checked('timeZone'),
        }),
    },
    {
      onCancel: () => {
        gaveUp = true
        cancel('Nothing was made.')
      },
    },
  )
  if (gaveUp) return undefined
  return {
    ...(answers.name && { name: answers.name }),
    currency: answers.currency,
    timeZone: answers.timeZone || 'UTC',
  }
}

function welcome(db: string, path: string, { name, currency, timeZone }: Settings, existed: boolean): string {
  return `${existed ? 'Kept' : 'Made'} the books${name === undefined ? '' : ` of ${name}`}: ${db}
Settings (${currency}, days of ${timeZone ?? 'UTC'}): ${path}

Next:
  owekit import invoices FILE.csv --help
  owekit aging
`
}
