import { expect, test } from 'vitest'
import { balancesOfJournal } from './read-hledger.js'

const journal = (...lines: readonly string[]) =>
  `2026-03-05 (c/1) x\n${lines.map((line) => `    ${line}\n`).join('')}\n`

const paid = journal('assets:cash clearing  50.00 EUR', 'liabilities:unapplied:c  -50.00 EUR')
const settled = journal('liabilities:unapplied:c  20.05 EUR', 'assets:receivable:c  -20.05 EUR')

test('an account holds the sum of its lines', () => {
  expect(balancesOfJournal([paid, settled])).toEqual([
    { account: 'assets:cash clearing', currency: 'EUR', amount: 5000n },
    { account: 'liabilities:unapplied:c', currency: 'EUR', amount: -2995n },
    { account: 'assets:receivable:c', currency: 'EUR', amount: -2005n },
  ])
})

test('where the pieces break does not matter', () => {
  const text = paid + settled
  for (const size of [1, 7, 50]) {
    const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
    expect(balancesOfJournal(pieces)).toEqual(balancesOfJournal([text]))
  }
})

test('currencies are balanced apart, each with its own places', () => {
  const text = journal('a  1.00 EUR', 'b  -1.00 EUR', 'a  7 JPY', 'b  -7 JPY')
  expect(balancesOfJournal([text]).map(({ currency, amount }) => `${amount} ${currency}`)).toEqual([
    '100 EUR',
    '-100 EUR',
    '7 JPY',
    '-7 JPY',
  ])
})

test('sums stay exact beyond 2^53', () => {
  const huge = journal('a  90071992547409.91 EUR', 'b  -90071992547409.91 EUR')
  const cent = journal('a  0.01 EUR', 'b  -0.01 EUR')
  expect(balancesOfJournal([huge, cent, cent])[0]?.amount).toBe(9007199254740993n)
})

test.each([
  { title: 'a transaction that is off', text: journal('a  1.00 EUR', 'b  -0.99 EUR'), says: 'off by 1 EUR' },
  { title: 'other places for the same currency', text: journal('a  1.00 EUR', 'b  -1 EUR'), says: 'b  -1 EUR' },
  { title: 'a line without an amount', text: journal('a  1.00 EUR', 'b'), says: '"    b"' },
  { title: 'a number that is none', text: journal('a  1.0x EUR'), says: '1.0x' },
  { title: 'a currency in the name’s place', text: journal('1.00 EUR'), says: '1.00 EUR' },
])('refuses $title', ({ text, says }) => {
  expect(() => balancesOfJournal([text])).toThrow(says)
})

test('the last line may lack its line break', () => {
  expect(balancesOfJournal([paid.trimEnd()])).toEqual(balancesOfJournal([paid]))
  expect(() => balancesOfJournal([journal('a  1.00 EUR').trimEnd()])).toThrow('off by 100 EUR')
})
