import { expect, test } from 'vitest'
import type { Fact } from './fact.js'
import { hledgerEntry } from './hledger.js'
import { posting } from './posting.js'

const received = (customer: string): Fact => ({
  tenant: 'default',
  customer,
  version: 1,
  schema: 1,
  type: 'deposit.forfeited',
  effectiveOn: 20517,
  recordedAt: 0,
  actor: 'system',
  requestKey: '',
  data: { deposit: 'd1', amount: 5000n, reason: '' },
  postings: [
    posting({ account: 'customer_deposits', currency: 'EUR', amount: 5000n, source: 'd1' }),
    posting({ account: 'forfeit_income', currency: 'EUR', amount: -5000n }),
  ],
})

test('a fact becomes one balanced transaction', () => {
  expect(hledgerEntry(received('cus_ada'))).toBe(
    '2026-03-05 (cus_ada/1) deposit.forfeited\n' +
      '    liabilities:customer deposits:cus_ada  50.00 EUR\n' +
      '    income:forfeit  -50.00 EUR\n\n',
  )
})

test('bug: customers whose ids differ only in punctuation shared one account', () => {
  const names = ['a:b', 'a b', 'a;b', 'a%3Ab', 'a  b', 'a\tb', 'a[b]'].map(
    (id) => hledgerEntry(received(id)).split('\n')[1],
  )
  expect(new Set(names).size).toBe(names.length)
})
