import type * as z from 'zod/mini'
import { type Instant, startOfDay } from '../../calendar/index.js'
import { type Command, execute } from '../engine.js'
import { sendAuthorisation } from '../intake/send-authorisation.js'
import { sendCharge } from '../intake/send-charge.js'
import { sendRefund } from '../intake/send-refund.js'
import { confirmPayment } from '../reminders/confirm.js'
import { remind, sweep } from '../reminders/jobs.js'
import { sendMessage } from '../reminders/send.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import type { JobBodies, JobKind, JobOutcome } from './jobs.js'
import { becomeDue, becomeOverdue, depositExpired, discountExpiring, promiseEnded } from './time-events.js'

/** Does a job. It may run twice, and at the same time as another: what it does must happen once all the same. */
type Handler<K extends JobKind> = (settings: Settings, body: JobBodies[K], now: Instant) => Promise<JobOutcome>

/** What is done about a job of each kind. What throws is tried again, later each time, and then given up. */
export const handlers: { readonly [K in JobKind]: Handler<K> } = {
  async instalment(settings, { document, instalment }, now) {
    const list = readings(settings.store, settings.tenant)
    const rows = list.keys('instalments', [[document, instalment]])
    await list.fetch()
    const row = rows()[0]
    if (row === undefined || row.open <= 0n || row.endedOn !== null) return { did: false }
    // Worked out again, for the zone may be another one than when the job was written down.
    const due = startOfDay(row.dueOn, settings.timeZone)
    const late = startOfDay(row.dueOn + 1, settings.timeZone)
    if (now < due) return { did: false, again: due }
    const did = await wrote(settings, becomeDue, { document, instalment })
    if (now < late) return { did, again: late }
    return { did: (await wrote(settings, becomeOverdue, { document, instalment })) || did }
  },
  async discount(settings, { document }, now) {
    const list = readings(settings.store, settings.tenant)
    const rows = list.all('instalments', { where: [document] })
    await list.fetch()
    const until = rows().find((row) => row.open > 0n && row.discountUntil !== null)?.discountUntil
    if (until === undefined || until === null || now >= startOfDay(until + 1, settings.timeZone)) return { did: false }
    const told = startOfDay(until - settings.discountNotice, settings.timeZone)
    if (now < told) return { did: false, again: told }
    return { did: await wrote(settings, discountExpiring, { document }) }
  },
  async deposit(settings, { request }, now) {
    const list = readings(settings.store, settings.tenant)
    const rows = list.keys('documents', [[request]])
    await list.fetch()
    const dueOn = rows()[0]?.dueOn
    if (dueOn === undefined || dueOn === null) return { did: false }
    const late = startOfDay(dueOn + 1, settings.timeZone)
    if (now < late) return { did: false, again: late }
    return { did: await wrote(settings, depositExpired, { request }) }
  },
  async refund(settings, { refund }) {
    // One that the provider has only noted is ended by its event.
    const sent = await sendRefund(settings, refund)
    return 'problem' in sent ? { did: false, giveUp: sent.problem } : { did: sent.became !== 'nothing' }
  },
  async charge(settings, { payment }) {
    const sent = await sendCharge(settings, payment)
    return 'problem' in sent ? { did: false, giveUp: sent.problem } : { did: sent.became !== 'nothing' }
  },
  async authorisation(settings, { payment }) {
    return { did: (await sendAuthorisation(settings, payment)) !== 'nothing' }
  },
  async promise(settings, { promise }, now) {
    const list = readings(settings.store, settings.tenant)
    const rows = list.keys('promises', [[promise]])
    await list.fetch()
    const row = rows()[0]
    if (row === undefined || row.endedOn !== null) return { did: false }
    const over = startOfDay(row.until + 1, settings.timeZone)
    if (now < over) return { did: false, again: over }
    return { did: await wrote(settings, promiseEnded, { promise }) }
  },
  reminder: remind,
  message: (settings, { message }) => sendMessage(settings, message),
  confirmation: (settings, { payment }) => confirmPayment(settings, payment),
  sweep,
}

/** Whether the command wrote something now, rather than before or not at all. */
async function wrote<S extends z.ZodMiniType>(
  settings: Settings,
  command: Command<S, object>,
  input: z.input<S>,
): Promise<boolean> {
  const { facts, replayed } = await execute(settings, command, input)
  return !replayed && facts.length > 0
}
