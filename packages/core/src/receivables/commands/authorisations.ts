import { ReceivablesError } from '../../errors/index.js'
import { authorisationOf, requestCapture, requestVoid } from '../../payment/authorisation.js'
import type { Decision } from '../../journal/decision.js'
import type { Command, Trip } from '../engine.js'
import { capturePayment, voidPayment } from '../input/payments.js'
import { jobRow } from '../worker/jobs.js'
import { ownerOf } from './owner.js'

const nothing = () => ({})

export const capture: Command<typeof capturePayment, object> = {
  name: 'payments.capture',
  schema: capturePayment,
  async run(trip, { payment, amount }) {
    const decision = await heldFor(trip, payment, 'capture')
    askProvider(trip, payment, requestCapture(decision, { payment, amount }))
    return { id: payment }
  },
  extra: nothing,
}

export const voidIt: Command<typeof voidPayment, object> = {
  name: 'payments.void',
  schema: voidPayment,
  async run(trip, { payment, reason }) {
    const decision = await heldFor(trip, payment, 'void')
    askProvider(trip, payment, requestVoid(decision, { payment, reason: reason ?? '' }))
    return { id: payment }
  },
  extra: nothing,
}

/** The books of a payment whose provider can do what is asked. */
async function heldFor(trip: Trip, payment: string, what: 'capture' | 'void'): Promise<Decision> {
  const customer = await ownerOf(trip.settings, 'incoming', payment)
  const { decision } = await trip.account(customer, { incoming: [payment] })
  const { row } = authorisationOf(decision.books, payment)
  if (trip.settings.providers.get(row.provider)?.[what] === undefined)
    throw new ReceivablesError('provider_unsupported', `${row.provider} cannot ${what} payment ${payment}.`, {
      payment,
      provider: row.provider,
    })
  return decision
}

/** Leaves a note for the worker to ask the provider; it lands with the request itself. */
function askProvider(trip: Trip, payment: string, attempt: number | undefined): void {
  if (attempt === undefined) return
  const row = jobRow('authorisation', `authorisation:${payment}#${attempt}`, trip.settings.clock(), { payment })
  trip.insert({ collection: 'outbox', row })
}
