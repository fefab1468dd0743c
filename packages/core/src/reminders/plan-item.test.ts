import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { sharedData } from '../../test/shared-data.js'
import { dayOfWeek, formatDay, formatInstant, holidayCalendar, parseDay } from '../calendar/index.js'
import { type PlannableItem, planItem, type PlannedStep, type ReminderPolicy, resolvePolicy } from './index.js'

const policy = (steps: ReminderPolicy['steps'], more: Partial<ReminderPolicy> = {}): ReminderPolicy => ({
  id: 'p',
  steps,
  ...more,
})

const due = (day: string, more: Partial<PlannableItem> = {}): PlannableItem => ({
  document: 'inv_1',
  instalment: 1,
  days: { due: parseDay(day) },
  generation: 1,
  openSince: 0,
  ...more,
})

const instants = (steps: readonly PlannedStep[]) => steps.map(({ at }) => formatInstant(at))
const said = (steps: readonly PlannedStep[]) =>
  steps.flatMap(({ step, day, supersededBy }) => (supersededBy === undefined ? [`${step} ${formatDay(day)}`] : []))

test('AC-75, AC-76: nine in the morning is nine in the morning on both sides of a clock change', () => {
  const steps = resolvePolicy(policy([{ id: 'soon', days: -7 }, { id: 'due' }]))
  expect(instants(planItem(steps, due('2026-11-05'), 'America/New_York'))).toEqual([
    '2026-10-29T13:00:00.000Z',
    '2026-11-05T14:00:00.000Z',
  ])
})

it.each([
  ['AC-77', '2027-03-28', '02:30', 'Europe/Berlin', '2027-03-28T01:30:00.000Z'],
  ['AC-78', '2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
  ['row 23', '2011-12-30', '09:00', 'Pacific/Apia', '2011-12-30T19:00:00.000Z'],
])('%s: %s %s in %s is sent once', (_case, day, time, zone, at) => {
  const steps = resolvePolicy(policy([{ id: 'due' }], { time }))
  expect(instants(planItem(steps, due(day), zone))).toEqual([at])
})

test('AC-79: every quarter at six in New York, whatever the clocks do', () => {
  const steps = resolvePolicy(
    policy([{ id: 'quarter', base: 'issue', repeat: 'FREQ=MONTHLY;INTERVAL=3;COUNT=2', time: '06:00' }]),
  )
  const item = due('2026-09-01', { days: { issue: parseDay('2026-08-05') } })
  expect(instants(planItem(steps, item, 'America/New_York'))).toEqual([
    '2026-08-05T10:00:00.000Z',
    '2026-11-05T11:00:00.000Z',
  ])
})

test('AC-80: two steps that land on one day: only the higher level is sent, the other is superseded', () => {
  const steps = resolvePolicy(
    policy(
      [
        { id: 'five', days: 5 },
        { id: 'seven', days: 7 },
      ],
      { days: 'business' },
    ),
  )
  const [five, seven] = planItem(steps, due('2026-11-23'), 'UTC')
  expect([five, seven].map((step) => formatDay(step!.day))).toEqual(['2026-11-30', '2026-11-30'])
  expect(five).toMatchObject({ movedBy: 'closed_day', supersededBy: seven!.id })
  expect(seven).toMatchObject({ movedBy: undefined, supersededBy: undefined })
})

const holidays = (name: string) => {
  const text = sharedData(`standards/holidays/${name}.json`)
  return text === undefined ? undefined : Object.keys((JSON.parse(text) as { dates: object }).dates)
}

it.each([
  ['DE', ['2026-12-25', '2026-12-26'], '2026-12-28'],
  ['GB-ENG', ['2026-12-25', '2026-12-28'], '2026-12-29'],
])('AC-81: a step on Christmas Day 2026 in %s', (_region, closed, day) => {
  const steps = resolvePolicy(policy([{ id: 'due' }], { days: 'business' }), holidayCalendar(closed))
  expect(said(planItem(steps, due('2026-12-25'), 'UTC'))).toEqual([`due ${day}`])
})

test.skipIf(holidays('DE') === undefined)('AC-81 with the published days (needs ../shared/data)', () => {
  const on = (name: string) =>
    said(
      planItem(
        resolvePolicy(policy([{ id: 'due' }], { days: 'business' }), holidayCalendar(holidays(name)!)),
        due('2026-12-25'),
        'UTC',
      ),
    )
  expect([on('DE'), on('GB-ENG')]).toEqual([['due 2026-12-28'], ['due 2026-12-29']])
})

it.each([
  ['forward', '21:30', '2026-11-24T08:00:00.000Z'],
  ['forward', '06:00', '2026-11-23T08:00:00.000Z'],
  ['backward', '21:30', '2026-11-23T19:59:00.000Z'],
  ['backward', '06:00', '2026-11-22T19:59:00.000Z'],
  ['forward', '08:00', '2026-11-23T08:00:00.000Z'],
  ['forward', '19:59', '2026-11-23T19:59:00.000Z'],
] as const)('AC-84: quiet from 20:00 to 08:00, moved %s, a text message at %s', (move, time, at) => {
  const steps = resolvePolicy(
    policy([{ id: 'due', channels: ['sms'] }], { time, move, quiet: { sms: { from: '20:00', to: '08:00' } } }),
  )
  expect(instants(planItem(steps, due('2026-11-23'), 'UTC'))).toEqual([at])
})

const rising = [-7, 0, 7, 14, 30].map((days) => ({ id: `d${days}`, days }))

test('AC-85: nothing paid', () => {
  expect(said(planItem(resolvePolicy(policy(rising)), due('2026-11-01'), 'UTC'))).toEqual([
    'd-7 2026-10-25',
    'd0 2026-11-01',
    'd7 2026-11-08',
    'd14 2026-11-15',
    'd30 2026-12-01',
  ])
})

test('AC-89: what opens again is not made up for, and its steps have new names', () => {
  const first = planItem(resolvePolicy(policy(rising)), due('2026-11-01'), 'UTC')
  const again = planItem(
    resolvePolicy(policy(rising)),
    due('2026-11-01', { generation: 2, openSince: parseDay('2026-11-20') }),
    'UTC',
  )
  expect(said(again)).toEqual(['d30 2026-12-01'])
  expect(first.map(({ id }) => id)).not.toContain(again[0]!.id)
})

test('AC-93: a due day that moves gives a new schedule; the old names are not used again, and none is used twice', () => {
  const [before, after] = ['2026-11-01', '2026-12-10'].map((day) =>
    planItem(resolvePolicy(policy(rising)), due(day), 'UTC'),
  )
  expect(said(after!)[0]).toBe('d-7 2026-12-03')
  const names = [...before!, ...after!].map(({ id }) => id)
  expect(new Set(names).size).toBe(10)
  expect(planItem(resolvePolicy(policy(rising)), due('2026-11-01'), 'UTC')).toEqual(before)
})

test('row 16, row 24: another zone, time, tone or order of the policy leaves the names as they are', () => {
  const names = (one: ReminderPolicy, zone: string) =>
    planItem(resolvePolicy(one), due('2026-11-01'), zone)
      .map(({ id }) => id)
      .sort()
  const edited = policy(rising.map((step) => ({ ...step, tone: 'firm' as const })).reverse(), {
    time: '17:00',
    days: 'business',
  })
  expect(names(edited, 'Pacific/Auckland')).toEqual(names(policy(rising), 'UTC'))
})

test('every seven days after the due day, at most six times', () => {
  const weekly = policy([{ id: 'weekly', days: 7, repeat: 'FREQ=DAILY;INTERVAL=7;COUNT=6' }])
  expect(said(planItem(resolvePolicy(weekly), due('2026-11-01'), 'UTC'))).toEqual(
    ['11-08', '11-15', '11-22', '11-29', '12-06', '12-13'].map((day) => `weekly 2026-${day}`),
  )
})

test('steps from the promise and the booking wait for such a day', () => {
  const steps = resolvePolicy(
    policy([
      { id: 'promised', base: 'promise', days: 1 },
      { id: 'arrival', base: 'booking', days: -14 },
    ]),
  )
  expect(planItem(steps, due('2026-11-01'), 'UTC')).toEqual([])
  const days = { due: 0, promise: parseDay('2026-11-10'), booking: parseDay('2026-12-24') }
  expect(said(planItem(steps, due('2026-11-01', { days }), 'UTC'))).toEqual([
    'promised 2026-11-11',
    'arrival 2026-12-10',
  ])
})

interface PeersCase {
  readonly id: string
  readonly input: {
    readonly issued: string
    readonly netDays?: number
    readonly dueDate?: string
    readonly status?: string
    readonly steps: readonly { readonly when: string; readonly days: number }[]
  }
  readonly expected: Record<string, unknown>
}

const peers = sharedData('peers-cases/dunning-and-reminders.json')
const planned = (peers === undefined ? [] : (JSON.parse(peers).cases as PeersCase[])).filter(
  ({ input }) => Array.isArray(input.steps) && input.status !== 'paid',
)

test.skipIf(peers === undefined)('the peers’ cases about days are here (needs ../shared/data)', () => {
  expect(planned.map(({ id }) => id.slice(-3))).toEqual(['005', '006', '007', '008', '010'])
})

it.each(planned)('a peer’s case: $id', ({ input, expected }) => {
  // Days that a case counts from `D`, from any day.
  const d = parseDay('2026-03-10')
  const dayOf = (text: string) => (text.startsWith('D') ? d + Number(text.slice(1) || 0) : parseDay(text))
  const issue = dayOf(input.issued)
  const dueDay = input.dueDate === undefined ? issue + input.netDays! : dayOf(input.dueDate)
  const steps = input.steps.map(({ when, days }, i) => ({
    id: `s${i}`,
    base: when === 'after_issue' ? ('issue' as const) : ('due' as const),
    days: when === 'before_due' ? -days : days,
  }))
  const plan = planItem(resolvePolicy(policy(steps)), due('2026-01-01', { days: { issue, due: dueDay } }), 'UTC')
  const days = plan.map(({ day }) => day)
  if ('reminders' in expected) expect(days).toEqual((expected['reminders'] as string[]).map(dayOf))
  if ('allReminders' in expected) expect(days).toEqual((expected['allReminders'] as string[]).map(dayOf))
  if ('firstReminder' in expected)
    expect(days[0] ?? null).toEqual(
      expected['firstReminder'] === null ? null : dayOf(expected['firstReminder'] as string),
    )
})

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Pacific/Apia']

test('whatever the policy: days are allowed, hours are not quiet, ids differ, one step of an item is said a day', () => {
  const minute = fc.integer({ min: 0, max: 1439 })
  const clock = minute.map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`)
  const given = fc.record({
    days: fc.array(fc.integer({ min: -40, max: 80 }), { minLength: 1, maxLength: 6 }),
    open: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    time: clock,
    quiet: fc.tuple(clock, clock).filter(([from, to]) => from !== to),
    move: fc.constantFrom('forward' as const, 'backward' as const),
    zone: fc.constantFrom(...zones),
    due: fc.integer({ min: parseDay('2020-01-01'), max: parseDay('2035-12-31') }),
  })
  fc.assert(
    fc.property(given, ({ days, open, time, quiet: [from, to], move, zone, due: dueDay }) => {
      const steps = days.map((one, i) => ({ id: `s${i}`, days: one }))
      const resolved = resolvePolicy(policy(steps, { time, days: open, move, quiet: { email: { from, to } } }))
      const plan = planItem(resolved, due('2026-01-01', { days: { due: dueDay } }), zone)
      expect(plan).toHaveLength(days.length)
      expect(new Set(plan.map(({ id }) => id)).size).toBe(plan.length)
      for (const step of plan) expect(open).toContain(dayOfWeek(step.day))
      for (const { day, wantedOn } of plan)
        if (move === 'forward') expect(day).toBeGreaterThanOrEqual(wantedOn)
        else expect(day).toBeLessThanOrEqual(wantedOn)
      const kept = plan.filter(({ supersededBy }) => supersededBy === undefined)
      expect(new Set(kept.map(({ day }) => day)).size).toBe(kept.length)
      expect(new Set(plan.map(({ day }) => day)).size).toBe(kept.length)
    }),
    { numRuns: 300 },
  )
})
