import { ReceivablesError } from '@owekit/core'
import { shown } from '../shown.js'
import type { Books } from './open-books.js'

/** The id of the invoice a person names by id or by number. */
export async function invoiceIdOf({ store, tenant }: Pick<Books, 'store' | 'tenant'>, named: string): Promise<string> {
  const [byId, byNumber] = await store.read(tenant, [
    { collection: 'documents', keys: [[named]] },
    { collection: 'documents', index: 'byNumber', where: ['invoice', named], limit: 1 },
  ])
  const found = byNumber[0] ?? byId.find((row) => row.kind === 'invoice')
  if (found !== undefined) return found.id
  throw new ReceivablesError('invoice_not_found', `No invoice has the number or id ${shown(named)}.`, {
    invoice: shown(named),
  })
}

/** The numbers of documents, by id. */
export async function numbersOf(
  { store, tenant }: Pick<Books, 'store' | 'tenant'>,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const [rows] = await store.read(tenant, [{ collection: 'documents', keys: [...new Set(ids)].map((id) => [id]) }])
  return new Map(rows.map(({ id, number }) => [id, number]))
}
