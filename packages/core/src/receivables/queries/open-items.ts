import * as z from 'zod/mini'
import { formatDay } from '../../calendar/index.js'
import { noDueDay } from '../../invoice/schedule.js'
import { minor, type Money } from '../../money/index.js'
import { id } from '../input/primitives.js'
import { parseInput } from '../parse.js'
import { readings } from '../readings.js'
import { type Settings, todayOf } from '../settings.js'

/** Something still to be paid: an instalment with its open amount. */
export interface OpenItemView {
  readonly invoice: string
  readonly number: string
  readonly instalment: number
  readonly dueOn: string | null
  readonly open: Money
  readonly daysLate: number
  readonly reference: string
}

const query = z.strictObject({ customer: id, reference: z.optional(id) })

/** What a customer has open, the oldest due first; what starts only later is not among it yet. */
export async function openItemsOf(settings: Settings, asked: unknown): Promise<OpenItemView[]> {
  const { customer, reference } = parseInput(query, asked, 'invoices.openItems')
  const today = todayOf(settings)
  const list = readings(settings.store, settings.tenant)
  const rows = list.all('instalments', { index: 'open', where: [customer] })
  await list.fetch()
  return rows()
    .filter((row) => row.startsOn <= today && (reference === undefined || row.reference === reference))
    .sort((a, b) => a.dueOn - b.dueOn || (a.number < b.number ? -1 : a.number > b.number ? 1 : a.no - b.no))
    .map((row) => ({
      invoice: row.document,
      number: row.number,
      instalment: row.no,
      dueOn: row.dueOn >= noDueDay ? null : formatDay(row.dueOn),
      open: minor(row.open, row.currency),
      daysLate: row.dueOn < today ? today - row.dueOn : 0,
      reference: row.reference,
    }))
}
