import type { Day, Instant } from '../../calendar/index.js'
import { preferencesAbout, preferencesOf } from '../../dunning/apply.js'
import type { Books } from '../../journal/books.js'
import type { Row } from '../../records/collections.js'
import { type ReminderPolicy, type Resolved, resolvePolicy } from '../../reminders/index.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'

/** What the row `''` of the policies says: what holds for the whole tenant. */
export interface TenantRules {
  /** The policy of whoever has no other; `''` for none. */
  readonly policy: string
  /** What fell due before is held until somebody releases it: the books may come from a backup. */
  readonly heldBefore: Instant | null
}

/** The policies of a tenant as they are now. */
export interface Policies {
  /** One more each time anything of it changes. */
  readonly rev: number
  readonly rules: TenantRules
  /** When the payments were last known to be complete. */
  readonly paymentsSeenAt: Instant | undefined
  readonly byName: ReadonlyMap<string, Row<'policies'>>
  /** The policy of that name, with its defaults. */
  resolved(name: string): Resolved | undefined
  /** So many days back matter for a gap, a budget or a pause. */
  readonly memory: number
}

/** What holds where nothing was said. */
const noRules: TenantRules = { policy: '', heldBefore: null }

/** Reads the policies of a tenant. */
export async function readPolicies(settings: Settings): Promise<Policies> {
  const list = readings(settings.store, settings.tenant)
  const rows = list.all('policies', { where: [] })
  await list.fetch()
  const byName = new Map(rows().map((row) => [row.id, row]))
  const own = byName.get('')
  const payments = byName.get(paymentsRow)
  byName.delete('')
  byName.delete(paymentsRow)
  const known = new Map<string, Resolved>()
  const holidays = settings.outreach?.holidays
  const resolved = (name: string) => {
    const row = byName.get(name)
    if (row === undefined) return undefined
    const found = known.get(name) ?? resolvePolicy(row.data as unknown as ReminderPolicy, holidays)
    known.set(name, found)
    return found
  }
  let memory = 1
  for (const name of byName.keys()) {
    const { gap, budget, pauseAfterPayment } = resolved(name)!
    memory = Math.max(memory, gap, budget?.days ?? 0, pauseAfterPayment)
  }
  return { rev: own?.rev ?? 0, rules: rulesOf(own), paymentsSeenAt: paymentsSeenIn(payments), byName, resolved, memory }
}

/** The row that says when the payments were last complete; no policy has such a name. */
export const paymentsRow = '~payments'

/** When the payments were last known to be complete. */
export function paymentsSeenIn(row: Row<'policies'> | undefined): Instant | undefined {
  return (row?.data as { readonly at: Instant } | undefined)?.at
}

/** What holds for the tenant. */
export function rulesOf(row: Row<'policies'> | undefined): TenantRules {
  return row === undefined ? noRules : { ...noRules, ...(row.data as unknown as TenantRules) }
}

/** The policy of an invoice: its own, else the customer's, else the tenant's. `none` is none, and looks no further. */
export function policyFor(books: Books, document: string, policies: Policies): Resolved | undefined {
  for (const id of [preferencesAbout(document), preferencesOf(books.customer)]) {
    const name = books.preferences.get(id)?.policy ?? ''
    if (name !== '') return name === 'none' ? undefined : policies.resolved(name)
  }
  const { policy } = policies.rules
  return policy === '' ? undefined : policies.resolved(policy)
}

/** The day until which staff has put an invoice, or the customer, off. */
export function snoozedUntil(books: Books, document: string): Day | undefined {
  const days = [preferencesAbout(document), preferencesOf(books.customer)].flatMap((id) => {
    const until = books.preferences.get(id)?.snoozedUntil ?? null
    return until === null ? [] : [until]
  })
  return days.length === 0 ? undefined : Math.max(...days)
}
