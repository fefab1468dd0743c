import { ReceivablesError } from '../../errors/index.js'
import { factId } from '../../journal/fact.js'
import type { Json, Row } from '../../records/collections.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import { type Commit, followsFrom } from './follows.js'

const commitsAtOnce = 100
const factsAtOnce = 1_000
const tries = 8

/** What came of sequencing. */
export interface Sequenced {
  /** Entries that were added to the feed. */
  readonly count: number
  /** There is more in the queue. */
  readonly more: boolean
}

/**
 * Gives the facts that wait their place in the feed: 1, 2, 3, without gaps, an account's facts in their order.
 *
 * The last entry and the queue are read from one snapshot; a batch adds the next entries and takes the facts out of
 * the queue. Two of these cannot both land, since both would write the same numbers: whoever is second is refused,
 * and looks again. So it may be ended at any moment, and any number may try. `between` is called before each batch.
 */
export async function sequence(
  settings: Settings,
  limit = Infinity,
  between: () => Promise<void> = async () => {},
): Promise<Sequenced> {
  let count = 0
  let lostAfter = -1
  for (let lost = 0; lost < tries;) {
    if (count >= limit) return { count, more: true }
    await between()
    const moved = await moveSome(settings)
    if (moved === undefined) return { count, more: false }
    count += moved.added
    lost = moved.added > 0 ? 0 : lost + 1
    if (moved.added > 0) continue
    // Who was faster added something; when nobody did, it is not the number that was refused.
    if (moved.after === lostAfter)
      throw new ReceivablesError('store_corrupt', 'Facts that were told before wait for the feed; verify says which.', {
        after: moved.after,
      })
    lostAfter = moved.after
  }
  // Others are at it.
  return { count, more: false }
}

/** Moves a page of the queue; nothing is added when another was faster. Undefined when the queue is empty. */
async function moveSome(settings: Settings): Promise<{ readonly after: number; readonly added: number } | undefined> {
  const { store, tenant } = settings
  const list = readings(store, tenant)
  const last = list.page('feed', { where: [], limit: 1, reverse: true })
  const queued = list.page('feedQueue', { where: [], limit: commitsAtOnce })
  await list.fetch()
  if (queued().length === 0) return undefined
  const taken = takeFacts(queued())
  const commits = await withFacts(settings, taken)
  const derived = await followsFrom(
    settings,
    commits.map((commit, index) => (taken[index]!.origin === '' ? commit : { ...commit, facts: [] })),
  )
  const after = last()[0]?.seq ?? 0
  const first = after + 1
  const entries: Row<'feed'>[] = []
  for (const index of inOrderOfTime(commits)) {
    const { customer, last: version, facts } = commits[index]!
    for (const fact of facts)
      entries.push({
        seq: first + entries.length,
        id: factId(customer, fact.version),
        customer,
        version: fact.version,
        type: fact.type,
        body: null,
      })
    for (const { type, about, data } of derived[index]!)
      entries.push({
        seq: first + entries.length,
        id: `${factId(customer, version)}:${type}:${about}`,
        customer,
        version,
        type,
        body: data as unknown as Json,
      })
  }
  const result = await store.commit({
    tenant,
    expect: [],
    insert: { feed: entries },
    update: { feedQueue: taken.flatMap(({ row, left }) => (left === 0 ? [] : [{ ...row, facts: left }])) },
    remove: {
      feedQueue: taken.flatMap(({ row: { customer, version }, left }) => (left === 0 ? [[customer, version]] : [])),
    },
  })
  return { after, added: result.status === 'committed' ? entries.length : 0 }
}

interface Taken {
  readonly row: Row<'feedQueue'>
  readonly origin: string
  readonly first: number
  readonly last: number
  /** How many facts of the row are left for the next time. */
  readonly left: number
}

/** As much of the queue as goes into one batch. Only an import has more facts than that in one row. */
function takeFacts(queued: readonly Row<'feedQueue'>[]): Taken[] {
  const taken: Taken[] = []
  let room = factsAtOnce
  for (const row of queued) {
    if (room === 0 || (row.facts > room && taken.length > 0)) break
    const count = Math.min(row.facts, room)
    const first = row.version - row.facts + 1
    taken.push({ row, origin: row.origin, first, last: first + count - 1, left: row.facts - count })
    room -= count
  }
  return taken
}

async function withFacts({ store, tenant }: Settings, taken: readonly Taken[]): Promise<Commit[]> {
  const list = readings(store, tenant)
  const rows = list.keys(
    'facts',
    taken.flatMap(({ row, first, last }) =>
      Array.from({ length: last - first + 1 }, (_, index) => [row.customer, first + index]),
    ),
  )
  await list.fetch()
  const found = new Map(rows().map((row) => [factId(row.customer, row.version), row]))
  return taken.map(({ row: { customer }, first, last }) => {
    const facts: Row<'facts'>[] = []
    for (let version = first; version <= last; version++) {
      const fact = found.get(factId(customer, version))
      if (fact !== undefined) facts.push(fact)
    }
    if (facts.length !== last - first + 1)
      throw new ReceivablesError(
        'store_corrupt',
        `Facts ${first} to ${last} of ${customer} wait for the feed but are not there.`,
      )
    return { customer, first, last, facts }
  })
}

/** The commits by when they were recorded; those of one account stay in their order, for its clock never goes back. */
function inOrderOfTime(commits: readonly Commit[]): number[] {
  return commits
    .map((_, index) => index)
    .sort((a, b) => commits[a]!.facts[0]!.recordedAt - commits[b]!.facts[0]!.recordedAt || a - b)
}
