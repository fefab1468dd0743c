import { formatDay, parseDay } from '@owekit/core/calendar'
import { planItem, resolvePolicy } from '@owekit/core/reminders'
import { scheduleByHand } from '../floors/schedule.js'
import { assertSame, type Bench, type Goal } from '../harness/goal.js'
import { between, seeded } from '../harness/random.js'

export const reminderPlans: Goal = { id: 'G13', title: 'Reminders planned', measure }

const invoices = 100_000
const offsets = [-7, 0, 7, 14, 28, 45]
const floor = 'ISO in, whole numbers, ISO out'

const policy = resolvePolicy({
  id: 'six',
  days: 'business',
  steps: offsets.map((days, level) => ({ id: `step-${level}`, days })),
})

async function measure(bench: Bench): Promise<void> {
  const random = seeded(13)
  const due = Array.from({ length: invoices }, (_, i) => ({
    document: `inv_${i}`,
    dueOn: formatDay(20_500 + between(random, 0, 729)),
  }))
  const plan = (document: string, dueOn: string, zone: string) =>
    planItem(policy, { document, instalment: 1, days: { due: parseDay(dueOn) }, generation: 1, openSince: 0 }, zone)
  const byHand = () => {
    let count = 0
    for (const { document, dueOn } of due) count += scheduleByHand(document, dueOn, offsets).length
    return count
  }
  const planned = (zone: string) => () => {
    let count = 0
    for (const { document, dueOn } of due) count += plan(document, dueOn, zone).length
    return count
  }
  for (const { document, dueOn } of due.slice(0, 1_000))
    assertSame(
      'the days',
      plan(document, dueOn, 'America/New_York').map(({ day }) => formatDay(day)),
      scheduleByHand(document, dueOn, offsets).map(({ day }) => day),
    )
  await bench.compare({
    contenders: { [floor]: byHand, 'planItem, UTC': planned('UTC'), 'planItem, New York': planned('America/New_York') },
    operations: invoices,
    unit: 'invoice',
    roundsFactor: 2,
    // A plan always has a zone and a time of day, whatever the zone is.
    held: [
      { name: 'G13 six steps of 100,000 invoices, UTC', contender: 'planItem, UTC', floor, target: 2 },
      { name: 'G13 the same in New York', contender: 'planItem, New York', floor, target: 2 },
    ],
  })
}
