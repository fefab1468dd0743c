import { expect, it, test } from 'vitest'
import { decided, rising } from '../../test/reminder-story.js'
import { sharedData } from '../../test/shared-data.js'

interface ThresholdCase {
  readonly id: string
  readonly input: { readonly overdue: readonly Record<string, number>[]; readonly threshold: Record<string, number> }
  readonly expected: { readonly attempt: boolean }
}

const text = sharedData('peers-cases/dunning-and-reminders.json')
const thresholds = (text === undefined ? [] : (JSON.parse(text).cases as ThresholdCase[])).filter(({ id }) =>
  ['011', '012'].includes(id.slice(-3)),
)

test.skipIf(text === undefined)('the peers’ thresholds are here (needs ../shared/data)', () => {
  expect(thresholds).toHaveLength(2)
})

it.each(thresholds)('a peer’s threshold: $id', ({ input, expected }) => {
  const items = input.overdue.map(({ EUR }, i) => ({ document: `I${i}`, due: '2026-11-01', open: BigInt(EUR!) }))
  const policy = { ...rising, minimum: { EUR: (input.threshold['EUR']! / 100).toFixed(2) } }
  const { messages } = decided({ policy, items, at: '2026-11-08T09:00', saidUntil: '2026-11-01' })
  expect(messages.length > 0).toBe(expected.attempt)
})
