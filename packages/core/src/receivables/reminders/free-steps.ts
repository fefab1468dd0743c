import { formatDay, formatInstant, dayAt, type Instant } from '../../calendar/index.js'
import { messageData } from '../../dunning/apply.js'
import type { Books } from '../../journal/books.js'
import type { StepOutcome } from '../../journal/fact.js'
import type { Row } from '../../records/collections.js'

/**
 * The steps of a message that did not reach its reader, free to be said again, from `now` on: by another channel where
 * this one is closed.
 */
export function freedSteps(
  books: Books,
  message: Row<'messages'>,
  { now, zone, why, closes }: { now: Instant; zone: string; why: string; closes: boolean },
): StepOutcome[] {
  return messageData(message).steps.flatMap((name) => {
    const row = books.reminders.get(name)
    if (row?.state !== 'asked' || row.message !== message.id) return []
    const tried = row.tried === '' ? [] : row.tried.split(',')
    if (closes && !tried.includes(message.channel)) tried.push(message.channel)
    return [
      {
        id: row.id,
        document: row.document,
        instalment: row.instalment,
        step: row.step,
        baseDay: formatDay(row.baseDay),
        occurrence: row.occurrence,
        state: 'moved',
        why,
        // Its day stays the one it was due on: so it is as late as it is.
        day: formatDay(Math.min(row.day, dayAt(now, zone))),
        at: formatInstant(now),
        message: row.message,
        tried: tried.join(),
        hurried: row.hurried === 1,
      },
    ]
  })
}
