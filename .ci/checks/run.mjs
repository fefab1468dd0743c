// Runs the named checks, two at a time, and prints a line for each: `pnpm check`, `pnpm check types lint`.
// With --then-unit the unit tests follow, whatever the checks said, and their counts are the last line.
import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { root } from './workspace.mjs'

const CONCURRENCY = 2

/** Name, what it proves, command. Slow ones first, so that they overlap with the quick ones. */
const CHECKS = [
  ['package', 'builds; tarballs pass publint and attw', ['node', '.ci/checks/package.mjs']],
  ['types', 'every source, test, bench and example compiles', ['tsc', '-p', 'tsconfig.json']],
  ['snippets', 'every ts block in the docs compiles', ['node', '.ci/checks/snippets.mjs']],
  ['exports', 'no unused file, export or dependency', ['knip', '--no-progress', '--no-config-hints']],
  ['format', 'formatted (fix: pnpm format)', ['prettier', '--check', '--log-level', 'warn', '.']],
  ['lint', 'no lint error, promises included', ['oxlint', '--type-aware', '--deny-warnings']],
  ['imports', 'imports go one way, without cycles', ['node', '.ci/checks/import-direction.mjs']],
  ['licences', 'production tree is permissively licensed', ['node', '.ci/checks/licences.mjs']],
  ['length', 'files under 300 lines, or say why', ['node', '.ci/checks/file-length.mjs']],
  ['size', 'bundles within their budgets', ['node', '.ci/checks/size.mjs']],
]

const args = process.argv.slice(2)
const thenUnit = args.includes('--then-unit')
const wanted = args.filter((arg) => !arg.startsWith('-'))
const names = CHECKS.map(([name]) => name)
const unknown = wanted.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`No check named ${unknown.join(', ')}. There are: ${names.join(', ')}.`)
  process.exit(2)
}

const env = {
  ...process.env,
  PATH: join(root, 'node_modules', '.bin') + delimiter + (process.env.PATH ?? process.env.Path ?? ''),
}

/** Runs one command from the repository root; the output is kept unless it is to be shown as it comes. */
function execute([command, ...rest], { live = false } = {}) {
  return new Promise((done) => {
    const started = performance.now()
    const node = command === 'node'
    const child = spawn(node ? process.execPath : command, rest, {
      cwd: root,
      env,
      shell: !node && process.platform === 'win32',
      stdio: live ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    })
    const chunks = []
    child.stdout?.on('data', (chunk) => chunks.push(chunk))
    child.stderr?.on('data', (chunk) => chunks.push(chunk))
    child.on('error', (error) => chunks.push(Buffer.from(String(error))))
    child.on('close', (code) => {
      const seconds = (performance.now() - started) / 1000
      done({ ok: code === 0, seconds, output: Buffer.concat(chunks).toString().trim() })
    })
  })
}

const queue = CHECKS.filter(([name]) => wanted.length === 0 || wanted.includes(name))
const failures = []
async function worker() {
  for (let check = queue.shift(); check !== undefined; check = queue.shift()) {
    const [name, proves, command] = check
    const result = await execute(command)
    const time = `${result.seconds.toFixed(1)} s`.padStart(7)
    console.log(`${result.ok ? 'ok  ' : 'FAIL'}  ${name.padEnd(9)} ${time}  ${proves}`)
    if (!result.ok) failures.push({ name, output: result.output })
  }
}
await Promise.all(Array.from({ length: CONCURRENCY }, worker))

for (const { name, output } of failures)
  console.log(`\n── ${name} ${'─'.repeat(Math.max(0, 76 - name.length))}\n${output}`)
if (failures.length > 0) console.log(`\nChecks failed: ${failures.map(({ name }) => name).join(', ')}`)

let unitOk = true
if (thenUnit)
  unitOk = (
    await execute(['node', '.ci/checks/unit.mjs', ...(failures.length > 0 ? ['--checks-failed'] : [])], { live: true })
  ).ok
process.exitCode = failures.length === 0 && unitOk ? 0 : 1
