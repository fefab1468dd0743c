import * as z from 'zod/mini'
import { formatInstant } from '../../calendar/index.js'
import { type Fact, factId, type FactType } from '../../journal/fact.js'
import type { Row } from '../../records/collections.js'
import { type FactView, factView, shownData } from '../fact-view.js'
import { factsFrom } from '../facts.js'
import { parseInput } from '../parse.js'
import { exponentOf } from '../../money/index.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import { pauseFor } from '../worker/pause.js'
import type { DerivedType } from './follows.js'
import { sequence } from './sequence.js'

interface EntryParts {
  /** Where a subscriber that has dealt with this entry goes on: `subscribe({ after: cursor })`. */
  readonly cursor: string
  /** The same whenever and wherever it is read: what to recognise an entry by. */
  readonly id: string
  readonly customer: string
  /** When it was recorded. */
  readonly at: string
}

/** One entry of the feed: a fact, or what follows from the facts of a commit. */
export type FeedEntry =
  | (EntryParts & { readonly type: FactType; readonly fact: FactView; readonly data?: undefined })
  | (EntryParts & {
      readonly type: DerivedType
      readonly fact?: undefined
      /** Plain JSON, amounts as decimal text. */
      readonly data: { readonly [name: string]: unknown }
    })

/** From where the feed is read, and how far. */
export interface SubscribeOptions {
  /** The cursor of the last entry that was dealt with. @default from the first entry on */
  after?: string
  /** Go on waiting for what is to come. @default false */
  follow?: boolean
  /** Ends it. */
  signal?: AbortSignal
}

const subscribeOptions = z.strictObject({
  after: z.optional(z.string().check(z.regex(/^\d{1,15}$/))),
  follow: z.optional(z.boolean()),
  signal: z.optional(z.instanceof(AbortSignal)),
})

const pageSize = 200
const everyMilliseconds = 1_000

/** The feed from a cursor on, a page in memory at a time. What waits for its place is given it first. */
export async function* subscribe(settings: Settings, asked: SubscribeOptions = {}): AsyncGenerator<FeedEntry> {
  const { after = '0', follow = false, signal } = parseInput(subscribeOptions, asked, 'journal.subscribe')
  const mayWrite = !settings.dryRun && settings.store.isJoined !== true
  const hasEnded = () => signal?.aborted === true
  let seq = Number(after)
  const bell = follow ? ringing(settings) : undefined
  try {
    for (;;) {
      if (mayWrite) await sequence(settings)
      for (let isFull = true; isFull;) {
        const page = await entriesAfter(settings, seq)
        for (const entry of page) {
          if (hasEnded()) return
          yield entry
          seq = Number(entry.cursor)
        }
        isFull = page.length === pageSize
      }
      if (bell === undefined || hasEnded()) return
      await bell.rings(signal)
      if (hasEnded()) return
    }
  } finally {
    bell?.end()
  }
}

/** Rings at each commit of this process, and now and then for those of others. */
function ringing({ listeners }: Settings) {
  let hasRung = false
  let wake = new AbortController()
  const ring = () => {
    hasRung = true
    wake.abort()
  }
  listeners.add(ring)
  return {
    async rings(signal: AbortSignal | undefined) {
      if (!hasRung) {
        const hush = () => wake.abort()
        signal?.addEventListener('abort', hush)
        await pauseFor(everyMilliseconds, wake.signal)
        signal?.removeEventListener('abort', hush)
      }
      hasRung = false
      wake = new AbortController()
    },
    end: () => void listeners.delete(ring),
  }
}

async function entriesAfter(settings: Settings, after: number): Promise<FeedEntry[]> {
  const { store, tenant, home } = settings
  const list = readings(store, tenant)
  const rows = list.page('feed', { where: [], after: [after], limit: pageSize })
  await list.fetch()
  const places = new Map(
    rows().map(({ customer, version }) => [factId(customer, version), [customer, version] as const]),
  )
  const facts = new Map<string, Fact>()
  for (const fact of await factsFrom(store, tenant, [...places.values()]))
    facts.set(factId(fact.customer, fact.version), fact)
  return rows().map((row) => entryOf(row, facts.get(factId(row.customer, row.version))!, home.currency))
}

function entryOf(row: Row<'feed'>, fact: Fact, homeCurrency: string): FeedEntry {
  const parts = { cursor: String(row.seq), id: row.id, customer: row.customer, at: formatInstant(fact.recordedAt) }
  if (row.body === null) return { ...parts, type: row.type as FactType, fact: factView(fact, homeCurrency) }
  const { currency } = row.body as { readonly currency: string }
  const data = shownData(row.body, exponentOf(currency)) as { readonly [name: string]: unknown }
  return { ...parts, type: row.type as DerivedType, data }
}
