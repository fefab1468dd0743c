import { createReceivables, money, type Receivables } from '@owekit/core'
import { expect, test } from 'vitest'
import { outreach, rising } from './outreach.js'

const on = (sent: readonly { readonly at: number }[]) => sent.map(({ at }) => new Date(at).toISOString().slice(0, 10))

test('AC-85: nothing paid: a message on each day of the policy, and the books are sound', async () => {
  const shop = await outreach()
  await shop.invoice('A-1')
  await shop.days('2026-10-20', '2026-12-05')
  expect(on(shop.post.sent)).toEqual(['2026-10-25', '2026-11-01', '2026-11-08', '2026-11-15', '2026-12-01'])
  expect(await shop.steps()).toEqual(['d-7 asked', 'd0 asked', 'd7 asked', 'd14 asked', 'd30 asked'])
  await shop.isSound()
})

test('without a policy nothing is said', async () => {
  const shop = await outreach()
  await shop.ar.reminders.setDefault({ policy: 'none' })
  await shop.invoice('A-1')
  await shop.days('2026-10-20', '2026-11-20')
  expect(shop.post.sent).toEqual([])
})

test('AC-86: 400 paid on 11-05: the step of 11-08 goes out and asks for 600.00', async () => {
  const shop = await outreach()
  await shop.invoice('A-1')
  await shop.days('2026-10-20', '2026-11-04')
  await shop.pay('pay_1', '400.00', '2026-11-05')
  await shop.days('2026-11-05', '2026-11-08')
  expect(shop.mails().slice(2)).toEqual(['2026-11-05 receipt 400.00', '2026-11-08 reminder 600.00'])
})

test('AC-87: 400 paid on 11-07, with a pause of three days: the step moves to 11-10', async () => {
  const shop = await outreach({ policy: { ...rising, pauseAfterPayment: 3 } })
  await shop.invoice('A-1')
  await shop.days('2026-10-20', '2026-11-06')
  await shop.pay('pay_1', '400.00', '2026-11-07')
  await shop.days('2026-11-07', '2026-11-12')
  expect(shop.mails().slice(2)).toEqual(['2026-11-07 receipt 400.00', '2026-11-10 reminder 600.00'])
})

test('AC-88: the rest is paid: the steps to come are over, and one thank-you names the payment', async () => {
  const shop = await outreach()
  await shop.invoice('A-1')
  await shop.days('2026-10-20', '2026-11-08')
  await shop.pay('pay_1', '1000.00', '2026-11-09')
  await shop.days('2026-11-09', '2026-12-05')
  expect(shop.mails().slice(3)).toEqual(['2026-11-09 thanks 1,000.00'])
  expect(shop.post.sent.at(-1)?.key).toContain('pay_1')
  expect(await shop.ar.reminders.upcoming({ customer: 'cus_ada' })).toEqual([])
})

test('AC-89: reversed on 11-20: what has passed is not made up for, the last step comes under another id', async () => {
  const shop = await outreach()
  await shop.invoice('A-1')
  await shop.days('2026-10-20', '2026-11-08')
  const before = (await shop.ar.reminders.upcoming({ customer: 'cus_ada' })).find(({ step }) => step === 'd30')
  await shop.pay('pay_1', '1000.00', '2026-11-09')
  await shop.days('2026-11-09', '2026-11-19')
  shop.time.now = Date.parse('2026-11-20T10:00:00Z')
  await shop.ar.payments.reverse({ payment: 'pay_1', reason: 'error' })
  const after = await shop.ar.reminders.upcoming({ customer: 'cus_ada' })
  expect(after.map(({ step, day }) => [step, day])).toEqual([['d30', '2026-12-01']])
  expect(after[0]?.id).not.toBe(before?.id)
  await shop.days('2026-11-21', '2026-12-05')
  expect(on(shop.post.sent).slice(4)).toEqual(['2026-12-01'])
  await shop.isSound()
})

test('AC-90: 50.00 of 1000.00 open stays below a threshold of 500.00', async () => {
  const shop = await outreach({ policy: { ...rising, minimum: { EUR: '500.00' } } })
  await shop.invoice('A-1')
  await shop.days('2026-10-20', '2026-11-02')
  await shop.pay('pay_1', '950.00', '2026-11-03')
  await shop.days('2026-11-03', '2026-11-09')
  expect(await shop.steps()).toEqual(['d-7 asked', 'd0 asked', 'd7 skipped below_minimum'])
})

test('AC-91: credit covers what is overdue: nobody is written to, staff is asked once to apply it', async () => {
  const shop = await outreach()
  await shop.ar.payments.record({
    customer: 'cus_ada',
    id: 'pay_0',
    amount: money('120.00', 'EUR'),
    receivedOn: '2026-10-20',
    method: 'transfer',
  })
  const { id } = await shop.invoice('A-1', '100.00')
  await shop.days('2026-10-20', '2026-11-20')
  expect(shop.post.sent.filter(({ message }) => message.purpose === 'reminder')).toEqual([])
  expect(id).toBe('inv_A-1')
  expect(await shop.tasks()).toEqual(['apply_credit'])
})

test('AC-92: 30.00 on account: the message says 100.00 due, 30.00 on account, 70.00 to pay', async () => {
  const shop = await outreach()
  await shop.pay('pay_0', '30.00', '2026-10-20')
  await shop.invoice('A-1', '100.00')
  await shop.at('2026-11-08')
  const { due, onAccount, toPay } = (await shop.messages())[0]!
  expect([due, onAccount, toPay].map(String)).toEqual(['100.00 EUR', '30.00 EUR', '70.00 EUR'])
  expect(shop.post.sent[0]?.message.text).toContain('€70.00')
})

test('AC-93: the due day moves after the +7 was said: a new schedule from its first step', async () => {
  const shop = await outreach()
  await shop.invoice('A-1')
  await shop.days('2026-10-20', '2026-11-09')
  await shop.ar.invoices.moveDueDate({ invoice: 'inv_A-1', dueOn: '2026-12-10' })
  await shop.days('2026-11-10', '2026-12-03')
  expect(on(shop.post.sent).slice(3)).toEqual(['2026-12-03'])
  // Back again: what was said for that day is not said once more.
  await shop.ar.invoices.moveDueDate({ invoice: 'inv_A-1', dueOn: '2026-11-01' })
  const left = await shop.ar.reminders.upcoming({ customer: 'cus_ada' })
  expect(left.map(({ step }) => step)).toEqual([])
  await shop.isSound()
})

test('AC-94: a hundred turns in a day by two workers hand over one message', async () => {
  const shop = await outreach()
  await shop.invoice('A-1')
  shop.time.now = Date.parse('2026-11-01T00:00:00Z')
  const other = createReceivables(shop.given)
  for (let turn = 0; turn < 100; turn++) {
    shop.time.now += 864_000
    await Promise.all([shop.ar.worker.tick(), other.worker.tick()])
  }
  expect(shop.post.sent).toHaveLength(1)
})

test('AC-96: three invoices, 3, 9 and 16 days late, and a step for the first: one message lists all three', async () => {
  const steps = [3, 9, 16].map((days) => ({ id: `d${days}`, days }))
  const shop = await outreach({ policy: { id: 'p', steps } })
  await shop.ar.reminders.hold({ before: '2026-11-22T00:00:00Z' })
  await shop.invoice('A-1', '10.00', '2026-11-19')
  await shop.invoice('A-2', '20.00', '2026-11-13')
  await shop.invoice('A-3', '30.00', '2026-11-06')
  await shop.at('2026-11-22T09:00:00Z')
  const [message] = await shop.messages()
  expect(shop.post.sent).toHaveLength(1)
  expect(message?.items.map(({ number }) => number)).toEqual(['A-3', 'A-2', 'A-1'])
  expect(String(message?.due)).toBe('60.00 EUR')
})

test('AC-97: EUR and USD are two messages', async () => {
  const shop = await outreach()
  await shop.invoice('A-1')
  await shop.invoice('A-2', '50.00', '2026-11-01', { currency: 'USD' })
  await shop.at('2026-11-08')
  expect((await shop.messages()).map(({ due }) => String(due)).sort()).toEqual(['1000.00 EUR', '50.00 USD'])
})

test('AC-98: five overdue instalments and three levels are three messages', async () => {
  const steps = [7, 14, 30].map((days) => ({ id: `d${days}`, days }))
  const shop = await outreach({ policy: { id: 'p', steps } })
  await shop.ar.invoices.issue({
    customer: 'cus_ada',
    number: 'P-1',
    total: money('500.00', 'EUR'),
    issuedOn: '2026-10-20',
    instalments: [1, 2, 3, 4, 5].map(() => ({ dueOn: '2026-11-01', amount: money('100.00', 'EUR') })),
  })
  await shop.days('2026-10-20', '2026-12-05')
  expect(shop.post.sent).toHaveLength(3)
})

test('AC-99: a payment between the decision and the sending withdraws the message', async () => {
  const shop = await outreach()
  await shop.invoice('A-1')
  shop.time.now = Date.parse('2026-11-01T09:00:00Z')
  await shop.ar.worker.tick({ limit: 3 })
  while ((await shop.messages()).length === 0) await shop.ar.worker.tick({ limit: 1 })
  expect((await shop.messages())[0]?.state).toBe('waiting')
  await shop.pay('pay_1', '1000.00', '2026-11-01')
  await shop.work()
  expect((await shop.messages()).map(({ purpose, state, why }) => [purpose, state, why])).toEqual(
    expect.arrayContaining([
      ['reminder', 'withdrawn', 'paid'],
      ['thanks', 'sent', ''],
    ]),
  )
  expect(shop.post.sent.map(({ message }) => message.purpose)).toEqual(['thanks'])
})

test('AC-100: payments that were last seen a day ago: held until they are seen again', async () => {
  const shop = await outreach({ policy: { ...rising, freshness: 24 } })
  await shop.invoice('A-1')
  await shop.at('2026-10-25')
  expect((await shop.ar.reminders.upcoming({ customer: 'cus_ada' }))[0]?.moved).toBe('stale_payments')
  await shop.ar.reminders.paymentsSeen({})
  await shop.at('2026-10-25T10:30:00Z')
  expect(shop.post.sent).toHaveLength(1)
})

test('AC-117: a deposit for another booking does not count: the reminder asks for 100.00', async () => {
  const shop = await outreach()
  await shop.ar.deposits.settle({
    customer: 'cus_ada',
    id: 'dep_1',
    amount: money('100.00', 'EUR'),
    reference: 'bk_B',
    receivedOn: '2026-10-20',
    method: 'card',
  })
  await shop.ar.invoices.issue({
    customer: 'cus_ada',
    number: 'A-1',
    total: money('100.00', 'EUR'),
    issuedOn: '2026-10-20',
    dueOn: '2026-11-01',
    reference: 'bk_A',
  })
  await shop.at('2026-11-08')
  expect((await shop.messages()).map(({ toPay }) => String(toPay))).toEqual(['100.00 EUR'])
})

test('AC-82, AC-83: a worker that was down says the newest step, late; the older has lapsed', async () => {
  const shop = await outreach()
  await shop.invoice('A-1')
  await shop.days('2026-10-20', '2026-11-02')
  await shop.at('2026-11-16T09:00:00Z')
  expect(await shop.steps()).toEqual(['d-7 asked', 'd0 asked', 'd7 skipped lapsed', 'd14 asked'])
  expect((await shop.messages())[0]?.isLate).toBe(true)
})

test('an edited policy says nothing twice, and the rest follows it', async () => {
  const shop = await outreach()
  await shop.invoice('A-1')
  await shop.days('2026-10-20', '2026-11-09')
  const steps = [...rising.steps.slice(0, 3), { id: 'new', days: 10 }]
  await shop.ar.reminders.setPolicy({ policy: { ...rising, steps } })
  await shop.days('2026-11-09', '2026-12-09')
  expect(on(shop.post.sent).slice(3)).toEqual(['2026-11-11'])
})

test('an invoice goes before its customer, the customer before the tenant', async () => {
  const shop = await outreach()
  await shop.ar.reminders.setPolicy({ policy: { id: 'rare', steps: [{ id: 'once', days: 2 }] } })
  await shop.invoice('A-1')
  const first = async (ar: Receivables) =>
    (await ar.reminders.upcoming({ customer: 'cus_ada' })).map(({ policy, step }) => `${policy} ${step}`)[0]
  expect(await first(shop.ar)).toBe('rising d-7')
  await shop.ar.reminders.agree({ customer: 'cus_ada', policy: 'rare' })
  expect(await first(shop.ar)).toBe('rare once')
  await shop.ar.reminders.agree({ invoice: 'inv_A-1', policy: 'none' })
  expect(await first(shop.ar)).toBeUndefined()
  await shop.ar.reminders.agree({ invoice: 'inv_A-1', policy: '' })
  await shop.ar.reminders.agree({ customer: 'cus_ada', policy: '' })
  expect(await first(shop.ar)).toBe('rising d-7')
  await shop.isSound()
})

test('what staff decides: put off, waived, said at once, each with by whom and why', async () => {
  const shop = await outreach()
  await shop.invoice('A-1')
  const eve = shop.ar.as('eve')
  await eve.reminders.agree({ invoice: 'inv_A-1', snoozedUntil: '2026-10-28', reason: 'on leave' })
  await shop.days('2026-10-20', '2026-10-28')
  expect(on(shop.post.sent)).toEqual(['2026-10-28'])
  await eve.reminders.waive({ invoice: 'inv_A-1', step: 'd0', reason: 'we spoke' })
  await eve.reminders.sendNow({ invoice: 'inv_A-1', step: 'd7', reason: 'asked for it' })
  await shop.work()
  expect(await shop.steps()).toContain('d0 skipped waived')
  expect(shop.post.sent).toHaveLength(2)
  await shop.days('2026-10-29', '2026-11-10')
  expect(shop.post.sent).toHaveLength(2)
  const said: unknown[] = []
  for await (const { type, actor, data } of shop.ar.journal.read({ customer: 'cus_ada' }))
    if (actor === 'eve') said.push([type, data['reason']])
  expect(said).toEqual([
    ['preferences.changed', 'on leave'],
    ['reminder.decided', 'we spoke'],
    ['reminder.decided', 'asked for it'],
  ])
  await expect(eve.reminders.waive({ invoice: 'inv_A-1', step: 'd0' })).rejects.toMatchObject({
    code: 'step_not_found',
  })
})
