// Long because it is one trip to the store: everything a command may want of an account, side by side.
import type { Day } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import { type Books, emptyBooks, instalmentKey } from '../journal/books.js'
import { type Fact, factId } from '../journal/fact.js'
import type { Key, Row } from '../records/collections.js'
import { scan } from '../ports/scan.js'
import type { Store } from '../ports/store.js'
import { factsFrom } from './facts.js'
import { loadReference } from './load-reference.js'
import { type Readings, readings } from './readings.js'

/** What of an account a command needs. */
export interface Wanted {
  /** Open items of this currency: all, or, oldest due first, until they come to `atLeast` minor units. */
  readonly open?: { readonly currency: string; readonly atLeast?: bigint }
  /** Sources with something to allocate, in this currency. */
  readonly free?: string
  /** Deposits held, in this currency. */
  readonly held?: string
  readonly documents?: readonly string[]
  /** The instalments of these documents. */
  readonly instalments?: readonly string[]
  readonly sources?: readonly string[]
  readonly plans?: readonly string[]
  readonly holds?: readonly string[]
  readonly allocations?: readonly string[]
  readonly incoming?: readonly string[]
  /** Every payment that is on its way. */
  readonly pending?: boolean
  readonly refunds?: readonly string[]
  /** Every refund of these sources. */
  readonly refundsOf?: readonly string[]
  readonly disputes?: readonly string[]
  readonly promises?: readonly string[]
  /** Promises to pay that stand. */
  readonly openPromises?: boolean
  /** Payments, credits and deposits received or issued from this day on. */
  readonly receivedSince?: Day
  readonly bookings?: readonly string[]
  /** All documents and sources of a booking, project or job, and everything around its invoices. */
  readonly reference?: string
  readonly links?: readonly string[]
  readonly messages?: readonly string[]
  readonly tasks?: readonly string[]
  /** What was said of the open items, and to the customer since this day; what is agreed; what staff is asked to do. */
  readonly saidSince?: Day
  /** Everything around these documents: instalments, allocations, the sources they came from, their facts. */
  readonly around?: readonly string[]
  /** Everything around these sources: allocations, and everything around the documents those settle. */
  readonly aroundSources?: readonly string[]
  /** Everything the account has. */
  readonly everything?: boolean
  /** Discounts still running on this day need the documents that offer them. */
  readonly offersOn?: Day
  /** The documents of open items, even without an offer. */
  readonly documentsOfOpen?: boolean
}

/** An account's books and the tenant's lock, as loaded. */
export interface Loaded {
  readonly books: Books
  readonly lock: Row<'periods'> | undefined
  readonly customer: Row<'customers'> | undefined
  readonly exists: boolean
  /** What the request key was answered before. */
  readonly answered: Row<'keys'> | undefined
}

const pageSize = 100
const most = 1000

/**
 * Loads as much of an account as a command needs, by key and index: never its history.
 *
 * The head comes with the first read; if anything moves later, the guard on it fails and the command runs again. So does
 * what a request key was answered before: then the books are left as they are.
 */
export async function loadBooks(
  store: Store,
  tenant: string,
  customer: string,
  wanted: Wanted,
  requestKey?: string,
): Promise<Loaded> {
  const first = readings(store, tenant)
  const keys = requestKey === undefined ? undefined : first.keys('keys', [[requestKey]])
  const heads = first.keys('heads', [[customer]])
  const lock = first.keys('periods', [['books']])
  const customers = first.keys('customers', [[customer]])
  const balances = first.all('balances', { where: [customer] })
  const holds = first.all('holds', { index: 'active', where: [customer] })
  const fill: ((books: Books) => void)[] = []
  named(first, fill, 'documents', wanted.documents ?? [])
  named(first, fill, 'sources', wanted.sources ?? [])
  named(first, fill, 'plans', wanted.plans ?? [])
  named(first, fill, 'holds', wanted.holds ?? [])
  named(first, fill, 'allocations', wanted.allocations ?? [])
  named(first, fill, 'incoming', wanted.incoming ?? [])
  named(first, fill, 'refunds', wanted.refunds ?? [])
  named(first, fill, 'disputes', wanted.disputes ?? [])
  named(first, fill, 'promises', wanted.promises ?? [])
  named(first, fill, 'links', wanted.links ?? [])
  named(first, fill, 'bookings', wanted.bookings ?? [])
  named(first, fill, 'messages', wanted.messages ?? [])
  named(first, fill, 'tasks', wanted.tasks ?? [])
  const promised =
    wanted.openPromises === true ? first.all('promises', { index: 'open', where: [customer] }) : undefined
  const parts = (wanted.instalments ?? []).map((id) => first.all('instalments', { where: [id] }))
  const { open } = wanted
  const openPage =
    open === undefined
      ? undefined
      : first.page('instalments', {
          index: 'open',
          where: [customer, open.currency],
          limit: open.atLeast === undefined ? most : pageSize,
        })
  const free =
    wanted.free === undefined ? undefined : first.all('sources', { index: 'unapplied', where: [customer, wanted.free] })
  const held =
    wanted.held === undefined ? undefined : first.all('sources', { index: 'held', where: [customer, wanted.held] })
  const refunds = (wanted.refundsOf ?? []).map((id) => first.all('refunds', { index: 'bySource', where: [id] }))
  const pending = wanted.pending === true ? first.all('incoming', { index: 'pending', where: [customer] }) : undefined
  await first.fetch()

  const answered = keys?.()[0]
  const head = heads()[0]
  const books = emptyBooks(tenant, customer, head?.rev ?? 0, head?.recordedAt ?? 0)
  books.mergedInto = head?.mergedInto ?? ''
  const found = { books, lock: lock()[0], customer: customers()[0], exists: head !== undefined, answered }
  if (answered !== undefined) return found
  for (const row of balances()) books.balances.loaded(row.currency, row)
  for (const row of holds()) books.holds.loaded(row.id, row)
  for (const step of fill) step(books)
  for (const page of refunds) for (const row of page()) books.refunds.loaded(row.id, row)
  for (const row of pending?.() ?? []) books.incoming.loaded(row.id, row)
  for (const row of promised?.() ?? []) books.promises.loaded(row.id, row)
  for (const page of parts)
    for (const row of page())
      if (row.customer === customer) books.instalments.loaded(instalmentKey(row.document, row.no), row)
  for (const row of free?.() ?? []) books.sources.loaded(row.id, row)
  for (const row of held?.() ?? []) books.sources.loaded(row.id, row)
  if (open !== undefined && openPage !== undefined) await loadOpen(store, books, open, openPage(), wanted.offersOn)
  if (wanted.saidSince !== undefined) await loadSaid(store, books, wanted.saidSince)
  if (wanted.everything === true) await loadEverything(store, books)
  if (wanted.receivedSince !== undefined) await loadReceived(store, books, wanted.receivedSince)
  const referred = wanted.reference === undefined ? [] : await loadReference(store, books, wanted.reference)
  await loadAround(
    store,
    books,
    wanted.reference === undefined ? wanted : { ...wanted, around: [...(wanted.around ?? []), ...referred] },
  )
  return found
}

type Named =
  | 'documents'
  | 'sources'
  | 'plans'
  | 'holds'
  | 'allocations'
  | 'incoming'
  | 'refunds'
  | 'disputes'
  | 'promises'
  | 'bookings'
  | 'links'
  | 'messages'
  | 'tasks'

function named<C extends Named>(
  list: Readings,
  fill: ((books: Books) => void)[],
  collection: C,
  ids: readonly string[],
): void {
  if (ids.length === 0) return
  const rows = list.keys(
    collection,
    ids.map((id): Key => [id]),
  )
  fill.push((books) => {
    for (const row of rows() as readonly { readonly id: string; readonly customer: string }[])
      if (row.customer === books.customer) books[collection].loaded(row.id, row as never)
  })
}

async function loadOpen(
  store: Store,
  books: Books,
  open: NonNullable<Wanted['open']>,
  first: readonly Row<'instalments'>[],
  offersOn: Day | undefined,
): Promise<void> {
  const held = new Set(
    [...books.holds.values()].filter((hold) => hold.releasedOn === null).map((hold) => hold.document),
  )
  let rows = first
  let size = open.atLeast === undefined ? most : pageSize
  let found = 0n
  for (;;) {
    for (const row of rows) {
      books.instalments.loaded(instalmentKey(row.document, row.no), row)
      // What offers a discount may take less than it has open, so it does not count towards enough.
      const offers = offersOn !== undefined && row.discountUntil !== null && row.discountUntil >= offersOn
      if (!offers && !held.has('') && !held.has(row.document)) found += row.open
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < size || (open.atLeast !== undefined && found >= open.atLeast)) return
    size = most
    const next = readings(store, books.tenant)
    const page = next.page('instalments', {
      index: 'open',
      where: [books.customer, open.currency],
      after: [last.dueOn, last.issuedOn, last.number, last.document, last.no],
      limit: size,
    })
    await next.fetch()
    rows = page()
  }
}

/** Sources by the day they were received, from a day on. */
async function loadReceived(store: Store, books: Books, since: Day): Promise<void> {
  const after = [since - 1, '\u{10FFFF}']
  const where = [books.customer]
  for await (const row of scan(store, books.tenant, { collection: 'sources', index: 'byCustomer', where, after }))
    books.sources.loaded(row.id, row)
}

/** Steps of the open items, messages since a day, what is agreed, and what staff is asked to do. */
async function loadSaid(store: Store, books: Books, since: Day): Promise<void> {
  const where = [books.customer]
  const list = readings(store, books.tenant)
  const documents = new Set([...books.instalments.values()].map(({ document }) => document))
  const steps = [...documents].map((id) => list.all('reminders', { index: 'byDocument', where: [id] }))
  const preferences = list.all('preferences', { index: 'byCustomer', where })
  const tasks = list.all('tasks', { index: 'byCustomer', where })
  await list.fetch()
  for (const page of steps)
    for (const row of page()) if (row.customer === books.customer) books.reminders.loaded(row.id, row)
  for (const row of preferences()) books.preferences.loaded(row.id, row)
  for (const row of tasks()) books.tasks.loaded(row.id, row)
  const after = [since - 1, '\u{10FFFF}']
  for await (const row of scan(store, books.tenant, { collection: 'messages', index: 'byCustomer', where, after }))
    books.messages.loaded(row.id, row)
}

async function loadEverything(store: Store, books: Books): Promise<void> {
  const where = [books.customer]
  const documents: string[] = []
  for await (const row of scan(store, books.tenant, { collection: 'documents', index: 'byCustomer', where })) {
    books.documents.loaded(row.id, row)
    documents.push(row.id)
  }
  for await (const row of scan(store, books.tenant, { collection: 'sources', index: 'byCustomer', where }))
    books.sources.loaded(row.id, row)
  for await (const row of scan(store, books.tenant, { collection: 'allocations', index: 'byCustomer', where }))
    books.allocations.loaded(row.id, row)
  for await (const row of scan(store, books.tenant, { collection: 'holds', index: 'byCustomer', where }))
    books.holds.loaded(row.id, row)
  for await (const row of scan(store, books.tenant, { collection: 'incoming', index: 'byCustomer', where }))
    books.incoming.loaded(row.id, row)
  for await (const row of scan(store, books.tenant, { collection: 'refunds', index: 'byCustomer', where }))
    books.refunds.loaded(row.id, row)
  for await (const row of scan(store, books.tenant, { collection: 'disputes', index: 'byCustomer', where }))
    books.disputes.loaded(row.id, row)
  for await (const row of scan(store, books.tenant, { collection: 'promises', index: 'byCustomer', where }))
    books.promises.loaded(row.id, row)
  for await (const row of scan(store, books.tenant, { collection: 'bookings', index: 'byCustomer', where }))
    books.bookings.loaded(row.id, row)
  for await (const row of scan(store, books.tenant, { collection: 'links', index: 'byCustomer', where }))
    books.links.loaded(row.id, row)
  for (const collection of ['reminders', 'messages', 'tasks', 'preferences'] as const)
    for await (const row of scan(store, books.tenant, { collection, index: 'byCustomer', where }))
      books[collection].loaded(row.id, row as never)
  for (const id of documents) {
    const list = readings(store, books.tenant)
    const parts = list.all('instalments', { where: [id] })
    const plans = list.all('plans', { index: 'byDocument', where: [id] })
    await list.fetch()
    for (const row of parts()) books.instalments.loaded(instalmentKey(row.document, row.no), row)
    for (const row of plans()) books.plans.loaded(row.id, row)
  }
}

/** Second and third read: what surrounds the documents and sources that the command touches. */
async function loadAround(store: Store, books: Books, wanted: Wanted): Promise<void> {
  const documents = new Set(wanted.around ?? [])
  if (wanted.offersOn !== undefined || wanted.documentsOfOpen === true)
    for (const row of books.instalments.values()) {
      const offers = wanted.offersOn !== undefined && row.discountUntil !== null && row.discountUntil >= wanted.offersOn
      if (row.open > 0n && (offers || wanted.documentsOfOpen === true)) documents.add(row.document)
    }
  for (const id of wanted.allocations ?? []) {
    const row = books.allocations.get(id)
    if (row !== undefined && row.document !== '') documents.add(row.document)
  }
  const sources = new Set(wanted.aroundSources ?? [])
  for (const id of wanted.allocations ?? []) {
    const source = books.allocations.get(id)?.source ?? ''
    if (source !== '') sources.add(source)
  }
  if (sources.size > 0) {
    const list = readings(store, books.tenant)
    const rows = [...sources].map((id) => list.all('allocations', { index: 'bySource', where: [id] }))
    await list.fetch()
    for (const page of rows)
      for (const row of page()) {
        if (row.customer !== books.customer) continue
        books.allocations.loaded(row.id, row)
        if (row.document !== '' && (wanted.aroundSources ?? []).includes(row.source)) documents.add(row.document)
      }
  }
  if (documents.size > 0) await loadDocuments(store, books, [...documents])
  await loadMissingSources(store, books)
  const undoing = wanted.around !== undefined || wanted.aroundSources !== undefined || wanted.allocations !== undefined
  if (undoing) await loadPast(store, books)
}

async function loadDocuments(store: Store, books: Books, ids: readonly string[]): Promise<void> {
  const list = readings(store, books.tenant)
  const documents = list.keys(
    'documents',
    ids.map((id): Key => [id]),
  )
  const parts = ids.map((id) => list.all('instalments', { where: [id] }))
  const allocations = ids.map((id) => list.all('allocations', { index: 'byDocument', where: [id] }))
  const credits = ids.map((id) => list.all('documents', { index: 'byCorrected', where: [id] }))
  await list.fetch()
  const mine = <R extends { readonly customer: string }>(rows: readonly R[]) =>
    rows.filter((row) => row.customer === books.customer)
  for (const row of mine(documents())) books.documents.loaded(row.id, row)
  for (const page of parts)
    for (const row of mine(page())) books.instalments.loaded(instalmentKey(row.document, row.no), row)
  for (const page of allocations) for (const row of mine(page())) books.allocations.loaded(row.id, row)
  for (const page of credits) for (const row of mine(page())) books.documents.loaded(row.id, row)
}

async function loadMissingSources(store: Store, books: Books): Promise<void> {
  const missing = new Set<string>()
  for (const { source } of books.allocations.values())
    if (source !== '' && books.sources.get(source) === undefined) missing.add(source)
  for (const { id, corrects } of books.documents.values())
    if (corrects !== '' && books.sources.get(id) === undefined) missing.add(id)
  if (missing.size === 0) return
  const list = readings(store, books.tenant)
  const rows = list.keys(
    'sources',
    [...missing].map((id): Key => [id]),
  )
  await list.fetch()
  for (const row of rows()) if (row.customer === books.customer) books.sources.loaded(row.id, row)
}

/** The facts behind the live allocations that were loaded: undoing one negates exactly what it wrote. */
async function loadPast(store: Store, books: Books): Promise<void> {
  const wanted: (readonly [string, number])[] = []
  for (const row of books.allocations.values())
    if (row.undoneOn === null && !books.past.has(factId(row.stream, row.version)))
      wanted.push([row.stream, row.version])
  for (const fact of await factsFrom(store, books.tenant, wanted)) books.past.set(factOf(fact), fact)
}

const factOf = (fact: Fact) => factId(fact.customer, fact.version)

/** Refuses an account that does not exist or was merged away. */
export function assertOpenAccount(loaded: Loaded): void {
  const { books } = loaded
  if (!loaded.exists)
    throw new ReceivablesError('customer_not_found', `There is no customer ${books.customer}.`, {
      customer: books.customer,
    })
  if (books.mergedInto !== '')
    throw new ReceivablesError(
      'customer_merged',
      `Customer ${books.customer} was merged into ${books.mergedInto}; use that one.`,
      { customer: books.customer, into: books.mergedInto },
    )
}
