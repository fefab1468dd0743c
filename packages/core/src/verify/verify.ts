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

/** Checks the figures of one account's rows against each other. */
export function checkFigures(books: Books, found: Findings): void {
  const opens = new Map<string, bigint>()
  const parts = new Map<string, bigint>()
  for (const row of books.instalments.values()) {
    if (row.open < 0n || row.open > row.amount)
      found.fail('opens', `instalment ${row.document}#${row.no} has ${row.open} open of ${row.amount}`)
    opens.set(row.currency, (opens.get(row.currency) ?? 0n) + row.open)
    parts.set(row.document, (parts.get(row.document) ?? 0n) + row.amount)
  }
  for (const row of books.documents.values())
    if (row.kind === 'invoice' && (parts.get(row.id) ?? 0n) !== row.total)
      found.fail('opens', `the instalments of ${row.id} come to ${parts.get(row.id) ?? 0n}, its total is ${row.total}`)
  const used = new Map<string, bigint>()
  const left = new Map<string, bigint>()
  for (const row of books.instalments.values()) left.set(row.document, (left.get(row.document) ?? 0n) + row.open)
  const settled = new Map<string, bigint>()
  for (const row of books.allocations.values()) {
    const item = row.document === '' ? undefined : books.instalments.get(`${row.document}#${row.instalment}`)
    const source = row.source === '' ? undefined : books.sources.get(row.source)
    if (
      (item !== undefined && item.currency !== row.currency) ||
      (source !== undefined && source.currency !== row.currency)
    )
      found.fail('allocations', `${row.id} joins two currencies`)
    if ((row.document !== '' && item === undefined) || (row.source !== '' && source === undefined))
      found.fail('allocations', `${row.id} names something the account does not have`)
    if (row.undoneOn === null) settled.set(row.document, (settled.get(row.document) ?? 0n) + row.amount)
    if (row.undoneOn === null && row.source !== '') used.set(row.source, (used.get(row.source) ?? 0n) + row.amount)
  }
  for (const row of books.documents.values()) {
    if (row.kind !== 'invoice') continue
    const due = row.voidedOn === null ? row.total - (settled.get(row.id) ?? 0n) : 0n
    if ((left.get(row.id) ?? 0n) !== due)
      found.fail('opens', `${row.id} has ${left.get(row.id) ?? 0n} open, its total less what settled it is ${due}`)
  }
  const free = new Map<string, bigint>()
  const held = new Map<string, bigint>()
  for (const row of books.sources.values()) {
    const rest = row.reversedOn === null ? row.unapplied + row.held + row.refunded + (used.get(row.id) ?? 0n) : 0n
    if (row.unapplied < 0n || row.held < 0n || rest > row.amount || row.refundDue > row.unapplied)
      found.fail(
        'sources',
        `${row.id} of ${row.amount} has ${row.unapplied} free, ${row.held} held, ${used.get(row.id) ?? 0n} used`,
      )
    free.set(row.currency, (free.get(row.currency) ?? 0n) + row.unapplied)
    held.set(row.currency, (held.get(row.currency) ?? 0n) + row.held)
  }
  for (const row of books.balances.values()) {
    if (row.receivable !== (opens.get(row.currency) ?? 0n))
      found.fail(
        'receivable',
        `${row.customer} ${row.currency}: ${row.receivable} against ${opens.get(row.currency) ?? 0n} open`,
      )
    if (row.unapplied !== (free.get(row.currency) ?? 0n) || row.deposits !== (held.get(row.currency) ?? 0n))
      found.fail(
        'unapplied',
        `${row.customer} ${row.currency}: ${row.unapplied} and ${row.deposits} against the sources`,
      )
  }
}
