import type { Store } from '@owekit/core/ports'
import { expect, test } from 'vitest'
import { empty } from './mutants/change.js'
import { failedCases } from './mutants/failed-cases.js'
import { joinableStores, type MutateJoined } from './mutants/joinable-store.js'

// The group `joining`, asked of stores that keep their promises inside a host's transaction and of stores that do not.

test('a store that joins soundly passes everything', async () => {
  const { make, options } = joinableStores()
  expect(await failedCases(make, options)).toEqual([])
})

const joined: Readonly<Record<string, MutateJoined>> = {
  'commits on its own': (_inside, _opened, outside) => ({ commit: (batch) => outside.commit(batch) }),
  'reads outside of the transaction': (_inside, _opened, outside) => ({
    read: (tenant, list) => outside.read(tenant, list),
  }),
  'has no savepoint: a conflict leaves the key': (inside) => ({
    commit: async (batch) => {
      const result = await inside.commit(batch)
      const { tenant, key } = batch
      if (result.status === 'conflict' && key !== undefined) await inside.commit({ ...empty, tenant, key })
      return result
    },
  }),
  'has no savepoint: a clash leaves what was inserted before it': (inside) => ({
    commit: async (batch) => {
      const result = await inside.commit(batch)
      const { suspense = [] } = batch.insert
      if (result.status === 'exists') await inside.commit({ ...empty, tenant: batch.tenant, insert: { suspense } })
      return result
    },
  }),
  'leaves the transaction unusable after a conflict': (inside, opened) => ({
    commit: async (batch) => {
      const result = await inside.commit(batch)
      if (result.status === 'conflict') opened.broken = 'current transaction is aborted'
      return result
    },
  }),
  'throws where it would answer with a conflict': (inside) => ({
    commit: async (batch) => {
      const result = await inside.commit(batch)
      if (result.status === 'conflict') throw new Error('could not serialize access')
      return result
    },
  }),
  'takes back all of the transaction for one clash': (inside, opened) => ({
    commit: async (batch) => {
      const result = await inside.commit(batch)
      if (result.status === 'exists') opened.writes.length = 0
      return result
    },
  }),
  'takes its numbers outside of the transaction': (inside, _opened, outside) => ({
    commit: async (batch) => {
      const { tenant, number } = batch
      if (number !== undefined) await outside.commit({ ...empty, tenant, number })
      return inside.commit(batch)
    },
  }),
  'loses what was written inside when it is closed': (_inside, opened) => ({
    close: async () => {
      opened.broken = 'the connection was closed'
    },
  }),
  'migrates inside': (_inside, _opened, outside) => ({ migrate: () => outside.migrate() }),
}

test.each(Object.entries(joined))('the group notices a store that %s', async (_, mutate) => {
  const { make, options } = joinableStores(mutate)
  expect(await failedCases(make, options, 'joining')).not.toEqual([])
})

test.each<[string, (store: Store) => Partial<Store>]>([
  ['says that it cannot join, and can', ({ caps }) => ({ caps: { ...caps, join: false } })],
  ['says that it can join, and cannot', () => ({ join: undefined as never })],
  ['joins anything', (store) => ({ join: () => store })],
])('and one that %s', async (_, others) => {
  const { make, options } = joinableStores(undefined, others)
  expect(await failedCases(make, options, 'joining')).not.toEqual([])
})

test('a store that can join is not passed without a host', async () => {
  const { make } = joinableStores()
  expect(await failedCases(make, {}, 'joining')).not.toEqual([])
})
