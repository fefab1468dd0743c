// Runs the unit tests (arguments go to vitest) and closes with one plain line of counts for tools that look for it.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { binary, root } from './workspace.mjs'

const args = process.argv.slice(2).filter((arg) => arg !== '--checks-failed')
const folder = mkdtempSync(join(tmpdir(), 'owekit-unit-'))
const report = join(folder, 'report.json')
const { status } = spawnSync(
  process.execPath,
  [binary('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...args],
  { cwd: root, stdio: 'inherit' },
)

let counts
try {
  counts = JSON.parse(readFileSync(report, 'utf8'))
} catch {
  console.log('vitest wrote no report')
}
rmSync(folder, { recursive: true, force: true })

// A test file that fails to load holds no test, yet it is a failure.
const silent =
  counts?.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0) ?? []
const failed = counts === undefined ? 1 : counts.numFailedTests + silent.length
const passed = counts?.numPassedTests ?? 0
const skipped = (counts?.numPendingTests ?? 0) + (counts?.numTodoTests ?? 0)

process.exitCode = status === 0 && failed > 0 ? 1 : (status ?? 1)
if (process.argv.includes('--checks-failed')) console.log('The unit tests ran, but checks failed: see above.')
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
