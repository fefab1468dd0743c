import type { Row } from '@owekit/core'
import type { Books } from '../books/open-books.js'

/** What to look up. */
export interface Asked {
  readonly customers: readonly string[]
  readonly invoices?: readonly { readonly id: string; readonly number: string }[]
  readonly sources?: readonly string[]
}

/** What the books know of a window of rows, looked up in one snapshot. */
export interface Known {
  /** Accounts there are. */
  readonly customers: ReadonlySet<string>
  readonly sources: ReadonlyMap<string, Row<'sources'>>
  /** Nothing may take effect on or before this day. */
  readonly closedThrough: number | null
  /** What each account owes in a currency, in minor units. */
  readonly owed: ReadonlyMap<string, bigint>
  /** The invoice with this id or number. */
  invoice(id: string, number: string): Row<'documents'> | undefined
}

/** The key of an account's currency in {@link Known.owed}. */
export const owedKey = (customer: string, currency: string): string => JSON.stringify([customer, currency])

/** Text that no store keeps cannot be in one either: it is left out of lookups, and refused where it is written. */
const askable = (text: string): boolean => text.isWellFormed() && !text.includes('\0')

/** Looks up accounts, invoices and sources in bulk. */
export async function knownOf(
  { store, tenant }: Books,
  { customers, invoices = [], sources = [] }: Asked,
): Promise<Known> {
  const accounts = [...new Set(customers.filter(askable))]
  const documents = invoices.filter(({ number }) => askable(number))
  const byId = new Map<string, Row<'documents'>>()
  const byNumber = new Map<string, Row<'documents'>>()
  const [heads, periods, found, settled] = await store.read(tenant, [
    { collection: 'heads', keys: accounts.map((id) => [id]) },
    { collection: 'periods', keys: [['books']] },
    { collection: 'documents', keys: documents.map(({ id }) => [id]) },
    { collection: 'sources', keys: sources.filter(askable).map((id) => [id]) },
  ])
  const pages = await store.read(
    tenant,
    documents.map(({ number }) => ({
      collection: 'documents' as const,
      index: 'byNumber' as const,
      where: ['invoice', number],
      limit: 1,
    })),
  )
  const balances = await store.read(
    tenant,
    heads.map(({ customer }) => ({ collection: 'balances' as const, where: [customer], limit: 1000 })),
  )
  for (const row of found) byId.set(row.id, row)
  for (const row of pages.flat()) byNumber.set(row.number, row)
  return {
    customers: new Set(heads.map(({ customer }) => customer)),
    sources: new Map(settled.map((row) => [row.id, row])),
    closedThrough: periods[0]?.closedThrough ?? null,
    owed: new Map(balances.flat().map((row) => [owedKey(row.customer, row.currency), row.receivable])),
    invoice: (id, number) => byNumber.get(number) ?? byId.get(id),
  }
}
