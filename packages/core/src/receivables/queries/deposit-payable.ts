import { type Day, formatDay } from '../../calendar/index.js'
import type { Cover } from '../../journal/fact.js'
import { minor } from '../../money/index.js'
import { incomingData } from '../../payment/apply-incoming.js'
import { scan } from '../../ports/scan.js'
import type { Row } from '../../records/collections.js'
import { loadBooks } from '../load.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import type { Found } from './link-item.js'

/** What the link of a deposit request asks for now; nothing when there is no such request. */
export async function depositPayable(settings: Settings, row: Row<'links'>, today: Day): Promise<Found | undefined> {
  const { store, tenant } = settings
  const { books } = await loadBooks(store, tenant, row.customer, { documents: [row.target], pending: true })
  const request = books.documents.get(row.target)
  if (request === undefined) return undefined
  const received = await receivedFor(settings, request)
  const hasEnded = await isOfEndedBooking(settings, request)
  const { currency, total, number, dueOn } = request
  const open = total > received.amount ? total - received.amount : 0n
  let coming = 0n
  for (const incoming of books.incoming.values())
    for (const cover of incomingData(incoming).covers) if (cover.document === request.id) coming += cover.amount
  const pending = coming < open ? coming : open
  const amount = open - pending
  const covers: Cover[] = amount === 0n ? [] : [{ document: request.id, instalment: 0, amount }]
  const overdueDays = dueOn !== null && dueOn < today ? today - dueOn : 0
  const item = { document: request.id, number, instalment: 0, open: minor(amount, currency), overdueDays }
  return {
    payable: { currency, open, pending, credit: 0n, discount: 0n, amount, items: [], covers },
    paidOn: received.last,
    // Nobody pays for a booking that has ended; what was paid of it stays shown as paid.
    isVoid: hasEnded && amount > 0n,
    items: amount === 0n ? [] : [{ ...item, dueOn: dueOn === null ? null : formatDay(dueOn) }],
  }
}

async function isOfEndedBooking({ store, tenant }: Settings, { reference }: Row<'documents'>): Promise<boolean> {
  const reads = readings(store, tenant)
  const bookings = reads.keys('bookings', [[reference]])
  await reads.fetch()
  return bookings().some(({ endedOn }) => endedOn !== null)
}

/** What was received for a deposit request so far, in its own currency, less what was paid back. */
async function receivedFor(
  { store, tenant }: Settings,
  request: Row<'documents'>,
): Promise<{ readonly amount: bigint; readonly last: Day | null }> {
  const ids = new Set<string>()
  const where = [request.reference]
  for await (const line of scan(store, tenant, { collection: 'postings', index: 'byReference', where }))
    if (line.account === 'customer_deposits' && line.source !== '') ids.add(line.source)
  const reads = readings(store, tenant)
  const rows = reads.keys(
    'sources',
    [...ids].map((id) => [id]),
  )
  await reads.fetch()
  const own = rows().filter(
    ({ currency, data, reversedOn }) =>
      reversedOn === null &&
      currency === request.currency &&
      (data as { readonly request?: string }).request === request.id,
  )
  return {
    amount: own.reduce((sum, source) => sum + source.amount - source.refunded, 0n),
    last: own.length === 0 ? null : Math.max(...own.map((source) => source.receivedOn)),
  }
}
