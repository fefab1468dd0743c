import * as z from 'zod/mini'
import type { Instant } from '../../calendar/index.js'
import { isReceivablesError, ReceivablesError } from '../../errors/index.js'
import type { Json } from '../../records/collections.js'
import type { Claimed } from '../../ports/store.js'
import { sequence } from '../feed/sequence.js'
import { lookBack, retryWaiting } from '../intake/retry-waiting.js'
import { parseInput } from '../parse.js'
import type { Settings } from '../settings.js'
import { uuid } from '../uuid.js'
import { breather } from './breather.js'
import { handlers } from './handlers.js'
import { type JobKind, type JobOutcome, type JobRow, type Tries, untried } from './jobs.js'

/** What one turn of the worker did. */
export interface Tick {
  /** Jobs that wrote something, and provider events that waited for an earlier one and found it. */
  readonly done: number
  /** Jobs with nothing to do: settled meanwhile, told before, or not due after all. */
  readonly idle: number
  /** Jobs that threw, with why; each is tried again later, or was given up. A provider's event that waits is of kind `event`. */
  readonly problems: readonly JobProblem[]
  /** Entries that got their place in the feed. */
  readonly sequenced: number
  /** There was more to do than `limit` let it. */
  readonly more: boolean
}

/** A job that threw. */
export interface JobProblem {
  readonly job: string
  readonly kind: string
  readonly message: string
  /** It is not tried again; `worker.failed` lists it. */
  readonly isGivenUp: boolean
}

/** What one turn may do. */
export interface TickOptions {
  /** At most so many jobs, and about as many entries of the feed. @default 1000 */
  limit?: number
  /** For how long a job is taken, in milliseconds: longer than any takes. Who dies with it holds it up as long. @default 60000 */
  leaseMs?: number
}

const tickOptions = z.strictObject({
  limit: z.optional(z.int().check(z.gte(1), z.lte(100_000))),
  leaseMs: z.optional(z.int().check(z.gte(1), z.lte(86_400_000))),
})

const perClaim = 25
/** After so many tries in a row what throws is given up. */
const mostThrows = 10
/** What ends the process each time says nothing; it is given up too, after so many claims in a row. */
const mostDeaths = 50
const longestPause = 3_600_000

let owner: string | undefined

/**
 * Does what is due now, then gives the new facts their place in the feed. Any number of workers may do so at once.
 *
 * A job is claimed for a minute. Whoever dies with it leaves it to the next; the request keys of what it writes and the
 * claim's epoch see to it that it happens once.
 */
export async function tick(settings: Settings, asked: TickOptions = {}): Promise<Tick> {
  const { limit = 1_000, leaseMs = 60_000 } = parseInput(tickOptions, asked, 'worker.tick')
  const { store, tenant } = settings
  if (settings.dryRun || store.isJoined === true)
    throw new ReceivablesError('store_unsupported', 'A worker runs neither dry nor inside a transaction of the host.')
  owner ??= `worker-${uuid()}`
  const breathe = breather()
  const problems: JobProblem[] = []
  let left = limit
  let did = 0
  let idle = 0
  for (;;) {
    const take = Math.min(left, perClaim)
    if (take === 0) break
    const claimed = await store.claim({ tenant, owner, limit: take, leaseMs })
    if (claimed.length === 0) break
    left -= claimed.length
    const now = await store.now()
    for (const job of claimed) {
      await breathe()
      const result = await attempt(settings, job, now)
      if ('message' in result) problems.push(result)
      else if (result.did) did++
      else idle++
    }
    if (claimed.length < take) break
  }
  if (settings.providers.size > 0) {
    const retried = await retryWaiting(settings, breathe, lookBack(settings))
    did += retried.found
    for (const { provider, event, error } of retried.problems)
      problems.push({ job: `event:${provider}:${event}`, kind: 'event', message: messageOf(error), isGivenUp: false })
  }
  const sequenced = await sequence(settings, limit, breathe)
  return { done: did, idle, problems, sequenced: sequenced.count, more: left === 0 || sequenced.more }
}

async function attempt(settings: Settings, job: Claimed, now: Instant): Promise<JobOutcome | JobProblem> {
  const { store, tenant } = settings
  const { id, epoch } = job
  const { kind, tries = untried, ...body } = job.body as unknown as JobRow
  const end = (state: 'done' | 'failed' | 'pending', dueAt?: Instant, left?: Tries, about: object = body) =>
    store.settle({
      tenant,
      id,
      epoch,
      state,
      ...(dueAt === undefined ? {} : { dueAt }),
      ...(left === undefined ? {} : { body: { ...about, kind, tries: left } as unknown as Json }),
    })
  const problem = async (message: string, isGivenUp: boolean): Promise<JobProblem> => {
    const threw = tries.threw + 1
    const again = isGivenUp ? undefined : now + Math.min(1_000 * 2 ** Math.min(threw, 20), longestPause)
    await end(isGivenUp ? 'failed' : 'pending', again, { threw, ended: epoch, problem: kept(message) })
    return { job: id, kind, message, isGivenUp }
  }
  if (epoch - tries.ended > mostDeaths) return problem(`Whoever took it died with it, ${mostDeaths} times.`, true)
  if (!Object.hasOwn(handlers, kind)) {
    // A newer version of the SDK wrote it, and will know it.
    await end('pending', now + longestPause, { ...untried, ended: epoch })
    return { did: false }
  }
  let outcome: JobOutcome
  try {
    outcome = await (handlers[kind as JobKind] as (...given: unknown[]) => Promise<JobOutcome>)(settings, body, now)
  } catch (error) {
    if (isReceivablesError(error) && error.code.startsWith('store_')) throw error
    // Others were faster, or somebody else's service is away: that passes.
    const passes = isReceivablesError(error) && (error.kind === 'conflict' || error.kind === 'adapter')
    return problem(messageOf(error), !passes && tries.threw + 1 >= mostThrows)
  }
  if (outcome.giveUp !== undefined) return problem(outcome.giveUp, true)
  if (outcome.again === undefined) await end('done')
  else await end('pending', outcome.again, { ...untried, ended: epoch }, outcome.body)
  return outcome
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** As much of a message as is kept, without what no store can keep. */
const kept = (message: string) => message.slice(0, 500).toWellFormed().replaceAll('\0', '')
