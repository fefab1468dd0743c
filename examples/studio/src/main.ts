import { mkdir, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sqliteStore } from '@owekit/store-sqlite'
import { generate } from './generate.js'
import { live, openBooks, storyClock } from './live.js'
import { monday } from './monday.js'
import { progress } from './progress.js'
import { report } from './report.js'
import { studio } from './studio.js'
import { type Output, paintFor } from './terminal.js'

// `npm start`: a studio's year, told to an embedded database, and what its owner wants to know on a Monday morning.
// `npm start -- --keep` reads the books of the run before instead of writing them anew.

const folder = fileURLToPath(new URL('../.data', import.meta.url))
const db = join(folder, 'studio.db')
const output = (stream: NodeJS.WriteStream): Output => ({
  write: (text) => void stream.write(text),
  isTTY: stream.isTTY === true,
  columns: stream.columns,
})
const stdout = output(process.stdout)
const stderr = output(process.stderr)

const keep = process.argv.includes('--keep') && existsSync(db)
if (!keep) await rm(folder, { recursive: true, force: true })
await mkdir(dirname(db), { recursive: true })

const clock = storyClock()
const store = sqliteStore({ path: db }, { clock })
const ar = openBooks(store, clock)
try {
  if (!keep) {
    const started = performance.now()
    const year = generate()
    const bar = progress(stderr, 'A year at the studio')
    await live(ar, clock, year, (done) => bar.at(done, year.length, year[done - 1]?.day ?? studio.today))
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    bar.end(`A year at the studio: ${year.length} commands into ${relative(process.cwd(), db)} in ${seconds} s\n`)
    const { name, currency, timeZone } = studio
    await writeFile(join(folder, 'owekit.json'), `${JSON.stringify({ name, currency, timeZone }, null, 2)}\n`)
  }
  const width = Math.max(80, Math.min(100, stdout.columns ?? 96))
  const options = { paint: paintFor(stdout, process.env), width, db: relative(process.cwd(), db) }
  stdout.write(report(await monday(ar), options))
} finally {
  await store.close()
}
