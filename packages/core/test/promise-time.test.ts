import { createReceivables, money } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import { expect, test } from 'vitest'

// Promises as the worker sees them.

const euros = (amount: string) => money(amount, 'EUR')

async function story() {
  const time = { now: Date.parse('2026-11-22T09:00:00Z') }
  const clock = () => time.now
  const options = { store: memoryStore({ clock }), clock, timeZone: 'Europe/Paris' }
  const ar = createReceivables(options)
  await ar.customers.open({ id: 'cus_ada' })
  for (const number of ['A-1', 'A-2'])
    await ar.invoices.issue({
      customer: 'cus_ada',
      number,
      total: euros('100.00'),
      issuedOn: '2026-11-01',
      dueOn: '2027-01-31',
    })
  const promise = (id: string, document: string, amount: string) =>
    ar.promises.make({
      id,
      ...(document === '' ? { customer: 'cus_ada' } : { invoice: document }),
      amount: euros(amount),
      until: '2026-11-30',
    })
  const pay = (id: string, amount: string, receivedOn: string, invoice: string) =>
    ar.payments.record({
      customer: 'cus_ada',
      id,
      amount: euros(amount),
      receivedOn,
      allocate: { specific: [{ invoice, amount: euros(amount) }] },
    })
  const ended = async () => {
    const found: unknown[] = []
    for await (const { type, fact } of ar.journal.subscribe())
      if (type === 'promise.kept' || type === 'promise.broken') found.push([type, fact?.effectiveOn, fact?.data])
    return found
  }
  return { ar, time, promise, pay, ended }
}

test('a promise is kept by what arrives for its invoice from the day it is made to its last, broken by less', async () => {
  const { ar, time, promise, pay, ended } = await story()
  await pay('pay_before', '10.00', '2026-11-21', 'inv_A-1')
  await promise('pro_1', 'inv_A-1', '60.00')
  await promise('pro_2', 'inv_A-2', '60.00')
  time.now = Date.parse('2026-11-30T12:00:00Z')
  await pay('pay_1', '60.00', '2026-11-30', 'inv_A-1')
  await pay('pay_2', '59.99', '2026-11-30', 'inv_A-2')
  time.now = Date.parse('2026-11-30T22:59:59Z')
  expect((await ar.worker.tick()).done).toBe(0)
  await pay('pay_late', '10.00', '2026-12-01', 'inv_A-2')
  time.now = Date.parse('2026-11-30T23:00:00Z')
  expect((await ar.worker.tick()).done).toBe(2)
  expect(await ended()).toEqual([
    ['promise.kept', '2026-12-01', { id: 'pro_1', received: '60.00', currency: 'EUR' }],
    ['promise.broken', '2026-12-01', { id: 'pro_2', received: '59.99', currency: 'EUR' }],
  ])
  time.now = Date.parse('2026-12-05T00:00:00Z')
  expect((await ar.worker.tick()).done).toBe(0)
  expect((await ar.verify()).checks.filter(({ ok }) => !ok)).toEqual([])
})

test('a promise about no invoice counts all that was paid, less what went back', async () => {
  const { ar, time, promise, pay, ended } = await story()
  await pay('pay_before', '50.00', '2026-11-21', 'inv_A-1')
  await promise('pro_1', '', '60.00')
  await pay('pay_1', '40.00', '2026-11-22', 'inv_A-1')
  await pay('pay_2', '30.00', '2026-11-29', 'inv_A-2')
  await ar.payments.refund({ payment: 'pay_2', amount: euros('15.00'), as: 'reopen' })
  await ar.payments.record({
    customer: 'cus_ada',
    id: 'pay_usd',
    amount: money('90.00', 'USD'),
    receivedOn: '2026-11-25',
  })
  time.now = Date.parse('2026-12-01T00:00:00Z')
  await ar.worker.tick()
  expect(await ended()).toEqual([['promise.broken', '2026-12-01', { id: 'pro_1', received: '55.00', currency: 'EUR' }]])
})
