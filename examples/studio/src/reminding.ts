import type { Receivables } from '@owekit/core'
import type { Day } from '@owekit/core/calendar'
import { standard } from '@owekit/core/reminders'
import { studio } from './studio.js'

/** When the worker looks what there is to say, in minutes after midnight: nine o'clock comes earlier in the east. */
const hours = [8 * 60, 9 * 60]

/** Somebody who does what is due at an hour. */
interface Turn {
  readonly day: Day
  readonly minute: number
  work(ar: Receivables): Promise<void>
}

/** The studio's last week: reminders are switched on, and then the worker looks every morning. */
export function reminding(): Turn[] {
  const turns: Turn[] = [
    {
      day: studio.reminding,
      minute: 7 * 60,
      work: async (ar) => void (await ar.reminders.setPolicy({ policy: { ...standard }, isDefault: true })),
    },
  ]
  for (let day = studio.reminding; day <= studio.today; day++)
    for (const minute of hours) turns.push({ day, minute, work: untilNothingIsDue })
  return turns
}

async function untilNothingIsDue(ar: Receivables): Promise<void> {
  for (;;) {
    const { done, more, problems } = await ar.worker.tick()
    if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'))
    if (done === 0 && !more) return
  }
}
