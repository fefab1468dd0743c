import type { Batch, Row, Store } from '@owekit/core/ports'

/** The instant test clocks start at: 2026-03-01T00:00:00Z. */
export const start = 1_772_323_200_000
/** The same day as a day number. */
export const startDay = 20_513

/** The tenant that cases work in. */
const tenant = 'acme'

/** A batch of the test tenant. */
export function batch(parts: Partial<Batch>): Batch {
  return { tenant, expect: [], insert: {}, update: {}, ...parts }
}

export function head(customer: string, rev: number): Row<'heads'> {
  return { customer, rev, recordedAt: 0, mergedInto: '' }
}

export function fact(customer: string, version: number, parts: Partial<Row<'facts'>> = {}): Row<'facts'> {
  const fixed = {
    type: 'test.happened',
    schema: 1,
    effectiveOn: startDay,
    recordedAt: 0,
    actor: '',
    cause: '',
    requestKey: '',
  }
  return { customer, version, ...fixed, data: {}, ...parts }
}

export function line(
  customer: string,
  version: number,
  no: number,
  parts: Partial<Row<'postings'>> = {},
): Row<'postings'> {
  return {
    customer,
    version,
    line: no,
    account: 'cash_clearing',
    currency: 'EUR',
    amount: 0n,
    home: null,
    rate: null,
    part: '',
    taxCode: '',
    effectiveOn: startDay,
    recordedAt: 0,
    document: '',
    instalment: 0,
    issuedOn: null,
    dueOn: null,
    source: '',
    sourceOn: null,
    expiresOn: null,
    reference: '',
    ...parts,
  }
}

export function document(id: string, parts: Partial<Row<'documents'>> = {}): Row<'documents'> {
  return {
    id,
    customer: 'cus_ada',
    kind: 'invoice',
    number: `no ${id}`,
    currency: 'EUR',
    exponent: 2,
    total: 100n,
    net: 100n,
    issuedOn: startDay,
    dueOn: startDay + 30,
    voidedOn: null,
    corrects: '',
    reference: '',
    data: {},
    ...parts,
  }
}

export function instalment(document: string, no: number, parts: Partial<Row<'instalments'>> = {}): Row<'instalments'> {
  return {
    document,
    no,
    customer: 'cus_ada',
    currency: 'EUR',
    number: document,
    issuedOn: startDay,
    startsOn: startDay,
    dueOn: startDay + 30,
    amount: 100n,
    open: 100n,
    home: null,
    rate: null,
    freeFrom: startDay,
    endedOn: null,
    plan: '',
    reference: '',
    component: 'principal',
    discountUntil: null,
    ...parts,
  }
}

export function source(id: string, parts: Partial<Row<'sources'>> = {}): Row<'sources'> {
  return {
    id,
    customer: 'cus_ada',
    kind: 'payment',
    currency: 'EUR',
    exponent: 2,
    amount: 100n,
    unapplied: 100n,
    held: 0n,
    refunded: 0n,
    refundDue: 0n,
    home: null,
    rate: null,
    receivedOn: startDay,
    freeFrom: startDay,
    expiresOn: null,
    reversedOn: null,
    reference: '',
    externalId: '',
    data: {},
    ...parts,
  }
}

export function balance(customer: string, currency: string, parts: Partial<Row<'balances'>> = {}): Row<'balances'> {
  const none = { receivable: 0n, unapplied: 0n, deposits: 0n, pending: 0n, refundDue: 0n, latestOn: startDay }
  return { customer, currency, exponent: 2, ...none, ...parts }
}

export function customer(id: string, parts: Partial<Row<'customers'>> = {}): Row<'customers'> {
  const blank = { name: '', email: '', phone: '', timeZone: '', locale: '', mergedInto: '' }
  return { id, ...blank, openedOn: startDay, erasedOn: null, metadata: {}, ...parts }
}

export function hold(id: string, parts: Partial<Row<'holds'>> = {}): Row<'holds'> {
  return {
    id,
    customer: 'cus_ada',
    document: '',
    reason: 'dispute',
    note: '',
    placedOn: startDay,
    releasedOn: null,
    ...parts,
  }
}

export function effect(id: string, parts: Partial<Row<'outbox'>> = {}): Row<'outbox'> {
  return { id, shard: 0, state: 'pending', dueAt: start, epoch: 0, owner: '', leaseUntil: start, body: {}, ...parts }
}

export function suspense(id: string, parts: Partial<Row<'suspense'>> = {}): Row<'suspense'> {
  const money = { currency: 'EUR', exponent: 2, amount: 100n, open: 100n }
  return { id, rev: 1, ...money, receivedOn: startDay, payer: '', externalId: '', data: {}, ...parts }
}

export function checkout(link: string, attempt: number, parts: Partial<Row<'checkouts'>> = {}): Row<'checkouts'> {
  const told = { provider: 'fake', externalId: '', state: 'asked', startedAt: start, expiresAt: null, data: {} }
  const money = { currency: 'EUR', exponent: 2, amount: 100n }
  return { link, attempt, rev: 1, customer: 'cus_ada', ...told, ...money, ...parts }
}

/** A batch that opens an account, or writes its next version: head, fact and one balanced pair of postings. */
export function posting(customer: string, version: number, parts: Partial<Batch> = {}): Batch {
  const rows = {
    facts: [fact(customer, version)],
    postings: [line(customer, version, 0, { amount: 5n }), line(customer, version, 1, { amount: -5n })],
  }
  const written = [head(customer, version)]
  return batch({
    expect: [{ collection: 'heads', key: [customer], rev: version - 1 }],
    insert: version === 1 ? { heads: written, ...rows } : rows,
    update: version === 1 ? {} : { heads: written },
    ...parts,
  })
}

/** Commits a batch that has to land. */
export async function land(store: Store, given: Batch): Promise<number> {
  const result = await store.commit(given)
  if (result.status !== 'committed') throw new Error(`expected the batch to land, got ${JSON.stringify(result)}`)
  return result.recordedAt
}
