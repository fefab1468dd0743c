import { money, toDecimal } from '@owekit/core'
import { expect, test } from 'vitest'
import { ledger } from './ledger.js'

const discounted = { terms: '2/10 net 30' }

test('bug: a refund as credit on a discounted invoice left the discount open though it stayed earned', async () => {
  const { ar, issue, pay, open, sound } = await ledger(['ada'])
  await issue('ada', 'A-1', '1000.00', '2026-11-01', discounted)
  await pay('ada', 'p1', '980.00', '2026-11-05')
  expect(await open('A-1')).toBe('0.00')
  await ar.payments.refund({ payment: 'p1', amount: money('300.00', 'EUR'), as: 'credit' })
  expect(await open('A-1')).toBe('0.00')
  await sound()
})

test('a refund that reopens a discounted invoice takes the discount back: 300.00 + 20.00 open', async () => {
  const { ar, issue, pay, open, sound } = await ledger(['ada'])
  await issue('ada', 'A-1', '1000.00', '2026-11-01', discounted)
  await pay('ada', 'p1', '980.00', '2026-11-05')
  await ar.payments.refund({ payment: 'p1', amount: money('300.00', 'EUR'), as: 'reopen' })
  expect(await open('A-1')).toBe('320.00')
  await sound()
})

test('bug: a chargeback after a part refund was refused; it takes back what is left', async () => {
  const { ar, issue, pay, open, sound } = await ledger(['ada'])
  await issue('ada', 'A-1', '1000.00', '2026-11-01')
  await pay('ada', 'p1', '1000.00', '2026-11-05')
  await ar.payments.refund({ payment: 'p1', amount: money('300.00', 'EUR'), as: 'credit' })
  await ar.payments.reverse({ payment: 'p1', reason: 'chargeback', on: '2026-11-22' })
  expect(await open('A-1')).toBe('700.00')
  expect(toDecimal((await ar.payments.get('p1')).unapplied)).toBe('0.00')
  await expect(ar.payments.reverse({ payment: 'p1' })).rejects.toMatchObject({ code: 'payment_reversed' })
  await sound()
})

test('a payment cannot be taken back before it was received', async () => {
  const { ar, pay } = await ledger(['ada'])
  await pay('ada', 'p1', '10.00', '2026-11-05')
  const early = ar.payments.reverse({ payment: 'p1', on: '2026-11-04' })
  await expect(early).rejects.toMatchObject({ code: 'allocation_too_early' })
})

test('one payment for three customers: three accounts in one batch, one unknown customer and nothing is written', async () => {
  const { ar, store, issue, open, sound } = await ledger(['ada', 'bob'])
  await issue('ada', 'A-1', '100.00', '2026-11-01')
  await issue('bob', 'B-1', '50.00', '2026-11-01')
  const before = store.snapshot()
  const shares = (last: string) => [
    { customer: 'ada', amount: money('100.00', 'EUR') },
    { customer: last, amount: money('60.00', 'EUR') },
  ]
  const amount = money('160.00', 'EUR')
  await expect(ar.payments.record({ id: 'p1', amount, splits: shares('nobody') })).rejects.toMatchObject({
    code: 'customer_not_found',
  })
  expect(store.snapshot()).toBe(before)
  await expect(
    ar.payments.record({ id: 'p1', amount: money('150.00', 'EUR'), splits: shares('bob') }),
  ).rejects.toMatchObject({ code: 'splits_do_not_add_up' })
  await ar.payments.record({ id: 'p1', amount, splits: shares('bob') })
  expect([await open('A-1'), await open('B-1')]).toEqual(['0.00', '0.00'])
  expect(toDecimal((await ar.balances.of('bob')).unapplied)).toBe('10.00')
  await sound()
})

test('money from an unknown payer waits in suspense and is assigned part by part, effective when it arrived', async () => {
  const { ar, issue, open, sound } = await ledger(['ada', 'bob'])
  await issue('ada', 'A-1', '100.00', '2026-11-01')
  const unknown = { id: 'bank_1', amount: money('120.00', 'EUR'), receivedOn: '2026-11-03', payer: 'A LOVELACE' }
  await ar.payments.record(unknown)
  expect((await ar.payments.inSuspense()).items.map((one) => toDecimal(one.open))).toEqual(['120.00'])
  await ar.payments.assign({ suspense: 'bank_1', customer: 'ada', amount: money('100.00', 'EUR') })
  expect(await open('A-1')).toBe('0.00')
  const asOf = await ar.invoices.get({ invoice: 'inv_A-1', asOf: '2026-11-03' })
  expect(toDecimal(asOf.open)).toBe('0.00')
  await expect(
    ar.payments.assign({ suspense: 'bank_1', customer: 'bob', amount: money('20.01', 'EUR') }),
  ).rejects.toMatchObject({ code: 'allocation_exceeds_source' })
  await ar.payments.assign({ suspense: 'bank_1', customer: 'bob' })
  expect((await ar.payments.inSuspense()).items).toEqual([])
  await sound()
})
