import { stat } from 'node:fs/promises'
import type { ReceivablesError } from '@owekit/core'
import { csvRows, type CsvOptions, type CsvRow } from '../csv/rows.js'
import type { Context } from '../context.js'
import { Refusal } from '../refusal.js'
import { progress } from '../terminal/progress.js'
import { Problems } from './problems.js'

/** What the books already know of a row. */
export type Verdict = 'new' | 'there' | 'unfinished'

/** A kind of import: how a row is read, looked up and written. */
export interface Import<Row> {
  /** Reads the header; gives the reader of rows, which notes what it cannot read. */
  prepare(header: readonly string[]): (row: CsvRow, problems: Problems) => Row | undefined
  /** Looks rows up: what the books know of each, or why it cannot be written. */
  look(rows: readonly Row[]): Promise<readonly (Verdict | ReceivablesError)[]>
  /** Writes rows that are not there yet, and tells of each. */
  write(rows: readonly Row[], onWritten: () => void): Promise<void>
}

/** What an import did, or in a dry run would do. */
export interface Imported {
  readonly rows: number
  readonly fresh: number
  readonly there: number
}

/** Rows looked up or written together: what bounds the memory of an import. */
const windowSize = 500

interface Row {
  readonly line: number
}

/**
 * Imports a file in two passes: the first reads and looks up every row and refuses the whole file for any bad one; the
 * second writes what is new, a window of rows at a time. Rows that are there already are left alone, so an import
 * that was interrupted is completed by running it again.
 */
export async function importRows<R extends Row>(
  context: Context,
  file: string,
  options: CsvOptions & { readonly dryRun: boolean },
  job: Import<R>,
  forWriting: (write: (job: Import<R>) => Promise<void>) => Promise<void>,
): Promise<Imported> {
  const path = context.path(file)
  const before = await fingerprint(path)
  const found = await check(context, path, options, job)
  if (options.dryRun || found.fresh === 0) return found
  if ((await fingerprint(path)) !== before) throw changed(file)
  await forWriting((writing) => write(context, path, options, writing, found))
  return found
}

const fingerprint = async (path: string): Promise<string> => {
  const about = await stat(path).catch(() => undefined)
  return about === undefined ? '' : `${about.size} ${about.mtimeMs} ${about.ino}`
}

const changed = (file: string) =>
  new Refusal(
    'account_changed',
    `${file} or the books changed while the import ran.`,
    'Run the same command again: what is there already is left alone.',
    { file },
  )

async function check<R extends Row>(
  context: Context,
  path: string,
  options: CsvOptions,
  job: Import<R>,
): Promise<Imported> {
  const size = Math.max(1, (await stat(path).catch(() => ({ size: 1 }))).size)
  const bar = progress(context.io, 'Checking', context.quiet)
  const problems = new Problems()
  let rows = 0
  let fresh = 0
  const look = async (held: readonly R[]) => {
    for (const [at, verdict] of (await job.look(held)).entries()) {
      if (typeof verdict === 'string') fresh += verdict === 'there' ? 0 : 1
      else problems.add(held[at]!.line, '', verdict)
    }
  }
  try {
    for await (const { read, batch } of windows(path, options, job, problems)) {
      rows += read.length
      await look(batch)
      bar.at(read.at(-1)!.bytes / size, `${rows} rows`)
    }
  } finally {
    bar.end()
  }
  if (problems.rows > 0) throw problems.refusal(path, rows)
  return { rows, fresh, there: rows - fresh }
}

async function write<R extends Row>(
  context: Context,
  path: string,
  options: CsvOptions,
  job: Import<R>,
  found: Imported,
): Promise<void> {
  const bar = progress(context.io, 'Writing', context.quiet)
  const problems = new Problems()
  let written = 0
  try {
    for await (const { read, batch } of windows(path, options, job, problems)) {
      if (batch.length < read.length) throw changed(path)
      const verdicts = await job.look(batch)
      const wanted = batch.filter((_, at) => verdicts[at] !== 'there')
      const refused = verdicts.find((verdict) => typeof verdict !== 'string')
      if (refused !== undefined) throw refused
      await job.write(wanted, () => bar.at((written += 1) / found.fresh, `${written} of ${found.fresh}`))
    }
  } finally {
    bar.end()
  }
}

/** The file a window at a time: its rows, and those of them that could be read. */
async function* windows<R extends Row>(path: string, options: CsvOptions, job: Import<R>, problems: Problems) {
  let reader: ReturnType<typeof job.prepare> | undefined
  let read: CsvRow[] = []
  let batch: R[] = []
  for await (const row of csvRows(path, options)) {
    if (reader === undefined) {
      reader = job.prepare(row.cells)
      continue
    }
    read.push(row)
    const one = reader(row, problems)
    if (one !== undefined) batch.push(one)
    if (read.length < windowSize) continue
    yield { read, batch }
    read = []
    batch = []
  }
  if (reader === undefined)
    throw new Refusal('invalid_input', `${path} is empty.`, 'Its first line names the columns.', { path })
  if (read.length > 0) yield { read, batch }
}
