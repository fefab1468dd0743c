import { type InvoiceView, type PaymentView, ReceivablesError } from '@owekit/core'
import { Refusal } from '../answers/problem.js'
import type { Call, Route } from '../routing.js'
import { balancesOf } from './balances.js'
import { bookingRoutes } from './bookings.js'
import { disputeRoutes } from './disputes.js'
import { invoiceDetailOf, wireInvoiceOf } from './invoice.js'
import { openInvoices } from './open-invoices.js'
import { wirePaymentOf } from './payment.js'
import { planRoutes } from './plans.js'
import { timelineOf } from './timeline.js'
import { about, actionsOf, mine, numberIn, pageOf, versioned } from './versioned.js'

/** What pages and staff read about one customer. */
export const viewRoutes: readonly Route[] = [
  { method: 'GET', path: '/customers/:customer/account', run: account },
  { method: 'GET', path: '/customers/:customer/invoices', run: invoices },
  { method: 'GET', path: '/customers/:customer/invoices/:invoice', run: invoice },
  { method: 'GET', path: '/customers/:customer/payments', run: payments },
  { method: 'GET', path: '/customers/:customer/payments/:payment', run: payment },
  { method: 'GET', path: '/customers/:customer/deposits', run: deposits },
  ...planRoutes,
  ...disputeRoutes,
  ...bookingRoutes,
  { method: 'GET', path: '/customers/:customer/statement', run: statement },
  { method: 'GET', path: '/customers/:customer/timeline', run: timeline },
]

function account(call: Call): Promise<Response> {
  return versioned(call, 'account:read', 'ar.account/1', async (look) => {
    const { viewer, customer } = look
    const items = await viewer.ar.invoices.openItems(about(look))
    const balances = await balancesOf(look, items)
    const lists = viewer.may('invoices:read')
    const limit = lists ? numberIn(call, 'limit', 0, 100, 20) : 0
    const page = await openInvoices(look, items, { limit, after: null })
    const { name } = await viewer.ar.customers.get(customer)
    return {
      customer: { id: customer, displayName: name },
      balances,
      invoices: lists ? page : { items: [], next: null, count: 0 },
      actions: actionsOf(
        call,
        viewer,
        balances.some((one) => /[1-9]/.test(one.toPay)),
      ),
    }
  })
}

function invoices(call: Call): Promise<Response> {
  return versioned(call, 'invoices:read', 'ar.invoices/1', async (look) => {
    const filter = call.url.searchParams.get('filter') ?? 'open'
    const { limit, cursor } = pageOf(call)
    if (filter === 'open' || filter === 'overdue') {
      const items = await look.viewer.ar.invoices.openItems(about(look))
      const wanted = filter === 'open' ? items : items.filter((item) => item.daysLate > 0)
      const { count: _, ...page } = await openInvoices(look, wanted, { limit, after: cursor ?? null })
      return { ...page, actions: actionsOf(call, look.viewer, wanted.length > 0) }
    }
    if (filter !== 'all' && filter !== 'paid')
      throw new ReceivablesError('invalid_input', 'filter is one of open, overdue, paid, all.')
    const page = await look.viewer.ar.invoices.list({
      ...about(look),
      limit,
      ...(cursor === undefined ? {} : { cursor }),
    })
    const wanted = page.items.filter((one) => filter === 'all' || one.status === 'paid')
    return {
      items: wanted.map((one) => wireInvoiceOf(look, one)),
      next: page.next ?? null,
      actions: actionsOf(call, look.viewer, wanted.some(isOpen)),
    }
  })
}

const isOpen = (one: InvoiceView) => one.open.minor > 0n

function invoice(call: Call): Promise<Response> {
  return versioned(call, 'invoices:read', 'ar.invoice/1', async (look) => {
    const found = mine(look, await look.viewer.ar.invoices.get(call.params['invoice'] ?? ''))
    return { invoice: invoiceDetailOf(look, found), actions: actionsOf(call, look.viewer, isOpen(found)) }
  })
}

function payments(call: Call): Promise<Response> {
  return versioned(call, 'payments:read', 'ar.payments/1', async (look) => {
    const page = await look.viewer.ar.payments.list({ ...about(look), ...pageOf(call) })
    return { items: page.items.map(wirePaymentOf), next: page.next ?? null }
  })
}

function payment(call: Call): Promise<Response> {
  return versioned(call, 'payments:read', 'ar.payment/1', async (look) => {
    const found: PaymentView = mine(look, await look.viewer.ar.payments.get(call.params['payment'] ?? ''))
    return { payment: wirePaymentOf(found) }
  })
}

function deposits(call: Call): Promise<Response> {
  return versioned(call, 'deposits:read', 'ar.deposits/1', async (look) => {
    const reference = call.url.searchParams.get('reference')
    if (reference !== null && look.viewer.booking !== undefined && reference !== look.viewer.booking)
      throw new Refusal('not_found')
    const page = await look.viewer.ar.deposits.list({
      ...(reference === null ? {} : { reference }),
      ...about(look),
      ...pageOf(call),
    })
    return { items: page.items.map(wirePaymentOf), next: page.next ?? null }
  })
}

function statement(call: Call): Promise<Response> {
  return versioned(call, 'statements:read', 'ar.statement/1', async (look) => {
    const query = call.url.searchParams
    const asked = Object.fromEntries(
      ['currency', 'from', 'to'].flatMap((name) => (query.has(name) ? [[name, query.get(name)!]] : [])),
    )
    const { customer: _, lines, ...found } = await look.viewer.ar.statements.of({ ...asked, ...about(look) })
    return {
      currency: found.currency,
      from: found.from,
      to: found.to,
      opening: found.opening.toJSON(),
      lines: lines.map(({ on, type, number, reference, description, charge, payment: paid, balance }) => ({
        on,
        type,
        number,
        reference,
        description,
        charge: charge.toJSON(),
        payment: paid.toJSON(),
        balance: balance.toJSON(),
      })),
      closing: found.closing.toJSON(),
    }
  })
}

function timeline(call: Call): Promise<Response> {
  return versioned(call, 'timeline:read', 'ar.timeline/1', (look) => {
    const { limit, cursor } = pageOf(call)
    if (cursor !== undefined && !/^\d{1,15}$/.test(cursor))
      throw new ReceivablesError('invalid_input', 'The cursor is not one of ours; begin the list again.')
    return timelineOf(look, { limit, before: cursor === undefined ? undefined : Number(cursor) })
  })
}
