import type { AccountVersion } from '@owekit/core'
import { hasCurrent, jsonResponse, notModified, shortHash } from '../answers/json.js'
import { Refusal } from '../answers/problem.js'
import type { Viewer } from '../access/viewer.js'
import type { Call } from '../routing.js'
import type { Scope } from '../tokens/mint.js'

/** What a view is made from. */
export interface Look {
  readonly call: Call
  readonly viewer: Viewer
  readonly customer: string
  readonly at: AccountVersion
}

/** The viewer, if it may see this customer, in the way asked for. */
export async function viewerFor(call: Call, scope: Scope): Promise<{ viewer: Viewer; customer: string }> {
  const viewer = await call.viewer()
  const customer = call.params['customer'] ?? ''
  if (viewer.customer !== undefined && viewer.customer !== customer) throw new Refusal('not_found')
  if (!viewer.may(scope)) throw new Refusal('forbidden', `This takes ${scope}.`)
  return { viewer, customer }
}

/**
 * Answers with a view of an account: 304 from one row when nothing changed since, else the view with the version it
 * was read at. When the account moves while it is being read, it is read again, so that its figures belong together.
 */
export async function versioned<V extends object>(
  call: Call,
  scope: Scope,
  schema: string,
  build: (look: Look) => Promise<V>,
): Promise<Response> {
  const { viewer, customer } = await viewerFor(call, scope)
  const mark = shortHash(
    `${schema}\n${viewer.tenant}\n${customer}\n${viewer.mark}\n${call.url.pathname}${call.url.search}`,
  )
  let at = await viewer.ar.customers.version(customer)
  if (hasCurrent(call.request, etagOf(at, mark))) return notModified(etagOf(at, mark))
  for (let attempt = 1; ; attempt++) {
    const body = await build({ call, viewer, customer, at })
    const after = await viewer.ar.customers.version(customer)
    if ((after.version === at.version && after.asOf === at.asOf) || attempt === 4)
      return jsonResponse(
        { schema, version: at.version, asOf: at.asOf, timeZone: at.timeZone, ...body },
        etagOf(at, mark),
      )
    at = after
  }
}

const etagOf = (at: AccountVersion, mark: string) => `"${at.version}-${at.asOf}-${mark}"`

/** A whole number from the query, within limits. */
export function numberIn(call: Call, name: string, least: number, most: number, otherwise: number): number {
  const given = call.url.searchParams.get(name)
  if (given === null || !/^\d{1,6}$/.test(given)) return otherwise
  return Math.min(most, Math.max(least, Number(given)))
}

/** Which page of a list is asked for: 20 a page, 100 at most. */
export function pageOf(call: Call): { readonly limit: number; readonly cursor?: string } {
  const cursor = call.url.searchParams.get('cursor')
  return { limit: numberIn(call, 'limit', 1, 100, 20), ...(cursor === null ? {} : { cursor }) }
}

/** What the reader may see, as lists are asked for it. */
export function about({ viewer, customer }: Look): { readonly customer: string; readonly reference?: string } {
  return viewer.booking === undefined ? { customer } : { customer, reference: viewer.booking }
}

/** Refuses what belongs to someone else, or to another booking, as if it were not there. */
export function mine<T extends { readonly customer: string; readonly reference: string }>(look: Look, found: T): T {
  const { booking } = look.viewer
  if (found.customer !== look.customer || (booking !== undefined && found.reference !== booking))
    throw new Refusal('not_found')
  return found
}

/** What may be done, for elements to show or hide. */
export function actionsOf(call: Call, viewer: Viewer, owes: boolean): string[] {
  if (viewer.kind === 'staff') return staffActions.filter((command) => viewer.does(command))
  return owes && call.options.links !== undefined && viewer.may('links:create') ? ['pay', 'copyLink'] : []
}

const staffActions = [
  'payments.record',
  'payments.refund',
  'allocations.apply',
  'credits.issue',
  'writeOffs.record',
  'holds.place',
  'plans.agree',
  'invoices.issue',
]
