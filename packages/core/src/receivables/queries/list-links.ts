import { formatDay, formatInstant } from '../../calendar/index.js'
import type { LinkScope } from '../../journal/fact.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import { list, type List, type ListOptions } from './lists.js'

/** A link in a list. */
export interface LinkEntry {
  readonly id: string
  readonly customer: string
  readonly scope: LinkScope
  readonly target: string
  readonly createdOn: string
  readonly expiresAt: string | null
  readonly revokedOn: string | null
}

/** Links of a customer by the day they were made, or all by id. */
export function listLinks(settings: Settings, asked: ListOptions | undefined): List<LinkEntry> {
  return list('links.list', asked, (query) => async (limit, after) => {
    const reads = readings(settings.store, settings.tenant)
    const from = after === undefined ? {} : { after }
    const rows =
      query.customer === undefined
        ? reads.page('links', { where: [], limit, ...from })
        : reads.page('links', { index: 'byCustomer', where: [query.customer], limit, ...from })
    await reads.fetch()
    const last = rows().at(-1)
    const isWhole = rows().length < limit || last === undefined
    return {
      items: rows().map((row) => ({
        id: row.id,
        customer: row.customer,
        scope: row.scope as LinkScope,
        target: row.target,
        createdOn: formatDay(row.createdOn),
        expiresAt: row.expiresAt === null ? null : formatInstant(row.expiresAt),
        revokedOn: row.revokedOn === null ? null : formatDay(row.revokedOn),
      })),
      last: isWhole ? undefined : query.customer === undefined ? [last.id] : [last.createdOn, last.id],
    }
  })
}
