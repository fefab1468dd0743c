import type * as z from 'zod/mini'
import * as shapes from './shapes.js'

/** A view as the document describes it. */
export interface DescribedView {
  readonly path: string
  readonly name: string
  readonly schema: z.ZodMiniType
  readonly about: string
  readonly query?: readonly string[]
}

const pages = ['limit', 'cursor']

/** Every view of one account. */
export const describedViews: readonly DescribedView[] = [
  {
    path: '/customers/{customer}/account',
    name: 'account',
    schema: shapes.accountView,
    about: 'What a customer owes and has with us, with the first open invoices.',
    query: ['limit'],
  },
  {
    path: '/customers/{customer}/invoices',
    name: 'invoices',
    schema: shapes.invoicesView,
    about: 'Invoices, a page at a time.',
    query: ['filter', ...pages],
  },
  {
    path: '/customers/{customer}/invoices/{invoice}',
    name: 'invoice',
    schema: shapes.invoiceView,
    about: 'One invoice.',
  },
  {
    path: '/customers/{customer}/payments',
    name: 'payments',
    schema: shapes.paymentsView,
    about: 'Payments, credits and deposits.',
    query: pages,
  },
  {
    path: '/customers/{customer}/payments/{payment}',
    name: 'payment',
    schema: shapes.paymentView,
    about: 'One payment, credit or deposit.',
  },
  {
    path: '/customers/{customer}/deposits',
    name: 'deposits',
    schema: shapes.depositsView,
    about: 'Deposits.',
    query: ['reference', ...pages],
  },
  {
    path: '/customers/{customer}/plans',
    name: 'plans',
    schema: shapes.plansView,
    about: 'Payment plans.',
    query: pages,
  },
  { path: '/customers/{customer}/plans/{plan}', name: 'plan', schema: shapes.planView, about: 'One payment plan.' },
  {
    path: '/customers/{customer}/disputes',
    name: 'disputes',
    schema: shapes.disputesView,
    about: 'Disputes of invoices and payments.',
    query: pages,
  },
  {
    path: '/customers/{customer}/disputes/{dispute}',
    name: 'dispute',
    schema: shapes.disputeView,
    about: 'One dispute.',
  },
  {
    path: '/customers/{customer}/bookings',
    name: 'bookings',
    schema: shapes.bookingsView,
    about: 'Bookings with their money.',
    query: pages,
  },
  {
    path: '/customers/{customer}/bookings/{booking}',
    name: 'booking',
    schema: shapes.bookingView,
    about: 'One booking.',
  },
  {
    path: '/customers/{customer}/statement',
    name: 'statement',
    schema: shapes.statementView,
    about: 'The account over a period.',
    query: ['currency', 'from', 'to'],
  },
  {
    path: '/customers/{customer}/timeline',
    name: 'timeline',
    schema: shapes.timelineView,
    about: 'What happened, the latest first.',
    query: pages,
  },
  { path: '/customers/{customer}/holds', name: 'holds', schema: shapes.holdsView, about: 'Holds, for staff.' },
]
