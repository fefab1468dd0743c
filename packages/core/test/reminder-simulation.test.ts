import { money } from '@owekit/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDay, parseDay } from '../src/calendar/index.js'
import { outreach, rising } from './outreach.js'

const start = parseDay('2026-10-20')
const halfHour = 1_800_000

test('a worker that runs every half hour says exactly what was simulated', async () => {
  const days = fc.integer({ min: 0, max: 25 })
  const policies = fc.record({
    offsets: fc.uniqueArray(fc.integer({ min: -6, max: 20 }), { minLength: 1, maxLength: 4 }),
    gap: fc.integer({ min: 0, max: 3 }),
    pauseAfterPayment: fc.integer({ min: 0, max: 4 }),
    days: fc.constantFrom('any' as const, 'business' as const),
    consolidate: fc.boolean(),
    budget: fc.constantFrom(undefined, { messages: 2, days: 10 }),
    channel: fc.constantFrom('email' as const, 'sms' as const),
  })
  const story = fc.record({
    policy: policies,
    dues: fc.array(days, { minLength: 1, maxLength: 3 }),
    currency: fc.constantFrom('EUR', 'USD'),
    paid: fc.constantFrom(0, 5),
    snooze: fc.option(days),
    promise: fc.option(days),
  })
  await fc.assert(
    fc.asyncProperty(story, async ({ policy: asked, dues, currency, paid, snooze, promise }) => {
      const { offsets, channel, budget, ...rest } = asked
      const steps = offsets
        .sort((a, b) => a - b)
        .map((offset) => ({ id: `d${offset}`, days: offset, channels: [channel] }))
      const shop = await outreach({
        policy: { id: 'p', steps, quiet: { sms: { from: '20:00', to: '10:00' } }, ...rest, ...(budget && { budget }) },
      })
      for (const [i, due] of dues.entries())
        await shop.invoice(`A-${i}`, '10.00', formatDay(start + due), i === 0 ? { currency } : {})
      if (paid > 0) await shop.pay('pay_1', `${paid}.00`, '2026-10-20')
      await shop.work()
      if (snooze !== null)
        await shop.ar.reminders.agree({ invoice: 'inv_A-0', snoozedUntil: formatDay(start + snooze) })
      if (promise !== null)
        await shop.ar.promises.make({
          customer: 'cus_ada',
          amount: money('5.00', 'EUR'),
          until: formatDay(start + promise),
        })
      const to = formatDay(start + 50)
      const before = (await shop.ar.verify()).facts
      const { messages } = await shop.ar.reminders.simulate({ customer: 'cus_ada', to })
      expect((await shop.ar.verify()).facts).toBe(before)
      for (const end = Date.parse(`${to}T23:30:00Z`); shop.time.now < end; shop.time.now += halfHour)
        await shop.ar.worker.tick()
      await shop.work()
      const said = (await shop.messages()).filter(({ purpose }) => purpose === 'reminder')
      const seen = said.map(({ id, askedAt, toPay }) => `${id} ${askedAt} ${String(toPay)}`)
      expect(seen.sort()).toEqual(messages.map(({ id, at, toPay }) => `${id} ${at} ${String(toPay)}`).sort())
    }),
    {
      numRuns: 25,
      examples: [
        [
          {
            policy: {
              offsets: [0],
              gap: 0,
              pauseAfterPayment: 0,
              days: 'any',
              consolidate: false,
              budget: { messages: 2, days: 10 },
              channel: 'email',
            },
            dues: [18, 9, 18],
            currency: 'USD',
            paid: 0,
            snooze: null,
            promise: null,
          },
        ],
      ],
    },
  )
}, 120_000)

test('bug: which currency got the last message of a budget was left to which job came first', async () => {
  const steps = [{ id: 'due' }]
  for (const order of [
    ['EUR', 'USD'],
    ['USD', 'EUR'],
  ]) {
    const shop = await outreach({ policy: { id: 'p', steps, gap: 0, budget: { messages: 1, days: 10 } } })
    for (const [i, currency] of order.entries()) await shop.invoice(`A-${i}`, '10.00', '2026-11-01', { currency })
    const { messages } = await shop.ar.reminders.simulate({ customer: 'cus_ada', to: '2026-11-02' })
    expect(messages.map(({ toPay }) => String(toPay))).toEqual(['10.00 EUR'])
    shop.time.now = Date.parse('2026-11-01T12:00:00Z')
    await shop.work()
    expect((await shop.messages()).map(({ toPay }) => String(toPay))).toEqual(['10.00 EUR'])
  }
})

test('another policy, supposed: what it would say, and nothing is written', async () => {
  const shop = await outreach()
  await shop.invoice('A-1')
  const days = async (whatIf?: { policy: Record<string, unknown> }) => {
    const asked = { customer: 'cus_ada', to: '2026-12-05', ...(whatIf && { whatIf }) }
    return (await shop.ar.reminders.simulate(asked)).messages.map(({ day }) => day)
  }
  expect(await days()).toEqual(['2026-10-25', '2026-11-01', '2026-11-08', '2026-11-15', '2026-12-01'])
  const policy = { ...rising, id: 'rare', steps: [{ id: 'once', days: 3 }] }
  expect(await days({ policy })).toEqual(['2026-11-04'])
  expect((await shop.ar.reminders.policies()).map(({ policy: { id } }) => id)).toEqual(['rising'])
  await expect(days({ policy: { id: 'x', steps: [] } })).rejects.toMatchObject({ code: 'invalid_policy' })
})
