import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm'],
  target: 'es2022',
  platform: 'node',
  // Entry points share chunks, so a class is the same class through every one of them.
  splitting: true,
  tsconfig: 'tsconfig.build.json',
  sourcemap: true,
  clean: true,
  // Declarations come from tsc: TypeScript 7 has no JavaScript API for tsup to call.
  dts: false,
})
