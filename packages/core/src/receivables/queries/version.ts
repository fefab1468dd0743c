import { formatDay } from '../../calendar/index.js'
import { ReceivablesError } from '../../errors/index.js'
import { id } from '../input/primitives.js'
import { parseInput } from '../parse.js'
import { readings } from '../readings.js'
import { type Settings, todayOf } from '../settings.js'
import * as z from 'zod/mini'

/** How far an account has come: together with the day, what every reading of it depends on. */
export interface AccountVersion {
  readonly customer: string
  /** The number of facts in its journal; each command that changes anything moves it. */
  readonly version: number
  /** Today in the books' zone: what is overdue depends on it. */
  readonly asOf: string
  readonly timeZone: string
  /** The account it was merged into, or `''`. */
  readonly mergedInto: string
}

const query = z.strictObject({ customer: id })

/** Reads one row: cheap enough to ask before anything else is read. */
export async function versionOf(settings: Settings, asked: unknown): Promise<AccountVersion> {
  const { customer } = parseInput(query, { customer: asked }, 'customers.version')
  const list = readings(settings.store, settings.tenant)
  const rows = list.keys('heads', [[customer]])
  await list.fetch()
  const [head] = rows()
  if (head === undefined)
    throw new ReceivablesError('customer_not_found', `There is no customer ${customer}.`, { customer })
  return {
    customer,
    version: head.rev,
    asOf: formatDay(todayOf(settings)),
    timeZone: settings.timeZone,
    mergedInto: head.mergedInto,
  }
}
