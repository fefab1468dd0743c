import { dayAt, formatInstant } from '@owekit/core/calendar'
import { planItem, resolvePolicy } from '@owekit/core/reminders'

// Around every clock change of a zone, reminders are planned for the day before, the day itself and the day after, at
// hours that the change skips, repeats or leaves alone. The clock they are checked against is the platform's own.

const first = Date.UTC(2020, 0, 1)
const end = Date.UTC(2036, 0, 1)
const minute = 60_000
const dayLength = 1440 * minute
const times = ['00:00', '00:30', '01:00', '01:30', '02:00', '02:30', '03:00', '09:00', '23:30']

const policy = resolvePolicy({
  id: 'clock',
  steps: times.map((time) => ({ id: time, days: -1, repeat: 'FREQ=DAILY;COUNT=3', time })),
})

/** What a run over zones saw. */
export interface ZoneTally {
  zones: number
  /** Clock changes from 2020 to 2035. */
  changes: number
  /** Steps planned around them, each checked against the zone's clock. */
  steps: number
  /** Of those, at times that the clock skips, and at times that it shows twice. */
  skipped: number
  repeated: number
  readonly breaks: string[]
}

/**
 * Plans around every clock change of each zone, and checks that each step comes once, in order, at the time that its
 * clock shows: the first of two, and moved by the jump where there is none.
 */
export function planAroundChanges(zones: readonly string[]): ZoneTally {
  const tally: ZoneTally = { zones: 0, changes: 0, steps: 0, skipped: 0, repeated: 0, breaks: [] }
  for (const zone of zones) {
    tally.zones += 1
    const clock = clockIn(zone)
    for (const change of changesIn(clock)) {
      tally.changes += 1
      checkAround(change, zone, clock, tally)
    }
  }
  return tally
}

/** How a campaign's counts are told. */
export function zonesLine({ zones, changes, steps, skipped, repeated, breaks }: ZoneTally): string {
  return (
    `${zones} zones, ${changes} clock changes, ${steps} steps (${skipped} at skipped times, ` +
    `${repeated} at times shown twice), ${breaks.length} breaks`
  )
}

/** What a clock on the wall shows at an instant, as milliseconds of UTC at which a clock there shows the same. */
type Clock = (instant: number) => number

function clockIn(zone: string): Clock {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  return (instant) => {
    const shown = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]))
    const { year, month, day, hour, second } = shown as Record<'year' | 'month' | 'day' | 'hour' | 'second', number>
    return Date.UTC(year, month - 1, day, hour, shown['minute'], second)
  }
}

interface Change {
  readonly at: number
  /** Milliseconds by which the clock is ahead of UTC before it and after. */
  readonly before: number
  readonly after: number
}

/** The instants at which a clock changes, found by looking once a day and then closer. */
function* changesIn(clock: Clock): Generator<Change> {
  const ahead = (instant: number) => clock(instant) - instant
  let before = ahead(first)
  for (let day = first + dayLength; day < end; day += dayLength) {
    const after = ahead(day)
    if (after === before) continue
    let [low, high] = [day - dayLength, day]
    while (high - low > minute) {
      const middle = low + Math.floor((high - low) / 2 / minute) * minute
      if (ahead(middle) === before) low = middle
      else high = middle
    }
    yield { at: high, before, after }
    before = after
  }
}

function checkAround(change: Change, zone: string, clock: Clock, tally: ZoneTally): void {
  const due = dayAt(change.at, zone)
  const item = { document: 'inv', instalment: 1, days: { due }, generation: 1, openSince: due - 10 }
  const steps = planItem(policy, item, zone)
  const broken = (what: string) =>
    void tally.breaks.push(`${zone}, clock change at ${formatInstant(change.at)}: ${what}`)
  if (new Set(steps.map(({ id }) => id)).size !== 3 * times.length) broken(`${steps.length} steps or fewer names`)
  const last = new Map<string, number>()
  for (const { step, wantedOn, day, at } of steps) {
    tally.steps += 1
    const wall = wantedOn * dayLength + minuteOf(step) * minute
    const shows = [wall - change.before, wall - change.after].filter((instant) => clock(instant) === wall)
    const both = new Set(shows)
    if (both.size === 0) tally.skipped += 1
    if (both.size === 2) tally.repeated += 1
    const wanted = both.size === 0 ? wall - change.before : Math.min(...both)
    if (at !== wanted) broken(`${step} at ${formatInstant(at)} and not ${formatInstant(wanted)}`)
    if (day !== wantedOn) broken(`${step} on another day than asked`)
    if (at <= (last.get(step) ?? -Infinity)) broken(`${step} out of order`)
    last.set(step, at)
  }
}

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number)
  return hours! * 60 + minutes!
}
