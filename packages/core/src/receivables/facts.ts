import type { Fact } from '../journal/fact.js'
import type { Posting } from '../journal/posting.js'
import type { Row } from '../records/collections.js'
import { scan } from '../ports/scan.js'
import type { Store } from '../ports/store.js'
import { readings } from './readings.js'

/** The `facts` row of a fact. */
export function factRow(fact: Fact): Row<'facts'> {
  return {
    customer: fact.customer,
    version: fact.version,
    type: fact.type,
    schema: fact.schema,
    effectiveOn: fact.effectiveOn,
    recordedAt: fact.recordedAt,
    actor: fact.actor,
    cause: fact.cause ?? '',
    requestKey: fact.requestKey,
    data: fact.data as unknown as Row<'facts'>['data'],
  }
}

/** The `postings` rows of a fact, in line order. */
export function postingRows(fact: Fact): Row<'postings'>[] {
  const { customer, version, effectiveOn, recordedAt } = fact
  return fact.postings.map((line, index) => ({ customer, version, line: index + 1, effectiveOn, recordedAt, ...line }))
}

/** A fact from its rows. */
function factFrom(tenant: string, row: Row<'facts'>, lines: readonly Row<'postings'>[]): Fact {
  return {
    tenant,
    customer: row.customer,
    version: row.version,
    type: row.type,
    schema: 1,
    effectiveOn: row.effectiveOn,
    recordedAt: row.recordedAt,
    actor: row.actor,
    requestKey: row.requestKey,
    data: row.data,
    postings: lines.map(postingFrom),
    ...(row.cause === '' ? {} : { cause: row.cause }),
  } as unknown as Fact
}

function postingFrom(row: Row<'postings'>): Posting {
  const {
    account,
    currency,
    amount,
    home,
    rate,
    part,
    taxCode,
    document,
    instalment,
    issuedOn,
    dueOn,
    source,
    sourceOn,
    expiresOn,
    reference,
  } = row
  return {
    account,
    currency,
    amount,
    home,
    rate,
    part,
    taxCode,
    document,
    instalment,
    issuedOn,
    dueOn,
    source,
    sourceOn,
    expiresOn,
    reference,
  } as Posting
}

/** The facts at these places of their streams. */
export async function factsFrom(
  store: Store,
  tenant: string,
  places: readonly (readonly [customer: string, version: number])[],
): Promise<Fact[]> {
  if (places.length === 0) return []
  const list = readings(store, tenant)
  const rows = list.keys('facts', places)
  const lines = places.map((place) => list.all('postings', { where: place }))
  await list.fetch()
  const byPlace = new Map(places.map(([customer, version], index) => [`${customer}/${version}`, lines[index]]))
  return rows().map((row) => factFrom(tenant, row, byPlace.get(`${row.customer}/${row.version}`)?.() ?? []))
}

/** An account's facts in order, from a version on, holding a page at a time. */
export async function* streamOf(store: Store, tenant: string, customer: string, from = 1): AsyncIterable<Fact> {
  const after = [from - 1]
  const lines = scan(store, tenant, {
    collection: 'postings',
    where: [customer],
    after: [from - 1, Number.MAX_SAFE_INTEGER],
  })[Symbol.asyncIterator]()
  let next = await lines.next()
  for await (const row of scan(store, tenant, { collection: 'facts', where: [customer], after })) {
    const own: Row<'postings'>[] = []
    while (next.done !== true && next.value.version < row.version) next = await lines.next()
    while (next.done !== true && next.value.version === row.version) {
      own.push(next.value)
      next = await lines.next()
    }
    yield factFrom(tenant, row, own)
  }
}
