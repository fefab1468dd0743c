import * as z from 'zod/mini'
import { preferencesOf } from '../../dunning/apply.js'
import { formatDay } from '../../calendar/index.js'
import { id } from '../input/primitives.js'
import { parseInput } from '../parse.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import { assertCustomer } from './balances.js'

/** What is agreed about one invoice. */
interface AgreedInvoice {
  readonly invoice: string
  /** A policy's name, `none` for no reminders, `''` for the customer's. */
  readonly policy: string
  readonly snoozedUntil: string | null
}

/** What is agreed with a customer about reminders. */
export interface AgreedReminders {
  readonly customer: string
  /** A policy's name, `none` for no reminders, `''` for the tenant's. */
  readonly policy: string
  readonly isPaused: boolean
  /** The first day on which anything is said again. */
  readonly snoozedUntil: string | null
  /** Channels on which no reminders are wanted. */
  readonly optedOut: readonly ('email' | 'sms')[]
  /** Of invoices that something else holds for. */
  readonly invoices: readonly AgreedInvoice[]
}

const ofCustomer = z.strictObject({ customer: id })

/** What was agreed with a customer, and about their invoices; what was not is as if nothing were. */
export async function agreedReminders(settings: Settings, asked: { customer: string }): Promise<AgreedReminders> {
  const { customer } = parseInput(ofCustomer, asked, 'reminders.agreed')
  await assertCustomer(settings, customer)
  const reads = readings(settings.store, settings.tenant)
  const rows = reads.all('preferences', { index: 'byCustomer', where: [customer] })
  await reads.fetch()
  const shown = (day: number | null) => (day === null ? null : formatDay(day))
  const own = rows().find((row) => row.id === preferencesOf(customer))
  return {
    customer,
    policy: own?.policy ?? '',
    isPaused: own?.isPaused === 1,
    snoozedUntil: shown(own?.snoozedUntil ?? null),
    optedOut: own === undefined || own.optedOut === '' ? [] : (own.optedOut.split(',') as ('email' | 'sms')[]),
    invoices: rows()
      .filter((row) => row.document !== '')
      .map(({ document, policy, snoozedUntil }) => ({ invoice: document, policy, snoozedUntil: shown(snoozedUntil) })),
  }
}
