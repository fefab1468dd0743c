import { defineConfig } from 'vitest/config'

// Workspace packages resolve to their TypeScript source, so tests run with nothing built.
const conditions = ['@owekit/source', 'module', 'node', 'development|production']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['packages/**/*.test.ts', 'examples/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    pool: 'threads',
    maxWorkers: 2,
    // Databases start inside tests, and a busy machine is no bug.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})
