import { memoryStore } from '@owekit/core/memory'
import { expect, test } from 'vitest'
import { bundledScenarios, scenarioConformance } from '../src/index.js'

/** The cases of the sections that are built. */
const cases = [
  ...range(1, 50),
  ...range(56, 78),
  ...range(80, 80),
  ...range(82, 106),
  ...range(107, 111),
  116,
  117,
  ...range(119, 126),
].map((number) => `AC-${String(number).padStart(2, '0')}`)

/** Stories of what the worked cases leave open: bookings, disputes, promises to pay. */
const stories = ['BK-01', 'BK-02', 'BK-03', 'DI-01', 'PP-01', 'RM-01']

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
}

test('every worked case is there, once', () => {
  const ids = bundledScenarios().map(({ id }) => id)
  expect([...ids].sort()).toEqual([...cases, ...stories].sort())
})

scenarioConformance({ test }, memoryStore)
