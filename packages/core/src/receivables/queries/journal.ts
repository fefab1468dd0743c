import * as z from 'zod/mini'
import { ReceivablesError, shown } from '../../errors/index.js'
import { hledgerEntry } from '../../journal/hledger.js'
import { encodeJson } from '../../records/canonical.js'
import type { Fact } from '../../journal/fact.js'
import type { Json } from '../../records/collections.js'
import { scan } from '../../ports/scan.js'
import { id } from '../input/primitives.js'
import { parseInput } from '../parse.js'
import { type FactView, factView } from '../fact-view.js'
import { streamOf } from '../facts.js'
import type { Settings } from '../settings.js'

/** Which facts. */
export interface JournalQuery {
  /** One account's stream; `''` is the tenant's own. @default every stream, by account */
  readonly customer?: string
  /** From this version on. @default 1 */
  readonly from?: number
}

const journalQuery = z.strictObject({
  // '' is the tenant's own stream.
  customer: z.optional(z.union([id, z.literal('')])),
  from: z.optional(z.int().check(z.gte(1))),
})

/** Facts in stream order, a page in memory at a time. */
async function* factsOf(settings: Settings, asked: JournalQuery = {}): AsyncIterable<Fact> {
  const query = parseInput(journalQuery, asked, 'journal.read')
  const { store, tenant } = settings
  if (query.customer !== undefined) yield* streamOf(store, tenant, query.customer, query.from)
  else
    for await (const head of scan(store, tenant, { collection: 'heads' })) yield* streamOf(store, tenant, head.customer)
}

/** Facts as shown. */
export async function* readJournal(settings: Settings, query: JournalQuery = {}): AsyncIterable<FactView> {
  for await (const fact of factsOf(settings, query)) yield factView(fact, settings.home.currency)
}

/**
 * The journal as text, in chunks.
 *
 * - `json`: one canonical fact a line, exactly as kept, first a line that names the format; `journal.import` reads it.
 * - `hledger`: a plain-text journal whose balances are ours: one transaction a fact, accounts by customer.
 *
 * @throws ReceivablesError `invalid_input`
 */
export async function* exportJournal(settings: Settings, format: string): AsyncIterable<string> {
  if (format !== 'json' && format !== 'hledger')
    throw new ReceivablesError('invalid_input', `The journal is exported as json or hledger, not ${shown(format)}.`)
  if (format === 'json') {
    yield `${encodeJson({ format: 'owekit-journal', version: 1, currency: settings.home.currency })}\n`
    for await (const row of scan(settings.store, settings.tenant, { collection: 'customers' }))
      yield `${encodeJson({ customer: row as unknown as Json })}\n`
    for await (const row of scan(settings.store, settings.tenant, { collection: 'series' }))
      yield `${encodeJson({ series: row as unknown as Json })}\n`
    for await (const fact of factsOf(settings)) yield `${encodeJson({ fact: fact as unknown as Json })}\n`
    return
  }
  for await (const fact of factsOf(settings)) {
    const entry = hledgerEntry(fact)
    if (entry !== '') yield entry
  }
}
