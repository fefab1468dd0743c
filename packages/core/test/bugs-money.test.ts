import { money, toDecimal } from '@owekit/core'
import { expect, test } from 'vitest'
import { ledger, type TestLedger } from './ledger.js'

const eur = (amount: string) => money(amount, 'EUR')

/** An invoice of 1000.00, 700.00 paid, 500.00 credited: 200.00 are promised back on 11-20. */
async function promised(): Promise<TestLedger> {
  const books = await ledger(['ada'])
  await books.issue('ada', 'A', '1000.00', '2026-11-01', { dueOn: '2026-12-01', reference: 'job-1' })
  await books.pay('ada', 'p', '700.00', '2026-11-10')
  await books.ar.credits.issue({
    customer: 'ada',
    number: 'C',
    amount: eur('500.00'),
    issuedOn: '2026-11-20',
    invoice: 'inv_A',
    surplus: 'refund',
  })
  return books
}

async function refundDue({ ar }: TestLedger, asOf = '2026-11-22'): Promise<string> {
  return toDecimal((await ar.balances.of({ customer: 'ada', asOf })).refundDue)
}

/** The allocation of a kind that settles invoice A. */
async function settledBy({ ar }: TestLedger, kind: 'payment' | 'credit'): Promise<string> {
  const { settlements } = await ar.invoices.get('inv_A')
  return settlements.find((each) => each.kind === kind)?.allocation ?? ''
}

test('bug: a promised refund was unknown as of any day, by reference and after a merge', async () => {
  const books = await promised()
  expect(await refundDue(books, '2026-11-19')).toBe('0.00')
  expect(await refundDue(books, '2026-11-21')).toBe('200.00')
  expect(toDecimal((await books.ar.balances.byReference('job-1')).refundDue)).toBe('200.00')
  await books.ar.customers.open({ id: 'bob', name: 'Bob' })
  await books.ar.customers.merge({ from: 'ada', into: 'bob' })
  expect(toDecimal((await books.ar.balances.of('bob')).refundDue)).toBe('200.00')
  await books.ar.payments.refund({ payment: 'crn_C' })
  expect(toDecimal((await books.ar.balances.of('bob')).refundDue)).toBe('0.00')
  await books.sound()
})

test('bug: a promise outlived the payment it rests on when that was released or moved', async () => {
  for (const how of ['release', 'move'] as const) {
    const books = await promised()
    await books.issue('ada', 'B', '900.00', '2026-11-02')
    const allocation = await settledBy(books, 'payment')
    if (how === 'move') await books.ar.allocations.move({ allocation, to: 'inv_B' })
    else await books.ar.allocations.release({ allocation })
    expect(await refundDue(books)).toBe('0.00')
    await books.sound()
  }
})

test('bug: a credit note was refunded in full or not at all when no amount was named', async () => {
  const books = await ledger(['ada'])
  const { ar, issue, pay } = books
  await issue('ada', 'A', '1000.00', '2026-11-01')
  await pay('ada', 'p', '100.00', '2026-11-10')
  await ar.credits.issue({ customer: 'ada', number: 'C', amount: eur('500.00'), invoice: 'inv_A' })
  await ar.allocations.release({ allocation: await settledBy(books, 'credit') })
  await ar.payments.refund({ payment: 'crn_C' })
  expect(toDecimal((await ar.payments.get('crn_C')).refunded)).toBe('100.00')
  await books.sound()
})

test('bug: naming more for an invoice than the payment has was cut down in silence', async () => {
  const { ar, issue, store } = await ledger(['ada'])
  await issue('ada', 'A', '500.00', '2026-11-01')
  const before = store.snapshot()
  const allocate = { specific: [{ invoice: 'inv_A', amount: eur('400.00') }] }
  await expect(ar.payments.record({ customer: 'ada', id: 'p', amount: eur('300.00'), allocate })).rejects.toMatchObject(
    { code: 'allocation_exceeds_source' },
  )
  expect(store.snapshot()).toBe(before)
})

test('bug: moving a payment to an invoice with less open left the rest on account', async () => {
  const books = await ledger(['ada'])
  const { ar, issue, pay, open, sound } = books
  await issue('ada', 'A', '500.00', '2026-11-01')
  await issue('ada', 'B', '100.00', '2026-11-02')
  await pay('ada', 'p', '500.00', '2026-11-05')
  const allocation = await settledBy(books, 'payment')
  await expect(ar.allocations.move({ allocation, to: 'inv_B' })).rejects.toMatchObject({
    code: 'allocation_exceeds_open_amount',
  })
  expect(await open('A')).toBe('0.00')
  await sound()
})

test('bug: an allocation released or moved on a day before it took effect was undone on a later day', async () => {
  const books = await ledger(['ada'])
  const { ar, issue, pay } = books
  await issue('ada', 'A', '500.00', '2026-11-01')
  await pay('ada', 'p', '500.00', '2026-11-05')
  const allocation = await settledBy(books, 'payment')
  const early = { code: 'allocation_too_early', details: { asked: '2026-11-04', first: '2026-11-05' } }
  await expect(ar.allocations.release({ allocation, on: '2026-11-04' })).rejects.toMatchObject(early)
})

test('bug: a deposit in one currency did nothing to an invoice in another, without a word', async () => {
  const { ar, issue } = await ledger(['ada'])
  await issue('ada', 'A', '500.00', '2026-11-01', { reference: 'b', total: money('500.00', 'USD') })
  await ar.deposits.settle({ customer: 'ada', id: 'd', reference: 'b', amount: eur('100.00') })
  await expect(ar.deposits.apply({ deposit: 'd', invoice: 'inv_A' })).rejects.toMatchObject({
    code: 'currency_mismatch',
  })
})

test('bug: a deposit received in the window earned no early-payment discount', async () => {
  const { ar, issue, open, sound } = await ledger(['ada'])
  const discount = { percent: '2', days: 10 }
  await ar.deposits.settle({
    customer: 'ada',
    id: 'd',
    reference: 'b',
    amount: eur('980.00'),
    receivedOn: '2026-11-01',
  })
  await issue('ada', 'A', '1000.00', '2026-11-05', { reference: 'b', discount })
  expect(await open('A')).toBe('0.00')
  await ar.payments.reverse({ payment: 'd' })
  expect(await open('A')).toBe('1000.00')
  await expect(ar.deposits.apply({ deposit: 'd', invoice: 'inv_A' })).rejects.toMatchObject({
    code: 'payment_reversed',
  })
  await sound()
})

test('bug: credit helped to reach the amount at which money earns the discount', async () => {
  const { ar, issue, pay, open, sound } = await ledger(['ada'])
  await issue('ada', 'A', '1000.00', '2026-11-05', { discount: { percent: '2', days: 10 } })
  await ar.credits.issue({ customer: 'ada', number: 'C', amount: eur('100.00'), invoice: 'inv_A' })
  await pay('ada', 'p', '880.00', '2026-11-06')
  expect(await open('A')).toBe('20.00')
  await sound()
})

test('bug: a hold on the customer let deposits settle a new invoice', async () => {
  const { ar, issue, open } = await ledger(['ada'])
  await ar.deposits.settle({ customer: 'ada', id: 'd', reference: 'b', amount: eur('100.00') })
  await ar.holds.place({ customer: 'ada', reason: 'dispute' })
  await issue('ada', 'A', '400.00', '2026-11-22', { reference: 'b' })
  expect(await open('A')).toBe('400.00')
})

test('bug: a refund over two payments of an invoice placed a hold, or wrote a credit note, for each', async () => {
  for (const as of ['reopen', 'credit'] as const) {
    const { ar, issue, open, sound } = await ledger(['ada'])
    const instalments = [
      { dueOn: '2026-11-10', amount: eur('200.00') },
      { dueOn: '2026-12-10', amount: eur('200.00') },
    ]
    await issue('ada', 'A', '400.00', '2026-11-01', { instalments })
    await ar.payments.record({ customer: 'ada', id: 'p', amount: eur('400.00'), receivedOn: '2026-11-05' })
    const { facts } = await ar.payments.refund({ payment: 'p', amount: eur('300.00'), as })
    const wanted = as === 'reopen' ? 'hold.placed' : 'credit.issued'
    expect(facts.filter(({ type }) => type === wanted)).toHaveLength(1)
    expect(await open('A')).toBe(as === 'reopen' ? '300.00' : '0.00')
    await sound()
  }
})

test('bug: a refund as credit took back the discount and the tolerance that the money had brought', async () => {
  const tolerance = { EUR: { amount: '0.05' } }
  for (const mode of ['fullSettlementOnly', 'proportional'] as const) {
    const { ar, issue, pay, open, sound } = await ledger(['ada'], { tolerance })
    await issue('ada', 'A', '1000.00', '2026-11-05', { discount: { percent: '2', days: 10, mode } })
    await pay('ada', 'p', '980.00', '2026-11-06')
    await ar.payments.refund({ payment: 'p', amount: eur('300.00'), as: 'credit' })
    expect(await open('A')).toBe('0.00')
    await issue('ada', 'B', '42.42', '2026-11-05')
    await pay('ada', 'q', '42.41', '2026-11-06')
    await ar.payments.refund({ payment: 'q', as: 'credit' })
    expect(await open('B')).toBe('0.00')
    await sound()
  }
})

test('bug: a reversed payment and an expired credit could be named, and nothing was said', async () => {
  const { ar, issue, pay } = await ledger(['ada'])
  await pay('ada', 'p', '100.00', '2026-11-05')
  await ar.payments.reverse({ payment: 'p' })
  await ar.credits.issue({
    customer: 'ada',
    id: 'v',
    number: 'V',
    amount: eur('30.00'),
    kind: 'promotional',
    issuedOn: '2026-11-01',
    expiresOn: '2026-11-21',
  })
  await issue('ada', 'A', '100.00', '2026-11-01')
  const named = async (source: string) => ar.allocations.apply({ customer: 'ada', sources: [source] })
  await expect(named('p')).rejects.toMatchObject({ code: 'payment_reversed' })
  await expect(named('v')).rejects.toMatchObject({ code: 'credit_expired' })
})

test('bug: expired credit was taken off what is left to pay', async () => {
  const { ar, issue } = await ledger(['ada'])
  await issue('ada', 'A', '100.00', '2026-11-20')
  await ar.credits.issue({
    customer: 'ada',
    number: 'V',
    amount: eur('30.00'),
    kind: 'promotional',
    issuedOn: '2026-11-01',
    expiresOn: '2026-11-21',
  })
  const shown = async (asOf = '2026-11-22') => {
    const { unapplied, expired, toPay } = await ar.balances.of({ customer: 'ada', asOf })
    return [unapplied, expired, toPay].map(toDecimal)
  }
  expect(await shown()).toEqual(['30.00', '30.00', '100.00'])
  expect(await shown('2026-11-21')).toEqual(['30.00', '0.00', '70.00'])
})

test('bug: cancelling two plans, the later one first, did not bring the old due day back', async () => {
  for (const order of [
    ['two', 'one'],
    ['one', 'two'],
  ]) {
    const { ar, issue, sound } = await ledger(['ada'])
    await issue('ada', 'A', '900.00', '2026-11-01', { dueOn: '2026-11-30' })
    await ar.plans.agree({ id: 'one', invoice: 'inv_A', monthly: { parts: 3, firstDueOn: '2026-12-31' } })
    await ar.plans.agree({ id: 'two', invoice: 'inv_A', monthly: { parts: 2, firstDueOn: '2027-02-28' } })
    for (const plan of order) await ar.plans.cancel({ plan })
    const parts = (await ar.invoices.get('inv_A')).instalments.filter(({ open }) => open.minor > 0n)
    expect([...new Set(parts.map(({ dueOn }) => dueOn))]).toEqual(['2026-11-30'])
    await sound()
  }
})

test('bug: an invoice was voided though a credit note for it was still about', async () => {
  const books = await ledger(['ada'])
  const { ar, issue } = books
  await issue('ada', 'A', '100.00', '2026-11-01')
  await ar.credits.issue({ customer: 'ada', number: 'C', amount: eur('40.00'), invoice: 'inv_A' })
  const allocation = await settledBy(books, 'credit')
  await ar.allocations.release({ allocation })
  await expect(ar.invoices.void({ invoice: 'inv_A' })).rejects.toMatchObject({ code: 'invoice_has_payments' })
})

test('bug: an invoice of a day to come could not be voided or moved without naming a day', async () => {
  const { ar, issue, sound } = await ledger(['ada'])
  await issue('ada', 'A', '100.00', '2026-12-05', { dueOn: '2026-12-20' })
  await ar.invoices.moveDueDate({ invoice: 'inv_A', dueOn: '2026-12-24' })
  await ar.invoices.void({ invoice: 'inv_A' })
  expect((await ar.invoices.get({ invoice: 'inv_A', asOf: '2026-12-05' })).status).toBe('void')
  await sound()
})

test('bug: a request key of a command without effect was forgotten, and the retry had one', async () => {
  const { ar, issue, pay, open } = await ledger(['ada'])
  await issue('ada', 'A', '100.00', '2026-11-01')
  const apply = async () => ar.allocations.apply({ customer: 'ada', currency: 'EUR', key: 'k' })
  expect((await apply()).allocations).toEqual([])
  await pay('ada', 'p', '50.00', '2026-11-05', { allocate: 'onAccount' })
  expect(await apply()).toMatchObject({ replayed: true, allocations: [] })
  expect(await open('A')).toBe('100.00')
})

test('bug: an erased customer took new personal data', async () => {
  const { ar } = await ledger(['ada'])
  await ar.customers.erase({ id: 'ada' })
  await expect(ar.customers.update({ id: 'ada', name: 'Ada again' })).rejects.toMatchObject({ code: 'customer_erased' })
})

test('bug: an invoice as of a day before its plan showed parts of nothing, and an undoing nobody knew of', async () => {
  const { ar, issue, pay, at, sound } = await ledger(['ada'])
  await issue('ada', 'A', '900.00', '2026-11-01', { dueOn: '2026-11-30' })
  await pay('ada', 'p', '300.00', '2026-11-05')
  await ar.plans.agree({ id: 'one', invoice: 'inv_A', monthly: { parts: 2, firstDueOn: '2026-12-31' } })
  const shown = async (when: object) => {
    const { instalments, open, settlements } = await ar.invoices.get({ invoice: 'inv_A', ...when })
    const parts = instalments.map((part) => `${toDecimal(part.open)} of ${toDecimal(part.amount)}`)
    return { parts, open: toDecimal(open), undone: settlements.map(({ undoneOn }) => undoneOn) }
  }
  const before = { parts: ['600.00 of 900.00'], open: '600.00', undone: [null] }
  expect(await shown({ asOf: '2026-11-10' })).toEqual(before)
  at('2026-11-25T09:00:00Z')
  await ar.payments.reverse({ payment: 'p', on: '2026-11-23' })
  expect(await shown({ asOf: '2026-11-24', knownAt: '2026-11-24T00:00:00Z' })).toMatchObject({
    open: '600.00',
    undone: [null],
  })
  expect(await shown({ asOf: '2026-11-24' })).toMatchObject({ open: '900.00', undone: ['2026-11-23'] })
  await sound()
})

test('bug: of a discount over two parts, money in time for one did not count for the other', async () => {
  const books = await ledger(['ada'])
  const { ar, issue, pay, open, sound } = books
  await issue('ada', 'A', '1000.00', '2026-11-01', { terms: '5/20 net 40' })
  await ar.credits.issue({ customer: 'ada', number: 'C', amount: eur('600.00'), invoice: 'inv_A' })
  await ar.invoices.moveDueDate({ invoice: 'inv_A', dueOn: '2026-12-24' })
  await ar.allocations.release({ allocation: await settledBy(books, 'credit') })
  await pay('ada', 'p', '950.00', '2026-11-10')
  expect(await open('A')).toBe('0.00')
  await sound()
})

test('bug: of an amount named over two payments, the discount of the first came off the second', async () => {
  const { ar, issue, pay, sound } = await ledger(['ada'])
  await pay('ada', 'p', '49.00', '2026-11-02')
  await pay('ada', 'q', '490.00', '2026-11-03')
  await issue('ada', 'A', '1000.00', '2026-11-01', { discount: { percent: '2', days: 20, mode: 'proportional' } })
  const strategy = { specific: [{ invoice: 'inv_A', amount: eur('98.00') }] }
  const { allocations } = await ar.allocations.apply({ customer: 'ada', strategy })
  const amounts = allocations.map(({ kind, amount }) => `${kind} ${toDecimal(amount)}`)
  expect(amounts).toEqual(['payment 49.00', 'discount 1.00', 'payment 49.00', 'discount 1.00'])
  await sound()
})

test('bug: paying one credit note back left the promise of another without cover', async () => {
  const books = await ledger(['ada'])
  const { ar, issue, pay, sound } = books
  await issue('ada', 'A', '100.00', '2026-11-01')
  await pay('ada', 'p', '50.00', '2026-11-02')
  await pay('ada', 'q', '50.00', '2026-11-03')
  const credit = { customer: 'ada', amount: eur('50.00'), invoice: 'inv_A' }
  await ar.credits.issue({ ...credit, number: 'C1' })
  await ar.credits.issue({ ...credit, number: 'C2', surplus: 'refund' })
  await ar.allocations.release({ allocation: await settledBy(books, 'payment') })
  await ar.payments.refund({ payment: 'crn_C1' })
  expect(await refundDue(books)).toBe('0.00')
  await sound()
})

test('bug: credit of a withdrawn promise settled an invoice on a day when it was still promised', async () => {
  const books = await ledger(['ada'])
  const { ar, issue, pay, sound } = books
  await issue('ada', 'A', '100.00', '2026-11-01')
  await pay('ada', 'p', '100.00', '2026-11-02')
  const credit = { customer: 'ada', number: 'C', amount: eur('60.00'), invoice: 'inv_A', issuedOn: '2026-11-05' }
  await ar.credits.issue({ ...credit, surplus: 'refund' })
  await ar.allocations.release({ allocation: await settledBy(books, 'payment'), on: '2026-11-20' })
  await issue('ada', 'B', '60.00', '2026-11-03')
  await ar.allocations.apply({
    customer: 'ada',
    sources: ['crn_C'],
    strategy: { specific: [{ invoice: 'inv_B' }] },
  })
  const { open, refundDue: due, unapplied } = await ar.balances.of({ customer: 'ada', asOf: '2026-11-10' })
  expect([open, due, unapplied].map(toDecimal)).toEqual(['60.00', '60.00', '60.00'])
  await sound()
})

test('bug: money in suspense was assigned on a day before its receipt, and in a closed period', async () => {
  const { ar } = await ledger(['ada'])
  await ar.payments.record({ id: 's', payer: 'J. Smith', amount: eur('50.00'), receivedOn: '2026-11-10' })
  const assign = async (on?: string) =>
    ar.payments.assign({ suspense: 's', customer: 'ada', ...(on === undefined ? {} : { on }) })
  await expect(assign('2026-11-09')).rejects.toMatchObject({ code: 'allocation_too_early' })
  await ar.periods.close({ through: '2026-11-12' })
  await expect(assign('2026-11-11')).rejects.toMatchObject({ code: 'period_closed' })
  const { facts } = await assign()
  expect(new Set(facts.map(({ effectiveOn }) => effectiveOn))).toEqual(new Set(['2026-11-13']))
})

test('bug: TypeScript let anything be an amount', async () => {
  const { ar } = await ledger(['ada'])
  // @ts-expect-error a number is no money
  const number = ar.payments.record({ customer: 'ada', amount: 10, receivedOn: '2026-11-20' })
  await expect(number).rejects.toMatchObject({ code: 'invalid_amount' })
  const wire = { amount: '10.00', currency: 'EUR' }
  const { id } = await ar.payments.record({ customer: 'ada', amount: wire, receivedOn: '2026-11-20' })
  expect(toDecimal((await ar.payments.get(id)).amount)).toBe('10.00')
})
