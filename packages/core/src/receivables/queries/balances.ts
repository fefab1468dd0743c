import { formatDay, formatInstant } from '../../calendar/index.js'
import {
  type Balance,
  balance,
  balanceFromRow,
  currencyBalance,
  type CurrencyBalance,
  sumPostings,
} from '../../balance/balance.js'
import { ReceivablesError } from '../../errors/index.js'
import type { Row } from '../../records/collections.js'
import { compareText } from '../../records/compare-text.js'
import { scan } from '../../ports/scan.js'
import type { BalanceRow } from '../../balance/balance-row.js'
import { balanceByReference, balanceOf } from '../input/others.js'
import { parseInput } from '../parse.js'
import { readings } from '../readings.js'
import { type Settings, todayOf } from '../settings.js'
import { momentAt, momentOf, type Moment } from './clocks.js'

/** What a customer owes and has with us: now from the projections, as of any day and knowledge from the postings. */
export async function balancesOf(settings: Settings, asked: unknown): Promise<Balance & { readonly customer: string }> {
  const query = parseInput(balanceOf, typeof asked === 'string' ? { customer: asked } : asked, 'balances.of')
  const { customer } = query
  const isNow = query.asOf === undefined && query.knownAt === undefined
  const { moment, found } = isNow
    ? await balancesNow(settings, customer)
    : await balancesAt(settings, customer, await momentOf(settings, query))
  const perCurrency = found.filter((one) => query.currency === undefined || one.currency === query.currency)
  const who = { customer, asOf: formatDay(moment.asOf), knownAt: formatInstant(moment.knownAt) }
  return balance(who, perCurrency, query.currency ?? settings.home.currency)
}

interface Found {
  readonly moment: Moment
  readonly found: readonly CurrencyBalance[]
}

async function balancesNow(settings: Settings, customer: string): Promise<Found> {
  const { store, tenant } = settings
  const today = todayOf(settings)
  const rows =
    store.balances === undefined
      ? await readBalances(settings, customer, today)
      : await store.balances({ tenant, today, customer, limit: 1000 })
  if (rows.length === 0) await assertCustomer(settings, customer)
  const moment = momentAt(today, rows[0]?.readAt ?? (await store.now()))
  // Something dated ahead is in the projections already, but not in what is owed today.
  if (rows.some((row) => row.latestOn > moment.asOf)) return balancesAt(settings, customer, moment)
  const used = rows.filter(isUsed)
  // A customer who ever dealt in one currency only, and owes nothing, owes nothing in that currency.
  return { moment, found: (used.length === 0 && rows.length === 1 ? rows : used).map(balanceFromRow) }
}

const isUsed = (row: BalanceRow) =>
  row.receivable !== 0n || row.unapplied !== 0n || row.deposits !== 0n || row.pending !== 0n || row.refundDue !== 0n

/** The same for a store that does not answer balances: every row comes from one snapshot. */
async function readBalances(settings: Settings, customer: string, today: number): Promise<BalanceRow[]> {
  const readAt = await settings.store.now()
  const list = readings(settings.store, settings.tenant)
  const rows = list.all('balances', { where: [customer] })
  const items = list.all('instalments', { index: 'open', where: [customer] })
  const sources = list.all('sources', { index: 'unapplied', where: [customer] })
  await list.fetch()
  return rows().map((row) => {
    const late = items().filter((item) => item.currency === row.currency && item.dueOn < today)
    const over = sources().filter(
      ({ currency, expiresOn }) => currency === row.currency && (expiresOn ?? today) < today,
    )
    return {
      ...row,
      overdue: late.reduce((sum, item) => sum + item.open, 0n),
      expired: over.reduce((sum, source) => sum + source.unapplied - source.refundDue, 0n),
      readAt,
    }
  })
}

async function balancesAt(settings: Settings, customer: string, moment: Moment): Promise<Found> {
  await assertCustomer(settings, customer)
  const lines: Row<'postings'>[] = []
  const where = [customer]
  for await (const line of scan(settings.store, settings.tenant, { collection: 'postings', index: 'byDay', where })) {
    if (line.effectiveOn > moment.asOf) break
    if (line.recordedAt <= moment.knownBy) lines.push(line)
  }
  return { moment, found: summed(lines, moment) }
}

function summed(lines: readonly Row<'postings'>[], moment: Moment): CurrencyBalance[] {
  const sums = sumPostings(lines as never, moment.asOf)
  const used = [...sums].filter(([, own]) => own.open !== 0n || own.unapplied !== 0n || own.deposits !== 0n)
  return (used.length === 0 && sums.size === 1 ? [...sums] : used)
    .sort(([a], [b]) => compareText(a, b))
    .map(([currency, own]) => currencyBalance(currency, own))
}

/** What a booking, project or job owes and holds, over all customers it belongs to. */
export async function balancesByReference(
  settings: Settings,
  asked: unknown,
): Promise<Balance & { readonly reference: string }> {
  const query = parseInput(
    balanceByReference,
    typeof asked === 'string' ? { reference: asked } : asked,
    'balances.byReference',
  )
  const moment = await momentOf(settings, query)
  const lines: Row<'postings'>[] = []
  const where = [query.reference]
  for await (const line of scan(settings.store, settings.tenant, {
    collection: 'postings',
    index: 'byReference',
    where,
  })) {
    if (line.effectiveOn > moment.asOf) break
    if (line.recordedAt <= moment.knownBy) lines.push(line)
  }
  const who = { reference: query.reference, asOf: formatDay(moment.asOf), knownAt: formatInstant(moment.knownAt) }
  return balance(who, summed(lines, moment), settings.home.currency)
}

/** The head of a customer; one that was never opened is refused. */
export async function assertCustomer(settings: Settings, customer: string): Promise<Row<'heads'>> {
  const list = readings(settings.store, settings.tenant)
  const rows = list.keys('heads', [[customer]])
  await list.fetch()
  const [head] = rows()
  if (head === undefined)
    throw new ReceivablesError('customer_not_found', `There is no customer ${customer}.`, { customer })
  return head
}
