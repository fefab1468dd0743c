import * as z from 'zod/mini'
import { formatDay } from '../../calendar/index.js'
import { ReceivablesError } from '../../errors/index.js'
import { minor, type Money } from '../../money/index.js'
import type { Row } from '../../records/collections.js'
import { type PaymentView, paymentView } from '../../views/payment-view.js'
import { id } from '../input/primitives.js'
import { parseInput } from '../parse.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'

/** A page of a list, and an AsyncIterable over all of it. */
export interface Page<T> {
  readonly items: readonly T[]
  /** Where the next page begins; absent on the last. */
  readonly next?: string
}

/** A list: await it for a page, or walk it with `for await`. */
export interface List<T> extends AsyncIterable<T>, PromiseLike<Page<T>> {}

/** What of a list is wanted. */
export interface ListOptions {
  readonly customer?: string
  readonly reference?: string
  /** Only what has something open or unapplied. */
  readonly openOnly?: boolean
  /** Rows a page. @default 100 */
  readonly limit?: number
  /** `next` of the page before. */
  readonly cursor?: string
}

/** What every list takes. */
export const pageOptions = {
  limit: z.optional(z.int().check(z.gte(1), z.lte(1000))),
  cursor: z.optional(z.string()),
}

const listOptions = z.strictObject({
  ...pageOptions,
  customer: z.optional(id),
  reference: z.optional(id),
  openOnly: z.optional(z.boolean()),
})

export type Step<T> = (
  limit: number,
  after: readonly (string | number)[] | undefined,
) => Promise<{
  items: T[]
  last: readonly (string | number)[] | undefined
}>

export function list<T, Q extends Pick<ListOptions, 'limit' | 'cursor'> = ListOptions>(
  what: string,
  asked: unknown,
  stepOf: (query: Q) => Step<T>,
  schema: z.ZodMiniType = listOptions,
): List<T> {
  const begin = () => {
    const query = parseInput(schema, asked ?? {}, what) as Q
    return { query, step: stepOf(query), limit: query.limit ?? 100 }
  }
  return {
    // A list is awaited for its first page: it is a promise as far as `await` is concerned.
    // oxlint-disable-next-line unicorn/no-thenable
    then(resolve, reject) {
      const first = async (): Promise<Page<T>> => {
        const { query, step, limit } = begin()
        const { items, last } = await step(limit, query.cursor === undefined ? undefined : readCursor(query.cursor))
        return last === undefined ? { items } : { items, next: writeCursor(last) }
      }
      return first().then(resolve, reject)
    },
    async *[Symbol.asyncIterator]() {
      const { query, step, limit } = begin()
      let after: readonly (string | number)[] | undefined =
        query.cursor === undefined ? undefined : readCursor(query.cursor)
      for (;;) {
        const { items, last } = await step(limit, after)
        yield* items
        if (last === undefined) return
        after = last
      }
    },
  }
}

const writeCursor = (last: readonly (string | number)[]) => encodeURIComponent(JSON.stringify(last))

function readCursor(text: string): (string | number)[] {
  try {
    const value: unknown = JSON.parse(decodeURIComponent(text))
    if (Array.isArray(value) && value.every((part) => typeof part === 'string' || typeof part === 'number'))
      return value
  } catch {
    // Told below, like any other cursor that is not ours.
  }
  throw new ReceivablesError('invalid_input', 'The cursor is not one of ours; begin the list again.')
}

/** Payments, credits and deposits of a customer, or all, by the day received. */
export function listPayments(settings: Settings, asked: unknown, kind?: 'deposit'): List<PaymentView> {
  return list(kind === undefined ? 'payments.list' : 'deposits.list', asked, (query) => async (limit, after) => {
    const reads = readings(settings.store, settings.tenant)
    const from = after === undefined ? {} : { after }
    const rows =
      query.customer === undefined
        ? reads.page('sources', { where: [], limit, ...from })
        : reads.page('sources', { index: 'byCustomer', where: [query.customer], limit, ...from })
    await reads.fetch()
    const wanted = rows().filter(
      (row) =>
        (kind === undefined || row.kind === kind) &&
        (query.reference === undefined || row.reference === query.reference) &&
        (query.openOnly !== true || row.unapplied !== 0n || row.held !== 0n),
    )
    const more = readings(settings.store, settings.tenant)
    const allocations = wanted.map((row) => more.all('allocations', { index: 'bySource', where: [row.id] }))
    if (wanted.length > 0) await more.fetch()
    const items = wanted.map((row, index) => paymentView(row, allocations[index]?.() ?? []))
    const last = rows().length < limit ? undefined : rows().at(-1)
    return {
      items,
      last: last === undefined ? undefined : query.customer === undefined ? [last.id] : [last.receivedOn, last.id],
    }
  })
}

/** A customer as shown. */
export interface CustomerView {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly phone: string
  readonly timeZone: string
  readonly locale: string
  readonly openedOn: string
  readonly erasedOn: string | null
  readonly mergedInto: string
  readonly metadata: { readonly [name: string]: string }
}

/** Shows a customer. */
export function customerView(row: Row<'customers'>): CustomerView {
  return {
    ...row,
    openedOn: formatDay(row.openedOn),
    erasedOn: row.erasedOn === null ? null : formatDay(row.erasedOn),
    metadata: row.metadata as CustomerView['metadata'],
  }
}

/** Customers by id. */
export function listCustomers(settings: Settings, asked: unknown): List<CustomerView> {
  return list('customers.list', asked, () => async (limit, after) => {
    const reads = readings(settings.store, settings.tenant)
    const rows = reads.page('customers', { where: [], limit, ...(after === undefined ? {} : { after }) })
    await reads.fetch()
    const last = rows().length < limit ? undefined : rows().at(-1)
    return { items: rows().map(customerView), last: last === undefined ? undefined : [last.id] }
  })
}

/** Money nobody has placed yet. */
export interface SuspenseView {
  readonly id: string
  readonly amount: Money
  readonly open: Money
  readonly receivedOn: string
  readonly payer: string
}

/** What waits in suspense, oldest first. */
export function listSuspense(settings: Settings, asked: unknown): List<SuspenseView> {
  return list('payments.inSuspense', asked, () => async (limit, after) => {
    const reads = readings(settings.store, settings.tenant)
    const rows = reads.page('suspense', { index: 'open', where: [], limit, ...(after === undefined ? {} : { after }) })
    await reads.fetch()
    const items = rows().map((row) => ({
      id: row.id,
      amount: minor(row.amount, row.currency),
      open: minor(row.open, row.currency),
      receivedOn: formatDay(row.receivedOn),
      payer: row.payer,
    }))
    const last = rows().length < limit ? undefined : rows().at(-1)
    return { items, last: last === undefined ? undefined : [last.receivedOn, last.id] }
  })
}
