import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareText } from '../records/compare-text.js'
import { textOrder } from './text-order.js'

const inOrder = (texts: readonly string[]) => [...textOrder(texts)].map((i) => texts[i])

test('texts come in the order of their code points, whatever they are', () => {
  const unit = fc.constantFrom('a', 'b', '~', '\u007f', 'é', '\uffff', '\u{1f600}', '\ud800', '\0')
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit, maxLength: 12 }))
  fc.assert(
    fc.property(fc.array(text), fc.constantFrom('', 'cus_', 'é'), (ends, start) => {
      const texts = ends.map((end) => start + end)
      expect(inOrder(texts)).toEqual([...texts].sort(compareText))
    }),
  )
})

test('many ids are sorted by number, and those that look alike by text', () => {
  const ids = Array.from({ length: 5_000 }, (_, i) => `cus_${((i * 7919) % 5_000) * 1_000_003}`)
  expect(inOrder(ids)).toEqual(ids.toSorted(compareText))
})
