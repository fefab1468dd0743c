import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { collections, type CollectionName, scan } from '@owekit/core/ports'
import { sqliteStore } from '@owekit/store-sqlite'
import { run } from '../src/index.js'

/** What a command line answered. */
interface Answer {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** A folder with books, and the command line working in it. */
export interface Desk {
  readonly folder: string
  /** Writes a file into the folder and gives its path. */
  file(name: string, content: string | Uint8Array): string
  /** Runs `owekit` with these arguments. */
  owekit(...argv: string[]): Promise<Answer>
  /** Runs it with --json and gives the parsed document; fails unless the exit code is 0. */
  json<T = unknown>(...argv: string[]): Promise<T>
  /** Everything the books hold, as one text; undefined when there are none. */
  content(db?: string): Promise<string | undefined>
  clear(): void
}

/** Noon of 2026-04-01: the present of every test. */
const present = Date.parse('2026-04-01T12:00:00Z')

/** Sets up a desk in a new folder. */
export function desk(
  options: {
    readonly tty?: boolean
    readonly columns?: number
    readonly env?: Record<string, string>
    readonly now?: () => number
  } = {},
): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'owekit-cli-'))
  const owekit = async (...argv: string[]): Promise<Answer> => {
    let stdout = ''
    let stderr = ''
    const code = await run(argv, {
      stdout: {
        write: (text) => void (stdout += text),
        isTTY: options.tty === true,
        ...(options.columns !== undefined && { columns: options.columns }),
      },
      stderr: { write: (text) => void (stderr += text), isTTY: options.tty === true },
      env: options.env ?? {},
      cwd: folder,
      now: options.now ?? (() => present),
    })
    return { code, stdout, stderr }
  }
  return {
    folder,
    owekit,
    file(name, content) {
      const path = join(folder, name)
      writeFileSync(path, content)
      return path
    },
    async json<T>(...argv: string[]) {
      const { code, stdout, stderr } = await owekit(...argv, '--json')
      if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`)
      return JSON.parse(stdout) as T
    },
    async content(db = 'owekit.db') {
      return dump(join(folder, db))
    },
    clear: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** Every row of every collection of every tenant, read through the store; undefined when there is no file. */
async function dump(path: string): Promise<string | undefined> {
  try {
    readFileSync(path)
  } catch {
    return undefined
  }
  const store = sqliteStore({ path })
  try {
    let text = ''
    for (const tenant of await store.tenants()) {
      for (const collection of Object.keys(collections) as CollectionName[]) {
        for await (const row of scan(store, tenant, { collection })) {
          text += `${tenant} ${collection} ${JSON.stringify(row, (_, held: unknown) => (typeof held === 'bigint' ? `${held}n` : held))}\n`
        }
      }
    }
    return text
  } finally {
    await store.close()
  }
}
