import type { Command, Trip } from '../engine.js'
import { applyEvent, providerEvent, resolveEvent } from '../input/provider-events.js'
import { ReceivablesError } from '../../errors/index.js'
import { minor } from '../../money/index.js'
import type { PaymentLinkProvider } from '../../ports/payment-provider.js'
import type { Json, Row } from '../../records/collections.js'
import { parseInput } from '../parse.js'
import { readings } from '../readings.js'
import {
  type Accepted,
  applied,
  type Arrival,
  arrivalOf,
  type Findings,
  held,
  ignored,
  noteCheckout,
  paymentOf,
  type Verdict,
} from './arrival.js'
import { decideDispute } from './disputes.js'
import { decidePayment, dismissPayment } from './payments.js'
import { decidePayout } from './payouts.js'
import { decideRefund } from './refunds.js'

/** A command's verdict, handed out of the engine's answer. */
export interface VerdictBox {
  verdict: Verdict | undefined
  /** What was read of the event already, for the first try; those that follow read again. */
  findings?: Findings | undefined
}

/**
 * Takes one event into the books: what it does and its row in the inbox are one batch, so that it is done once however
 * often it is delivered. With `refusal` nothing is booked and the event waits for a person.
 */
export function applyCommand(
  provider: PaymentLinkProvider,
  raw: unknown,
  box: VerdictBox,
  refusal?: string,
): Command<typeof applyEvent, object> {
  return {
    name: 'intake.apply',
    schema: applyEvent,
    async run(trip, { event }) {
      const { findings } = box
      box.findings = undefined
      const arrival = await arrivalOf(trip, provider, event, undefined, findings)
      const verdict = refusal === undefined ? await decide(arrival) : held(refusal, arrival.customer)
      box.verdict = verdict
      trip.insert({
        collection: 'inbox',
        row: {
          provider: provider.id,
          event: event.event,
          rev: 1,
          type: event.type,
          payment: paymentOf(event),
          ...verdict,
          occurredAt: event.occurredAt,
          receivedAt: trip.settings.clock(),
          body: plain(raw),
        },
      })
      return { id: event.event }
    },
    extra: () => ({}),
  }
}

/** Takes up an event again: one that waited, or one that a person has looked at. */
export function resolveCommand(
  providerOf: (id: string) => PaymentLinkProvider,
  box: VerdictBox,
  refusal?: string,
): Command<typeof resolveEvent, object> {
  return {
    name: 'intake.resolve',
    schema: resolveEvent,
    async run(trip, given) {
      const row = await inboxRow(trip, given.provider, given.event)
      if (row.state !== 'waiting' && row.state !== 'held') {
        box.verdict = verdictOf(row)
        return { id: row.event }
      }
      const verdict = await verdictAgain(trip, row, given, providerOf, refusal)
      box.verdict = verdict
      if (verdict.state === row.state && verdict.reason === row.reason) return { id: row.event }
      trip.guard({ collection: 'inbox', key: [row.provider, row.event], rev: row.rev })
      trip.update({ collection: 'inbox', row: { ...row, ...verdict, rev: row.rev + 1 } })
      return { id: row.event }
    },
    extra: () => ({}),
  }
}

async function verdictAgain(
  trip: Trip,
  row: Row<'inbox'>,
  {
    action,
    as,
    customer,
    note,
  }: { action: 'apply' | 'dismiss'; as?: Accepted['as']; customer?: string | undefined; note?: string | undefined },
  providerOf: (id: string) => PaymentLinkProvider,
  refusal: string | undefined,
): Promise<Verdict> {
  const event = parseInput(providerEvent, row.body, 'intake.resolve')
  if (action === 'dismiss') {
    await dismissPayment(await arrivalOf(trip, providerOf(row.provider), event, undefined))
    return {
      state: 'ignored',
      reason: note === undefined ? 'dismissed' : `dismissed: ${note}`,
      customer: row.customer,
    }
  }
  if (refusal !== undefined) return held(refusal, row.customer)
  // An event that only waited is judged as it would have been; a person's word goes for one that was held.
  const accepted: Accepted | undefined = row.state === 'held' ? { as, customer } : undefined
  return decide(await arrivalOf(trip, providerOf(row.provider), event, accepted))
}

/** An event's row. @throws ReceivablesError `event_not_found` */
async function inboxRow({ settings }: Trip, provider: string, event: string): Promise<Row<'inbox'>> {
  const list = readings(settings.store, settings.tenant)
  const rows = list.keys('inbox', [[provider, event]])
  await list.fetch()
  const [row] = rows()
  if (row === undefined)
    throw new ReceivablesError('event_not_found', `${provider} sent no event ${event}.`, { provider, event })
  return row
}

/** What a row says became of its event. */
export function verdictOf({ state, reason, customer }: Row<'inbox'>): Verdict {
  return { state: state as Verdict['state'], reason, customer }
}

async function decide(arrival: Arrival): Promise<Verdict> {
  const { event } = arrival
  if ('payment' in event) return decidePayment(arrival, event)
  if ('refund' in event) return decideRefund(arrival, event)
  if ('dispute' in event) return decideDispute(arrival, event)
  if ('payout' in event) return decidePayout(arrival, event)
  return endCheckout(arrival)
}

/** The provider closed a checkout: the next payment through its link starts a new one. */
function endCheckout(arrival: Arrival): Verdict {
  const { checkout, customer } = arrival
  if (checkout === undefined) return ignored('checkout_unknown')
  if (checkout.state !== 'asked' && checkout.state !== 'open') return ignored('already_ended', customer)
  noteCheckout(arrival.trip, checkout, 'closed')
  return applied(customer)
}

/** An event as plain data, its amounts as decimal text: what the schema reads again later. */
function plain(value: unknown): Json {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value as Json
  if ('minor' in value && 'currency' in value)
    return JSON.parse(JSON.stringify(minor(value.minor as bigint, String(value.currency)))) as Json
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .map(([name, entry]) => [name, plain(entry)]),
  )
}
