import { money, toDecimal } from '@owekit/core'
import { expect, test } from 'vitest'
import { ledger } from './ledger.js'

const eur = (amount: string) => money(amount, 'EUR')

test('a credit note is shown with what is printed on it: number, lines, taxes, the invoice it corrects, what is free', async () => {
  const { ar, issue, pay } = await ledger(['ada'])
  await issue('ada', 'A-1', '121.00', '2026-11-01')
  await pay('ada', 'p1', '100.00', '2026-11-05')
  await ar.credits.issue({
    customer: 'ada',
    number: 'C-1',
    invoice: 'inv_A-1',
    issuedOn: '2026-11-06',
    amount: eur('60.50'),
    lines: [{ description: 'Returned', amount: eur('50.00') }],
    taxes: [{ code: 'VAT21', amount: eur('10.50') }],
  })
  const credit = await ar.credits.get('crn_C-1')
  expect(credit).toMatchObject({
    kind: 'credit_note',
    number: 'C-1',
    issuedOn: '2026-11-06',
    corrects: { invoice: 'inv_A-1', number: 'A-1' },
  })
  expect([credit.net, credit.amount, credit.unapplied].map(toDecimal)).toEqual(['50.00', '60.50', '39.50'])
  expect(credit.lines.map((line) => [line.description, toDecimal(line.amount)])).toEqual([['Returned', '50.00']])
  expect(credit.taxes.map((tax) => [tax.code, toDecimal(tax.amount)])).toEqual([['VAT21', '10.50']])
})

test('a payment or an invoice is no credit', async () => {
  const { ar, issue, pay } = await ledger(['ada'])
  await issue('ada', 'A-1', '10.00', '2026-11-01')
  await pay('ada', 'p1', '10.00', '2026-11-05')
  for (const id of ['p1', 'inv_A-1', 'crn_none'])
    await expect(ar.credits.get(id)).rejects.toMatchObject({ code: 'payment_not_found' })
})
