import { apply } from '../account/apply.js'
import { type Books, emptyBooks, projections, rowKey } from '../journal/books.js'
import { encodeJson } from '../records/canonical.js'
import type { Fact } from '../journal/fact.js'
import type { Json } from '../records/collections.js'

/** One check and what it found. */
export interface VerifyCheck {
  readonly id: string
  readonly name: string
  readonly ok: boolean
  /** What is wrong, the first few findings; `''` when sound. */
  readonly detail: string
}

/** Collects findings by check; keeps the first few of each. */
export interface Findings {
  fail(check: CheckId, detail: string): void
  checks(): VerifyCheck[]
}

/** Every check that `verify` makes. */
const verifyChecks = {
  postings: 'the postings of every fact add up to zero in each currency',
  versions: 'versions run 1 to N without a gap and the head is at N',
  recorded: 'recorded times never decrease in a stream',
  replay: 'replaying the facts gives the stored rows, byte for byte',
  opens: 'every open amount is between zero and its instalment, and instalments add up to their invoice',
  sources: 'every source has between zero and its amount left, and nothing was used twice',
  allocations: 'an allocation stands between one source and one item of the same account and currency',
  receivable: 'the receivable of an account is the sum of its open items',
  unapplied: 'money on account and deposits are the sums of their sources',
  credits: 'credit notes come to no more than their invoice, and promised refunds to no more than was paid on it',
  home: 'home amounts of every fact add up to zero, and none is left where nothing is',
  feed: 'every fact is in the feed once or waits for it, in order, and the feed is numbered 1 to N without a gap',
  total: 'all postings of the tenant add up to zero in each currency',
} as const

/** A check's id. */
type CheckId = keyof typeof verifyChecks

/** Starts collecting. */
export function findings(): Findings {
  const found = new Map<CheckId, string[]>()
  const counts = new Map<CheckId, number>()
  return {
    fail(check, detail) {
      counts.set(check, (counts.get(check) ?? 0) + 1)
      const list = found.get(check) ?? []
      if (list.length < 5) list.push(detail)
      found.set(check, list)
    },
    checks: () =>
      (Object.keys(verifyChecks) as CheckId[]).map((id) => {
        const list = found.get(id) ?? []
        const more = (counts.get(id) ?? 0) - list.length
        const detail = more > 0 ? `${list.join('; ')}; and ${more} more` : list.join('; ')
        return { id, name: verifyChecks[id], ok: list.length === 0, detail }
      }),
  }
}

/** Replays a stream from nothing. */
export class Replay {
  readonly books: Books
  #version = 0
  #recordedAt = 0
  readonly #found: Findings
  readonly sums: Map<string, bigint>

  constructor(tenant: string, customer: string, found: Findings, sums: Map<string, bigint>) {
    this.books = emptyBooks(tenant, customer)
    this.#found = found
    this.sums = sums
  }

  /** Applies the next fact and checks it on the way. */
  add(fact: Fact): void {
    const id = `${fact.customer}/${fact.version}`
    if (fact.version !== this.#version + 1) this.#found.fail('versions', `${id} follows version ${this.#version}`)
    if (fact.recordedAt < this.#recordedAt) this.#found.fail('recorded', `${id} was recorded before its predecessor`)
    this.#version = fact.version
    this.#recordedAt = fact.recordedAt
    const own = new Map<string, bigint>()
    const home = fact.postings.reduce((sum, line) => sum + (line.home ?? 0n), 0n)
    if (home !== 0n) this.#found.fail('home', `${id} is off by ${home} home minor units`)
    for (const line of fact.postings) own.set(line.currency, (own.get(line.currency) ?? 0n) + line.amount)
    for (const [currency, sum] of own) {
      if (sum !== 0n) this.#found.fail('postings', `${id} is off by ${sum} ${currency} minor units`)
      this.sums.set(currency, (this.sums.get(currency) ?? 0n) + sum)
    }
    try {
      apply(this.books, fact)
    } catch (error) {
      this.#found.fail('replay', `${id} cannot be applied: ${error instanceof Error ? error.message : String(error)}`)
    }
  }

  get version(): number {
    return this.#version
  }
}

/** Compares replayed rows with stored ones, byte for byte. */
export function compareRows(books: Books, stored: Books, found: Findings): void {
  for (const name of projections) {
    const replayed = books[name]
    const kept = stored[name]
    for (const row of replayed.values()) {
      const key = rowKey(name, row as never)
      const other = kept.get(key)
      if (other === undefined) found.fail('replay', `${name} ${key} is missing`)
      else if (encodeJson(row) !== encodeJson(other))
        found.fail('replay', `${name} ${key} differs: ${difference(row, other)}`)
    }
    for (const row of kept.values()) {
      const key = rowKey(name, row as never)
      if (replayed.get(key) === undefined) found.fail('replay', `${name} ${key} should not be there`)
    }
  }
}

function difference(replayed: object, stored: object): string {
  const a = replayed as Record<string, unknown>
  const b = stored as Record<string, unknown>
  return Object.keys(a)
    .filter((column) => encodeJson(a[column] as Json) !== encodeJson((b[column] ?? null) as Json))
    .map((column) => `${column} is ${String(b[column])}, replay gives ${String(a[column])}`)
    .join(', ')
}
