import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { collections, orderingOf, scan, type CollectionName } from '@owekit/core/ports'
import pg from 'pg'
import { canonical } from '../../src/store/assert.js'
import { randomFrom } from '../../src/model/random.js'
import { proveBooks } from './audit.js'
import type { Program } from './crew.js'
import { writeFiles, type CsvFile } from './csv-files.js'
import { plain } from './digest.js'
import type { Place, PostgresPlace } from './place.js'
import { checkFile } from './sqlite-file.js'
import { holds, newFaultTally, tallyLine, type FaultTally } from './tally.js'
import { openTarget, type Target } from './target.js'

/** What the campaign is run with. */
export interface ImportOptions {
  readonly seed: number
  readonly kills: number
  readonly place: Place | PostgresPlace
  /** The command line. */
  readonly program: Program
  /** Rows of the file of invoices; that of payments has about three for ten of them. @default 2_500 */
  readonly invoices?: number
  /** Kills of one import, until it is left to end. @default 8 */
  readonly perImport?: number
  readonly onBooks?: (tally: ImportTally) => void
}

/** What a campaign of imports counted: `acknowledged` are rows of imports that ended. */
export interface ImportTally extends FaultTally {
  /** Kills that left some rows of a file in the books, and not all. */
  midway: number
  /** Imports that were run to their end, and by how many runs. */
  imports: number
  runs: number
}

/**
 * Ends `owekit import` with SIGKILL at any moment and runs it again, until it is done: what was in the books after a kill
 * stays there as it was, the books prove themselves each time, and in the end they are, row by row, those of an import
 * that nobody disturbed.
 */
export async function killImports(options: ImportOptions): Promise<ImportTally> {
  const { kills, onBooks } = options
  const tally: ImportTally = { ...newFaultTally(), midway: 0, imports: 0, runs: 0 }
  for (let books = 0; tally.faults < kills && holds(tally); books++) {
    await killImportsOf(options, books, tally)
    onBooks?.(tally)
  }
  return tally
}

async function killImportsOf(options: ImportOptions, books: number, tally: ImportTally): Promise<void> {
  const { place, program, kills, invoices = 2_500, perImport = 8 } = options
  const seed = options.seed + books
  const random = randomFrom(seed)
  const folder = mkdtempSync(join(tmpdir(), 'owekit-imports-'))
  const files = writeFiles(folder, seed, invoices)
  const whole = await emptyBooks(place, `whole${books}`)
  const target = await emptyBooks(place, `imports${books}`)
  try {
    for (const file of files) {
      const { took, said } = await run(program, folder, whole, file)
      if (said === undefined) throw new Error('an import that nobody killed said nothing')
      const wanted = await rowsOf(whole)
      let before = await rowsOf(target)
      for (let kill = 0; kill < perImport && tally.faults < kills && holds(tally); kill++) {
        tally.runs++
        // Every other one dies soon after a group of rows has landed; the others at any moment.
        const moment =
          kill % 2 === 0
            ? landing(target).then(() => wait(random.int(0, 30)))
            : wait(random.int(0, Math.ceil(took * 0.7)))
        const { said: early } = await run(program, folder, target, file, moment)
        // It was faster than the kill: what follows runs it once more.
        if (early !== undefined) break
        tally.faults++
        const after = await rowsOf(target)
        const was = writtenIn(before)
        const is = writtenIn(after)
        if (was < is && is < writtenIn(wanted)) tally.midway++
        keeps(before, after, tally)
        await prove(target, tally)
        before = after
      }
      tally.runs++
      const done = await run(program, folder, target, file)
      if (done.said?.rows !== file.rows)
        tally.breaks.push(`${file.rows} rows, and it says ${JSON.stringify(done.said)}`)
      tally.imports++
      tally.acknowledged += file.rows
      const found = await rowsOf(target)
      if (writtenIn(found) === 0) tally.breaks.push('nothing was imported')
      keeps(before, found, tally)
      await prove(target, tally)
      sameBooks(wanted, found, tally)
      const again = await run(program, folder, target, file)
      if (again.said?.new !== 0) tally.breaks.push(`asked for once more, it says ${JSON.stringify(again.said)}`)
      sameBooks(found, await rowsOf(target), tally)
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  await removeBooks(place, target)
  await removeBooks(place, whole)
}

interface Run {
  /** Milliseconds. */
  readonly took: number
  /** What it printed at its end; undefined when it was killed before. */
  readonly said: { readonly rows: number; readonly new: number } | undefined
}

/** Runs an import; at the moment, if there is one, it is ended. */
async function run(
  program: Program,
  folder: string,
  target: Target,
  file: CsvFile,
  moment?: Promise<void>,
): Promise<Run> {
  const started = performance.now()
  const argv = [program.path, '--db', target.at, ...file.argv]
  const child = spawn(process.execPath, argv, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()))
  void moment?.then(() => child.kill('SIGKILL'))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  const took = performance.now() - started
  if (code !== null && code !== 0) throw new Error(`owekit ended with ${code}: ${stderr}`)
  return { took, said: code === 0 ? (JSON.parse(stdout) as Run['said']) : undefined }
}

/** Waits until somebody writes to the books, or for a while. */
async function landing(target: Target): Promise<void> {
  const { store, close } = openTarget(target)
  const versions = async () => {
    const [heads] = await store.read('default', [{ collection: 'heads', where: [], limit: 1_000 }])
    return heads.map(({ rev }) => rev).join()
  }
  try {
    const before = await versions()
    const until = performance.now() + 5_000
    while (performance.now() < until && (await versions()) === before) await wait(5)
  } finally {
    await close()
  }
}

/** A database of its own, or a file: what the command line can be told with `--db`. */
async function emptyBooks(place: Place | PostgresPlace, name: string): Promise<Target> {
  const target = place.target(name)
  if (target.kind !== 'postgres' || !('server' in place)) return target
  await onServer(target.at, `CREATE DATABASE ${name}`)
  return { ...target, at: place.server.url(name), schema: 'public' }
}

async function removeBooks(place: Place | PostgresPlace, target: Target): Promise<void> {
  if (target.kind !== 'postgres' || !('server' in place)) return place.remove(target)
  await onServer(place.server.url(), `DROP DATABASE ${new URL(target.at).pathname.slice(1)} WITH (FORCE)`)
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** Every row of the books by its collection and key, without the moment it was recorded. */
async function rowsOf(target: Target): Promise<Map<string, string>> {
  const rows = new Map<string, string>()
  const { store, close } = openTarget(target)
  try {
    await store.migrate()
    for (const collection of Object.keys(collections) as CollectionName[]) {
      for await (const row of scan(store, 'default', { collection })) {
        const { recordedAt: _, ...kept } = row as Readonly<Record<string, unknown>>
        const key = orderingOf(collection).map((column) => kept[column])
        rows.set(`${collection} ${JSON.stringify(key)}`, canonical(plain(kept)))
      }
    }
  } finally {
    await close()
  }
  return rows
}

const writtenIn = (rows: ReadonlyMap<string, string>) =>
  [...rows.keys()].filter((key) => key.startsWith('facts ')).length

/** What was written once is there still, and as it was. */
function keeps(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>, tally: FaultTally): void {
  for (const [key, row] of before) {
    if (!/^(facts|postings|keys) /.test(key) || after.get(key) === row) continue
    tally.lost++
    tally.breaks.push(`${key} was there, and is ${after.get(key) ?? 'no more'}`)
  }
}

/** Nothing less than in the other books, nothing else and nothing more. */
function sameBooks(wanted: ReadonlyMap<string, string>, found: ReadonlyMap<string, string>, tally: FaultTally): void {
  for (const [key, row] of wanted) {
    if (found.get(key) === row) continue
    if (found.has(key)) tally.breaks.push(`${key} is ${found.get(key)}, and undisturbed ${row}`)
    else tally.lost++
  }
  for (const key of found.keys()) if (!wanted.has(key)) tally.doubled++
}

async function prove(target: Target, tally: FaultTally): Promise<void> {
  const { store, close } = openTarget(target)
  try {
    await proveBooks(store, tally)
  } finally {
    await close()
  }
  if (target.kind === 'sqlite') checkFile(target.at, tally)
}

/** The counts on a line. */
export function importLine(tally: ImportTally): string {
  return `${tally.imports} imports by ${tally.runs} runs, ${tally.midway} killed between two groups of rows; ${tallyLine(tally)}`
}
