// Long because it is one step function: what each event of the model does to its state, side by side.

import type { WireCharge, WirePolicy } from './inputs.js'
import type { Draft, Event, Happening, Offer, Settling, Tax } from './events.js'

/** An invoice, as the events tell it. */
export interface Invoice {
  readonly id: string
  readonly number: string
  readonly customer: string
  readonly currency: string
  readonly total: bigint
  readonly issuedOn: number
  readonly reference: string
  readonly offer: Offer | undefined
  readonly component: string
  readonly group: string
  readonly taxes: readonly Tax[]
  isVoid: boolean
}

/** One instalment of an invoice. */
export interface Part {
  readonly invoice: Invoice
  readonly no: number
  readonly dueOn: number
  readonly startsOn: number
  readonly plan: string
  readonly hasOffer: boolean
  amount: bigint
  open: bigint
  /** The day from which what is open is free to be settled. */
  freeFrom: number
  isEnded: boolean
}

/** Money or credit a customer has with us. */
export interface Source {
  readonly id: string
  readonly kind: 'payment' | 'deposit' | 'credit_note' | 'promotional'
  readonly customer: string
  readonly currency: string
  readonly amount: bigint
  readonly receivedOn: number
  readonly reference: string
  readonly expiresOn: number | undefined
  readonly corrects: string
  unapplied: bigint
  held: bigint
  refunded: bigint
  refundDue: bigint
  forfeited: bigint
  freeFrom: number
  isReversed: boolean
}

/** Something that settled a part, live until it is undone. */
export interface Allocation {
  readonly id: string
  readonly kind: Settling
  readonly customer: string
  readonly source: string
  readonly document: string
  readonly no: number
  readonly amount: bigint
  readonly cause: string
  readonly on: number
  isLive: boolean
  /** The day it was undone. */
  undoneOn: number | undefined
}

/** A booking, as the events tell it. */
export interface Booking {
  readonly id: string
  readonly customer: string
  readonly currency: string
  readonly amount: bigint
  readonly timeZone: string
  readonly policy: WirePolicy
  readonly noShow: WireCharge
  date: number
  isEnded: boolean
}

/** Everything there is to know at one reading. */
export interface State {
  readonly customers: Set<string>
  readonly invoices: Map<string, Invoice>
  readonly parts: Part[]
  /** The same parts by document and number. */
  readonly partsByName: Map<string, Part>
  readonly sources: Map<string, Source>
  readonly allocations: Map<string, Allocation>
  readonly holds: Map<
    string,
    { readonly customer: string; readonly document: string; readonly reason: string; isActive: boolean }
  >
  readonly plans: Map<
    string,
    {
      readonly customer: string
      readonly document: string
      readonly replaced: (Happening & { type: 'planned' })['replaced']
      isCancelled: boolean
      isAccepted: boolean
    }
  >
  readonly disputes: Map<
    string,
    {
      readonly customer: string
      readonly document: string
      readonly currency: string
      readonly amount: bigint
      readonly holds: readonly string[]
      isResolved: boolean
    }
  >
  /** Promises to pay. */
  readonly agreements: Map<
    string,
    {
      readonly customer: string
      readonly document: string
      readonly currency: string
      readonly until: number
      readonly madeOn: number
      isOpen: boolean
    }
  >
  readonly bookings: Map<string, Booking>
  closedThrough: number
}

/** Which events a reading sees: effective by `asOf`, recorded by `knownAt`. Everything when left out. */
export interface Sight {
  readonly asOf?: number
  readonly knownAt?: number
}

/**
 * Tells the whole story again from the first event and says where it ends.
 *
 * An event that is not effective by `asOf` still introduces its names (an allocation may be undone by a later event
 * of an earlier day only if the books are wrong), but moves no amount.
 */
export function replay(events: readonly (Event | Draft)[], { asOf = Infinity, knownAt = Infinity }: Sight = {}): State {
  const state: State = {
    customers: new Set(),
    invoices: new Map(),
    parts: [],
    partsByName: new Map(),
    sources: new Map(),
    allocations: new Map(),
    holds: new Map(),
    plans: new Map(),
    disputes: new Map(),
    agreements: new Map(),
    bookings: new Map(),
    closedThrough: -Infinity,
  }
  for (const event of events) {
    if ('at' in event && event.at > knownAt) continue
    tell(state, event, event.on <= asOf)
  }
  return state
}

/** The parts of one invoice, in the order they began. */
export function partsOf(state: State, document: string): Part[] {
  return state.parts.filter((part) => part.invoice.id === document)
}

/** One part of an invoice. */
export function partOf(state: State, document: string, no: number): Part {
  return state.partsByName.get(`${document} ${no}`)!
}

/** Tells one more event; one that does not count only introduces its names. */
export function tell(state: State, event: Event | Draft, counts: boolean): void {
  const { customer, on } = event
  switch (event.type) {
    case 'customer':
      state.customers.add(customer)
      return
    case 'invoice':
      state.invoices.set(event.id, {
        id: event.id,
        number: event.number,
        customer,
        currency: event.currency,
        total: event.total,
        issuedOn: on,
        reference: event.reference,
        offer: event.offer,
        component: event.component,
        group: event.group,
        taxes: event.taxes,
        isVoid: false,
      })
      return
    case 'part': {
      const invoice = state.invoices.get(event.document)!
      const amount = counts ? event.amount : 0n
      const { no, dueOn, plan, hasOffer } = event
      const part = {
        invoice,
        no,
        dueOn,
        startsOn: on,
        plan,
        hasOffer,
        amount,
        open: amount,
        freeFrom: on,
        isEnded: false,
      }
      state.parts.push(part)
      state.partsByName.set(`${event.document} ${event.no}`, part)
      return
    }
    case 'partEnded': {
      const part = partOf(state, event.document, event.no)
      if (!counts) return
      part.amount -= event.amount
      part.open -= event.amount
      part.isEnded = true
      return
    }
    case 'voided':
      if (!counts) return
      state.invoices.get(event.document)!.isVoid = true
      for (const { no, amount } of event.amounts) partOf(state, event.document, no).open -= amount
      return
    case 'source':
      state.sources.set(event.id, {
        id: event.id,
        kind: event.kind,
        customer,
        currency: event.currency,
        amount: event.amount,
        receivedOn: on,
        reference: event.reference,
        expiresOn: event.expiresOn,
        corrects: event.corrects,
        unapplied: counts && event.kind !== 'deposit' ? event.amount : 0n,
        held: counts && event.kind === 'deposit' ? event.amount : 0n,
        refunded: 0n,
        refundDue: 0n,
        forfeited: 0n,
        freeFrom: on,
        isReversed: false,
      })
      return
    case 'allocated':
      state.allocations.set(event.id, {
        id: event.id,
        kind: event.kind,
        customer,
        source: event.source,
        document: event.document,
        no: event.no,
        amount: event.amount,
        cause: event.cause,
        on,
        isLive: true,
        undoneOn: undefined,
      })
      if (counts) settle(state, event, -event.amount)
      return
    case 'released': {
      const undone = state.allocations.get(event.allocation)!
      if (!counts) return
      undone.isLive = false
      undone.undoneOn = on
      settle(state, undone, undone.amount)
      if (undone.document !== '') freeOn(partOf(state, undone.document, undone.no), on)
      const source = state.sources.get(undone.source)
      if (source !== undefined) freeOn(source, on)
      return
    }
    case 'held':
      state.holds.set(event.id, { customer, document: event.document, reason: event.reason, isActive: true })
      return
    case 'holdReleased':
      state.holds.get(event.id)!.isActive = false
      return
    case 'planned':
      state.plans.set(event.id, {
        customer,
        document: event.document,
        replaced: event.replaced,
        isCancelled: false,
        isAccepted: false,
      })
      return
    case 'planAccepted':
      state.plans.get(event.id)!.isAccepted = true
      return
    case 'disputed':
      state.disputes.set(event.id, { ...event, isResolved: false })
      return
    case 'disputeResolved':
      state.disputes.get(event.id)!.isResolved = true
      return
    case 'agreed':
      state.agreements.set(event.id, { ...event, madeOn: on, isOpen: true })
      return
    case 'agreementWithdrawn':
      state.agreements.get(event.id)!.isOpen = false
      return
    case 'booked':
      state.bookings.set(event.id, { ...event, isEnded: false })
      return
    case 'bookingApproved':
      return
    case 'bookingMoved':
      state.bookings.get(event.id)!.date = event.date
      return
    case 'bookingCancelled':
    case 'bookingMissed':
      state.bookings.get(event.id)!.isEnded = true
      return
    case 'planCancelled':
      state.plans.get(event.id)!.isCancelled = true
      return
    case 'closed':
      state.closedThrough = Math.max(state.closedThrough, event.through)
      return
    default:
      if (counts) moveMoney(state.sources.get(event.source)!, event)
  }
}

type MoneyMove = Extract<
  Event | Draft,
  { type: 'refunded' | 'promised' | 'withdrawn' | 'reversed' | 'forfeited' | 'depositReleased' }
>

function moveMoney(source: Source, event: MoneyMove): void {
  switch (event.type) {
    case 'refunded':
      source[event.from] -= event.amount
      source.refunded += event.amount
      source.refundDue -= event.promised
      return
    case 'promised':
      source.refundDue += event.amount
      return
    case 'withdrawn':
      source.refundDue -= event.amount
      freeOn(source, event.on)
      return
    case 'reversed':
      source.unapplied -= event.unapplied
      source.held -= event.held
      source.refundDue = 0n
      source.isReversed = true
      return
    case 'forfeited':
      source.held -= event.amount
      source.forfeited += event.amount
      return
    case 'depositReleased':
      source.held -= event.amount
      source.unapplied += event.amount
      freeOn(source, event.on)
  }
}

/** Adds a signed amount to the part and the source an allocation joins: minus settles, plus undoes. */
function settle(
  state: State,
  { document, no, source, kind }: Pick<Allocation, 'document' | 'no' | 'source' | 'kind'>,
  amount: bigint,
): void {
  if (document !== '') partOf(state, document, no).open += amount
  const money = state.sources.get(source)
  if (money === undefined) return
  if (kind === 'deposit') money.held += amount
  else money.unapplied += amount
}

function freeOn(what: { freeFrom: number }, on: number): void {
  what.freeFrom = Math.max(what.freeFrom, on)
}
