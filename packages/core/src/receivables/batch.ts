import { type Books, instalmentKey, projections, rowKey } from '../journal/books.js'
import type { Fact } from '../journal/fact.js'
import type { CollectionName, Json, Key, Row } from '../records/collections.js'
import type { Batch, Guard } from '../ports/store.js'
import { factRow, postingRows } from './facts.js'
import { type Arming, armedJobs } from './worker/arm.js'

/** What a command wants written, before it is a batch. */
export interface Writing {
  readonly tenant: string
  /** The accounts that were decided on, with their new facts. */
  readonly accounts: readonly { readonly books: Books; readonly facts: readonly Fact[] }[]
  /** Revisions that must hold besides the accounts' own. */
  readonly guards: readonly Guard[]
  /** Rows that are not readings of facts: customers, series, the period lock. */
  readonly inserted: readonly RowChange[]
  readonly updated: readonly RowChange[]
  readonly key: { readonly id: string; readonly fingerprint: string; readonly result: Json } | undefined
  readonly number: Batch['number'] | undefined
  /** When time is to tell of what is written. */
  readonly arming: Arming
  /** Facts that were told before, elsewhere. */
  readonly origin?: 'import'
}

/** A row and where it belongs. */
export type RowChange = {
  readonly [C in CollectionName]: { readonly collection: C; readonly row: Row<C> }
}[CollectionName]

/** One batch: guards, facts, postings, projections, the request key. A row that moved between accounts is an update. */
export function batchFrom(writing: Writing): Batch {
  const insert: Record<string, unknown[]> = {}
  const update: Record<string, unknown[]> = {}
  const remove: Record<string, Key[]> = {}
  const into = (list: Record<string, unknown[]>, name: string, rows: readonly unknown[]) => {
    if (rows.length > 0) (list[name] ??= []).push(...rows)
  }
  const expect: Guard[] = [...writing.guards]
  const gone = new Map<string, Set<string>>()
  for (const { books } of writing.accounts)
    for (const name of projections) {
      const keys = books[name].removed()
      if (keys.length === 0) continue
      const known = gone.get(name) ?? new Set()
      for (const key of keys) known.add(key)
      gone.set(name, known)
    }
  for (const { books, facts } of writing.accounts) {
    if (facts.length === 0) continue
    expect.push({ collection: 'heads', key: [books.customer], rev: books.loadedRev })
    const head = {
      customer: books.customer,
      rev: books.rev,
      recordedAt: books.recordedAt,
      mergedInto: books.mergedInto,
    }
    into(books.loadedRev === 0 ? insert : update, 'heads', [head])
    into(insert, 'facts', facts.map(factRow))
    into(insert, 'postings', facts.flatMap(postingRows))
    const { customer, rev: version } = books
    into(insert, 'feedQueue', [{ customer, version, facts: facts.length, origin: writing.origin ?? '' }])
    const started: Row<'instalments'>[] = []
    for (const name of projections) {
      const moved = gone.get(name)
      for (const row of books[name].inserted()) {
        const key = rowKey(name, row as never)
        const isMoved = moved?.delete(key) === true
        into(isMoved && name !== 'balances' ? update : insert, name, [row])
        if (name === 'instalments' && !isMoved) started.push(row as Row<'instalments'>)
      }
      const updated = books[name].updated()
      into(update, name, updated)
      if (name === 'instalments') started.push(...reopened(books, updated as Row<'instalments'>[]))
    }
    into(insert, 'outbox', armedJobs(books, facts, started, writing.arming, writing.origin))
  }
  for (const [name, keys] of gone) if (keys.size > 0) remove[name] = [...keys].map((key) => keyOf(name, key))
  for (const { collection, row } of writing.inserted) into(insert, collection, [row])
  for (const { collection, row } of writing.updated) into(update, collection, [row])
  return {
    tenant: writing.tenant,
    expect,
    insert,
    update,
    ...(Object.keys(remove).length === 0 ? {} : { remove }),
    ...(writing.key === undefined ? {} : { key: writing.key }),
    ...(writing.number === undefined ? {} : { number: writing.number }),
  }
}

/** Instalments that have something open again. */
function reopened(books: Books, updated: readonly Row<'instalments'>[]): Row<'instalments'>[] {
  return updated.filter(
    ({ document, no, open }) => open > 0n && books.instalments.before(instalmentKey(document, no))?.open === 0n,
  )
}

function keyOf(projection: string, key: string): Key {
  if (projection !== 'instalments') return [key]
  const at = key.lastIndexOf('#')
  return [key.slice(0, at), Number(key.slice(at + 1))]
}
