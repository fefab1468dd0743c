import { expect, expectTypeOf, it, test } from 'vitest'
import { attempted, errorCatalogue, isReceivablesError, ReceivablesError, shown, type ErrorCode } from './index.js'

const refusal = new ReceivablesError('account_changed', 'Account cus_ada moved from 3 to 4.', { expected: 3, found: 4 })

test('an error carries its code, the kind of its code, and JSON-safe details', () => {
  expect(refusal).toBeInstanceOf(Error)
  expect(refusal.name).toBe('ReceivablesError')
  expect(refusal.kind).toBe('conflict')
  expect(JSON.parse(JSON.stringify(refusal))).toEqual({
    code: 'account_changed',
    kind: 'conflict',
    message: 'Account cus_ada moved from 3 to 4.',
    details: { expected: 3, found: 4 },
  })
  expect(String(refusal)).toBe('ReceivablesError: Account cus_ada moved from 3 to 4.')
})

test('the cause is kept for the caller and left out of the JSON', () => {
  const cause = new Error('password=hunter2')
  const error = new ReceivablesError('store_unavailable', 'The store did not answer.', {}, { cause })
  expect(error.cause).toBe(cause)
  expect(JSON.stringify(error)).not.toContain('hunter2')
  expect('cause' in refusal).toBe(false)
})

test('is recognised across duplicate installs, and by code', () => {
  const brand = Symbol.for('@owekit/core/ReceivablesError')
  const elsewhere = Object.assign(new Error('x'), { code: 'account_changed', [brand]: true })
  expect(isReceivablesError(refusal)).toBe(true)
  expect(isReceivablesError(refusal, 'account_changed')).toBe(true)
  expect(isReceivablesError(refusal, 'store_full')).toBe(false)
  expect(isReceivablesError(elsewhere, 'account_changed')).toBe(true)
})

it.each([new Error('x'), null, undefined, 'account_changed', { code: 'account_changed' }, 42])(
  '%s is not ours',
  (other) => {
    expect(isReceivablesError(other)).toBe(false)
  },
)

test('asking for a code narrows the type', () => {
  const caught: unknown = refusal
  if (isReceivablesError(caught, 'account_changed')) expectTypeOf(caught.code).toEqualTypeOf<'account_changed'>()
  expectTypeOf<'invented'>().not.toExtend<ErrorCode>()
})

it.each(Object.keys(errorCatalogue))('code %s is snake case', (code) => {
  expect(code).toMatch(/^[a-z]+(_[a-z]+)*$/)
})

const shownCases: [unknown, string][] = [
  ['1.005', '"1.005"'],
  ['a\nb', '"a\\nb"'],
  ['x'.repeat(100), `"${'x'.repeat(40)}…"`],
  [12n, '12n'],
  [10n ** 50n, 'a huge bigint'],
  [NaN, 'NaN'],
  [undefined, 'undefined'],
  [{}, 'an object'],
  [[], 'a list'],
  [() => 1, 'a function'],
]

test.each(shownCases.map(([value, text]) => ({ show: () => shown(value), text })))(
  'a message shows $text',
  ({ show, text }) => {
    expect(show()).toBe(text)
  },
)

test('details keep text as it is, cut to length', () => {
  expect(attempted('1.005')).toBe('1.005')
  expect(attempted('x'.repeat(100))).toBe(`${'x'.repeat(40)}…`)
  expect(attempted(12n)).toBe('12n')
})
