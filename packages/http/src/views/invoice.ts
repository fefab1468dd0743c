import { parseUrl } from '@owekit/core/ports'
import type { InvoiceView, Money } from '@owekit/core'
import { minor } from '@owekit/core/money'
import type { InvoiceLinks } from '../options.js'
import type { InvoiceDetailView, WireInvoice } from './shapes.js'
import type { Look } from './versioned.js'

const settles = new Set(['payment', 'credit', 'deposit'])
const wire = (money: Money) => money.toJSON()

/** An invoice in a list. */
export function wireInvoiceOf({ call, viewer, customer, at }: Look, invoice: InvoiceView): WireInvoice {
  const { id, number, total, open, currency, discount } = invoice
  const live = invoice.settlements.filter((one) => one.undoneOn === null && settles.has(one.kind))
  const dispute = invoice.holds.find((hold) => hold.reason === 'dispute' || hold.reason === 'chargeback')
  const offered = discount !== null && discount.until >= at.asOf && open.minor === total.minor
  const links = call.options.invoiceLinks?.({ tenant: viewer.tenant, customer, id, number })
  return {
    id,
    number,
    issued: invoice.issuedOn,
    due: invoice.dueOn,
    total: wire(total),
    paid: wire(
      minor(
        live.reduce((sum, one) => sum + one.amount.minor, 0n),
        currency,
      ),
    ),
    open: wire(open),
    state: invoice.isOverdue ? 'overdue' : invoice.status,
    daysOverdue: invoice.daysLate,
    discount: offered ? { until: discount.until, pay: wire(discount.payable), save: wire(discount.amount) } : null,
    lateFee: null,
    dispute: dispute === undefined ? null : { since: dispute.placedOn },
    plan: invoice.instalments.find((part) => part.plan !== '' && part.endedOn === null)?.plan ?? null,
    links: {
      view: webLink(links, 'view'),
      pay: webLink(links, 'pay'),
      payExpires: links?.payExpires ?? null,
    },
  }
}

function webLink(links: InvoiceLinks | undefined, which: 'view' | 'pay'): string | null {
  const text = links?.[which]
  const url = text === undefined ? undefined : parseUrl(text)
  if (text === undefined || url === undefined) return null
  const { protocol, hostname } = url
  return protocol === 'https:' || (protocol === 'http:' && hostname === 'localhost') ? text : null
}

/** One invoice with its lines, instalments and what settled it. */
export function invoiceDetailOf(look: Look, invoice: InvoiceView): InvoiceDetailView['invoice'] {
  return {
    ...wireInvoiceOf(look, invoice),
    net: wire(invoice.net),
    taxes: invoice.taxes.map(({ code, amount }) => ({ code, amount: wire(amount) })),
    lines: invoice.lines.map(({ description, quantity, amount, reference }) => ({
      description,
      quantity,
      amount: wire(amount),
      reference,
    })),
    instalments: invoice.instalments
      .filter((part) => part.endedOn === null)
      .map((part) => ({
        no: part.no,
        due: part.dueOn,
        amount: wire(part.amount),
        open: wire(part.open),
        daysOverdue: part.daysLate,
      })),
    settlements: invoice.settlements
      .filter((one) => one.undoneOn === null)
      .map(({ kind, source, amount, effectiveOn }) => ({ kind, source, amount: wire(amount), on: effectiveOn })),
    reference: invoice.reference,
  }
}
