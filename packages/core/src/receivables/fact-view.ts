import { formatDay, formatInstant } from '../calendar/index.js'
import { type Fact, type FactType, factId } from '../journal/fact.js'
import { exponentOf, formatMinor } from '../money/index.js'

/** A posting as shown: amounts as decimal text. */
export interface PostingView {
  readonly account: string
  readonly currency: string
  readonly amount: string
  readonly home: string | null
  readonly rate: string | null
  readonly part: string
  readonly taxCode: string
  readonly document: string
  readonly instalment: number
  readonly dueOn: string | null
  readonly source: string
  readonly reference: string
}

/** A fact as shown: plain JSON, amounts as decimal text, days and instants as text. */
export interface FactView {
  readonly id: string
  readonly customer: string
  readonly version: number
  readonly type: FactType
  readonly effectiveOn: string
  /** `null` in a dry run. */
  readonly recordedAt: string | null
  readonly actor: string
  readonly cause: string
  readonly requestKey: string
  readonly data: { readonly [name: string]: unknown }
  readonly postings: readonly PostingView[]
}

/** Shows a fact. Amounts in its data are counted in its own currency. */
export function factView(fact: Fact, homeCurrency: string): FactView {
  const named = 'currency' in fact.data ? fact.data.currency : ''
  const own = named === '' ? (fact.postings[0]?.currency ?? homeCurrency) : named
  return {
    id: factId(fact.customer, fact.version),
    customer: fact.customer,
    version: fact.version,
    type: fact.type,
    effectiveOn: formatDay(fact.effectiveOn),
    recordedAt: fact.recordedAt === 0 ? null : formatInstant(fact.recordedAt),
    actor: fact.actor,
    cause: fact.cause ?? '',
    requestKey: fact.requestKey,
    data: shownData(fact.data, exponentOf(own)) as FactView['data'],
    postings: fact.postings.map((line) => ({
      account: line.account,
      currency: line.currency,
      amount: formatMinor(line.amount, exponentOf(line.currency)),
      home: line.home === null ? null : formatMinor(line.home, exponentOf(homeCurrency)),
      rate: line.rate,
      part: line.part,
      taxCode: line.taxCode,
      document: line.document,
      instalment: line.instalment,
      dueOn: line.dueOn === null ? null : formatDay(line.dueOn),
      source: line.source,
      reference: line.reference,
    })),
  }
}

/** Shows amounts in data as decimal text. */
export function shownData(value: unknown, exponent: number): unknown {
  if (typeof value === 'bigint') return formatMinor(value, exponent)
  if (Array.isArray(value)) return value.map((entry) => shownData(entry, exponent))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, shownData(entry, exponent)]))
}
