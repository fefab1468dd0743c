import type { Books } from '../journal/books.js'
import { scan } from '../ports/scan.js'
import type { Store } from '../ports/store.js'
import type { Key } from '../records/collections.js'
import { readings } from './readings.js'

/**
 * Loads the sources and deposit requests of a booking, project or job, and answers its invoices: whatever moved money for the reference has a
 * posting that says so.
 */
export async function loadReference(store: Store, books: Books, reference: string): Promise<string[]> {
  const sources = new Set<string>()
  const where = [reference]
  for await (const line of scan(store, books.tenant, { collection: 'postings', index: 'byReference', where }))
    if (line.source !== '') sources.add(line.source)
  const list = readings(store, books.tenant)
  const documents = list.all('documents', { index: 'byReference', where })
  const found = list.keys(
    'sources',
    [...sources].map((id): Key => [id]),
  )
  await list.fetch()
  for (const row of found())
    if (row.customer === books.customer && row.reference === reference) books.sources.loaded(row.id, row)
  for (const row of documents())
    if (row.customer === books.customer && row.kind === 'deposit_request') books.documents.loaded(row.id, row)
  return documents().flatMap((row) => (row.kind === 'invoice' && row.customer === books.customer ? [row.id] : []))
}
