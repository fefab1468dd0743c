import { ReceivablesError } from '../../errors/index.js'
import { methodOf, requestCharge } from '../../method/charge.js'
import { incomingData } from '../../payment/apply-incoming.js'
import type { Command, Trip } from '../engine.js'
import { chargePayment, forgetMethod } from '../input/payments.js'
import type { Loaded, Wanted } from '../load.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import { jobRow } from '../worker/jobs.js'
import { providerFor } from '../what-to-pay.js'
import { ownerOf } from './owner.js'

const nothing = () => ({})

export const charge: Command<typeof chargePayment, object> = {
  name: 'payments.charge',
  schema: chargePayment,
  identity: (given) => given.id,
  async run(trip, { id: named, method, invoice, booking, amount, description }) {
    if ((invoice === undefined) === (booking === undefined))
      throw new ReceivablesError('invalid_input', 'payments.charge: name an invoice or a booking, one of them.')
    const { settings } = trip
    const id = named ?? `pay_${settings.ids()}`
    const customer = await ownerOf(settings, 'incoming', method, 'method_not_found')
    const { decision } = await trip.account(customer, {
      incoming: [method, id],
      sources: [id],
      pending: true,
      ...chargedFor({ invoice, booking }),
    })
    assertNew(decision.books, id)
    await assertNotErased(settings, [customer, payerOf(decision.books, method)])
    const asked = requestCharge(decision, { id, method, invoice, booking, amount, description: description ?? '' })
    const name = decision.books.incoming.get(method)?.provider
    if (providerFor(settings, name, asked.currency, asked.minor).charge === undefined)
      throw new ReceivablesError('provider_unsupported', `${name ?? ''} cannot charge a saved method.`, {
        provider: name ?? '',
      })
    askForCharge(trip, id)
    return { id }
  },
  extra: nothing,
}

/** What of the account a charge is about. */
export function chargedFor({
  invoice,
  booking,
}: {
  readonly invoice: string | undefined
  readonly booking: string | undefined
}): Wanted {
  if (invoice !== undefined) return { around: [invoice] }
  return booking === undefined ? {} : { bookings: [booking], reference: booking }
}

function assertNew(books: Loaded['books'], id: string): void {
  if (books.incoming.get(id) === undefined && books.sources.get(id) === undefined) return
  throw new ReceivablesError('already_exists', `payments.charge: there is a payment ${id} already.`, { payment: id })
}

/** Who left a method: the account may have been merged since. */
function payerOf(books: Loaded['books'], method: string): string {
  const row = books.incoming.get(method)
  return (row === undefined ? undefined : incomingData(row).saved?.payer) ?? ''
}

async function assertNotErased(settings: Settings, customers: readonly string[]): Promise<void> {
  const customer = await erasedOf(settings, customers)
  if (customer === undefined) return
  throw new ReceivablesError('customer_erased', `What ${customer} left was erased; nothing is charged any more.`, {
    customer,
  })
}

/** The first of some customers who was erased. */
export async function erasedOf({ store, tenant }: Settings, customers: readonly string[]): Promise<string | undefined> {
  const list = readings(store, tenant)
  const rows = list.keys(
    'customers',
    [...new Set(customers)].map((customer) => [customer]),
  )
  await list.fetch()
  return rows().find(({ erasedOn }) => erasedOn !== null)?.id
}

/** Leaves a note for the worker to ask the provider; it lands with the request itself. */
function askForCharge(trip: Trip, payment: string): void {
  const row = jobRow('charge', `charge:${payment}`, trip.settings.clock(), { payment })
  trip.insert({ collection: 'outbox', row })
}

export const forget: Command<typeof forgetMethod, object> = {
  name: 'payments.forgetMethod',
  schema: forgetMethod,
  async run(trip, { method, reason }) {
    const customer = await ownerOf(trip.settings, 'incoming', method, 'method_not_found')
    const { decision } = await trip.account(customer, { incoming: [method] })
    methodOf(decision.books, method)
    decision.add({
      type: 'method.forgotten',
      effectiveOn: trip.today,
      data: { id: method, reason: reason ?? '' },
      postings: [],
    })
    return { id: method }
  },
  extra: nothing,
}
