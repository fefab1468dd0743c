import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { formatInstant, parseInstant } from './index.js'

const invalid = expect.objectContaining({ code: 'invalid_instant' })

it.each([
  ['1970-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'],
  ['2026-11-23T00:00:00+13:00', '2026-11-22T11:00:00.000Z'],
  ['2026-11-22T23:59:59.9-08:00', '2026-11-23T07:59:59.900Z'],
  ['2026-11-22t11:00:00.123456789z', '2026-11-22T11:00:00.123Z'],
  ['1969-12-31T23:59:59.999-00:00', '1969-12-31T23:59:59.999Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
])('%s is %s', (text, written) => {
  expect(formatInstant(parseInstant(text))).toBe(written)
})

it.each([
  '',
  '2026-11-22',
  '2026-11-22T11:00:00',
  '2026-11-22T11:00Z',
  '2026-11-22 11:00:00Z',
  '2026-02-29T00:00:00Z',
  '2026-11-22T24:00:00Z',
  '2026-11-22T11:60:00Z',
  '2016-12-31T23:59:60Z',
  '2026-11-22T11:00:00+24:00',
  '2026-11-22T11:00:00+0100',
  '2026-11-22T11:00:00.Z',
  '0001-01-01T00:00:00+01:00',
  '9999-12-31T23:59:59-01:00',
  '2026-11-22T11:00:00Z[UTC]',
  '1774747800000',
])('%j is no instant', (text) => {
  expect(() => parseInstant(text)).toThrow(invalid)
})

it.each([NaN, 0.5, 1e15, -1e15])('%d milliseconds cannot be written', (instant) => {
  expect(() => formatInstant(instant)).toThrow(invalid)
})

test('a Date or a number is no text of an instant', () => {
  for (const value of [0, new Date(0), null]) expect(() => parseInstant(value as never)).toThrow(invalid)
})

test('text is read back, with any offset', () => {
  const instant = fc.integer({ min: Date.UTC(2, 0), max: Date.UTC(9998, 0) })
  fc.assert(
    fc.property(instant, fc.integer({ min: -1439, max: 1439 }), (ms, offset) => {
      expect(parseInstant(formatInstant(ms))).toBe(ms)
      const size = Math.abs(offset)
      const sign = offset < 0 ? '-' : '+'
      const zone = `${sign}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`
      const local = new Date(ms + offset * 60_000).toISOString().slice(0, -1)
      expect(parseInstant(local + zone)).toBe(ms)
    }),
  )
})
