import { describe, expect, it, test } from 'vitest'
import type { Json } from '../src/scenario/json.js'
import { differences } from '../src/scenario/match.js'
import { withReferences } from '../src/scenario/references.js'

const euros = (amount: string) => ({ amount, currency: 'EUR' })
const buckets = [
  { label: 'current', amount: '300.00' },
  { label: '1–30', amount: '0.00' },
  { label: '31–60', amount: '500.00' },
]

describe('what matches', () => {
  it.each<{ title: string; expected: Json; actual: Json }>([
    { title: 'an object with more in it', expected: { a: 1 }, actual: { a: 1, b: 2 } },
    { title: 'money by its amount', expected: '70.00', actual: euros('70.00') },
    { title: 'money by amount and currency', expected: '70.00 EUR', actual: euros('70.00') },
    { title: 'money in full', expected: euros('70.00'), actual: euros('70.00') },
    { title: 'a list in order', expected: [{ a: 1 }, {}], actual: [{ a: 1, b: 2 }, { c: 3 }] },
    { title: 'null', expected: { a: null }, actual: { a: null } },
    { title: 'a name that is not there', expected: { total: '$nothing' }, actual: { a: 1 } },
    {
      title: 'elements in any order',
      expected: { contains: [{ a: 2 }, { a: 1 }] },
      actual: [{ a: 1 }, { a: 2 }, { a: 3 }],
    },
    {
      title: 'elements paired so that each finds one',
      expected: { contains: [{}, { a: 1 }] },
      actual: [{ a: 1 }, { a: 2 }],
    },
    { title: 'what a list lacks', expected: { lacks: [{ a: 3 }] }, actual: [{ a: 1 }] },
    { title: 'how many', expected: { count: 2 }, actual: [1, 2] },
    {
      title: 'rows by what they are called',
      expected: { by: 'label', of: 'amount', rows: { current: '300.00', '31–60': '500.00' }, rest: '0.00' },
      actual: buckets,
    },
    { title: 'rows as objects', expected: { by: 'label', rows: { current: { amount: '300.00' } } }, actual: buckets },
  ])('$title', ({ expected, actual }) => {
    expect(differences(expected, actual)).toEqual([])
  })
})

describe('what does not match, and where', () => {
  it.each<{ title: string; expected: Json; actual: Json; paths: string[] }>([
    { title: 'another value', expected: { a: { b: 1 } }, actual: { a: { b: 2 } }, paths: ['a.b'] },
    { title: 'a missing name', expected: { a: 1 }, actual: { b: 1 }, paths: ['a'] },
    { title: 'null for a missing name', expected: { a: null }, actual: {}, paths: ['a'] },
    { title: 'an inherited name', expected: { toString: 'x' }, actual: {}, paths: ['toString'] },
    { title: 'a number for a text', expected: '1', actual: 1, paths: [''] },
    { title: 'an object for a value', expected: '1', actual: { a: '1' }, paths: [''] },
    { title: 'a value for an object', expected: { a: 1 }, actual: 'a', paths: [''] },
    { title: 'another amount', expected: '70.00', actual: euros('70.01'), paths: [''] },
    { title: 'an equal amount in other words', expected: '70', actual: euros('70.00'), paths: [''] },
    { title: 'another currency', expected: '70.00 USD', actual: euros('70.00'), paths: [''] },
    { title: 'an amount that is more than money', expected: '70.00', actual: { ...euros('70.00'), a: 1 }, paths: [''] },
    { title: 'a longer list', expected: [1], actual: [1, 2], paths: ['length'] },
    { title: 'a shorter list', expected: [1, 2], actual: [1], paths: ['1'] },
    { title: 'another order', expected: [1, 2], actual: [2, 1], paths: ['0', '1'] },
    { title: 'no list', expected: [], actual: {}, paths: [''] },
    { title: 'a list where nothing should be', expected: { a: [] }, actual: { a: [1] }, paths: ['a.length'] },
    { title: 'a name that should not be there', expected: { a: '$nothing' }, actual: { a: null }, paths: ['a'] },
    { title: 'one element for two', expected: { contains: [1, 1] }, actual: [1, 2], paths: [''] },
    { title: 'an element it should lack', expected: { lacks: [{ a: 1 }] }, actual: [{ a: 1, b: 2 }], paths: ['0'] },
    { title: 'another count', expected: { count: 1 }, actual: [], paths: ['length'] },
    { title: 'an object that says nothing of lists', expected: { a: 1 }, actual: [{ a: 1 }], paths: [''] },
    { title: 'an empty object for a list', expected: {}, actual: [], paths: [''] },
    {
      title: 'a row, the rest, and a row that is not there',
      expected: { by: 'label', of: 'amount', rows: { '31–60': '400.00', '91+': '0.00' }, rest: '0.00' },
      actual: buckets,
      paths: ['[label=31–60]', '[label=91+]', '[label=current]'],
    },
  ])('$title', ({ expected, actual, paths }) => {
    expect(differences(expected, actual).map(({ path }) => path)).toEqual(paths)
  })
})

test('references give what was kept, anywhere in a value', () => {
  const kept = new Map<string, Json>([['paid', { id: 'pay_1', allocations: [{ id: 'cus_ada/4' }] }]])
  expect(withReferences({ a: ['$paid.id', '$paid.allocations.0.id'], b: '$$5', c: 'x$paid', d: null }, kept)).toEqual({
    a: ['pay_1', 'cus_ada/4'],
    b: '$5',
    c: 'x$paid',
    d: null,
  })
  expect(withReferences('$paid', kept)).toEqual(kept.get('paid'))
})

it.each(['$paid.no', '$paid.allocations.7', '$paid.id.x', '$paid.allocations.length', '$paid.constructor'])(
  '%s leads nowhere',
  (text) => {
    const kept = new Map<string, Json>([['paid', { id: 'pay_1', allocations: [] }]])
    expect(() => withReferences(text, kept)).toThrow('leads nowhere')
  },
)
