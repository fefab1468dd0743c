import * as z from 'zod/mini'
import { checkFigures } from '../../verify/figures.js'
import { compareRows, findings, Replay, type VerifyCheck } from '../../verify/verify.js'
import { scan } from '../../ports/scan.js'
import { streamOf } from '../facts.js'
import { id } from '../input/primitives.js'
import { checkNumbers, checkTold } from '../feed/check-feed.js'
import { parseInput } from '../parse.js'
import { loadBooks } from '../load.js'
import type { Settings } from '../settings.js'

const verifyOptions = z.strictObject({
  customer: z.optional(z.union([id, z.literal('')])),
  onAccount: z.optional(z.custom<(done: number) => void>((value) => typeof value === 'function')),
})

/** What `verify` proved, or did not. */
export interface Verified {
  readonly ok: boolean
  readonly accounts: number
  readonly facts: number
  readonly postings: number
  readonly checks: readonly VerifyCheck[]
}

/**
 * Proves the books: replays every account's facts from nothing and compares with what is stored, byte for byte, and
 * checks the invariants on the way. One account is held in memory at a time.
 */
export async function verify(
  settings: Settings,
  asked: { readonly customer?: string; readonly onAccount?: (done: number) => void } = {},
): Promise<Verified> {
  const options = parseInput(verifyOptions, asked, 'verify')
  const { store, tenant } = settings
  const found = findings()
  const sums = new Map<string, bigint>()
  let accounts = 0
  let facts = 0
  let postings = 0
  const where = options.customer === undefined ? [] : [options.customer]
  for await (const head of scan(store, tenant, { collection: 'heads', where })) {
    const replay = new Replay(tenant, head.customer, found, sums)
    for await (const fact of streamOf(store, tenant, head.customer)) {
      replay.add(fact)
      facts++
      postings += fact.postings.length
    }
    if (replay.version !== head.rev)
      found.fail('versions', `${head.customer} is at ${head.rev}, its facts at ${replay.version}`)
    const { books } = await loadBooks(store, tenant, head.customer, { everything: true })
    await loadSettledHolds(settings, books)
    await checkTold(settings, head, found)
    compareRows(replay.books, books, found)
    checkFigures(books, found)
    accounts++
    options.onAccount?.(accounts)
  }
  for (const [currency, sum] of sums)
    if (sum !== 0n) found.fail('total', `${sum} ${currency} minor units are left over`)
  if (options.customer === undefined) await checkNumbers(settings, found)
  const checks = found.checks()
  return { ok: checks.every((check) => check.ok), accounts, facts, postings, checks }
}

/** Rows that commands never load whole: released holds on the account itself, and suspense. */
async function loadSettledHolds(
  settings: Settings,
  books: Awaited<ReturnType<typeof loadBooks>>['books'],
): Promise<void> {
  const { store, tenant } = settings
  for await (const row of scan(store, tenant, { collection: 'holds', index: 'byCustomer', where: [books.customer] }))
    books.holds.loaded(row.id, row)
  if (books.customer === '')
    for await (const row of scan(store, tenant, { collection: 'suspense' })) books.suspense.loaded(row.id, row)
}
