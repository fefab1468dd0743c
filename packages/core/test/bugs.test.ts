import { money, toDecimal } from '@owekit/core'
import { expect, test } from 'vitest'
import { ledger } from './ledger.js'

const eur = (amount: string) => money(amount, 'EUR')
const usd = (amount: string) => money(amount, 'USD')

test('bug: a payment retried without its key overwrote the one that was there', async () => {
  const { ar, issue, sound } = await ledger(['ada'])
  await issue('ada', 'A', '300.00', '2026-11-01')
  const allocate = { specific: [{ invoice: 'inv_A' }] }
  const input = { customer: 'ada', id: 'p1', amount: eur('100.00'), receivedOn: '2026-11-05', allocate }
  await ar.payments.record({ ...input, key: 'k1' })
  await expect(ar.payments.record(input)).rejects.toMatchObject({ code: 'already_exists' })
  await expect(ar.payments.record({ ...input, key: 'k2' })).rejects.toMatchObject({ code: 'already_exists' })
  await sound()
})

test('bug: a credit note with an invoice’s id replaced the invoice', async () => {
  const { ar, issue, sound } = await ledger(['ada'])
  await issue('ada', 'A', '300.00', '2026-11-01')
  const credit = { customer: 'ada', number: 'C', amount: eur('10.00'), invoice: 'inv_A' }
  await expect(ar.credits.issue({ ...credit, id: 'inv_A' })).rejects.toMatchObject({ code: 'already_exists' })
  await sound()
})

test('bug: refunds were promised beyond what was paid, and paid after the money was gone', async () => {
  const { ar, issue, pay, sound } = await ledger(['ada'])
  await issue('ada', 'A', '1000.00', '2026-10-01')
  await pay('ada', 'p', '700.00', '2026-10-05')
  await ar.credits.issue({
    customer: 'ada',
    id: 'k',
    number: 'k',
    amount: eur('500.00'),
    invoice: 'inv_A',
    surplus: 'refund',
  })
  expect(toDecimal((await ar.balances.of('ada')).refundDue)).toBe('200.00')
  await ar.payments.reverse({ payment: 'p' })
  expect(toDecimal((await ar.balances.of('ada')).refundDue)).toBe('0.00')
  await expect(ar.payments.refund({ payment: 'k' })).rejects.toMatchObject({ code: 'refund_exceeds_payment' })
  await sound()
})

test('bug: a refund as credit credited an invoice beyond its total', async () => {
  const { ar, issue, pay, sound } = await ledger(['ada'])
  await issue('ada', 'A', '100.00', '2026-11-01')
  await pay('ada', 'p', '100.00', '2026-11-05')
  await ar.credits.issue({ customer: 'ada', number: 'C1', amount: eur('100.00'), invoice: 'inv_A' })
  await expect(ar.payments.refund({ payment: 'p', as: 'credit' })).rejects.toMatchObject({
    code: 'credit_exceeds_invoice',
  })
  await sound()
})

test('bug: one provider payment was booked twice: as shares of two payments, or from suspense and direct', async () => {
  const { ar } = await ledger(['ada', 'bob'])
  const splits = [
    { customer: 'ada', amount: eur('10.00') },
    { customer: 'bob', amount: eur('20.00') },
  ]
  const shared = { amount: eur('30.00'), provider: 'stripe', externalId: 'ch_1' }
  await ar.payments.record({ id: 'p1', ...shared, splits })
  await expect(ar.payments.record({ id: 'p2', ...shared, splits })).rejects.toMatchObject({ code: 'already_exists' })
  await ar.payments.record({ id: 's1', ...shared, externalId: 'ch_2', payer: 'SOMEBODY' })
  const direct = ar.payments.record({ id: 's2', ...shared, externalId: 'ch_2', customer: 'ada' })
  await expect(direct).rejects.toMatchObject({ code: 'already_exists', details: { fields: ['externalId'] } })
})

test('bug: another command under the same key was answered as if done', async () => {
  const { ar } = await ledger(['ada'])
  await ar.deposits.settle({ customer: 'ada', id: 'd', reference: 'B', amount: eur('100.00') })
  await ar.deposits.forfeit({ key: 'k', deposit: 'd', amount: eur('40.00') })
  const other = ar.deposits.release({ key: 'k', deposit: 'd', amount: eur('40.00') })
  await expect(other).rejects.toMatchObject({ code: 'request_key_reused', details: { fields: ['command'] } })
})

test('bug: with a rate on one side only, home values went negative and a gain appeared', async () => {
  const { ar, sound } = await ledger(['ada'])
  await ar.invoices.issue({ customer: 'ada', number: 'A', total: usd('100.00'), issuedOn: '2026-11-01' })
  for (const id of ['p1', 'p2'])
    await ar.payments.record({ customer: 'ada', id, amount: usd('50.00'), rate: '0.90', receivedOn: '2026-11-05' })
  for await (const fact of ar.journal.read({ customer: 'ada' }))
    for (const line of fact.postings) {
      expect(line.account).not.toBe('fx_gain')
      if (line.account === 'receivable' && line.home !== null) expect(line.home).toBe('-45.00')
    }
  await sound()
})

test('bug: reversing a part-released deposit left its home value behind', async () => {
  const { ar, sound } = await ledger(['ada'])
  await ar.deposits.settle({
    customer: 'ada',
    id: 'd',
    reference: 'B',
    amount: eur('100.00'),
    receivedOn: '2026-11-05',
  })
  await ar.deposits.release({ deposit: 'd', amount: eur('40.00') })
  await ar.payments.reverse({ payment: 'd' })
  const home = new Map<string, number>()
  for await (const fact of ar.journal.read())
    for (const line of fact.postings) home.set(line.account, (home.get(line.account) ?? 0) + Number(line.home))
  expect([...home.values()].every((sum) => sum === 0)).toBe(true)
  await sound()
})

test('bug: money went back, or was forfeited, before it had come', async () => {
  const { ar, pay } = await ledger(['ada'])
  await pay('ada', 'p', '100.00', '2026-11-10')
  await ar.deposits.settle({
    customer: 'ada',
    id: 'd',
    reference: 'B',
    amount: eur('100.00'),
    receivedOn: '2026-11-10',
  })
  const early = { on: '2026-11-09' }
  const code = 'allocation_too_early'
  await expect(ar.payments.refund({ payment: 'p', ...early })).rejects.toMatchObject({ code })
  await expect(ar.deposits.forfeit({ deposit: 'd', ...early })).rejects.toMatchObject({ code })
  await ar.deposits.settle({
    customer: 'ada',
    id: 'later',
    reference: 'B',
    amount: eur('5.00'),
    receivedOn: '2026-12-05',
  })
  const released = await ar.deposits.release({ deposit: 'later' })
  expect(released.facts[0]?.effectiveOn).toBe('2026-12-05')
})

test('bug: a merge dated before its entries gave negative balances', async () => {
  const { ar, issue } = await ledger(['ada', 'bob'])
  await issue('ada', 'A', '70.00', '2026-11-10')
  const early = ar.customers.merge({ from: 'ada', into: 'bob', on: '2026-11-01' })
  await expect(early).rejects.toMatchObject({ code: 'allocation_too_early' })
})

test('bug: an update at the same time undid an erasure', async () => {
  const { ar } = await ledger(['ada'])
  await Promise.all(
    ['1', '2', '3'].map((value) => ar.customers.update({ id: 'ada', metadata: { [`n${value}`]: value } })),
  )
  await Promise.allSettled([ar.customers.erase({ id: 'ada' }), ar.customers.update({ id: 'ada', phone: '2' })])
  const { name, phone, erasedOn } = await ar.customers.get('ada')
  expect([name, phone, erasedOn]).toEqual(['', '', '2026-11-22'])
})

test('bug: a released hold on the whole account broke the proof after a merge', async () => {
  const { ar, sound } = await ledger(['ada', 'bob'])
  await ar.holds.place({ id: 'h', customer: 'ada', reason: 'dispute' })
  await ar.holds.release({ hold: 'h' })
  await ar.customers.merge({ from: 'ada', into: 'bob' })
  await sound()
})

test('bug: oldest-due stopped at the first hundred items when they offered discounts', async () => {
  const { ar, issue, pay } = await ledger(['ada'])
  for (let index = 0; index < 120; index++)
    await issue('ada', `A-${String(index).padStart(3, '0')}`, '100.00', '2026-11-01', { terms: '2/10 net 30' })
  await pay('ada', 'p', '10000.00', '2026-11-05')
  const { open, unapplied } = await ar.balances.of('ada')
  expect([toDecimal(open), toDecimal(unapplied)]).toEqual(['1796.00', '0.00'])
})

test('bug: what is dated ahead counted today', async () => {
  const { ar, issue, pay } = await ledger(['ada'])
  await issue('ada', 'A', '100.00', '2026-11-01')
  await issue('ada', 'B', '70.00', '2026-12-05')
  expect(toDecimal((await ar.balances.of('ada')).open)).toBe('100.00')
  await pay('ada', 'p', '100.00', '2026-11-30')
  expect(toDecimal((await ar.invoices.get('inv_A')).open)).toBe('100.00')
})

test('bug: with a tolerance, several sources on one invoice were refused', async () => {
  const { ar, issue, pay, open, sound } = await ledger(['ada'], { tolerance: { EUR: { amount: '0.05' } } })
  await issue('ada', 'A', '100.00', '2026-11-01')
  await pay('ada', 'p1', '99.97', '2026-11-02', { allocate: 'onAccount' })
  await pay('ada', 'p2', '50.00', '2026-11-03', { allocate: 'onAccount' })
  await ar.allocations.apply({ customer: 'ada' })
  expect(await open('A')).toBe('0.00')
  await sound()
})
