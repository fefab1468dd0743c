import { memoryStore } from '@owekit/core/memory'
import type { GroupName } from '@owekit/testing'
import { describe, expect, test } from 'vitest'
import type { Mutate } from './mutants/change.js'
import { casesFor, failedCases } from './mutants/failed-cases.js'
import * as reading from './mutants/reading.js'
import * as writing from './mutants/writing.js'

// Each mutant is a memory store with one promise broken; the group that states the promise must notice it.

const mutants: { readonly [G in GroupName]?: Readonly<Record<string, Mutate>> } = { ...writing, ...reading }

/** Groups that a memory store has nothing to show for: store-join.test.ts and store-hooks.test.ts. */
const elsewhere: readonly GroupName[] = ['joining', 'disk full', 'crashes']

test('a store without a fault passes', async () => {
  expect(await failedCases(memoryStore)).toEqual([])
})

test('every group has mutants of its own', () => {
  const groups = new Set(casesFor(memoryStore).map(({ group }) => group))
  expect([...groups].sort()).toEqual([...Object.keys(mutants), ...elsewhere].sort())
})

for (const [group, broken] of Object.entries(mutants) as [GroupName, Readonly<Record<string, Mutate>>][])
  describe(group, () => {
    test.each(Object.entries(broken))('notices a store that %s', async (_, mutate) => {
      const failed = await failedCases(
        ({ clock }) => {
          const store = memoryStore({ clock })
          return { ...store, ...mutate(store, clock) }
        },
        {},
        group,
      )
      expect(failed).not.toEqual([])
    })
  })
