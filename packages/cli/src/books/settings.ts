import { readFile, rename, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { assertTimeZone } from '@owekit/core/calendar'
import { exponentOf } from '@owekit/core/money'
import { Refusal } from '../refusal.js'
import { shown } from '../shown.js'

/** What every command assumes about these books, kept beside the database: `studio.db` has `studio.settings.json`. */
export interface Settings {
  /** Whose books these are. */
  readonly name?: string
  /** The home currency. */
  readonly currency?: string
  /** The zone in which days begin. */
  readonly timeZone?: string
}

const names = ['name', 'currency', 'timeZone'] as const

/** Where the settings of a database are. */
export function settingsPath(db: string): string {
  return join(dirname(db), `${basename(db, extname(db))}.settings.json`)
}

/**
 * Reads the settings beside a database; none where the file is absent.
 *
 * @throws Refusal `invalid_input` when the file is not what `owekit init` writes
 */
export async function readSettings(db: string): Promise<Settings> {
  const path = settingsPath(db)
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {}
    throw new Refusal('invalid_input', `${path} cannot be read: ${(error as Error).message}.`, '', { path })
  }
  return checkSettings(parsed(text, path), path)
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('invalid_input', `${path} is not JSON.`, 'Correct it, or write it anew with: owekit init', {
      path,
    })
  }
}

/** Refuses settings that no command could work with; `where` names them in the message. */
export function checkSettings(value: unknown, where: string): Settings {
  const refuse = (what: string) =>
    new Refusal('invalid_input', `${where} ${what}.`, `It may hold ${names.join(', ')}.`, { path: where })
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw refuse('is not a JSON object')
  const given = new Map(Object.entries(value))
  for (const [key, held] of given) {
    if (!(names as readonly string[]).includes(key)) throw refuse(`has an entry ${shown(key)}`)
    if (typeof held !== 'string') throw refuse(`has a ${key} that is not a text`)
  }
  const settings: Settings = Object.fromEntries(given)
  if (settings.currency !== undefined) exponentOf(settings.currency)
  if (settings.timeZone !== undefined) assertTimeZone(settings.timeZone)
  return settings
}

/** Writes the settings beside a database, whole or not at all. */
export async function writeSettings(db: string, settings: Settings): Promise<string> {
  const path = settingsPath(db)
  await writeFile(`${path}.new`, `${JSON.stringify(settings, null, 2)}\n`)
  await rename(`${path}.new`, path)
  return path
}
