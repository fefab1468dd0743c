import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { sqliteStore } from '@owekit/store-sqlite'
import { generate } from './generate.js'
import { live, openBooks, storyClock } from './live.js'
import type { Mail } from './mailbox.js'
import { monday } from './monday.js'
import { progress } from './progress.js'
import { report } from './report.js'
import { studio } from './studio.js'
import { type Output, paintFor } from './terminal.js'

/** Where the books go, and where the text goes. */
export interface ShowOptions {
  /** Holds `studio.db` and the settings that `owekit` reads beside it. */
  readonly folder: string
  /** Read the books of the run before, if there are some. */
  readonly keep: boolean
  readonly stdout: Output
  readonly stderr: Output
  readonly env: Readonly<Record<string, string | undefined>>
  readonly cwd: string
}

/**
 * Tells the year to an embedded database, with progress on stderr; then prints the Monday report on stdout.
 *
 * @returns whether the books were proved
 */
export async function show({ folder, keep, stdout, stderr, env, cwd }: ShowOptions): Promise<boolean> {
  const path = join(folder, 'studio.db')
  const db = relative(cwd, path)
  const mailsPath = join(folder, 'mails.json')
  const isThere = keep && existsSync(path)
  if (!isThere) await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const clock = storyClock()
  const store = sqliteStore({ path }, { clock })
  const ar = openBooks(store, clock)
  try {
    if (!isThere) {
      const started = performance.now()
      const year = generate()
      const bar = progress(stderr, 'A year at the studio')
      const mails = await live(store, clock, year, (done) =>
        bar.at(done, year.length, year[done - 1]?.day ?? studio.today),
      )
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      bar.end(`A year at the studio: ${year.length} commands, ${seconds} s, in ${db}\n`)
      const { name, currency, timeZone } = studio
      await writeFile(mailsPath, `${JSON.stringify(mails, null, 2)}\n`)
      await writeFile(
        join(folder, 'studio.settings.json'),
        `${JSON.stringify({ name, currency, timeZone }, null, 2)}\n`,
      )
    }
    const width = Math.max(80, Math.min(100, stdout.columns ?? 96))
    const found = await monday(ar, JSON.parse(await readFile(mailsPath, 'utf8')) as Mail[])
    stdout.write(report(found, { paint: paintFor(stdout, env), width, db }))
    return found.proof.ok
  } finally {
    await store.close()
  }
}
