import { type Instant, parseDay, parseInstant, startOfDay } from '../../calendar/index.js'
import { noDueDay } from '../../invoice/schedule.js'
import type { Books } from '../../journal/books.js'
import { type Fact, factId } from '../../journal/fact.js'
import type { Row } from '../../records/collections.js'
import { type JobBodies, type JobKind, jobRow } from './jobs.js'

/** What the moment depends on at which time tells of something. */
export interface Arming {
  readonly timeZone: string
  readonly discountNotice: number
  /** Undefined: nothing is sent from here, so there is nothing to say. */
  readonly outreach: { readonly confirmations: boolean } | undefined
}

/**
 * The jobs that a commit leaves behind: what time will have to look at, and when. They land with it or not at all.
 *
 * A job only says where to look; whether there is something to tell, the books say at that moment. So it is never
 * taken back, and one too many does no harm.
 *
 * @param started instalments that are new, or have something open again
 */
export function armedJobs(
  books: Books,
  facts: readonly Fact[],
  started: readonly Row<'instalments'>[],
  { timeZone, discountNotice, outreach }: Arming,
  origin: '' | 'import' = '',
): Row<'outbox'>[] {
  const jobs: Row<'outbox'>[] = []
  // Named after the commit and the place in it, which no other job can have.
  const add = <K extends JobKind>(kind: K, dueAt: Instant, body: JobBodies[K]) =>
    void jobs.push(jobRow(kind, `${kind}:${factId(books.customer, books.rev)}/${jobs.length + 1}`, dueAt, body))
  for (const { document, no, open, dueOn, discountUntil, freeFrom } of started) {
    if (open <= 0n) continue
    if (dueOn < noDueDay) add('instalment', startOfDay(dueOn, timeZone), { document, instalment: no })
    // What there is to say, and when, only the policy knows: the job looks at once.
    if (outreach !== undefined) add('reminder', 0, { document, instalment: no, policies: 0 })
    if (discountUntil !== null && discountUntil >= freeFrom)
      add('discount', startOfDay(discountUntil - discountNotice, timeZone), { document })
  }
  const later = (day: string) => startOfDay(parseDay(day) + 1, timeZone)
  for (const fact of facts)
    if (fact.type === 'deposit.requested' && fact.data.dueOn !== null)
      add('deposit', later(fact.data.dueOn), { request: fact.data.id })
    else if (fact.type === 'payment.reversed' || fact.type === 'payment.refunded') {
      const request = requestOf(books, fact.type === 'payment.reversed' ? fact.data.payment : fact.data.source)
      // When it is due is known to the request, which need not be loaded: the job looks it up at once.
      if (request !== '') add('deposit', 0, { request })
    } else if (fact.type === 'promise.made') add('promise', later(fact.data.until), { promise: fact.data.id })
  if (origin === 'import') {
    // What was under way is looked at; what was confirmed, or was not, is past.
    for (const { id, state } of books.messages.values())
      if (state === 'waiting' || state === 'sending') add('message', 0, { message: id })
    return jobs
  }
  for (const fact of facts) armMessages(fact, add)
  if (outreach?.confirmations === true)
    for (const payment of new Set(facts.flatMap(settling))) add('confirmation', 0, { payment })
  return jobs
}

/** Messages are handed over, and steps that were freed or moved are looked at again. */
function armMessages(fact: Fact, add: <K extends JobKind>(kind: K, dueAt: Instant, body: JobBodies[K]) => void): void {
  if (fact.type === 'reminder.decided') for (const { id } of fact.data.messages) add('message', 0, { message: id })
  if (fact.type === 'preferences.changed')
    add('sweep', 0, { name: factId(fact.customer, fact.version), customer: fact.customer, policies: 0 })
  const isFreed =
    fact.type === 'message.settled' ||
    fact.type === 'message.told' ||
    (fact.type === 'reminder.decided' && fact.data.by === 'staff')
  if (isFreed)
    for (const { document, instalment, state, at } of fact.data.steps)
      if (state === 'moved') add('reminder', parseInstant(at), { document, instalment, policies: 0 })
}

/** The payment whose money a fact sets against an item. */
function settling(fact: Fact): string[] {
  return fact.type === 'payment.allocated' && fact.data.kind === 'payment' ? [fact.data.source] : []
}

/** The deposit request that a source answers, or `''`. */
function requestOf(books: Books, source: string): string {
  const row = books.sources.get(source)
  if (row?.kind !== 'deposit') return ''
  return (row.data as { readonly request?: string }).request ?? ''
}
