import { money, type Receivables } from '@owekit/core'
import { beforeAll, expect, test } from 'vitest'
import { ledger, type TestLedger } from './ledger.js'

let books: TestLedger
beforeAll(async () => {
  books = await ledger(['ada', 'bob'])
  await books.issue('ada', 'A-1', '100.00', '2026-11-01')
  await books.ar.invoices.issue({ customer: 'ada', number: 'U-1', total: money('100.00', 'USD') })
  await books.pay('ada', 'p1', '40.00', '2026-11-02')
  await books.ar.periods.close({ through: '2026-01-31' })
})

const eur = (amount: string) => ({ amount, currency: 'EUR' })
const invoice = { customer: 'ada', number: 'X-1', total: eur('10.00'), issuedOn: '2026-11-01' }
const payment = { customer: 'ada', id: 'px', amount: eur('10.00'), receivedOn: '2026-11-01' }
const issue = (change: object) => (ar: Receivables) => ar.invoices.issue({ ...invoice, ...change })
const pay = (change: object) => (ar: Receivables) => ar.payments.record({ ...payment, ...change })
const named = (target: object) => pay({ allocate: { specific: [target] } })
// What JSON.parse makes of a hostile body: an own entry with that name.
const ownProto = JSON.parse('{"__proto__": {"polluted": true}}') as object

test.each<[string, string, (ar: Receivables) => Promise<unknown>]>([
  ['an unknown currency', 'unknown_currency', issue({ total: { amount: '1.00', currency: 'EUX' } })],
  ['a currency without a minor unit', 'unknown_currency', issue({ total: { amount: '1', currency: 'XAU' } })],
  ['too many decimals', 'too_many_decimals', issue({ total: eur('1.005') })],
  ['NaN', 'invalid_amount', issue({ total: eur('NaN') })],
  ['a number for money', 'invalid_amount', issue({ total: { amount: 10.5, currency: 'EUR' } })],
  ['2^63 minor units', 'amount_out_of_range', issue({ total: eur('92233720368547758.08') })],
  ['a zero total', 'invalid_amount', issue({ total: eur('0.00') })],
  ['a negative total', 'invalid_amount', issue({ total: eur('-1.00') })],
  ['lines that do not add up', 'splits_do_not_add_up', issue({ lines: [{ description: 'a', amount: eur('9.99') }] })],
  ['a due date before issue', 'due_before_issue', issue({ dueOn: '2026-10-31' })],
  ['a day that does not exist', 'invalid_date', issue({ issuedOn: '2026-02-30' })],
  ['terms nobody understands', 'invalid_terms', issue({ terms: 'soonish' })],
  ['a duplicate number', 'already_exists', issue({ number: 'A-1' })],
  ['a duplicate number under another id', 'already_exists', issue({ number: 'A-1', id: 'inv_other' })],
  [
    'two currencies in one invoice',
    'currency_mismatch',
    issue({ taxes: [{ code: 'VAT', amount: { amount: '1.00', currency: 'USD' } }] }),
  ],
  ['an unknown customer', 'customer_not_found', issue({ customer: 'nobody' })],
  ['a closed period', 'period_closed', issue({ issuedOn: '2026-01-31' })],
  ['__proto__ as an id', 'invalid_id', issue({ customer: '__proto__' })],
  ['constructor as an id', 'invalid_id', issue({ number: 'constructor' })],
  ['__proto__ as an entry', 'invalid_input', issue({ metadata: ownProto })],
  ['an entry nobody knows', 'invalid_input', issue({ totl: eur('1.00') })],
  ['NUL in a text', 'invalid_text', issue({ metadata: { note: 'a\u0000b' } })],
  ['a lone surrogate', 'invalid_text', issue({ reference: 'a\ud800' })],
  ['a 1 MB text', 'text_too_long', issue({ metadata: { note: 'x'.repeat(1_000_000) } })],
  ['a 1 MB id', 'invalid_id', issue({ number: 'x'.repeat(1_000_000) })],
  ['nothing at all', 'invalid_input', (ar) => ar.invoices.issue(undefined as never)],
  ['a list for an object', 'invalid_input', (ar) => ar.invoices.issue([] as never)],
  ['over-allocation', 'allocation_exceeds_open_amount', named({ invoice: 'inv_A-1', amount: eur('60.01') })],
  ['an invoice of another currency', 'currency_mismatch', named({ invoice: 'inv_U-1' })],
  ['an invoice that is not there', 'invoice_not_found', named({ invoice: 'inv_none' })],
  ['a payment that exists with another amount', 'already_exists', pay({ id: 'p1' })],
  ['a plan that has changed', 'plan_hash_changed', pay({ planHash: 'not-the-hash' })],
  [
    'a refund above the payment',
    'refund_exceeds_payment',
    (ar) => ar.payments.refund({ payment: 'p1', amount: money('40.01', 'EUR'), as: 'credit' }),
  ],
  [
    'a refund without treatment',
    'refund_treatment_required',
    (ar) => ar.payments.refund({ payment: 'p1', amount: money('1.00', 'EUR') }),
  ],
  [
    'a credit above its invoice',
    'credit_exceeds_invoice',
    (ar) => ar.credits.issue({ customer: 'ada', number: 'C', amount: money('100.01', 'EUR'), invoice: 'inv_A-1' }),
  ],
  ['voiding a paid invoice', 'invoice_has_payments', (ar) => ar.invoices.void({ invoice: 'inv_A-1' })],
  [
    'a write-off above what is open',
    'writeoff_exceeds_open',
    (ar) => ar.writeOffs.record({ invoice: 'inv_A-1', amount: money('60.01', 'EUR') }),
  ],
  [
    'a plan that does not add up',
    'plan_total_mismatch',
    (ar) =>
      ar.plans.agree({ invoice: 'inv_A-1', instalments: [{ dueOn: '2026-12-01', amount: money('1.00', 'EUR') }] }),
  ],
  [
    'somebody else’s invoice',
    'invoice_not_found',
    (ar) => ar.payments.record({ ...payment, customer: 'bob', allocate: { specific: [{ invoice: 'inv_A-1' }] } }),
  ],
])('%s: %s, and the store stays byte-identical', async (_what, code, act) => {
  const before = books.store.snapshot()
  await expect(act(books.ar)).rejects.toMatchObject({ name: 'ReceivablesError', code })
  expect(books.store.snapshot()).toBe(before)
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
})

test('every message names the command, and amounts show limit and attempt', async () => {
  const refusal = books.ar.payments.record({
    ...payment,
    allocate: { specific: [{ invoice: 'inv_A-1', amount: eur('80.00') }] },
  })
  await expect(refusal).rejects.toThrow('Invoice A-1 has 60.00 EUR open; cannot allocate 80.00 EUR.')
})
