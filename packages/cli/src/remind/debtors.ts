import { scan } from '@owekit/core/ports'
import type { Books } from '../books/open-books.js'

/** The customers who have something open, by id. */
export async function debtorsOf({ store, tenant }: Pick<Books, 'store' | 'tenant'>): Promise<string[]> {
  const found = new Set<string>()
  for await (const row of scan(store, tenant, { collection: 'instalments', index: 'due', where: [] }))
    found.add(row.customer)
  return [...found].sort()
}
