import { money, toDecimal } from '@owekit/core'
import { expect, test } from 'vitest'
import { ledger, type TestLedger } from './ledger.js'

const eur = (amount: string) => money(amount, 'EUR')

/** The allocation of a kind that settles invoice A. */
async function settledBy({ ar }: TestLedger, kind: 'payment' | 'credit'): Promise<string> {
  const { settlements } = await ar.invoices.get('inv_A')
  return settlements.find((each) => each.kind === kind)?.allocation ?? ''
}

test('bug: a part reopened after its plan ended sent the wrong amounts to the wrong old due days', async () => {
  const { ar, issue, pay, sound } = await ledger(['ada'])
  const instalments = [
    { dueOn: '2026-12-01', amount: eur('450.00') },
    { dueOn: '2027-01-01', amount: eur('450.00') },
  ]
  await issue('ada', 'A', '900.00', '2026-11-01', { instalments })
  await ar.plans.agree({ id: 'p', invoice: 'inv_A', monthly: { parts: 3, firstDueOn: '2027-02-01' } })
  await pay('ada', 'pay', '300.00', '2026-11-20')
  await ar.plans.cancel({ plan: 'p' })
  await ar.payments.reverse({ payment: 'pay' })
  await ar.plans.agree({ id: 'r', invoice: 'inv_A', monthly: { parts: 1, firstDueOn: '2027-06-01' } })
  await ar.plans.cancel({ plan: 'r' })
  const open = new Map<string, bigint>()
  for (const part of (await ar.invoices.get('inv_A')).instalments)
    if (part.open.minor > 0n) open.set(String(part.dueOn), (open.get(String(part.dueOn)) ?? 0n) + part.open.minor)
  expect(Object.fromEntries(open)).toEqual({ '2026-12-01': 45_000n, '2027-01-01': 45_000n })
  await sound()
})

test('bug: a list of invoices showed what is dated ahead as done', async () => {
  const { ar, issue, pay } = await ledger(['ada'])
  await issue('ada', 'A', '1000.00', '2026-11-01')
  await pay('ada', 'p', '1000.00', '2026-12-05')
  await issue('ada', 'B', '500.00', '2026-11-01')
  await ar.invoices.void({ invoice: 'inv_B', on: '2026-12-10' })
  const { items } = await ar.invoices.list({ customer: 'ada', openOnly: true })
  expect(items.map(({ number, open, status }) => [number, toDecimal(open), status])).toEqual([
    ['A', '1000.00', 'open'],
    ['B', '500.00', 'open'],
  ])
})

test('bug: a merge left what is dated ahead in the account that takes no entries', async () => {
  const { ar, issue, pay, sound } = await ledger(['ada', 'bob'])
  await issue('ada', 'A', '100.00', '2026-11-01')
  await pay('ada', 'p', '300.00', '2026-11-05', { allocate: 'onAccount' })
  await ar.allocations.apply({ customer: 'ada', effectiveOn: '2026-12-10' })
  await expect(ar.customers.merge({ from: 'ada', into: 'bob', on: '2026-11-22' })).rejects.toMatchObject({
    code: 'allocation_too_early',
  })
  const { facts } = await ar.customers.merge({ from: 'ada', into: 'bob' })
  expect(facts.map(({ effectiveOn }) => effectiveOn)).toEqual(['2026-12-10', '2026-12-10'])
  await sound()
})

test('bug: of a part that ended twice an earlier day showed half, and an invoice nobody knew of was paid', async () => {
  const books = await ledger(['ada'])
  const { ar, issue, pay } = books
  await issue('ada', 'A', '1000.00', '2026-11-01', { dueOn: '2026-11-15' })
  await pay('ada', 'p', '400.00', '2026-11-02')
  await ar.invoices.moveDueDate({ invoice: 'inv_A', dueOn: '2026-12-15', on: '2026-11-04' })
  await ar.allocations.release({ allocation: await settledBy(books, 'payment'), on: '2026-11-05' })
  await ar.invoices.moveDueDate({ invoice: 'inv_A', dueOn: '2027-01-15', on: '2026-11-06' })
  const at = async (asOf: string) => {
    const { instalments, dueOn } = await ar.invoices.get({ invoice: 'inv_A', asOf })
    const [first] = instalments
    return [toDecimal(first!.amount), toDecimal(first!.open), first!.endedOn, dueOn]
  }
  expect(await at('2026-11-03')).toEqual(['1000.00', '600.00', null, '2026-11-15'])
  expect(await at('2026-11-05')).toEqual(['400.00', '400.00', '2026-11-04', '2026-11-15'])
  await expect(ar.invoices.get({ invoice: 'inv_A', knownAt: '2026-11-05T00:00:00Z' })).rejects.toMatchObject({
    code: 'invoice_not_found',
  })
})

test('bug: a refund that named an invoice gave back free money, even for an invoice that is not there', async () => {
  const { ar, issue, pay, open, sound } = await ledger(['ada'])
  await issue('ada', 'A', '100.00', '2026-11-01')
  await pay('ada', 'p', '300.00', '2026-11-02')
  const refund = { payment: 'p', amount: eur('50.00'), as: 'reopen' } as const
  await expect(ar.payments.refund({ ...refund, invoice: 'inv_B' })).rejects.toMatchObject({ code: 'invoice_not_found' })
  await ar.payments.refund({ ...refund, invoice: 'inv_A' })
  expect(await open('A')).toBe('50.00')
  expect((await ar.invoices.get('inv_A')).holds).toHaveLength(1)
  await sound()
})

test('bug: a refund as credit gave a rounding gain back', async () => {
  const { ar, issue, pay, sound } = await ledger(['ada'], { tolerance: { EUR: { amount: '0.05' } } })
  await issue('ada', 'A', '42.41', '2026-11-01')
  await pay('ada', 'p', '42.42', '2026-11-02')
  await ar.payments.refund({ payment: 'p', amount: eur('10.00'), as: 'credit' })
  expect(toDecimal((await ar.balances.of('ada')).unapplied)).toBe('0.00')
  await sound()
})

test('bug: credit settled an invoice on a day after its last', async () => {
  const { ar, issue } = await ledger(['ada'])
  await issue('ada', 'A', '100.00', '2026-11-01')
  await ar.credits.issue({
    customer: 'ada',
    number: 'V',
    amount: eur('30.00'),
    kind: 'promotional',
    expiresOn: '2026-11-30',
  })
  const apply = { customer: 'ada', currency: 'EUR', effectiveOn: '2026-12-15' }
  expect((await ar.allocations.apply(apply)).allocations).toEqual([])
  await expect(ar.allocations.apply({ ...apply, sources: ['crn_V'] })).rejects.toMatchObject({ code: 'credit_expired' })
})

test('bug: promises were withdrawn in the order of their ids, and before the money left', async () => {
  const { ar, issue, pay, sound } = await ledger(['ada'])
  await issue('ada', 'A', '1000.00', '2026-11-01')
  await pay('ada', 'p', '900.00', '2026-11-02')
  await pay('ada', 'q', '100.00', '2026-11-03', { allocate: 'onAccount' })
  await ar.allocations.apply({ customer: 'ada', effectiveOn: '2026-12-10' })
  const credit = { customer: 'ada', amount: eur('500.00'), invoice: 'inv_A', surplus: 'refund' } as const
  await ar.credits.issue({ ...credit, id: 'z', number: 'Z', issuedOn: '2026-11-11' })
  await ar.credits.issue({ ...credit, id: 'b', number: 'B', issuedOn: '2026-11-12' })
  await ar.payments.reverse({ payment: 'q' })
  const due = async (payment: string) => toDecimal((await ar.payments.get(payment)).refundDue)
  expect([await due('z'), await due('b')]).toEqual(['500.00', '400.00'])
  const on = async (asOf: string) => toDecimal((await ar.balances.of({ customer: 'ada', asOf })).refundDue)
  expect([await on('2026-11-23'), await on('2026-12-10')]).toEqual(['1000.00', '900.00'])
  await sound()
})

test('bug: a surplus to pay back was named for a credit without an invoice, and forgotten', async () => {
  const { ar } = await ledger(['ada'])
  const credit = { customer: 'ada', number: 'C', amount: eur('5.00'), surplus: 'refund' } as const
  await expect(ar.credits.issue(credit)).rejects.toMatchObject({ code: 'invalid_input' })
})
