import * as z from 'zod/mini'
import { takeFrom } from '../../allocation/offer.js'
import { openItems } from '../../allocation/items.js'
import { formatDay } from '../../calendar/index.js'
import { type Books, instalmentKey } from '../../journal/books.js'
import type { Fact, InstalmentTime } from '../../journal/fact.js'
import type { Row } from '../../records/collections.js'
import { breakPlan } from '../../plan/accept.js'
import { endPromise } from '../../promise/make.js'
import { ownerOf, plansBeside } from '../commands/owner.js'
import type { Command } from '../engine.js'
import { depositReceipts, sumOf } from '../feed/deposit-receipts.js'
import { fingerprint } from '../fingerprint.js'
import { id } from '../input/primitives.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import { wantedForPromise } from '../queries/promises.js'

// What time does to the books, as commands: each looks again whether it is so, and its key lets it happen once.

const nothing = () => ({})

const ofInstalment = z.strictObject({ document: id, instalment: z.int() })
const ofDocument = z.strictObject({ document: id })
const ofRequest = z.strictObject({ request: id })
const ofPromise = z.strictObject({ promise: z.string() })

const crossing = (
  type: 'invoice.became_due' | 'invoice.became_overdue',
  days: 0 | 1,
): Command<typeof ofInstalment, object> => ({
  name: type,
  schema: ofInstalment,
  identity: ({ document, instalment }) => `${document}#${instalment}`,
  async run(trip, { document, instalment }) {
    const { customer, plan } = await whereIs(trip.settings, document, instalment)
    // A late part breaks its plan, and that may bring the old due days back.
    const breaks = days === 1 && plan !== ''
    const wanted = breaks
      ? { around: [document], plans: (await plansBeside(trip.settings, plan)).plans }
      : { documents: [document], instalments: [document] }
    const { decision } = await trip.account(customer, wanted)
    const row = openPart(decision.books, document, instalment)
    if (row === undefined) return { id: document }
    const effectiveOn = row.dueOn + days
    decision.add({ type, effectiveOn, data: instalmentTime(row), postings: [] })
    if (breaks && decision.books.plans.get(plan)?.cancelledOn === null) breakPlan(decision, { plan, on: effectiveOn })
    return { id: document }
  },
  extra: nothing,
})

/** An instalment's day has come, and it is still open. Once for each instalment. */
export const becomeDue = crossing('invoice.became_due', 0)
/** An instalment's day is over, and it is still open; a plan it belongs to is broken. Once for each instalment. */
export const becomeOverdue = crossing('invoice.became_overdue', 1)

/** A discount can still be taken, but not for long. Once for each invoice. */
export const discountExpiring: Command<typeof ofDocument, object> = {
  name: 'discount.expiring',
  schema: ofDocument,
  identity: ({ document }) => document,
  async run(trip, { document }) {
    const customer = await ownerOf(trip.settings, 'documents', document)
    const { decision } = await trip.account(customer, { around: [document] })
    const { books } = decision
    const invoice = books.documents.get(document)
    const item = openItems(books, invoice?.currency ?? '').find((one) => one.document === document)
    if (invoice === undefined || invoice.voidedOn !== null || item?.offer === undefined) return { id: document }
    const { until } = item.offer
    const { amount, discount } = takeFrom(item, item.open, until)
    if (discount > 0n)
      decision.add({
        type: 'discount.expiring',
        effectiveOn: until - trip.settings.discountNotice,
        data: {
          document,
          number: invoice.number,
          until: formatDay(until),
          payable: amount,
          currency: invoice.currency,
        },
        postings: [],
      })
    return { id: document }
  },
  extra: nothing,
}

/** The day of a deposit request is over, and it was not received in full. Once for each request. */
export const depositExpired: Command<typeof ofRequest, object> = {
  name: 'deposit.expired',
  schema: ofRequest,
  identity: ({ request }) => request,
  async run(trip, { request }) {
    const customer = await ownerOf(trip.settings, 'documents', request)
    const { decision } = await trip.account(customer, { documents: [request] })
    const asked = decision.books.documents.get(request)
    if (asked === undefined || asked.dueOn === null || asked.voidedOn !== null) return { id: request }
    const received = sumOf(await depositReceipts(trip.settings, asked))
    if (received < asked.total)
      decision.add({
        type: 'deposit.expired',
        effectiveOn: asked.dueOn + 1,
        data: {
          request,
          reference: asked.reference,
          dueOn: formatDay(asked.dueOn),
          amount: asked.total - received,
          currency: asked.currency,
        },
        postings: [],
      })
    return { id: request }
  },
  extra: nothing,
}

/** The last day of a promise to pay is over: it was kept or broken. */
export const promiseEnded: Command<typeof ofPromise, object> = {
  name: 'promise.ended',
  schema: ofPromise,
  identity: ({ promise }) => promise,
  async run(trip, { promise }) {
    const list = readings(trip.settings.store, trip.settings.tenant)
    const rows = list.keys('promises', [[promise]])
    await list.fetch()
    const [made] = rows()
    if (made === undefined || made.endedOn !== null) return { id: promise }
    const { decision } = await trip.account(made.customer, wantedForPromise(made))
    if (decision.books.promises.get(promise)?.endedOn === null) endPromise(decision, { promise, on: made.until + 1 })
    return { id: promise }
  },
  extra: nothing,
}

/** The request key under which a fact that time brought was told, so that restored books do not tell it again. */
export function keyOfTold(fact: Fact): Row<'keys'> | undefined {
  const asked = askedBy(fact)
  if (asked === undefined) return undefined
  const { key, input } = asked
  const result = { id: key, places: [[fact.customer, fact.version]] }
  return { id: `${fact.type}:${key}`, fingerprint: fingerprint(fact.type, input), result, recordedAt: 0 }
}

function askedBy(fact: Fact): { readonly key: string; readonly input: object & Record<string, unknown> } | undefined {
  if (fact.type === 'invoice.became_due' || fact.type === 'invoice.became_overdue') {
    const { document, instalment } = fact.data
    return { key: `${document}#${instalment}`, input: { document, instalment } }
  }
  if (fact.type === 'discount.expiring') return { key: fact.data.document, input: { document: fact.data.document } }
  if (fact.type === 'deposit.expired') return { key: fact.data.request, input: { request: fact.data.request } }
  return undefined
}

/** The instalment, if it still has something open. */
function openPart(books: Books, document: string, instalment: number): Row<'instalments'> | undefined {
  const row = books.instalments.get(instalmentKey(document, instalment))
  const isVoid = books.documents.get(document)?.voidedOn !== null
  return row === undefined || isVoid || row.endedOn !== null || row.open <= 0n ? undefined : row
}

function instalmentTime(row: Row<'instalments'>): InstalmentTime {
  const { document, number, no, dueOn, open, currency, reference } = row
  return { document, number, instalment: no, dueOn: formatDay(dueOn), open, currency, reference }
}

/** Whose an instalment is, and the plan it belongs to, or `''`. */
async function whereIs(settings: Settings, document: string, instalment: number) {
  const list = readings(settings.store, settings.tenant)
  const rows = list.keys('instalments', [[document, instalment]])
  await list.fetch()
  const row = rows()[0]
  return { customer: row?.customer ?? (await ownerOf(settings, 'documents', document)), plan: row?.plan ?? '' }
}
