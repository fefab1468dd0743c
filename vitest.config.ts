import { defineConfig } from 'vitest/config'

// Workspace packages resolve to their TypeScript source, so tests run with nothing built.
const conditions = ['@owekit/source', 'module', 'node', 'development|production']

/** Test files that put a module of their own in the place of another. */
const apart = ['packages/store-*/test/upgrade.test.ts']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    pool: 'threads',
    maxWorkers: 2,
    // Databases start inside tests, and a busy machine is no bug.
    testTimeout: 30_000,
    hookTimeout: 60_000,
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
