import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { isReceivablesError } from '../errors/index.js'
import { dayOfNextMonth, endOfMonthAfter, eomPlus, net, netEom, onReceipt, parseTerms } from './index.js'

it.each([
  ['net 30', net(30)],
  ['Net 30', net(30)],
  ['NET30', net(30)],
  ['  net   30  days ', net(30)],
  ['n/30', net(30)],
  ['n30', net(30)],
  ['30 days', net(30)],
  ['30 days net', net(30)],
  ['net 0', net(0)],
  ['due on receipt', onReceipt],
  ['Payable upon receipt', onReceipt],
  ['immediately', onReceipt],
  ['eom', endOfMonthAfter(0)],
  ['end of month', endOfMonthAfter(0)],
  ['net eom', endOfMonthAfter(0)],
  ['30 eom', netEom(30)],
  ['net 30 EOM', netEom(30)],
  ['45 days end of month', netEom(45)],
  ['eom + 30', eomPlus(30)],
  ['EOM+30 days', eomPlus(30)],
  ['end of month plus 45', eomPlus(45)],
  ['end of next month', endOfMonthAfter(1)],
  ['15 prox', dayOfNextMonth(15)],
  ['15th of next month', dayOfNextMonth(15)],
  ['due on the 1st of the following month', dayOfNextMonth(1)],
  ['10 MFI', dayOfNextMonth(10)],
])('%j is understood', (text, steps) => {
  expect(parseTerms(text)).toEqual({ steps })
})

it.each([
  ['2/10 net 30', '2', 10, 30],
  ['2/10, n/30', '2', 10, 30],
  ['2.5/10 net 60', '2.5', 10, 60],
  ['2% 10 net 30', '2', 10, 30],
  ['2% 10 days, net 30 days', '2', 10, 30],
  ['3 / 0 net 30', '3', 0, 30],
  ['1/10 net 10', '1', 10, 10],
])('%j is %s %% off within %i days, due after %i', (text, percent, days, due) => {
  expect(parseTerms(text)).toEqual({ steps: net(due), discount: { percent, days } })
})

it.each([
  '',
  ' ',
  'whenever',
  'net',
  'net thirty',
  'net -30',
  'net 99999',
  '2/10',
  '0/10 net 30',
  '200/10 net 30',
  '2/10 eom',
  '2/10 on receipt',
  '32 prox',
  '0 prox',
  'net 30 or so',
  '1e2',
  'x'.repeat(100),
])('%j is refused', (text) => {
  expect(() => parseTerms(text)).toThrow(expect.objectContaining({ code: 'invalid_terms' }))
})

test('the refusal lists what is understood', () => {
  expect(() => parseTerms('whenever')).toThrow(/"whenever" are not understood; these are: due on receipt, net 30/)
  expect(() => parseTerms(30 as never)).toThrow(/30 are not understood/)
})

test('a discount after the due date is refused', () => {
  expect(() => parseTerms('2/40 net 30')).toThrow(/discount for 40 days, but the invoice is due after 30/)
})

test('any text is understood or refused, and never anything else', () => {
  const words = fc.array(
    fc.constantFrom('net', 'n/', '30', '2/10', 'eom', '+', 'days', 'of', 'next', 'month', '%', ',', 'prox', '15'),
    { maxLength: 7 },
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        words.map((list) => list.join(' ')),
      ),
      (text) => {
        try {
          expect(parseTerms(text).steps).toBeInstanceOf(Array)
        } catch (error) {
          expect(isReceivablesError(error, 'invalid_terms')).toBe(true)
        }
      },
    ),
    { numRuns: 500 },
  )
})
