import type { Batch, Guard } from '@owekit/core/ports'

/** Many batches of different accounts as one: guards together, rows together, each request key as a row. */
export function mergedBatch(batches: readonly Batch[]): Batch {
  const guards = new Map<string, Guard>()
  const insert: Record<string, unknown[]> = {}
  const update: Record<string, unknown[]> = {}
  const into = (list: Record<string, unknown[]>, rows: Batch['insert']) => {
    for (const [name, more] of Object.entries(rows)) (list[name] ??= []).push(...more)
  }
  for (const { expect, insert: added, update: changed, key } of batches) {
    for (const guard of expect) guards.set(`${guard.collection} ${guard.key.join(' ')}`, guard)
    into(insert, added)
    into(update, changed)
    if (key !== undefined) into(insert, { keys: [{ ...key, recordedAt: 0 }] })
  }
  return { tenant: 'default', expect: [...guards.values()], insert, update }
}

/** The recorded opening of accounts, one batch, and their invoices, another. */
export function mergedSetUp(setUp: readonly Batch[]): readonly Batch[] {
  return [0, 1].map((which) => mergedBatch(setUp.filter((_, i) => i % 2 === which)))
}
