import { originsOf } from '../access/origins.js'
import type { Viewer } from '../access/viewer.js'
import { Refusal } from '../answers/problem.js'
import type { Call } from '../routing.js'

/** Staff; to everybody else there is nothing here. */
export async function staff(call: Call): Promise<Viewer> {
  const viewer = await call.viewer()
  if (viewer.kind !== 'staff') throw new Refusal('not_found')
  return viewer
}

/** Staff who may read. */
export async function reader(call: Call): Promise<Viewer> {
  const viewer = await staff(call)
  if (!viewer.may('account:read')) throw new Refusal('forbidden', 'This takes read.')
  return viewer
}

/** A page of another site cannot act with the sign-in of staff, even where it travels as a cookie. */
export function refuseForeignPages({ request, options, url }: Call, viewer: Viewer): void {
  const origin = request.headers.get('Origin')
  if (origin === null || request.headers.get('Sec-Fetch-Site') === 'same-origin') return
  if (!originsOf(options, viewer.tenant, url.origin).includes(origin))
    throw new Refusal('forbidden', 'This origin is not allowed.')
}
