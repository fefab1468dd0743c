import { storeConformance } from '@owekit/testing'
import { describe, test } from 'vitest'
import type { PostgresStoreOptions } from '../src/index.js'
import { engine, hasServer, type EngineName } from './engines.js'

const legs: readonly (readonly [EngineName, PostgresStoreOptions])[] = [
  ['pglite', {}],
  ['pg pool', {}],
  ['pg pool', { commitForm: 'portable' }],
  ['postgres.js', { commitForm: 'portable', claimStrategy: 'skipLocked' }],
]

for (const [name, options] of legs) {
  describe.runIf(name === 'pglite' || hasServer)(`${name} ${JSON.stringify(options)}`, () => {
    const made = engine(name)
    storeConformance({ test }, ({ clock }) => made.emptied({ ...options, clock }))
  })
}
