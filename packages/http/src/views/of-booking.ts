import type { Look } from './versioned.js'

/** Keeps what is about an invoice or a payment of the reader's booking; all of it, for who may see the whole account. */
export async function isOfBooking<T>(
  { viewer }: Look,
  items: readonly T[],
  aboutOf: (item: T) => { readonly invoice: string; readonly payment: string },
): Promise<readonly T[]> {
  const { booking, ar } = viewer
  if (booking === undefined || items.length === 0) return items
  const invoices = [...new Set(items.map((item) => aboutOf(item).invoice))].filter((id) => id !== '')
  const payments = [...new Set(items.map((item) => aboutOf(item).payment))].filter((id) => id !== '')
  const found = [...(await ar.invoices.several(invoices)), ...(await Promise.all(payments.map(ar.payments.get)))]
  const own = new Set(found.filter(({ reference }) => reference === booking).map(({ id }) => id))
  return items.filter((item) => own.has(aboutOf(item).invoice) || own.has(aboutOf(item).payment))
}
