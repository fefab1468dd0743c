import { scenarioConformance } from '@owekit/testing'
import { describe, test } from 'vitest'
import type { PostgresStoreOptions } from '../src/index.js'
import { engine, hasServer, type EngineName } from './engines.js'

const legs: readonly (readonly [EngineName, PostgresStoreOptions])[] = [
  ['pglite', {}],
  ['pg pool', {}],
  ['pg pool, pipelined', { commitForm: 'portable' }],
]

for (const [name, options] of legs) {
  describe.runIf(name === 'pglite' || hasServer)(`${name} ${JSON.stringify(options)}`, () => {
    const made = engine(name)
    // A scenario is a tenant of its own: one schema serves them all.
    scenarioConformance({ test }, ({ clock }) => made.store({ ...options, clock, schema: 'scenarios' }))
  })
}
