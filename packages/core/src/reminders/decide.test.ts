import { expect, it, test } from 'vitest'
import { decided, rising, thousand } from '../../test/reminder-story.js'
import { formatDay, formatInstant, instantAt, parseDay } from '../calendar/index.js'
import { type Decision } from './index.js'

const day = (text: string) => parseDay(text)
const whys = (decision: Decision) => decision.skipped.map(({ why }) => why)

test('AC-82: a step that the worker missed is said the day after, and marked late', () => {
  const { messages } = decided({ items: thousand(), at: '2026-11-09T09:00', saidUntil: '2026-11-01' })
  expect(messages).toMatchObject([{ level: 2, isLate: true, due: 100_000n }])
})

test('AC-83: of two missed steps only the newest is said, the older one has lapsed', () => {
  const decision = decided({ items: thousand(), at: '2026-11-16T09:00', saidUntil: '2026-11-01' })
  expect(decision.messages).toMatchObject([{ level: 3, isLate: true }])
  expect(whys(decision)).toEqual(['lapsed'])
})

test('what is later than the policy allows has lapsed', () => {
  const decision = decided({ items: thousand(), at: '2026-11-23T09:00', saidUntil: '2026-11-08' })
  expect(decision).toMatchObject({ messages: [], skipped: [{ why: 'lapsed' }] })
})

test('AC-86: 400 of 1000 paid: the level goes on, and the message asks for what is open', () => {
  const { messages } = decided({
    policy: { ...rising, pauseAfterPayment: 0 },
    items: thousand(60_000n),
    at: '2026-11-08T09:00',
    saidUntil: '2026-11-01',
    more: { lastPaymentOn: day('2026-11-05') },
  })
  expect(messages).toMatchObject([{ level: 2, due: 60_000n, toPay: 60_000n, isLate: false }])
})

test('AC-87: paid the day before, with a pause of three days: the step moves to 2026-11-10', () => {
  const { messages, later } = decided({
    items: thousand(60_000n),
    at: '2026-11-08T09:00',
    saidUntil: '2026-11-01',
    more: { lastPaymentOn: day('2026-11-07') },
  })
  expect(messages).toEqual([])
  expect(later.map(({ at, why }) => [formatInstant(at), why])).toEqual([
    ['2026-11-10T09:00:00.000Z', 'payment_arrived'],
  ])
})

test('AC-88, AC-99: what is settled by the time it is decided is not said', () => {
  const decision = decided({ items: thousand(0n), at: '2026-11-15T09:00', saidUntil: '2026-11-08' })
  expect(decision).toMatchObject({ messages: [], later: [], tasks: [], skipped: [{ why: 'paid' }] })
})

test('AC-90: open 50.00 of 1000.00 stays below a threshold of 500.00; the threshold itself is asked for', () => {
  const policy = { ...rising, minimum: { EUR: '500.00' } }
  const at = { policy, at: '2026-11-08T09:00', saidUntil: '2026-11-01' }
  expect(whys(decided({ ...at, items: thousand(5_000n) }))).toEqual(['below_minimum'])
  expect(decided({ ...at, items: thousand(50_000n) }).messages).toHaveLength(1)
  expect(whys(decided({ ...at, items: thousand(50_000n), more: { onAccount: 1n } }))).toEqual(['below_minimum'])
})

test('AC-91: 100.00 overdue and 120.00 on account: nobody is written to, staff is asked to apply the credit', () => {
  const decision = decided({
    items: thousand(10_000n),
    at: '2026-11-08T09:00',
    saidUntil: '2026-11-01',
    more: { onAccount: 12_000n },
  })
  expect(decision).toMatchObject({
    messages: [],
    tasks: [{ task: 'apply_credit' }],
    skipped: [{ why: 'covered_by_credit' }],
  })
})

test('AC-92: 100.00 overdue and 30.00 on account: the message says both, and 70.00 to pay', () => {
  const { messages } = decided({
    items: thousand(10_000n),
    at: '2026-11-08T09:00',
    saidUntil: '2026-11-01',
    more: { onAccount: 3_000n },
  })
  expect(messages).toMatchObject([{ due: 10_000n, onAccount: 3_000n, toPay: 7_000n }])
})

test('AC-96: a step is due for one of three late invoices: one message lists all three, at the level of the oldest', () => {
  const items = ['2026-11-19', '2026-11-13', '2026-11-06'].map((due, i) => ({ document: `I${i}`, due, open: 1_000n }))
  const policy = { id: 'p', steps: [3, 9, 16].map((days) => ({ id: `d${days}`, days })) }
  const { messages } = decided({
    policy: { ...policy, steps: [...policy.steps, { id: 'd40', days: 40 }] },
    items,
    at: '2026-11-22T09:00',
    saidUntil: '2026-11-21',
  })
  expect(messages).toHaveLength(1)
  expect(messages[0]).toMatchObject({ level: 2, due: 3_000n })
  expect(messages[0]!.parts.map(({ document }) => document)).toEqual(['I2', 'I1', 'I0'])
})

test('AC-98: five overdue instalments and three levels are three messages', () => {
  const items = [1, 2, 3, 4, 5].map((instalment) => ({ document: 'P', instalment, due: '2026-11-01', open: 1_000n }))
  const policy = { id: 'p', steps: [7, 14, 30].map((days) => ({ id: `d${days}`, days })) }
  const said = ['2026-11-08', '2026-11-15', '2026-12-01'].map((on) => {
    const before = formatDay(day(on) - 1)
    return decided({ policy, items, at: `${on}T09:00`, saidUntil: before }).messages
  })
  expect(said.map((messages) => messages.map(({ level, steps }) => [level, steps.length]))).toEqual([
    [[0, 5]],
    [[1, 5]],
    [[2, 5]],
  ])
})

test('without consolidation each item has a message of its own, about itself alone', () => {
  const items = ['A', 'B'].map((document) => ({ document, due: '2026-11-01', open: 1_000n }))
  const { messages } = decided({
    policy: { ...rising, consolidate: false },
    items,
    at: '2026-11-08T09:00',
    saidUntil: '2026-11-01',
  })
  expect(messages.map(({ parts, due }) => [parts.length, due])).toEqual([
    [1, 1_000n],
    [1, 1_000n],
  ])
})

it.each([
  ['promised', { promisedUntil: day('2026-11-12') }, '2026-11-13T09:00:00.000Z'],
  ['payment_on_its_way', { pending: 1n }, '2026-11-09T09:00:00.000Z'],
  ['snoozed', { snoozedUntil: day('2026-11-20') }, '2026-11-20T09:00:00.000Z'],
  ['paused', { isPaused: true }, '2026-11-09T09:00:00.000Z'],
  ['gap', { sent: [{ day: day('2026-11-08'), currency: 'EUR' }] }, '2026-11-09T09:00:00.000Z'],
] as const)('what waits, %s, until when', (why, more, at) => {
  const { messages, later } = decided({ items: thousand(), at: '2026-11-08T09:00', saidUntil: '2026-11-01', more })
  expect(messages).toEqual([])
  expect(later.map((one) => [one.why, formatInstant(one.at)])).toEqual([[why, at]])
})

test('AC-100: while the payments are older than a day, nothing is said', () => {
  const policy = { ...rising, freshness: 24 }
  const story = { policy, items: thousand(), at: '2026-11-08T09:00', saidUntil: '2026-11-01' }
  const seen = (hours: number) => ({ paymentsSeenAt: instantAt(day('2026-11-08'), 540, 'UTC') - hours * 3_600_000 })
  expect(decided({ ...story, more: seen(25) }).later).toMatchObject([{ why: 'stale_payments' }])
  expect(decided(story).later).toMatchObject([{ why: 'stale_payments' }])
  expect(decided({ ...story, more: seen(24) }).messages).toHaveLength(1)
})

test('a message of another currency leaves no gap, but counts against the budget', () => {
  const story = { items: thousand(), at: '2026-11-08T09:00', saidUntil: '2026-11-01' }
  const more = { sent: [{ day: day('2026-11-08'), currency: 'USD' }] }
  expect(decided({ ...story, more }).messages).toHaveLength(1)
  const policy = { ...rising, budget: { messages: 1, days: 7 } }
  expect(whys(decided({ ...story, policy, more }))).toEqual(['budget'])
  const lastWeek = { sent: [{ day: day('2026-11-01'), currency: 'USD' }] }
  expect(decided({ ...story, policy, more: lastWeek }).messages).toHaveLength(1)
})

test('what is disputed or on hold is neither asked for nor listed', () => {
  const items = [
    { document: 'A', due: '2026-11-01', open: 1_000n, hold: 'dispute' },
    { document: 'B', due: '2026-11-01', open: 500n },
  ]
  const { messages, skipped } = decided({ items, at: '2026-11-08T09:00', saidUntil: '2026-11-01' })
  expect(messages).toMatchObject([{ due: 500n, parts: [{ document: 'B' }] }])
  expect(skipped).toMatchObject([{ why: 'on_hold' }])
})

test('what is said before the due day is not said after it', () => {
  const policy = { id: 'p', steps: [{ id: 'soon', days: -1 }] }
  expect(whys(decided({ policy, items: thousand(), at: '2026-11-02T09:00' }))).toEqual(['before_due'])
  expect(decided({ policy, items: thousand(), at: '2026-11-01T09:00' }).messages).toHaveLength(1)
})

test('row 9, row 28: the next channel, and when none is left, a person', () => {
  const policy = { id: 'p', steps: [{ id: 'late', days: 7, channels: ['email', 'sms'] as const }] }
  const story = { policy, items: thousand(), at: '2026-11-08T09:00' }
  const reach = { email: 'suppressed', sms: 'ok', task: 'ok' } as const
  expect(decided({ ...story, more: { reach } }).messages).toMatchObject([
    { channel: 'sms', passedOver: [{ channel: 'email', why: 'suppressed' }] },
  ])
  const none = { email: 'opted_out', sms: 'no_address', task: 'ok' } as const
  expect(decided({ ...story, more: { reach: none } })).toMatchObject({
    messages: [],
    tasks: [{ task: 'reach_customer' }],
    skipped: [{ why: 'no_channel' }],
  })
})

test('a late run does not wake anybody up', () => {
  const policy = { ...rising, quiet: { email: { from: '20:00', to: '08:00' } } }
  const { messages, later } = decided({ policy, items: thousand(), at: '2026-11-08T23:30', saidUntil: '2026-11-01' })
  expect(messages).toEqual([])
  expect(later.map(({ at, why }) => [formatInstant(at), why])).toEqual([['2026-11-09T08:00:00.000Z', 'quiet_hours']])
})

test('bug: money on account was told in the message of each item, as if there were as much for every one', () => {
  const items = ['A', 'B'].map((document) => ({ document, due: '2026-11-01', open: 10_000n }))
  const story = { policy: { ...rising, consolidate: false }, items, at: '2026-11-08T09:00', saidUntil: '2026-11-01' }
  const told = (onAccount: bigint) =>
    decided({ ...story, more: { onAccount } }).messages.map(({ due, onAccount, toPay }) => [due, onAccount, toPay])
  expect(told(3_000n)).toEqual([
    [10_000n, 3_000n, 7_000n],
    [10_000n, 0n, 10_000n],
  ])
  expect(told(13_000n)).toEqual([[10_000n, 3_000n, 7_000n]])
})

test('bug: a text message in place of a mail went out in the quiet hours of text messages', () => {
  const steps = [{ id: 'late', days: 7, time: '21:30', channels: ['email', 'sms'] as const }]
  const policy = { id: 'p', steps, quiet: { sms: { from: '20:00', to: '08:00' } } }
  const reach = { email: 'suppressed', sms: 'ok', task: 'ok' } as const
  const { messages, later } = decided({ policy, items: thousand(), at: '2026-11-08T21:30', more: { reach } })
  expect(messages).toEqual([])
  expect(later.map(({ at, why }) => [formatInstant(at), why])).toEqual([['2026-11-09T08:00:00.000Z', 'quiet_hours']])
})
