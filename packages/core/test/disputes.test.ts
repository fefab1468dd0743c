import { money, toDecimal } from '@owekit/core'
import { expect, test } from 'vitest'
import { ledger } from './ledger.js'

const eur = (amount: string) => money(amount, 'EUR')
const twoLines = {
  total: undefined,
  lines: [
    { description: 'Chairs', amount: eur('600.00') },
    { description: 'Tables', amount: eur('400.00') },
  ],
}

test('a dispute over a line holds the invoice, shows on it, and accepted as credit takes 400.00 off', async () => {
  const { ar, issue, open, sound } = await ledger(['ada'])
  await issue('ada', 'A-1', '1000.00', '2026-11-01', twoLines)
  await ar.disputes.open({ id: 'd1', invoice: 'inv_A-1', lines: [2], reason: 'not_delivered' })
  const held = await ar.invoices.get('inv_A-1')
  expect(held.holds).toMatchObject([{ reason: 'dispute' }])
  expect(held.disputes).toMatchObject([{ id: 'd1', lines: [2], outcome: '', hold: held.holds[0]?.id }])
  expect(toDecimal(held.disputed)).toBe('400.00')
  await ar.as('user:7').disputes.note({ dispute: 'd1', text: 'No slip', url: 'https://files.example.com/7' })
  const { allocations } = await ar.disputes.resolve({ dispute: 'd1', outcome: 'accepted', as: 'credit', number: 'C-1' })
  expect(allocations.map(({ amount, kind }) => [toDecimal(amount), kind])).toEqual([['400.00', 'credit']])
  const after = await ar.invoices.get('inv_A-1')
  expect(await open('A-1')).toBe('600.00')
  expect(after.holds).toEqual([])
  expect(toDecimal(after.disputed)).toBe('0.00')
  expect(await ar.disputes.get('d1')).toMatchObject({
    outcome: 'accepted',
    resolvedOn: '2026-11-22',
    log: [{ kind: 'evidence', text: 'No slip', url: 'https://files.example.com/7', by: 'user:7' }],
  })
  await sound()
})

test('a line carries its share of the tax: 600.00 and 400.00 net of 1210.00 are disputed as 484.00', async () => {
  const { ar, issue } = await ledger(['ada'])
  await issue('ada', 'A-1', '0.01', '2026-11-01', { ...twoLines, taxes: [{ code: 'VAT21', amount: eur('210.00') }] })
  await ar.disputes.open({ id: 'd1', invoice: 'inv_A-1', lines: [2], reason: 'price' })
  expect(toDecimal((await ar.disputes.get('d1')).amount)).toBe('484.00')
})

test('a rejected dispute releases the hold and takes nothing off; told to, the hold stays', async () => {
  const { ar, issue, open, sound } = await ledger(['ada'])
  await issue('ada', 'A-1', '100.00', '2026-11-01')
  await ar.disputes.open({ id: 'd1', invoice: 'inv_A-1', reason: 'price' })
  await ar.disputes.resolve({ dispute: 'd1', outcome: 'rejected', releaseHold: false })
  expect((await ar.invoices.get('inv_A-1')).holds).toHaveLength(1)
  await ar.disputes.open({ id: 'd2', invoice: 'inv_A-1', reason: 'price', amount: eur('10.00') })
  await ar.disputes.resolve({ dispute: 'd2', outcome: 'withdrawn' })
  expect((await ar.invoices.get('inv_A-1')).holds.map(({ id }) => id)).toEqual(['hold_d1'])
  expect(await open('A-1')).toBe('100.00')
  await expect(ar.disputes.resolve({ dispute: 'd2', outcome: 'rejected' })).rejects.toMatchObject({
    code: 'dispute_resolved',
  })
  await sound()
})

test('the dispute of a payment holds every invoice it settles, and lets go of them all', async () => {
  const { ar, issue, pay, sound } = await ledger(['ada'])
  await issue('ada', 'A-1', '60.00', '2026-11-01')
  await issue('ada', 'A-2', '40.00', '2026-11-02')
  await pay('ada', 'p1', '120.00', '2026-11-05')
  await ar.disputes.open({ id: 'd1', payment: 'p1', reason: 'not_me' })
  const holds = async () =>
    (await Promise.all(['inv_A-1', 'inv_A-2'].map(async (id) => (await ar.invoices.get(id)).holds))).flat()
  expect(await holds()).toMatchObject([{ id: 'hold_d1' }, { id: 'hold_d1#2' }])
  expect(toDecimal((await ar.disputes.get('d1')).amount)).toBe('120.00')
  await ar.disputes.resolve({ dispute: 'd1', outcome: 'rejected' })
  expect(await holds()).toEqual([])
  await sound()
})

test('as of a day before it was opened, and before it was resolved, a dispute shows as it was', async () => {
  const { ar, issue, at } = await ledger(['ada'])
  await issue('ada', 'A-1', '100.00', '2026-11-01')
  await ar.disputes.open({ id: 'd1', invoice: 'inv_A-1', reason: 'price' })
  at('2026-11-25T09:00:00Z')
  await ar.disputes.resolve({ dispute: 'd1', outcome: 'rejected' })
  const shown = async (asOf: string) => (await ar.invoices.get({ invoice: 'inv_A-1', asOf })).disputes
  expect(await shown('2026-11-21')).toEqual([])
  expect(await shown('2026-11-24')).toMatchObject([{ outcome: '', resolvedOn: null }])
  expect(await shown('2026-11-25')).toMatchObject([{ outcome: 'rejected' }])
})

test.each([
  ['nothing named', {}, 'invalid_input'],
  ['both named', { invoice: 'inv_A-1', payment: 'p1' }, 'invalid_input'],
  ['an unknown invoice', { invoice: 'inv_B' }, 'invoice_not_found'],
  ['a line that is not there', { invoice: 'inv_A-1', lines: [1] }, 'invalid_input'],
  ['lines of a payment', { payment: 'p1', lines: [1] }, 'invalid_input'],
  ['more than the invoice', { invoice: 'inv_A-1', amount: eur('100.01') }, 'dispute_exceeds_amount'],
  ['more than the payment', { payment: 'p1', amount: eur('30.01') }, 'dispute_exceeds_amount'],
  ['another currency', { invoice: 'inv_A-1', amount: money('1.00', 'USD') }, 'currency_mismatch'],
])('a dispute of %s is refused', async (_, about, code) => {
  const { ar, store, issue, pay } = await ledger(['ada'])
  await issue('ada', 'A-1', '100.00', '2026-11-01')
  await pay('ada', 'p1', '30.00', '2026-11-05')
  const before = store.snapshot()
  await expect(ar.disputes.open({ ...about, reason: 'price' })).rejects.toMatchObject({ code })
  expect(store.snapshot()).toBe(before)
})

test('a credit note follows only from an accepted dispute of an invoice, and never for more than is billed', async () => {
  const { ar, issue, pay } = await ledger(['ada'])
  await issue('ada', 'A-1', '100.00', '2026-11-01')
  await pay('ada', 'p1', '30.00', '2026-11-05')
  await ar.disputes.open({ id: 'd1', invoice: 'inv_A-1', reason: 'price' })
  await ar.disputes.open({ id: 'd2', payment: 'p1', reason: 'not_me' })
  const end = (dispute: string, outcome: 'accepted' | 'rejected') =>
    ar.disputes.resolve({ dispute, outcome, as: 'credit' })
  await expect(end('d1', 'rejected')).rejects.toMatchObject({ code: 'invalid_input' })
  await expect(end('d2', 'accepted')).rejects.toMatchObject({ code: 'invalid_input' })
  await ar.credits.issue({ customer: 'ada', number: 'C-1', amount: eur('50.00'), invoice: 'inv_A-1' })
  await expect(end('d1', 'accepted')).rejects.toMatchObject({ code: 'credit_exceeds_invoice' })
  expect((await ar.disputes.get('d1')).outcome).toBe('')
})

test('lists know what is open', async () => {
  const { ar, issue } = await ledger(['ada', 'bob'])
  await issue('ada', 'A-1', '100.00', '2026-11-01')
  await issue('bob', 'B-1', '100.00', '2026-11-01')
  await ar.disputes.open({ id: 'd1', invoice: 'inv_A-1', reason: 'price' })
  await ar.disputes.open({ id: 'd2', invoice: 'inv_A-1', reason: 'price' })
  await ar.disputes.open({ id: 'd3', invoice: 'inv_B-1', reason: 'price' })
  await ar.disputes.resolve({ dispute: 'd1', outcome: 'rejected' })
  const ids = async (asked: object) => (await ar.disputes.list(asked)).items.map(({ id }) => id)
  expect(await ids({})).toEqual(['d1', 'd2', 'd3'])
  expect(await ids({ customer: 'ada', openOnly: true })).toEqual(['d2'])
  expect(await ids({ invoice: 'inv_B-1' })).toEqual(['d3'])
  const page = await ar.disputes.list({ limit: 2 })
  expect((await ar.disputes.list({ limit: 2, cursor: page.next ?? '' })).items).toMatchObject([{ id: 'd3' }])
})
