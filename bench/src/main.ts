import { fork } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import { startPostgres } from '@owekit/test-postgres'
import { benchFolder, buildGoals } from './harness/build.js'
import type { Result, Row } from './harness/goal.js'
import { mostOf, standingOf } from './harness/not-reached.js'
import { heading, lineOf } from './harness/table.js'
import type { Told } from './run-goal.js'

const every = [
  'G1',
  'G2',
  'G3',
  'G4',
  'G5',
  'G6',
  'G7',
  'G8',
  'G9',
  'G10',
  'G11',
  'G12',
  'G13',
  'G17',
  'G18',
  'BULK',
  'COST',
]
const onPostgres = ['G5', 'G7', 'G8', 'G9', 'G10', 'BULK', 'COST']

const { values: options } = parseArgs({
  options: {
    /** Goals to measure, with commas: `--only G3,G6`. */
    only: { type: 'string' },
    /** Rounds of each comparison, 7 at least. */
    rounds: { type: 'string', default: '9' },
    /** Ten times the data in G5, G6, G7 and COST, and in G12's journals. */
    large: { type: 'boolean', default: false },
    /** Books of a million invoices in COST, and the picture of its curves. */
    curves: { type: 'boolean', default: false },
  },
})
const rounds = Number(options.rounds)
const wanted = options.only?.toUpperCase().split(',') ?? every
const unknown = wanted.filter((id) => !every.includes(id))
if (unknown.length > 0 || !Number.isInteger(rounds) || rounds < 7) {
  console.error(`pnpm bench [--only ${every.join(',')}] [--rounds 7 or more] [--curves] [--large]`)
  process.exit(2)
}

// As a small server is set up, the disk waited for at each commit; planner and parallel workers as they come.
const settings = { shared_buffers: '1GB', work_mem: '64MB', maintenance_work_mem: '256MB', max_wal_size: '4GB' }
const started = performance.now()
const entry = await buildGoals()
const server = wanted.some((id) => onPostgres.includes(id)) ? await startPostgres({ fsync: true, settings }) : undefined
console.log(`Node ${process.versions.node}, ${rounds} rounds or more. The ratio is the median of the rounds' ratios.\n`)
console.log(heading)
const rows: Row[] = []
const failed: string[] = []
const skipped: string[] = []
for (const id of wanted) {
  if (server === undefined && onPostgres.includes(id)) skipped.push(id)
  else if (!(await measured(id))) failed.push(id)
}
await server?.stop()

if (options.only === undefined) {
  const file = join(benchFolder, 'results.json')
  const results = rows.map(({ name, ratio, floor, target, ok }): Result => ({ name, ratio, floor, target, ok }))
  writeFileSync(file, `${JSON.stringify(results, undefined, 2)}\n`)
  console.log(`\nWritten to ${relative(process.cwd(), file)}.`)
}
const short = rows.filter((row) => standingOf(row) === 'known')
const missed = rows.filter((row) => standingOf(row) === 'missed')
console.log(
  `${rows.length - short.length - missed.length} of ${rows.length} rows within their target, ` +
    `${((performance.now() - started) / 1000).toFixed(0)} s.`,
)
for (const { name, ratio, target } of short)
  console.log(`short, as docs/performance.md tells: ${name}, ${ratio} of ${target}, and at most ${mostOf(name)}`)
for (const { name, ratio, target } of missed) console.log(`missed: ${name}, ${ratio} of ${mostOf(name) ?? target}`)
for (const id of skipped) console.log(`skipped: ${id}, there is no PostgreSQL server for this machine`)
for (const id of failed) console.log(`failed: ${id} did not run to its end`)
process.exitCode = missed.length === 0 && failed.length === 0 ? 0 : 1

/** Measures one goal in its own process; says whether it ran to its end. */
function measured(id: string): Promise<boolean> {
  return new Promise((done) => {
    const child = fork(
      entry,
      [id, String(rounds), [options.large ? 'large' : '', options.curves ? 'curves' : ''].join(' ')],
      {
        env: { ...process.env, ...(server === undefined ? {} : { OWEKIT_BENCH_POSTGRES: server.url() }) },
        execArgv: ['--expose-gc', '--enable-source-maps', '--max-old-space-size=6144'],
      },
    )
    child.on('message', (told: Told) => {
      if ('say' in told) return showProgress(`${id} ${told.say}`)
      clearProgress()
      rows.push(told.row)
      console.log(lineOf(told.row))
    })
    child.on('close', (code) => {
      clearProgress()
      done(code === 0)
    })
  })
}

function showProgress(text: string): void {
  if (process.stdout.isTTY) process.stdout.write(`\r\u001B[2K${text.slice(0, process.stdout.columns - 1)}`)
}

function clearProgress(): void {
  if (process.stdout.isTTY) process.stdout.write('\r\u001B[2K')
}
