import { dayAt, type Instant } from '../../calendar/index.js'
import { scan } from '../../ports/scan.js'
import type { Row } from '../../records/collections.js'
import { execute } from '../engine.js'
import { loadBooks } from '../load.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import { type JobBodies, type JobOutcome, jobRow } from '../worker/jobs.js'
import { decideDue, dueGroups, nextMoment } from './decide-due.js'
import { currenciesOf } from './currencies.js'
import { type Policies, readPolicies } from './policies.js'
import { type Standing, standingOf, wantedForStanding } from './standing.js'

/** How things stand with a customer in a currency now, read for itself. */
export async function standingNow(
  settings: Settings,
  customer: string,
  currency: string,
  policies: Policies,
  now: Instant,
): Promise<Standing> {
  const { store, tenant } = settings
  const wanted = wantedForStanding(currency, dayAt(now, settings.timeZone), policies)
  return standingOf(settings, await loadBooks(store, tenant, customer, wanted), policies, currency, now)
}

/**
 * Says what is due of the account that an instalment belongs to, and looks at it again when its next step is due.
 *
 * A job that was armed under policies that have changed since ends: the sweep of that change has armed another.
 */
export async function remind(settings: Settings, body: JobBodies['reminder'], now: Instant): Promise<JobOutcome> {
  if (settings.outreach === undefined) return { did: false, again: now + 60_000 }
  const { document, instalment } = body
  const list = readings(settings.store, settings.tenant)
  const rows = list.keys('instalments', [[document, instalment]])
  await list.fetch()
  const row = rows()[0]
  if (row === undefined || row.open <= 0n || row.endedOn !== null) return { did: false }
  const policies = await readPolicies(settings)
  if (body.policies !== 0 && body.policies !== policies.rev) return { did: false }
  const look = () => standingNow(settings, row.customer, row.currency, policies, now)
  let standing = await look()
  let did = false
  if (dueGroups(standing).length > 0) {
    did = await decideInOrder(settings, row, policies, now)
    standing = await look()
  }
  const item = standing.items.find(({ part }) => part.document === document && part.instalment === instalment)
  const next = item === undefined ? undefined : nextMoment(item, standing)
  if (next === undefined) return { did }
  // A moment that has come and was not decided belongs to somebody who was faster, or comes in between.
  return { did, again: Math.max(next, now + 1_000), body: { ...body, policies: policies.rev } }
}

/**
 * Decides what is due in a currency, after what is due in those that come before it: a budget holds over all of them, and
 * who gets the last message of it must not depend on which job came first.
 */
async function decideInOrder(
  settings: Settings,
  { customer, currency }: { readonly customer: string; readonly currency: string },
  policies: Policies,
  now: Instant,
): Promise<boolean> {
  let did = false
  for (const one of await currenciesOf(settings, customer)) {
    if (one > currency) break
    const isDue = one === currency || dueGroups(await standingNow(settings, customer, one, policies, now)).length > 0
    if (isDue) did = (await execute(settings, decideDue, { customer, currency: one })).facts.length > 0 || did
  }
  return did
}

const perPage = 200

/** Arms everything open anew, or all of a customer: after a policy was edited, or something was agreed. */
export async function sweep(settings: Settings, body: JobBodies['sweep'], now: Instant): Promise<JobOutcome> {
  const { store, tenant } = settings
  const { name, customer } = body
  if (settings.outreach === undefined) return { did: false, again: now + 60_000 }
  const { rev } = await readPolicies(settings)
  if (body.policies !== 0 && body.policies !== rev) return { did: false }
  let page: Row<'instalments'>[] = []
  const arm = async () => {
    await armAgain(settings, name, page, rev, now)
    page = []
  }
  const open = async function* () {
    if (customer === '') yield* scan(store, tenant, { collection: 'instalments', index: 'due', where: [] })
    else yield* scan(store, tenant, { collection: 'instalments', index: 'open', where: [customer] })
  }
  for await (const row of open()) {
    page.push(row)
    if (page.length >= perPage) await arm()
  }
  await arm()
  return { did: true }
}

async function armAgain(
  { store, tenant }: Settings,
  name: string,
  rows: readonly Row<'instalments'>[],
  policies: number,
  now: Instant,
): Promise<void> {
  for (;;) {
    const jobs = rows.map(({ document, no }) =>
      jobRow('reminder', `reminder:${name}:${document}#${no}`, now, { document, instalment: no, policies }),
    )
    if (jobs.length === 0) return
    const list = readings(store, tenant)
    const known = list.keys(
      'outbox',
      jobs.map(({ id }) => [id]),
    )
    await list.fetch()
    const there = new Set(known().map(({ id }) => id))
    const outbox = jobs.filter(({ id }) => !there.has(id))
    if (outbox.length === 0) return
    const { status } = await store.commit({ tenant, expect: [], insert: { outbox }, update: {} })
    if (status === 'committed') return
  }
}
