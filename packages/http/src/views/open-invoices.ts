import { type OpenItemView, ReceivablesError } from '@owekit/core'
import { wireInvoiceOf } from './invoice.js'
import type { InvoicesView } from './shapes.js'
import type { Look } from './versioned.js'

/** Where an invoice stands among the open ones: by the first day something of it is due. */
type Place = readonly [dueOn: string, number: string, invoice: string]

/** A page of the invoices behind open items, the oldest due first. */
export async function openInvoices(
  look: Look,
  items: readonly OpenItemView[],
  { limit, after }: { readonly limit: number; readonly after: string | null },
): Promise<Pick<InvoicesView, 'items' | 'next'> & { readonly count: number }> {
  const first = new Map<string, Place>()
  for (const { invoice, dueOn, number } of items)
    if (!first.has(invoice)) first.set(invoice, [dueOn ?? '9999-12-31', number, invoice])
  const start = after === null ? undefined : readPlace(after)
  const left = [...first.values()].sort(compare).filter((place) => start === undefined || compare(place, start) > 0)
  const page = left.slice(0, limit)
  const invoices = await look.viewer.ar.invoices.several(page.map(([, , invoice]) => invoice))
  return {
    items: invoices.map((invoice) => wireInvoiceOf(look, invoice)),
    next: left.length > limit && page.length > 0 ? JSON.stringify(page.at(-1)) : null,
    count: first.size,
  }
}

function compare(a: Place, b: Place): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! < b[i]! ? -1 : 1
  return 0
}

function readPlace(text: string): Place {
  try {
    const value: unknown = JSON.parse(text)
    if (Array.isArray(value) && value.length === 3 && value.every((part) => typeof part === 'string'))
      return value as unknown as Place
  } catch {
    // Told below, like any other cursor that is not ours.
  }
  throw new ReceivablesError('invalid_input', 'The cursor is not one of ours; begin the list again.')
}
