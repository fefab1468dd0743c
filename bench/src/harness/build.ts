import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

/** The bench package's folder. */
export const benchFolder = join(import.meta.dirname, '..', '..')

/**
 * Bundles the goals with the SDK's source, once, the way the SDK itself is built (esbuild, ESM, ES2022).
 *
 * Under tsx every function would carry the `keepNames` call that a published package does not have; bundled,
 * floors and SDK are compiled alike and run in one process. Beside node_modules, so that libsql and pg are found.
 */
export async function buildGoals(): Promise<string> {
  const outdir = join(benchFolder, 'node_modules', '.cache', 'owekit-bench')
  rmSync(outdir, { recursive: true, force: true })
  await build({
    entryPoints: [join(benchFolder, 'src', 'run-goal.ts')],
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    platform: 'node',
    conditions: ['@owekit/source'],
    external: ['libsql', 'pg'],
    outExtension: { '.js': '.mjs' },
    sourcemap: 'linked',
    logLevel: 'warning',
  })
  return join(outdir, 'run-goal.mjs')
}
