import { ReceivablesError } from '../../errors/index.js'
import { giveUpCharge } from '../../method/charge.js'
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
    const decision = await booksWith(trip, payment)
    assertOffered(trip, decision, payment, 'capture')
    askProvider(trip, payment, requestCapture(decision, { payment, amount }))
    return { id: payment }
  },
  extra: nothing,
}

export const voidIt: Command<typeof voidPayment, object> = {
  name: 'payments.void',
  schema: voidPayment,
  async run(trip, { payment, reason }) {
    const decision = await booksWith(trip, payment)
    if (giveUpCharge(decision, { id: payment, reason: reason ?? '' })) return { id: payment }
    assertOffered(trip, decision, payment, 'void')
    askProvider(trip, payment, requestVoid(decision, { payment, reason: reason ?? '' }))
    return { id: payment }
  },
  extra: nothing,
}

async function booksWith(trip: Trip, payment: string): Promise<Decision> {
  const customer = await ownerOf(trip.settings, 'incoming', payment)
  return (await trip.account(customer, { incoming: [payment] })).decision
}

/** Refuses what the provider of held money cannot do. */
function assertOffered({ settings }: Trip, { books }: Decision, payment: string, what: 'capture' | 'void'): void {
  const { provider } = authorisationOf(books, payment).row
  if (settings.providers.get(provider)?.[what] !== undefined) return
  throw new ReceivablesError('provider_unsupported', `${provider} cannot ${what} payment ${payment}.`, {
    payment,
    provider,
  })
}

/** Leaves a note for the worker to ask the provider; it lands with the request itself. */
function askProvider(trip: Trip, payment: string, attempt: number | undefined): void {
  if (attempt === undefined) return
  const row = jobRow('authorisation', `authorisation:${payment}#${attempt}`, trip.settings.clock(), { payment })
  trip.insert({ collection: 'outbox', row })
}
