import { type Day, formatDay, formatInstant } from '../../calendar/index.js'
import { ReceivablesError } from '../../errors/index.js'
import type { Books } from '../../journal/books.js'
import { liveAllocations } from '../../journal/lookup.js'
import type { LinkScope } from '../../journal/fact.js'
import { captureOf, firstEndOf } from '../../link/apply.js'
import { type Payable, payableOf } from '../../link/payable.js'
import { isTokenText, linkToken, tokenHash } from '../../link/token.js'
import { type Money, minor } from '../../money/index.js'
import { scan } from '../../ports/scan.js'
import type { Row } from '../../records/collections.js'
import { linkSettingsOf } from '../commands/links.js'
import { loadBooks, type Wanted } from '../load.js'
import { readings } from '../readings.js'
import { type Settings, todayOf } from '../settings.js'
import { depositPayable } from './deposit-payable.js'
import type { Found, LinkItem } from './link-item.js'

/** How a link stands. */
export type LinkState = 'payable' | 'in_progress' | 'paid' | 'nothing_due' | 'expired' | 'cancelled'

/** What a link shows to whoever holds it: what is open now, and no name. */
export interface LinkView {
  readonly id: string
  readonly state: LinkState
  readonly scope: LinkScope
  /** `hold`: what is paid is only held on the card. */
  readonly capture: 'now' | 'hold'
  readonly reference: string
  readonly currency: string
  /** What is left to pay; with a discount, less it. */
  readonly amount: Money
  readonly open: Money
  /** The least that is taken at once; equal to `amount` when only the whole is. */
  readonly minimum: Money
  /** On its way. */
  readonly pending: Money
  /** Money on account that settles part of it. */
  readonly credit: Money
  /** What paying it all now saves. */
  readonly discount: Money
  readonly items: readonly LinkItem[]
  /** The day on which the last of it was paid. */
  readonly paidOn: string | null
  readonly expiresAt: string | null
  /** The end that you gave it, however often whoever holds it renewed it since. */
  readonly firstExpiresAt: string | null
  /** The customer may have a new one for the same debt. */
  readonly renewable: boolean
}

/** A link with its token, as the host may hand it out. */
export interface LinkGrant {
  readonly id: string
  readonly token: string
  readonly url: string
  readonly expiresAt: string | null
}

/** A link row and what it asks for now. */
export interface OpenedLink {
  readonly row: Row<'links'>
  readonly payable: Payable
  readonly view: LinkView
}

/**
 * The link that a token opens, whatever its state.
 *
 * @throws ReceivablesError `link_not_found` for a token that is not one, not ours, or was replaced by a newer one
 */
export async function openLink(settings: Settings, token: string): Promise<OpenedLink> {
  if (!isTokenText(token)) throw notFound()
  const { store, tenant } = settings
  const reads = readings(store, tenant)
  const rows = reads.page('links', { index: 'byToken', where: [await tokenHash(token)], limit: 1 })
  await reads.fetch()
  const [row] = rows()
  if (row === undefined) throw notFound()
  return readLink(settings, row)
}

const notFound = () => new ReceivablesError('link_not_found', 'There is no such pay link.')

/** What a link asks for now. */
export async function readLink(settings: Settings, row: Row<'links'>): Promise<OpenedLink> {
  const today = todayOf(settings)
  const found =
    row.scope === 'deposit' ? await depositPayable(settings, row, today) : await itemsPayable(settings, row, today)
  if (found === undefined) throw notFound()
  return { row, payable: found.payable, view: viewOf(settings, row, found, today) }
}

async function itemsPayable(settings: Settings, row: Row<'links'>, today: Day): Promise<Found> {
  const { store, tenant } = settings
  const documents =
    row.scope === 'reference' ? await documentsOf(settings, row) : row.scope === 'balance' ? [] : [row.target]
  const currency = await currencyOf(settings, row, documents)
  const wanted: Wanted =
    row.scope === 'balance'
      ? { open: { currency }, free: currency, offersOn: today, pending: true }
      : { around: documents, pending: true }
  const { books } = await loadBooks(store, tenant, row.customer, wanted)
  const target = { scope: row.scope as LinkScope, target: row.target, instalment: row.instalment, currency }
  const payable = payableOf(books, target, today, documents)
  return {
    payable,
    paidOn: paidOn(books, documents, row),
    isVoid: documents.length > 0 && documents.every((id) => books.documents.get(id)?.voidedOn !== null),
    items: payable.items.map((item) => ({
      document: item.document,
      number: item.number,
      instalment: item.instalment,
      dueOn: formatDay(item.dueOn),
      open: minor(item.open, currency),
      overdueDays: item.dueOn < today ? today - item.dueOn : 0,
    })),
  }
}

/** The invoices of the customer that belong to the link's reference. */
async function documentsOf({ store, tenant }: Settings, row: Row<'links'>): Promise<string[]> {
  const found: string[] = []
  for await (const document of scan(store, tenant, {
    collection: 'documents',
    index: 'byReference',
    where: [row.target],
  }))
    if (document.customer === row.customer && document.kind === 'invoice') found.push(document.id)
  return found
}

async function currencyOf(settings: Settings, row: Row<'links'>, documents: readonly string[]): Promise<string> {
  if (row.currency !== '') return row.currency
  const reads = readings(settings.store, settings.tenant)
  const rows = reads.keys(
    'documents',
    documents.map((id) => [id]),
  )
  const balances = reads.all('balances', { where: [row.customer] })
  await reads.fetch()
  const own = rows().map((document) => document.currency)
  const open = balances()
    .filter(({ receivable }) => receivable !== 0n)
    .map((balance) => balance.currency)
  const currencies = new Set(row.scope === 'balance' ? open : own)
  if (currencies.size > 1)
    throw new ReceivablesError(
      'currency_required',
      `There is something open in ${[...currencies].join(', ')}; make a link for each.`,
      {
        currencies: [...currencies],
      },
    )
  return [...currencies][0] ?? settings.home.currency
}

function paidOn(books: Books, documents: readonly string[], row: Row<'links'>): Day | null {
  const lasts = documents.flatMap((id) =>
    liveAllocations(books, id)
      .filter((allocation) => row.scope !== 'instalment' || allocation.instalment === row.instalment)
      .map((allocation) => allocation.effectiveOn),
  )
  return lasts.length === 0 ? null : Math.max(...lasts)
}

function viewOf(
  settings: Settings,
  row: Row<'links'>,
  { payable, paidOn: last, isVoid, items }: Found,
  today: Day,
): LinkView {
  const { currency, amount } = payable
  const show = (units: bigint) => minor(units, currency)
  const hasExpired = row.expiresAt !== null && row.expiresAt <= settings.clock()
  const firstEnd = firstEndOf(row)
  const least = row.minimum === null || row.minimum > amount ? amount : row.minimum
  return {
    id: row.id,
    state: stateOf(row, payable, { hasExpired, isVoid, wasPaid: last !== null && last <= today }),
    scope: row.scope as LinkScope,
    capture: captureOf(row),
    reference: row.scope === 'reference' ? row.target : '',
    currency,
    amount: show(amount),
    open: show(payable.open),
    minimum: show(least),
    pending: show(payable.pending),
    credit: show(payable.credit),
    discount: show(payable.discount),
    items,
    paidOn: amount === 0n && payable.pending === 0n && last !== null ? formatDay(last) : null,
    expiresAt: row.expiresAt === null ? null : formatInstant(row.expiresAt),
    firstExpiresAt: firstEnd === null ? null : formatInstant(firstEnd),
    renewable: hasExpired && row.revokedOn === null && amount > 0n,
  }
}

function stateOf(
  row: Row<'links'>,
  { amount, pending }: Payable,
  {
    hasExpired,
    isVoid,
    wasPaid,
  }: { readonly hasExpired: boolean; readonly isVoid: boolean; readonly wasPaid: boolean },
): LinkState {
  if (row.revokedOn !== null || isVoid) return 'cancelled'
  if (amount === 0n) return pending > 0n ? 'in_progress' : wasPaid ? 'paid' : 'nothing_due'
  return hasExpired ? 'expired' : 'payable'
}

/** The link as it may be handed out: its token is made again from the key. */
export async function grantOf(settings: Settings, row: Row<'links'>): Promise<LinkGrant> {
  const { key, url } = linkSettingsOf(settings)
  const token = await linkToken(key, { tenant: settings.tenant, link: row.id, generation: row.generation })
  return {
    id: row.id,
    token,
    url: `${url.replace('{tenant}', encodeURIComponent(settings.tenant))}/${token}`,
    expiresAt: row.expiresAt === null ? null : formatInstant(row.expiresAt),
  }
}

/** The row of a link. @throws ReceivablesError `link_not_found` */
export async function linkRow({ store, tenant }: Settings, id: string): Promise<Row<'links'>> {
  const reads = readings(store, tenant)
  const rows = reads.keys('links', [[id]])
  await reads.fetch()
  const [row] = rows()
  if (row === undefined) throw new ReceivablesError('link_not_found', `There is no pay link ${id}.`, { link: id })
  return row
}
