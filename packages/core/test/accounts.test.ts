import { createReceivables, isReceivablesError, money, toDecimal } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import { expect, test } from 'vitest'
import { ledger } from './ledger.js'

async function total(ar: Awaited<ReturnType<typeof ledger>>['ar'], customer: string, asOf?: string) {
  const report = await ar.aging.report({ customer, ...(asOf === undefined ? {} : { asOf }) })
  return report.currencies[0]?.total ?? '0.00'
}

test('a merge moves what is open and keeps history where it was; later undos find it in the new account', async () => {
  const { ar, issue, pay, open, sound } = await ledger(['ada', 'eve'])
  await issue('eve', 'E-1', '100.00', '2026-10-01', { dueOn: '2026-10-15' })
  await pay('eve', 'p1', '40.00', '2026-10-05')
  await ar.deposits.settle({
    customer: 'eve',
    id: 'd1',
    reference: 'job',
    amount: money('5.00', 'EUR'),
    receivedOn: '2026-10-06',
  })
  await ar.customers.merge({ from: 'eve', into: 'ada', on: '2026-11-01' })
  expect([await total(ar, 'eve'), await total(ar, 'ada')]).toEqual(['0.00', '60.00'])
  expect([await total(ar, 'eve', '2026-10-31'), await total(ar, 'ada', '2026-10-31')]).toEqual(['60.00', '0.00'])
  const late = await ar.aging.report({ customer: 'ada' })
  expect(late.currencies[0]?.buckets.map((bucket) => bucket.amount)).toEqual(['0.00', '0.00', '60.00', '0.00', '0.00'])
  await expect(pay('eve', 'p2', '1.00', '2026-11-02')).rejects.toMatchObject({ code: 'customer_merged' })
  await ar.payments.reverse({ payment: 'p1', reason: 'bounce', on: '2026-11-10' })
  expect(await open('E-1')).toBe('100.00')
  expect(toDecimal((await ar.balances.of('ada')).deposits)).toBe('5.00')
  await sound()
})

test('erasing a customer removes the personal data and the books still balance', async () => {
  const { ar, store, issue, sound } = await ledger(['ada'])
  await ar.customers.update({ id: 'ada', email: 'canary@example.com', phone: '+49 30 1' })
  await issue('ada', 'A-1', '10.00', '2026-11-01')
  await ar.customers.erase({ id: 'ada' })
  expect(store.snapshot()).not.toContain('canary@example.com')
  expect(store.snapshot()).not.toContain('Name of ada')
  expect(toDecimal((await ar.balances.of('ada')).open)).toBe('10.00')
  await sound()
})

test('invoice numbers of a series are gapless under 50 invoices at once, and a refused one takes none', async () => {
  const { ar, sound } = await ledger(['ada', 'bob', 'cyd'])
  const customers = ['ada', 'bob', 'cyd'] as const
  const issued = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      ar.invoices.issue({ customer: customers[index % 3] ?? 'ada', series: 'R', total: money('1.00', 'EUR') }),
    ),
  )
  await expect(ar.invoices.issue({ customer: 'nobody', series: 'R', total: money('1.00', 'EUR') })).rejects.toThrow()
  const next = await ar.invoices.issue({ customer: 'ada', series: 'R', total: money('1.00', 'EUR') })
  expect(next.number).toBe('R-0051')
  expect(issued.map((one) => one.number).sort()).toEqual(
    Array.from({ length: 50 }, (_, index) => `R-${String(index + 1).padStart(4, '0')}`),
  )
  await sound()
})

test('20 callers with one key make one payment; another amount under the key is told field by field', async () => {
  const { ar, sound } = await ledger(['ada'])
  const input = { key: 'k1', customer: 'ada', amount: money('10.00', 'EUR'), receivedOn: '2026-11-01' }
  const answers = await Promise.all(Array.from({ length: 20 }, () => ar.payments.record(input)))
  expect(new Set(answers.map((one) => one.id)).size).toBe(1)
  expect(answers.filter((one) => !one.replayed)).toHaveLength(1)
  expect(toDecimal((await ar.balances.of('ada')).unapplied)).toBe('10.00')
  const reused = await ar.payments.record({ ...input, amount: money('11.00', 'EUR') }).catch((error: unknown) => error)
  expect(isReceivablesError(reused, 'request_key_reused') && reused.details).toEqual({ key: 'k1', fields: ['amount'] })
  await sound()
})

test('an invoice retried by number is answered again; a different one under the number is refused by field', async () => {
  const { ar, issue } = await ledger(['ada'])
  await issue('ada', 'A-1', '10.00', '2026-11-01')
  const again = await ar.invoices.issue({
    customer: 'ada',
    number: 'A-1',
    total: money('10.00', 'EUR'),
    issuedOn: '2026-11-01',
  })
  expect(again).toMatchObject({ id: 'inv_A-1', replayed: true, number: 'A-1' })
  await expect(issue('ada', 'A-1', '11.00', '2026-11-01')).rejects.toMatchObject({
    code: 'already_exists',
    details: { fields: ['total'] },
  })
  await expect(issue('ada', 'A-1', '11.00', '2026-11-01', { id: 'other' })).rejects.toMatchObject({
    code: 'already_exists',
    details: { fields: ['number'] },
  })
})

test('tenants share nothing: the same ids on both sides, other tenants’ objects are not found', async () => {
  const { ar } = await ledger(['ada'])
  const other = ar.tenant('other')
  await other.customers.open({ id: 'ada' })
  const invoice = { customer: 'ada', number: 'A-1', total: money('10.00', 'EUR') }
  await ar.invoices.issue(invoice)
  expect((await other.balances.of('ada')).perCurrency).toEqual([])
  await expect(other.invoices.get('inv_A-1')).rejects.toMatchObject({ code: 'invoice_not_found' })
  await other.invoices.issue({ ...invoice, total: money('99.00', 'EUR') })
  expect(toDecimal((await ar.invoices.get('inv_A-1')).total)).toBe('10.00')
})

test('the exported journal restores the same books into an empty store, byte for byte but for the times', async () => {
  const { ar, issue, pay, sound } = await ledger(['ada', 'bob'])
  await issue('ada', 'A-1', '100.00', '2026-10-01', { taxes: [{ code: 'VAT', amount: money('20.00', 'EUR') }] })
  await pay('ada', 'p1', '30.00', '2026-10-02')
  await ar.payments.record({ id: 's1', amount: money('7.00', 'EUR'), payer: 'UNKNOWN', receivedOn: '2026-10-02' })
  await ar.customers.merge({ from: 'ada', into: 'bob' })
  await ar.periods.close({ through: '2026-10-31' })
  await sound()
  const lines: string[] = []
  for await (const chunk of ar.journal.export('json')) lines.push(chunk)
  const copy = createReceivables({ store: memoryStore(), currency: 'EUR' })
  expect(await copy.journal.import(lines)).toMatchObject({ accounts: 3 })
  expect((await copy.verify()).ok).toBe(true)
  expect(await copy.aging.report({ asOf: '2026-11-22' })).toMatchObject({
    currencies: (await ar.aging.report({ asOf: '2026-11-22' })).currencies,
  })
  await expect(copy.journal.import(lines)).rejects.toMatchObject({ code: 'already_exists' })
  await expect(pay('bob', 'p9', '1.00', '2026-10-31')).rejects.toMatchObject({ code: 'period_closed' })
})

test('a dry run answers the facts and writes nothing', async () => {
  const { ar, store, issue } = await ledger(['ada'])
  await issue('ada', 'A-1', '100.00', '2026-11-01')
  const before = store.snapshot()
  const input = { customer: 'ada', id: 'p1', amount: money('30.00', 'EUR'), receivedOn: '2026-11-02' }
  const seen = await ar.payments.preview(input)
  expect(seen.facts.map((fact) => fact.type)).toEqual(['payment.settled', 'payment.allocated'])
  expect(store.snapshot()).toBe(before)
  const done = await ar.payments.record({ ...input, planHash: seen.planHash ?? '' })
  expect(done.facts.map((fact) => fact.data)).toEqual(seen.facts.map((fact) => fact.data))
  await issue('ada', 'A-0', '100.00', '2026-10-01')
  await expect(ar.payments.record({ ...input, id: 'p2', planHash: seen.planHash ?? '' })).rejects.toMatchObject({
    code: 'plan_hash_changed',
  })
})

test('a balance is one trip to the store, and is named by the clock of the store', async () => {
  const inner = memoryStore({ clock: () => Date.UTC(2026, 2, 10, 12) })
  const ar = createReceivables({ store: inner, clock: () => Date.UTC(2026, 2, 11) })
  await ar.customers.open({ id: 'ada' })
  await ar.payments.record({ customer: 'ada', amount: money('5.00', 'EUR'), receivedOn: '2026-03-10' })
  const asked: string[] = []
  const counted = new Proxy(inner, {
    get(store, name) {
      const held: unknown = Reflect.get(store, name)
      if (typeof held !== 'function') return held
      return (...given: unknown[]): unknown => {
        asked.push(String(name))
        return Reflect.apply(held, store, given)
      }
    },
  })
  const counting = createReceivables({ store: counted, clock: () => Date.UTC(2026, 2, 11) })
  const told = await counting.balances.of('ada')
  expect(asked).toEqual(['balances'])
  expect([told.asOf, told.knownAt]).toEqual(['2026-03-11', '2026-03-10T12:00:00.000Z'])
})

test('several invoices come in the order asked for, and one that is not there is named', async () => {
  const { ar, issue } = await ledger(['cus_ada'])
  for (let i = 1; i <= 60; i++) await issue('cus_ada', `A-${i}`, `${i}.00`, '2026-11-01')
  const ids = Array.from({ length: 60 }, (_, i) => `inv_A-${60 - i}`)
  const found = await ar.invoices.several(ids)
  expect(found).toEqual(await Promise.all(ids.map((id) => ar.invoices.get(id))))
  expect(await ar.invoices.several([])).toEqual([])
  await expect(ar.invoices.several(['inv_A-1', 'inv_B-1'])).rejects.toMatchObject({
    code: 'invoice_not_found',
    details: { invoice: 'inv_B-1' },
  })
  await expect(ar.invoices.several(ids.concat(ids))).rejects.toMatchObject({ code: 'invalid_input' })
})
