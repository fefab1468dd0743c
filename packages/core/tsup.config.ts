import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'tsup'

// Bundled, because Node reads either of them whole, in many files, for the small part we use: with both inside, the
// main entry is imported in less than half the time (docs/performance.md, G17). Their licences go along. zod stays a
// dependency beside it: our declarations name its types.
const bundled = ['temporal-polyfill', 'zod']

export default defineConfig(({ outDir = 'dist' }) => ({
  entry: [
    'src/index.ts',
    'src/batch/index.ts',
    'src/memory/index.ts',
    'src/ports/index.ts',
    'src/money/index.ts',
    'src/calendar/index.ts',
    'src/allocation/index.ts',
    'src/aging/index.ts',
    'src/fake/index.ts',
    'src/messages/index.ts',
    'src/notify/index.ts',
    'src/reminders/index.ts',
    'src/schemas/index.ts',
    'src/testing/index.ts',
  ],
  format: ['esm'],
  target: 'es2022',
  platform: 'neutral',
  noExternal: bundled,
  // Entry points share chunks, so a class is the same class through every one of them.
  splitting: true,
  tsconfig: 'tsconfig.build.json',
  sourcemap: true,
  clean: true,
  // Declarations come from tsc: TypeScript 7 has no JavaScript API for tsup to call.
  dts: false,
  onSuccess: async () => {
    for (const name of bundled)
      cpSync(join('node_modules', name, 'LICENSE'), join(outDir, 'licences', `${name}.txt`), { recursive: true })
  },
}))
