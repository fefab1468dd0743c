import { type BookingView, type Money, money, toDecimal } from '@owekit/core'
import { expect, test } from 'vitest'
import { ledger, type TestLedger } from './ledger.js'

const eur = (amount: string) => money(amount, 'EUR')
const text = (amount: Money | null) => (amount === null ? null : toDecimal(amount))

/** Half of 300.00 now; free until a week before, half until 48 hours before, then everything; 100.00 for not coming. */
const terms = {
  customer: 'ada',
  reference: 'bk',
  total: eur('300.00'),
  date: '2026-12-20',
  time: '18:00',
  rule: 'half',
  policy: {
    windows: [
      { until: { days: 7 }, charge: 'none' },
      { until: { hours: 48 }, charge: { percent: '50' } },
    ],
    after: 'all',
  },
  noShow: { amount: eur('100.00') },
  disclosure: 'Free until a week before.',
} as const

async function booked(more: object = {}): Promise<TestLedger> {
  const books = await ledger(['ada'], { timeZone: 'Europe/Paris' })
  await books.ar.bookings.request({ ...terms, ...more })
  return books
}

const deposit = async ({ ar }: TestLedger, amount: string, id = 'dep_1') =>
  ar.deposits.settle({ customer: 'ada', id, reference: 'bk', amount: eur(amount) })

const brief = (view: BookingView) => [
  view.status,
  text(view.paid),
  text(view.balance),
  view.next === null ? null : `${toDecimal(view.next.amount)} by ${view.next.dueOn}`,
]

test('a booking asks for its deposit, then for the rest, and says what cancelling costs until when', async () => {
  const books = await booked()
  const { ar } = books
  expect(brief(await ar.bookings.get('bk'))).toEqual(['approved', '0.00', '300.00', '150.00 by null'])
  expect((await ar.bookings.get('bk')).fees.map(({ until, fee }) => [until, toDecimal(fee)])).toEqual([
    ['2026-12-13T17:00:00.000Z', '0.00'],
    ['2026-12-18T17:00:00.000Z', '150.00'],
    [null, '300.00'],
  ])
  await deposit(books, '150.00')
  expect(brief(await ar.bookings.get('bk'))).toEqual(['deposit_paid', '150.00', '150.00', '150.00 by 2026-12-13'])
  await deposit(books, '150.00', 'dep_2')
  expect(brief(await ar.bookings.get('bk'))).toEqual(['paid', '300.00', '0.00', null])
  await books.sound()
})

test('with approval nothing is asked before someone says yes, and the hold begins then', async () => {
  const books = await booked({ needsApproval: true, holdMinutes: 60 })
  const { ar, at } = books
  expect((await ar.bookings.get('bk')).status).toBe('requested')
  expect((await ar.bookings.get('bk')).next).toBe(null)
  at('2026-11-23T22:30:00Z')
  expect(await ar.bookings.approve({ reference: 'bk' })).toMatchObject({
    request: 'dpr_bk',
    expiresAt: '2026-11-23T23:30:00.000Z',
  })
  await expect(ar.bookings.approve({ reference: 'bk' })).rejects.toMatchObject({ code: 'already_exists' })
  // 23:30 in London is the 24th in Paris.
  expect(brief(await ar.bookings.get('bk'))).toEqual(['approved', '0.00', '300.00', '150.00 by 2026-11-24'])
  at('2026-11-23T23:29:59Z')
  expect((await ar.bookings.get('bk')).status).toBe('approved')
  at('2026-11-23T23:30:00Z')
  expect((await ar.bookings.get('bk')).status).toBe('expired')
  await deposit(books, '150.00')
  expect((await ar.bookings.get('bk')).status).toBe('deposit_paid')
})

test('who pays all at once is asked for all; a rule may refuse that', async () => {
  const books = await booked({ pay: 'full' })
  expect(text((await books.ar.bookings.get('bk')).deposit)).toBe('300.00')
  const rule = { ask: { percent: '50' }, mayPayFull: false }
  const again = books.ar.bookings.request({ ...terms, reference: 'other', pay: 'full', rule })
  await expect(again).rejects.toMatchObject({ code: 'invalid_input' })
})

test('a preview tells the fee and writes nothing; cancelling then promises the rest back and pays nothing out', async () => {
  const books = await booked()
  const { ar, store, at, sound } = books
  await deposit(books, '200.00')
  at('2026-12-15T09:00:00Z')
  const before = store.snapshot()
  const told = await ar.bookings.preview({ reference: 'bk', by: 'customer' })
  expect(store.snapshot()).toBe(before)
  const outcome = await ar.bookings.cancel({ reference: 'bk', by: 'customer' })
  for (const { fee, kept, owed, refund, credit } of [told, outcome])
    expect([fee, kept, owed, refund, credit].map(text)).toEqual(['150.00', '150.00', '0.00', '50.00', '0.00'])
  const source = await ar.payments.get('dep_1')
  expect([source.held, source.unapplied, source.refundDue, source.refunded].map(text)).toEqual([
    '0.00',
    '50.00',
    '50.00',
    '0.00',
  ])
  expect(brief(await ar.bookings.get('bk'))).toEqual(['cancelled', '0.00', '0.00', null])
  await ar.payments.refund({ payment: 'dep_1' })
  expect(text((await ar.bookings.get('bk')).refundDue)).toBe('0.00')
  await expect(ar.bookings.cancel({ reference: 'bk', by: 'customer' })).rejects.toMatchObject({ code: 'booking_ended' })
  await sound()
})

test('an organiser who cancels late gives everything back; a waived fee goes the way of the policy', async () => {
  const organiser = await booked()
  await deposit(organiser, '200.00')
  const late = { reference: 'bk', at: '2026-12-20T16:00:00Z' }
  expect(text((await organiser.ar.bookings.preview({ ...late, by: 'organiser' })).refund)).toBe('200.00')
  const credit = await booked({ policy: { ...terms.policy, rest: 'credit' } })
  await deposit(credit, '200.00')
  const outcome = await credit.ar.bookings.cancel({ ...late, by: 'customer', waive: true })
  expect([outcome.fee, outcome.refund, outcome.credit].map(text)).toEqual(['0.00', '0.00', '200.00'])
  expect(text((await credit.ar.payments.get('dep_1')).refundDue)).toBe('0.00')
  await credit.sound()
})

test('an invoiced booking is credited down to its fee; what was paid beyond it is promised back', async () => {
  const books = await booked()
  const { ar, at, sound } = books
  await deposit(books, '150.00')
  await ar.invoices.issue({ customer: 'ada', number: 'B', total: eur('300.00'), dueOn: '2026-12-13', reference: 'bk' })
  await ar.payments.record({
    customer: 'ada',
    id: 'pay_1',
    amount: eur('100.00'),
    allocate: { specific: [{ invoice: 'inv_B' }] },
  })
  expect(brief(await ar.bookings.get('bk'))).toEqual(['deposit_paid', '250.00', '50.00', '50.00 by 2026-12-13'])
  at('2026-12-15T09:00:00Z')
  const outcome = await ar.bookings.cancel({ reference: 'bk', by: 'customer', number: 'C-1' })
  expect([outcome.kept, outcome.refund, outcome.owed].map(text)).toEqual(['150.00', '100.00', '0.00'])
  expect(await books.open('B')).toBe('0.00')
  expect(text((await ar.balances.of('ada')).perCurrency[0]?.refundDue ?? null)).toBe('100.00')
  expect(text((await ar.bookings.get('bk')).refundDue)).toBe('100.00')
  await sound()
})

test('what of the fee the money does not cover stays open on the invoice', async () => {
  const books = await booked()
  const { ar, at, sound } = books
  await ar.invoices.issue({ customer: 'ada', number: 'B', total: eur('300.00'), dueOn: '2026-12-13', reference: 'bk' })
  await ar.payments.record({ customer: 'ada', id: 'pay_1', amount: eur('40.00') })
  at('2026-12-15T09:00:00Z')
  const outcome = await ar.bookings.cancel({ reference: 'bk', by: 'customer' })
  expect([outcome.fee, outcome.kept, outcome.owed, outcome.refund].map(text)).toEqual([
    '150.00',
    '40.00',
    '110.00',
    '0.00',
  ])
  expect(await books.open('B')).toBe('110.00')
  expect(brief(await ar.bookings.get('bk'))).toEqual(['cancelled', '40.00', '110.00', '110.00 by 2026-12-13'])
  await sound()
})

test('nobody came: at most what was disclosed, and the rest goes back', async () => {
  const books = await booked()
  const { ar, at, sound } = books
  await deposit(books, '150.00')
  at('2026-12-20T20:00:00Z')
  const tooMuch = ar.bookings.noShow({ reference: 'bk', fee: eur('100.01') })
  await expect(tooMuch).rejects.toMatchObject({ code: 'fee_not_disclosed', details: { disclosed: '100.00 EUR' } })
  const outcome = await ar.bookings.noShow({ reference: 'bk', fee: eur('60.00') })
  expect([outcome.kept, outcome.refund].map(text)).toEqual(['60.00', '90.00'])
  expect(await ar.bookings.get('bk')).toMatchObject({ status: 'no_show', outcome: { why: 'nobody came' } })
  await sound()
})

test('rescheduling keeps the deposit and moves what is due, and the deadlines', async () => {
  const books = await booked()
  const { ar, at, sound } = books
  await deposit(books, '150.00')
  await ar.invoices.issue({ customer: 'ada', number: 'B', total: eur('300.00'), dueOn: '2026-12-13', reference: 'bk' })
  await ar.bookings.reschedule({ reference: 'bk', date: '2027-01-03', time: '12:30' })
  const view = await ar.bookings.get('bk')
  expect(brief(view)).toEqual(['deposit_paid', '150.00', '150.00', '150.00 by 2026-12-27'])
  expect([view.startsAt, view.fees[0]?.until]).toEqual(['2027-01-03T11:30:00.000Z', '2026-12-27T11:30:00.000Z'])
  at('2026-12-26T09:00:00Z')
  expect(text((await ar.bookings.preview({ reference: 'bk', by: 'customer' })).fee)).toBe('0.00')
  await sound()
})

test('a booking cannot move to where its deadlines are no days', async () => {
  const { ar } = await booked()
  const moved = ar.bookings.reschedule({ reference: 'bk', date: '0001-01-02' })
  await expect(moved).rejects.toMatchObject({ code: 'invalid_date' })
})

test('a deposit that is taken back after it was promised back leaves nothing promised', async () => {
  const books = await booked()
  const { ar, sound } = books
  await deposit(books, '200.00')
  await ar.bookings.cancel({ reference: 'bk', by: 'customer' })
  await ar.payments.reverse({ payment: 'dep_1', reason: 'chargeback' })
  expect(text((await ar.payments.get('dep_1')).refundDue)).toBe('0.00')
  await sound()
})

test('a merged customer takes the bookings along', async () => {
  const books = await booked()
  const { ar, sound } = books
  await deposit(books, '150.00')
  await ar.customers.open({ id: 'bob', name: 'Bob' })
  await ar.customers.merge({ from: 'ada', into: 'bob' })
  expect(await ar.bookings.get('bk')).toMatchObject({ customer: 'bob', status: 'deposit_paid' })
  await ar.bookings.cancel({ reference: 'bk', by: 'organiser' })
  await sound()
})

test('the same request twice is one booking; another one under its reference is refused', async () => {
  const { ar } = await booked()
  expect((await ar.bookings.request(terms)).replayed).toBe(true)
  await expect(ar.bookings.request({ ...terms, total: eur('1.00') })).rejects.toMatchObject({ code: 'already_exists' })
})

test.each([
  ['no time', { time: '24:00' }, 'invalid_input'],
  ['a share above 100 percent', { rule: { ask: { percent: '100.01' } } }, 'invalid_input'],
  ['a rule in another currency', { noShow: { amount: money('1.00', 'USD') } }, 'currency_mismatch'],
  ['no zone', { timeZone: 'Paris' }, 'invalid_time_zone'],
  ['no such policy', { policy: 'generous' as never }, 'invalid_input'],
  ['nobody', { customer: 'zoe' }, 'customer_not_found'],
  ['a deadline before the first year', { date: '0001-01-02' }, 'invalid_date'],
  ['a beginning after the last year', { date: '9999-12-31' }, 'invalid_date'],
])('a booking with %s is refused', async (_, more, code) => {
  const { ar } = await ledger(['ada'])
  await expect(ar.bookings.request({ ...terms, ...more })).rejects.toMatchObject({ code })
})

test('a booking that is not there is not found', async () => {
  const { ar } = await ledger(['ada'])
  await expect(ar.bookings.get('bk')).rejects.toMatchObject({ code: 'booking_not_found' })
  await expect(ar.bookings.cancel({ reference: 'bk', by: 'customer' })).rejects.toMatchObject({
    code: 'booking_not_found',
  })
})

test('bookings are listed by their day, or of a customer by reference', async () => {
  const { ar } = await ledger(['ada', 'bob'])
  await ar.bookings.request({ ...terms, reference: 'b1', date: '2026-12-24' })
  await ar.bookings.request({ ...terms, reference: 'b2', customer: 'bob', date: '2026-12-01' })
  await ar.bookings.request({ ...terms, reference: 'b0', date: '2026-12-30' })
  const names = async (asked: object) => (await ar.bookings.list(asked)).items.map(({ reference }) => reference)
  expect(await names({})).toEqual(['b2', 'b1', 'b0'])
  expect(await names({ customer: 'ada' })).toEqual(['b0', 'b1'])
})
