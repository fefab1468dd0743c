import * as z from 'zod/mini'

// Long because it is one list: every shape that pages get. One source for their types, for the OpenAPI document, and for the tests that hold answers to it.

/** Decimal text and a currency: `{ amount: '120.00', currency: 'EUR' }`. */
const wireMoney = z.strictObject({ amount: z.string(), currency: z.string() })
const day = z.iso.date()
const instant = z.iso.datetime()
const text = z.string()
const count = z.int().check(z.gte(0))
const decimal = z.string()

/** What every answer about an account begins with. */
const head = { version: count, asOf: day, timeZone: text }

/** What is owed in one currency, as decimal text. */
const wireBalance = z.strictObject({
  currency: text,
  open: decimal,
  toPay: decimal,
  pending: decimal,
  deposits: decimal,
  overdue: decimal,
  /** Due within a week, today included. */
  dueSoon: decimal,
  /** What money on account exceeds the open amount by. */
  credit: decimal,
  unapplied: decimal,
  oldestDue: z.nullable(day),
  maxDaysOverdue: count,
  next: z.nullable(z.strictObject({ date: day, amount: decimal })),
})

/** An invoice in a list. */
const wireInvoice = z.strictObject({
  id: text,
  number: text,
  issued: day,
  due: z.nullable(day),
  total: wireMoney,
  paid: wireMoney,
  open: wireMoney,
  state: z.enum(['scheduled', 'open', 'partially_paid', 'overdue', 'paid', 'written_off', 'void']),
  daysOverdue: count,
  /** Pay this much by that day instead, and the invoice is settled. */
  discount: z.nullable(z.strictObject({ until: day, pay: wireMoney, save: wireMoney })),
  lateFee: z.nullable(wireMoney),
  dispute: z.nullable(z.strictObject({ since: day })),
  plan: z.nullable(text),
  links: z.strictObject({ view: z.nullable(text), pay: z.nullable(text), payExpires: z.nullable(instant) }),
})

const invoicePage = { items: z.array(wireInvoice), next: z.nullable(text) }

/** `ar.account/1` */
export const accountView = z.strictObject({
  schema: z.literal('ar.account/1'),
  ...head,
  customer: z.strictObject({ id: text, displayName: text }),
  balances: z.array(wireBalance),
  invoices: z.strictObject({ ...invoicePage, count }),
  /** What this reader may do; elements hide the rest. */
  actions: z.array(text),
})

/** `ar.invoices/1` */
export const invoicesView = z.strictObject({
  schema: z.literal('ar.invoices/1'),
  ...head,
  ...invoicePage,
  actions: z.array(text),
})

/** `ar.invoice/1` */
export const invoiceView = z.strictObject({
  schema: z.literal('ar.invoice/1'),
  ...head,
  invoice: z.extend(wireInvoice, {
    net: wireMoney,
    taxes: z.array(z.strictObject({ code: text, amount: wireMoney })),
    lines: z.array(z.strictObject({ description: text, quantity: text, amount: wireMoney, reference: text })),
    instalments: z.array(
      z.strictObject({ no: count, due: z.nullable(day), amount: wireMoney, open: wireMoney, daysOverdue: count }),
    ),
    settlements: z.array(z.strictObject({ kind: text, source: text, amount: wireMoney, on: day })),
    reference: text,
  }),
  actions: z.array(text),
})

/** A payment, credit or deposit. */
const wirePayment = z.strictObject({
  id: text,
  kind: text,
  received: day,
  amount: wireMoney,
  unapplied: wireMoney,
  held: wireMoney,
  refunded: wireMoney,
  state: z.enum(['settled', 'reversed']),
  method: text,
  reference: text,
  expires: z.nullable(day),
  allocations: z.array(z.strictObject({ invoice: text, number: text, kind: text, amount: wireMoney, on: day })),
})

/** `ar.payments/1` */
export const paymentsView = z.strictObject({
  schema: z.literal('ar.payments/1'),
  ...head,
  items: z.array(wirePayment),
  next: z.nullable(text),
})

/** `ar.payment/1` */
export const paymentView = z.strictObject({ schema: z.literal('ar.payment/1'), ...head, payment: wirePayment })

/** `ar.deposits/1` */
export const depositsView = z.strictObject({
  schema: z.literal('ar.deposits/1'),
  ...head,
  items: z.array(wirePayment),
  next: z.nullable(text),
})

/** A payment plan. */
const wirePlan = z.strictObject({
  id: text,
  invoice: text,
  state: z.enum(['running', 'settled', 'broken', 'cancelled']),
  agreed: day,
  accepted: z.nullable(day),
  /** The day a part was noticed to be late. */
  broken: z.nullable(day),
  cancelled: z.nullable(day),
  total: wireMoney,
  open: wireMoney,
  instalments: z.array(z.strictObject({ no: count, due: day, amount: wireMoney, open: wireMoney })),
})

/** `ar.plans/1` */
export const plansView = z.strictObject({
  schema: z.literal('ar.plans/1'),
  ...head,
  items: z.array(wirePlan),
  next: z.nullable(text),
})

/** `ar.plan/1` */
export const planView = z.strictObject({ schema: z.literal('ar.plan/1'), ...head, plan: wirePlan })

/** A dispute. */
const wireDispute = z.strictObject({
  id: text,
  invoice: text,
  payment: text,
  /** The invoice's lines it is about, from 1; none: all of it. */
  lines: z.array(count),
  reason: text,
  amount: wireMoney,
  opened: day,
  resolved: z.nullable(day),
  /** `''` while open; accepted, rejected, withdrawn, won or lost. */
  outcome: text,
  /** For staff; `null` for pages. */
  log: z.nullable(z.array(z.strictObject({ kind: text, text, url: text, on: day, by: text }))),
})

/** `ar.disputes/1` */
export const disputesView = z.strictObject({
  schema: z.literal('ar.disputes/1'),
  ...head,
  items: z.array(wireDispute),
  next: z.nullable(text),
})

/** `ar.dispute/1` */
export const disputeView = z.strictObject({ schema: z.literal('ar.dispute/1'), ...head, dispute: wireDispute })

/** A booking with its money. */
const wireBooking = z.strictObject({
  reference: text,
  status: z.enum(['requested', 'approved', 'deposit_paid', 'paid', 'expired', 'cancelled', 'no_show']),
  date: day,
  time: text,
  timeZone: text,
  startsAt: instant,
  persons: count,
  nights: count,
  total: wireMoney,
  deposit: wireMoney,
  paid: wireMoney,
  balance: wireMoney,
  next: z.nullable(z.strictObject({ amount: wireMoney, due: z.nullable(day) })),
  expiresAt: z.nullable(instant),
  /** The deposit request, or `''`. */
  request: text,
  invoices: z.array(text),
  /** Who cancels no later than `until` pays `fee`. */
  fees: z.array(z.strictObject({ until: z.nullable(instant), fee: wireMoney })),
  noShowFee: wireMoney,
  disclosure: text,
  outcome: z.nullable(
    z.strictObject({
      on: day,
      by: z.enum(['customer', 'organiser']),
      fee: wireMoney,
      kept: wireMoney,
      owed: wireMoney,
      refund: wireMoney,
      credit: wireMoney,
    }),
  ),
  refundDue: wireMoney,
})

/** `ar.bookings/1` */
export const bookingsView = z.strictObject({
  schema: z.literal('ar.bookings/1'),
  ...head,
  items: z.array(wireBooking),
  next: z.nullable(text),
})

/** `ar.booking/1` */
export const bookingView = z.strictObject({ schema: z.literal('ar.booking/1'), ...head, booking: wireBooking })

/** `ar.statement/1` */
export const statementView = z.strictObject({
  schema: z.literal('ar.statement/1'),
  ...head,
  currency: text,
  from: day,
  to: day,
  opening: wireMoney,
  lines: z.array(
    z.strictObject({
      on: day,
      type: text,
      number: text,
      reference: text,
      description: text,
      charge: wireMoney,
      payment: wireMoney,
      balance: wireMoney,
    }),
  ),
  closing: wireMoney,
})

/** `ar.timeline/1` */
export const timelineView = z.strictObject({
  schema: z.literal('ar.timeline/1'),
  ...head,
  items: z.array(
    z.strictObject({
      id: text,
      on: day,
      at: instant,
      type: text,
      document: text,
      number: text,
      source: text,
      amount: z.nullable(wireMoney),
    }),
  ),
  next: z.nullable(text),
})

/** `ar.holds/1`, for staff. */
export const holdsView = z.strictObject({
  schema: z.literal('ar.holds/1'),
  ...head,
  items: z.array(
    z.strictObject({
      id: text,
      document: text,
      reason: text,
      note: text,
      placed: day,
      released: z.nullable(day),
    }),
  ),
})

/** `ar.pay/1`: the pay page as data. */
export const payView = z.strictObject({
  schema: z.literal('ar.pay/1'),
  /** What is paid is only held on the card. */
  capture: z.optional(z.literal('hold')),
  /** What the payer agrees to who lets a method be kept; without it none is. */
  consent: z.optional(text),
  state: z.enum(['payable', 'in_progress', 'paid', 'nothing_due', 'expired', 'cancelled']),
  amount: z.nullable(wireMoney),
  open: z.nullable(wireMoney),
  minimum: z.nullable(wireMoney),
  pending: z.nullable(wireMoney),
  credit: z.nullable(wireMoney),
  items: z.array(
    z.strictObject({
      number: text,
      instalment: count,
      due: z.nullable(day),
      open: wireMoney,
      daysOverdue: count,
    }),
  ),
  paidOn: z.nullable(day),
  merchant: text,
  expiresAt: z.nullable(instant),
  renewable: z.boolean(),
  href: text,
})

/** What data that begins a payment says. */
export const payChoice = z.strictObject({
  amount: z.optional(wireMoney),
  next: z.optional(text),
  show: z.optional(z.enum(['redirect', 'inPlace'])),
  saveMethod: z.optional(z.boolean()),
})

/** RFC 9457. */
export const problemShape = z.object({
  type: text,
  title: text,
  status: z.int(),
  code: text,
  detail: z.optional(text),
  details: z.optional(z.record(text, z.unknown())),
})

/** Money on the wire. */
export type WireMoney = z.infer<typeof wireMoney>
/** What is owed in one currency. */
export type WireBalance = z.infer<typeof wireBalance>
/** An invoice in a list. */
export type WireInvoice = z.infer<typeof wireInvoice>
/** A payment, credit or deposit. */
export type WirePayment = z.infer<typeof wirePayment>
/** The account as a page gets it. */
export type AccountView = z.infer<typeof accountView>
/** A page of invoices. */
export type InvoicesView = z.infer<typeof invoicesView>
/** One invoice. */
export type InvoiceDetailView = z.infer<typeof invoiceView>
/** A page of payments. */
export type PaymentsView = z.infer<typeof paymentsView>
/** One payment. */
export type PaymentDetailView = z.infer<typeof paymentView>
/** Deposits. */
export type DepositsView = z.infer<typeof depositsView>
/** A payment plan. */
export type WirePlan = z.infer<typeof wirePlan>
/** A page of payment plans. */
export type PlansView = z.infer<typeof plansView>
/** One plan. */
export type PlanDetailView = z.infer<typeof planView>
/** A dispute. */
export type WireDispute = z.infer<typeof wireDispute>
/** A page of disputes. */
export type DisputesView = z.infer<typeof disputesView>
/** One dispute. */
export type DisputeDetailView = z.infer<typeof disputeView>
/** A booking with its money. */
export type WireBooking = z.infer<typeof wireBooking>
/** A page of bookings. */
export type BookingsView = z.infer<typeof bookingsView>
/** One booking. */
export type BookingDetailView = z.infer<typeof bookingView>
/** A statement. */
export type StatementView = z.infer<typeof statementView>
/** What happened, the latest first. */
export type TimelineView = z.infer<typeof timelineView>
/** The pay page as data. */
export type PayPageView = z.infer<typeof payView>
