import type { Store } from '@owekit/core/ports'
import { storeConformance } from '@owekit/testing'
import type pg from 'pg'
import { describe, test } from 'vitest'
import type { PostgresStoreOptions } from '../src/index.js'
import { engine, hasServer, type EngineName } from './engines.js'
import { diskOf } from './full-disk.js'
import { withHosts } from './hosts.js'

// Every kind of source, with each commit form and each claim strategy on a pool, on postgres.js and on one connection.
const legs: readonly (readonly [EngineName, PostgresStoreOptions])[] = [
  ['pglite', {}],
  ['pg pool', {}],
  ['pg pool', { commitForm: 'portable' }],
  ['pg pool of one', { commitForm: 'portable', claimStrategy: 'skipLocked' }],
  ['pg client', { claimStrategy: 'guardedUpdate' }],
  ['postgres.js', { claimStrategy: 'guardedUpdate' }],
  ['postgres.js', { commitForm: 'portable', claimStrategy: 'skipLocked' }],
  ['query(text, values)', { commitForm: 'portable' }],
]

for (const [name, options] of legs) {
  describe.runIf(name === 'pglite' || hasServer)(`${name} ${JSON.stringify(options)}`, () => {
    const made = engine(name)
    const hosts = withHosts(name, made, options)
    // PGlite lives and dies with this process; postgres.js does not always find back to a server that was gone (README).
    // A full disk is made inside the server, once for each commit form.
    const faults =
      name === 'pg pool'
        ? { crash: (store: Store) => hosts.crash(store), diskFull: () => diskOf(made.source as pg.Pool) }
        : {}
    storeConformance({ test }, (clocked) => hosts.make(clocked), { host: hosts.host, ...faults })
  })
}
