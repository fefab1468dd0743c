// What an application downloads for each entry point of core, minified and gzipped: our own code alone, and with
// its dependencies. Fails over a budget of .ci/size-budgets.json (bytes of gzip; `own` and `total`, both optional).
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { readJson, root } from './workspace.mjs'

const { entries, without } = readJson(join(root, '.ci', 'size-budgets.json'))
const src = join(root, 'packages', 'core', 'src')
const fileOf = (entry) => (entry === 'index' ? join(src, 'index.ts') : join(src, entry, 'index.ts'))

/** Bundles the entries, taken together, in memory. */
async function bundle(parts, external) {
  const result = await build({
    stdin: {
      contents: parts.map((part) => `export * from ${JSON.stringify(fileOf(part))}`).join('\n'),
      resolveDir: root,
    },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['@owekit/source', 'import', 'browser'],
    ...(external ? { packages: 'external' } : {}),
    logLevel: 'silent',
  })
  return {
    gzip: gzipSync(result.outputFiles[0].contents, { level: 9 }).length,
    inputs: Object.keys(result.metafile.inputs),
  }
}

const problems = []
const shown = (bytes, budget) => `${(bytes / 1024).toFixed(2)} KiB${budget ? ` of ${(budget / 1024).toFixed(0)}` : ''}`
console.log(`${'entry'.padEnd(26)}${'own code'.padStart(16)}${'with dependencies'.padStart(20)}`)
for (const [entry, budget] of Object.entries(entries)) {
  const parts = entry.split('+')
  const absent = parts.filter((part) => !existsSync(fileOf(part)))
  if (absent.length > 0) {
    problems.push(`${entry}: ${absent.join(', ')} does not exist`)
    continue
  }
  const own = await bundle(parts, true)
  const total = await bundle(parts, false)
  console.log(
    `${entry.padEnd(26)}${shown(own.gzip, budget.own).padStart(16)}${shown(total.gzip, budget.total).padStart(20)}`,
  )
  if (budget.own !== undefined && own.gzip > budget.own) {
    problems.push(`${entry}: ${own.gzip} bytes of own code, over ${budget.own}`)
  }
  if (budget.total !== undefined && total.gzip > budget.total) {
    problems.push(`${entry}: ${total.gzip} bytes with dependencies, over ${budget.total}`)
  }
  for (const name of without[entry] ?? []) {
    if (total.inputs.some((input) => input.includes(`node_modules/${name}/`)))
      problems.push(`${entry}: carries ${name}`)
  }
}
for (const problem of problems) console.log(problem)
process.exitCode = problems.length === 0 ? 0 : 1
