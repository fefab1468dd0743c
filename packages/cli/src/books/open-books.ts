import { access } from 'node:fs/promises'
import { createReceivables, type Receivables, type ReceivablesOptions, type Store } from '@owekit/core'
import { isServer, type Context } from '../context.js'
import { Refusal } from '../refusal.js'
import { sending, shownPost } from '../remind/post.js'
import { readSettings, type Settings, writeSettings } from './settings.js'

/** Open books: the face to command them with, and the store below it for looking things up in bulk. */
export interface Books {
  readonly ar: Receivables
  readonly store: Store
  readonly tenant: string
  readonly settings: Settings
}

/** Whose books are meant when nobody says. */
export const defaultTenant = 'default'

/** Who takes money for these books, who carries messages, and how links are made: only what serves and sends needs to know. */
export type Dealings = Pick<ReceivablesOptions, 'providers' | 'links' | 'notifiers' | 'messages'>

/** Tells whether there is a file of books; a server is asked when it is used. */
export async function booksExist(context: Context): Promise<boolean> {
  if (isServer(context.globals.db)) return true
  return access(context.path(context.globals.db)).then(
    () => true,
    () => false,
  )
}

/** The settings beside the books, with the zone of the command line put over them. */
export async function keptSettings(context: Context): Promise<Settings> {
  const { db, timeZone } = context.globals
  return { ...(await readSettings(context.path(db))), ...(timeZone !== undefined && { timeZone }) }
}

/** The settings beside the books, with what the command line says put over them. */
async function settingsOf(context: Context): Promise<Settings> {
  const { currency } = context.globals
  return { ...(await keptSettings(context)), ...(currency !== undefined && { currency }) }
}

/**
 * Asks for books.
 *
 * @throws Refusal `store_unavailable` when there are none
 */
export async function requireBooks(context: Context): Promise<void> {
  if (!(await booksExist(context))) {
    throw new Refusal(
      'store_unavailable',
      `There are no books at ${context.path(context.globals.db)}.`,
      'Name them with --db FILE, or make them with: owekit init',
      { db: context.globals.db },
    )
  }
}

/** Opens the books that are there, does the work, and closes them whatever happens. */
export async function withBooks<T>(
  context: Context,
  work: (books: Books) => Promise<T>,
  settings?: Settings,
  dealings: Dealings = {},
): Promise<T> {
  await requireBooks(context)
  return using(context, settings ?? (await settingsOf(context)), await openStore(context), work, dealings)
}

/** Opens the books, or an empty stand-in in memory where there are none yet: for looking without leaving a trace. */
export async function withBooksOrNone<T>(
  context: Context,
  settings: Settings,
  work: (books: Books) => Promise<T>,
): Promise<T> {
  if (await booksExist(context)) return using(context, settings, await openStore(context), work)
  const { memoryStore } = await import('@owekit/core/memory')
  return using(context, settings, memoryStore(), work)
}

/**
 * Opens the books, making them first where there are none: then the home currency they begin with is kept beside them,
 * since every later command must count in it.
 */
export async function withBooksMade<T>(
  context: Context,
  settings: Settings,
  work: (books: Books) => Promise<T>,
): Promise<T> {
  const isNew = !(await booksExist(context))
  const dealings = isNew ? {} : (store: Store) => remindingOf(context, store)
  const done = await using(context, settings, await openStore(context), work, dealings)
  if (isNew && settings.currency !== undefined) await keepSettings(context, settings)
  return done
}

/** Where a reminder policy is kept, what is written is looked at by reminders; nothing is sent by who writes it. */
async function remindingOf({ globals }: Context, store: Store): Promise<Dealings> {
  const tenant = globals.tenant ?? defaultTenant
  const [policies] = await store.read(tenant, [{ collection: 'policies', where: [], limit: 1 }])
  return policies.length === 0
    ? {}
    : sending(
        shownPost(() => {}),
        tenant,
        { confirmations: false },
      )
}

async function keepSettings(context: Context, settings: Settings): Promise<void> {
  const db = context.path(context.globals.db)
  if ((await readSettings(db)).currency !== undefined) return
  context.remark(`New books with home currency ${settings.currency}: kept in ${await writeSettings(db, settings)}.`)
}

/** Makes the file of the books, or brings its schema up to date. */
export async function createBooks(context: Context, settings: Settings): Promise<void> {
  await using(context, settings, await openStore(context), async ({ store }) => store.migrate())
}

/** Opens the store that `--db` names; its schema is brought up to date unless it is only to be looked at. */
export async function openStore(context: Context, { migrate = true } = {}): Promise<Store> {
  const { now } = context.io
  const options = { migrate, ...(now !== undefined && { clock: now }) }
  const { db } = context.globals
  if (isServer(db)) {
    const { openPostgres } = await import('./open-postgres.js')
    const opened = await openPostgres(db, (given) => context.path(given))
    const store = opened.store(options)
    const close = async () => {
      await store.close()
      await opened.end()
    }
    return { ...store, close }
  }
  const { sqliteStore } = await import('@owekit/store-sqlite')
  return sqliteStore({ path: context.path(context.globals.db) }, options)
}

async function using<T>(
  context: Context,
  settings: Settings,
  store: Store,
  work: (books: Books) => Promise<T>,
  dealings: Dealings | ((store: Store) => Promise<Dealings>) = {},
): Promise<T> {
  try {
    const tenant = context.globals.tenant ?? defaultTenant
    const { currency, timeZone } = settings
    const { now } = context.io
    const ar = createReceivables({
      store,
      tenant,
      actor: 'owekit',
      ...(typeof dealings === 'function' ? await dealings(store) : dealings),
      ...(currency !== undefined && { currency }),
      ...(timeZone !== undefined && { timeZone }),
      ...(now !== undefined && { clock: now }),
    })
    return await work({ ar, store, tenant, settings })
  } finally {
    await store.close()
  }
}
