import { defineConfig } from 'vitest/config'
import { LongFirst } from './vitest.sequencer.js'

// Workspace packages resolve to their TypeScript source, so tests run with nothing built.
const conditions = ['@owekit/source', 'module', 'node', 'development|production']

/** Test files that put a module of their own in the place of another. */
const apart = ['packages/store-*/test/upgrade.test.ts']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    pool: 'threads',
    // One more than the two cores of the CI: many tests wait for a server or a process.
    maxWorkers: 3,
    // Databases start inside tests, and a busy machine is no bug.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    sequence: { sequencer: LongFirst },
    // Most files share the modules they load: to read them anew for each takes longer than many a test.
    projects: [
      {
        extends: true,
        test: {
          name: 'together',
          include: ['packages/**/*.test.ts', 'examples/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/dist/**', ...apart],
          isolate: false,
        },
      },
      { extends: true, test: { name: 'apart', include: apart } },
    ],
  },
})
