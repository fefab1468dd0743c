import { tokenHash } from '../../link/token.js'
import type { Row } from '../../records/collections.js'
import type { RowChange } from '../batch.js'
import type { Trip } from '../engine.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'

/** The row of an address: its digest, so that the list outlives the customer without naming anybody. */
async function suppressionId(channel: string, address: string): Promise<string> {
  return `${channel}:${await tokenHash(address.trim().toLowerCase())}`
}

/** Which of these addresses nothing is sent to any more. */
export async function suppressedAmong(
  { store, tenant }: Settings,
  addresses: readonly { readonly channel: string; readonly address: string }[],
): Promise<ReadonlySet<string>> {
  const given = addresses.filter(({ address }) => address !== '')
  if (given.length === 0) return new Set()
  const ids = await Promise.all(given.map(({ channel, address }) => suppressionId(channel, address)))
  const list = readings(store, tenant)
  const rows = list.keys(
    'suppressions',
    ids.map((id) => [id]),
  )
  await list.fetch()
  const closed = new Set(rows().flatMap(({ id, why }) => (why === '' ? [] : [id])))
  return new Set(given.flatMap(({ channel }, i) => (closed.has(ids[i]!) ? [channel] : [])))
}

/** Puts an address on the list, or takes it off with `''`. Says whether anything changed. */
export async function suppress(trip: Trip, channel: string, address: string, why: string): Promise<boolean> {
  const id = await suppressionId(channel, address)
  const list = readings(trip.settings.store, trip.settings.tenant)
  const rows = list.keys('suppressions', [[id]])
  await list.fetch()
  const before: Row<'suppressions'> | undefined = rows()[0]
  if ((before?.why ?? '') === why) return false
  const rev = before?.rev ?? 0
  trip.guard({ collection: 'suppressions', key: [id], rev })
  const row = { id, rev: rev + 1, why, since: await trip.settings.store.now() }
  const change: RowChange = { collection: 'suppressions', row }
  if (before === undefined) trip.insert(change)
  else trip.update(change)
  return true
}
