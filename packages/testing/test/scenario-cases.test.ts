import { memoryStore } from '@owekit/core/memory'
import { expect, test } from 'vitest'
import { bundledScenarios, scenarioConformance } from '../src/index.js'

/** The cases of the sections that are built. */
const cases = [...range(1, 50), ...range(56, 74), ...range(107, 111), 116, ...range(119, 122), ...range(124, 126)].map(
  (number) => `AC-${String(number).padStart(2, '0')}`,
)

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}

test('every worked case is there, once', () => {
  const ids = bundledScenarios().map(({ id }) => id)
  expect([...ids].sort()).toEqual([...cases].sort())
})

scenarioConformance({ test }, memoryStore)
