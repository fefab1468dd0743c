import type { Batch, Guard } from '@owekit/core/ports'

const day = 20_513

/** Opens an account: one head, guarded. */
export function opening(customer: string): Batch {
  const heads = [{ customer, rev: 1, recordedAt: 0, mergedInto: '' }]
  return { tenant: 'acme', expect: [{ collection: 'heads', key: [customer], rev: 0 }], insert: { heads }, update: {} }
}

/** Writes a version of an account: head and fact, under further guards. */
export function posting(customer: string, version: number, guards: readonly Guard[] = []): Batch {
  const head = { customer, rev: version, recordedAt: 0, mergedInto: '' }
  const fixed = {
    type: 'test.happened',
    schema: 1,
    effectiveOn: day,
    recordedAt: 0,
    actor: '',
    cause: '',
    requestKey: '',
  }
  const facts = [{ customer, version, ...fixed, data: {} }]
  return {
    tenant: 'acme',
    expect: [{ collection: 'heads', key: [customer], rev: version - 1 }, ...guards],
    insert: version === 1 ? { facts, heads: [head] } : { facts },
    update: version === 1 ? {} : { heads: [head] },
  }
}

/** The lock of the books, as every command guards it and as closing a period writes it. */
export const closing = {
  guard: (rev: number): Guard => ({ collection: 'periods', key: ['books'], rev }),
  batch: (rev: number): Batch => ({
    tenant: 'acme',
    expect: [closing.guard(rev)],
    insert: { periods: [{ id: 'books', rev: rev + 1, closedThrough: day }] },
    update: {},
  }),
}
