import type { Instant } from '../../calendar/index.js'
import { isReceivablesError } from '../../errors/index.js'
import { paymentId } from '../../link/checkout.js'
import { scan } from '../../ports/scan.js'
import type { Store } from '../../ports/store.js'
import type { Row } from '../../records/collections.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import { retry } from './intake.js'

const pageSize = 100
const hour = 3_600_000
const day = 24 * hour

/** What became of events that waited. */
export interface Retried {
  /** How many found what they waited for. */
  readonly found: number
  /** Those that threw, and still wait. */
  readonly problems: readonly { readonly provider: string; readonly event: string; readonly error: unknown }[]
}

/**
 * Takes up again what waits for an earlier event: after a crash between the two, for instance.
 *
 * A page at a time, oldest first. One look a page says whose payments are there by now; the others are left as they are.
 * With `since` only events are looked at that came after it. One that throws keeps nobody else waiting.
 *
 * @throws ReceivablesError `store_*`
 */
export async function retryWaiting(
  settings: Settings,
  between: () => Promise<void> = async () => {},
  since?: Instant,
): Promise<Retried> {
  let found = 0
  const problems: Retried['problems'][number][] = []
  for await (const page of waitingPages(settings, since)) {
    await between()
    for (const row of await withPayment(settings, page)) {
      await between()
      const { provider, event } = row
      try {
        if ((await retry(settings, provider, event)).state !== 'waiting') found++
      } catch (error) {
        if (isReceivablesError(error) && error.code.startsWith('store_')) throw error
        problems.push({ provider, event, error })
      }
    }
  }
  return { found, problems }
}

/**
 * {@link retryWaiting} for a caller, who hears of the first that threw once all have been looked at.
 *
 * @throws whatever an event threw
 */
export async function retryAllWaiting(settings: Settings): Promise<number> {
  const { found, problems } = await retryWaiting(settings)
  if (problems[0] !== undefined) throw problems[0].error
  return found
}

async function* waitingPages({ store, tenant }: Settings, since: Instant | undefined): AsyncIterable<Row<'inbox'>[]> {
  const after = since === undefined ? {} : { after: [since, '', ''] }
  const waiting = scan(store, tenant, { collection: 'inbox', index: 'byState', where: ['waiting'], pageSize, ...after })
  let page: Row<'inbox'>[] = []
  for await (const row of waiting) {
    if (page.push(row) < pageSize) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}

/** Those whose payment is in the books by now, and those that are about none: one trip for all of them. */
async function withPayment({ store, tenant }: Settings, page: readonly Row<'inbox'>[]): Promise<Row<'inbox'>[]> {
  const list = readings(store, tenant)
  const about = page.map((row) => {
    if (row.payment === '') return { row, isThere: () => true }
    const own = list.keys('sources', [[paymentId(row.provider, row.payment)]])
    const where = [`${row.provider}:${row.payment}`]
    const named = list.page('sources', { index: 'byExternalId', where, limit: 1 })
    return { row, isThere: () => own().length > 0 || named().length > 0 }
  })
  await list.fetch()
  return about.filter(({ isThere }) => isThere()).map(({ row }) => row)
}

/** When the worker of this process looked last, by store and tenant. */
const looked = new WeakMap<Store, Map<string, Instant>>()

/**
 * From when on this turn of the worker looks at what waits: at the last hour's each turn, at the last day's once an hour, and
 * at all of it once a day and in a process's first turn. What comes for a payment takes up what waits for it by itself, so
 * the older an event is, the less there is to find.
 */
export function lookBack({ store, tenant, clock }: Settings): Instant | undefined {
  const now = clock()
  const tenants = looked.get(store) ?? new Map<string, Instant>()
  looked.set(store, tenants)
  const last = tenants.get(tenant)
  tenants.set(tenant, now)
  const isSame = (length: number) => last !== undefined && Math.floor(last / length) === Math.floor(now / length)
  if (!isSame(day)) return undefined
  return now - (isSame(hour) ? hour : day)
}
