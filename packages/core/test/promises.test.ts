import { money, toDecimal } from '@owekit/core'
import { expect, test } from 'vitest'
import { ledger } from './ledger.js'

const eur = (amount: string) => money(amount, 'EUR')

test('what is received of a promise is the money set against its invoice since it was made', async () => {
  const { ar, issue, pay, sound } = await ledger(['ada'])
  await issue('ada', 'A-1', '1000.00', '2026-11-01')
  const to = { allocate: { specific: [{ invoice: 'inv_A-1' }] } }
  await pay('ada', 'p0', '300.00', '2026-11-22', to)
  await ar.promises.make({ id: 'prm', invoice: 'inv_A-1', amount: eur('400.00'), until: '2026-12-01' })
  const received = async () => toDecimal((await ar.promises.get('prm')).received)
  expect(await received()).toBe('0.00')
  await pay('ada', 'p1', '100.00', '2026-11-22', to)
  expect(await received()).toBe('100.00')
  await pay('ada', 'p2', '50.00', '2026-12-02', to)
  expect(await received()).toBe('100.00')
  await ar.credits.issue({ customer: 'ada', number: 'C-1', amount: eur('80.00'), invoice: 'inv_A-1' })
  await ar.writeOffs.record({ invoice: 'inv_A-1', amount: eur('20.00') })
  expect(await received()).toBe('100.00')
  await ar.payments.reverse({ payment: 'p1' })
  expect(await received()).toBe('0.00')
  await sound()
})

test('without an invoice every payment in its currency counts, less what was paid back, and no deposit', async () => {
  const { ar, pay, sound } = await ledger(['ada'])
  await pay('ada', 'p0', '70.00', '2026-11-22')
  await ar.promises.make({ id: 'prm', customer: 'ada', amount: eur('200.00'), until: '2026-12-01' })
  await pay('ada', 'p1', '100.00', '2026-11-23')
  await ar.payments.record({ customer: 'ada', id: 'p2', amount: money('100.00', 'USD'), receivedOn: '2026-11-23' })
  await ar.deposits.settle({ customer: 'ada', reference: 'bk', amount: eur('30.00'), receivedOn: '2026-11-23' })
  await pay('ada', 'p3', '20.00', '2026-12-02')
  await ar.payments.refund({ payment: 'p1', amount: eur('15.00') })
  expect(toDecimal((await ar.promises.get('prm')).received)).toBe('85.00')
  await sound()
})

test('one promise stands at a time for the same debt; withdrawn, the next may be made', async () => {
  const { ar, issue } = await ledger(['ada'])
  await issue('ada', 'A-1', '100.00', '2026-11-01')
  await issue('ada', 'A-2', '100.00', '2026-11-01')
  const first = await ar.promises.make({ invoice: 'inv_A-1', until: '2026-12-01' })
  expect(toDecimal((await ar.promises.get(first.id)).amount)).toBe('100.00')
  const again = () => ar.promises.make({ invoice: 'inv_A-1', until: '2026-12-08' })
  await expect(again()).rejects.toMatchObject({ code: 'promise_stands' })
  await ar.promises.make({ invoice: 'inv_A-2', until: '2026-12-01' })
  await ar.promises.make({ customer: 'ada', amount: eur('500.00'), until: '2026-12-01' })
  await ar.promises.withdraw({ promise: first.id, reason: 'misheard' })
  await again()
  await expect(ar.promises.withdraw({ promise: first.id })).rejects.toMatchObject({ code: 'promise_ended' })
  const states = (await ar.promises.list({ customer: 'ada', openOnly: true })).items.map(({ state }) => state)
  expect(states).toEqual(['open', 'open', 'open'])
  expect((await ar.promises.list({ invoice: 'inv_A-1' })).items.map(({ state }) => state)).toEqual([
    'withdrawn',
    'open',
  ])
})

test.each([
  ['neither invoice nor customer', { until: '2026-12-01' }, 'invalid_input'],
  ['a customer but no amount', { customer: 'ada', until: '2026-12-01' }, 'invalid_input'],
  ['a day that has passed', { invoice: 'inv_A-1', until: '2026-11-21' }, 'invalid_input'],
  ['more than is open', { invoice: 'inv_A-1', amount: eur('100.01'), until: '2026-12-01' }, 'promise_exceeds_open'],
  ['another currency', { invoice: 'inv_A-1', amount: money('1.00', 'USD'), until: '2026-12-01' }, 'currency_mismatch'],
  ['an unknown invoice', { invoice: 'inv_B', until: '2026-12-01' }, 'invoice_not_found'],
])('a promise of %s is refused', async (_, input, code) => {
  const { ar, issue } = await ledger(['ada'])
  await issue('ada', 'A-1', '100.00', '2026-11-01')
  await expect(ar.promises.make(input)).rejects.toMatchObject({ code })
})

test('nobody kept anything yet: no ratio', async () => {
  const { ar, issue } = await ledger(['ada'])
  await issue('ada', 'A-1', '100.00', '2026-11-01')
  await ar.promises.make({ invoice: 'inv_A-1', until: '2026-12-01' })
  expect((await ar.promises.kept('ada')).perCurrency).toMatchObject([
    { currency: 'EUR', open: { count: 1 }, byCount: null, byAmount: null },
  ])
  await expect(ar.promises.kept('zoe')).rejects.toMatchObject({ code: 'customer_not_found' })
})

test('a merge takes promises along, and money that comes to the new account counts', async () => {
  const { ar, issue, sound } = await ledger(['ada', 'bob'])
  await issue('ada', 'A-1', '100.00', '2026-11-01')
  await ar.promises.make({ id: 'prm', invoice: 'inv_A-1', until: '2026-12-01' })
  await ar.customers.merge({ from: 'ada', into: 'bob' })
  await ar.payments.record({ customer: 'bob', id: 'p1', amount: eur('40.00') })
  expect(await ar.promises.get('prm')).toMatchObject({ customer: 'bob' })
  expect(toDecimal((await ar.promises.get('prm')).received)).toBe('40.00')
  await sound()
})
