import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { importsByHand } from '../floors/imports.js'
import type { Bench, Goal } from '../harness/goal.js'
import { median, medianRatio } from '../harness/median.js'

export const imports: Goal = { id: 'G17', title: 'Importing an entry in a fresh process', measure }

const floor = 'decimal.js + temporal-polyfill'
const pure = ['money', 'calendar', 'allocation', 'aging']
const warmUp = 2

async function measure(bench: Bench): Promise<void> {
  bench.say('building core')
  const built = buildCore()
  const byHand = join(built, 'by-hand.mjs')
  writeFileSync(byHand, importsByHand)
  const files: Record<string, string> = { [floor]: byHand, main: join(built, 'index.js') }
  for (const entry of pure) files[entry] = join(built, entry, 'index.js')
  const names = Object.keys(files)
  const times: Record<string, number[]> = Object.fromEntries(names.map((name) => [name, []]))
  const rounds = Math.max(7, bench.rounds * 2)
  for (let round = -warmUp; round < rounds; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + Math.max(0, round)) % names.length]!
      const spent = importTime(files[name]!)
      if (round >= 0) times[name]!.push(spent)
    }
    bench.say(`round ${Math.max(0, round + 1)} of ${rounds}`)
  }
  const shown = (name: string) => `${median(times[name]!).toFixed(1)} ms/import`
  for (const name of [...pure, 'main'])
    bench.report({
      name: name === 'main' ? 'G17 import @owekit/core' : `G17 import @owekit/core/${name}`,
      ratio: medianRatio(times[name]!, times[floor]!),
      floor: `${floor}: ${shown(floor)}`,
      target: name === 'main' ? 2.5 : 1.2,
      times: shown(name),
    })
  rmSync(built, { recursive: true, force: true })
}

/**
 * Builds core as it is published, with its own tsup configuration, into a folder of this bench: whatever is in
 * `dist`, what is measured is the source as it stands. Inside the package, so that its dependencies are found.
 */
function buildCore(): string {
  const { resolve } = createRequire(import.meta.url)
  const core = dirname(resolve('@owekit/core/package.json'))
  const outDir = join('node_modules', '.cache', 'owekit-bench')
  mkdirSync(join(core, outDir), { recursive: true })
  const tsup = join(dirname(resolve('tsup/package.json')), 'dist', 'cli-default.js')
  const build = spawnSync(process.execPath, [tsup, '--out-dir', outDir, '--no-sourcemap', '--silent'], {
    cwd: core,
    encoding: 'utf8',
  })
  if (build.status !== 0) throw new Error(`tsup could not build core: ${build.stdout}${build.stderr}`)
  return join(core, outDir)
}

/** Milliseconds that a fresh process spends on one import. */
function importTime(file: string): number {
  const source = `const start = performance.now(); await import(${JSON.stringify(pathToFileURL(file).href)}); console.log(performance.now() - start)`
  const run = spawnSync(process.execPath, ['--input-type=module', '--eval', source], { encoding: 'utf8' })
  if (run.status !== 0) throw new Error(`${file} could not be imported: ${run.stderr}`)
  return Number(run.stdout)
}
