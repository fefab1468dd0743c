import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { link, readFile, stat, unlink, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { Refusal } from '../refusal.js'

const names = ['adminKey', 'linkKey', 'fakeWebhookSecret'] as const

/** What a server of these books keeps to itself: `studio.db` has `studio.secrets.json`. */
export type Secrets = Readonly<Record<(typeof names)[number], string>>

/** Where the secrets of a database are. */
export function secretsPath(db: string): string {
  return join(dirname(db), `${basename(db, extname(db))}.secrets.json`)
}

/**
 * Reads the secrets beside a database, making them where there are none, for the owner of the file alone.
 *
 * @throws Refusal `not_configured` when others may read the file, or it is not what was written
 */
export async function secretsOf(db: string): Promise<{ readonly secrets: Secrets; readonly isNew: boolean }> {
  const path = secretsPath(db)
  const kept = await readSecrets(path)
  if (kept !== undefined) return { secrets: kept, isNew: false }
  const secrets = Object.fromEntries(names.map((name) => [name, randomBytes(32).toString('base64url')])) as Secrets
  const draft = `${path}.${randomBytes(6).toString('hex')}.new`
  await writeFile(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  try {
    // Whole or not at all, and the first of two servers that start together wins.
    await link(draft, path)
    return { secrets, isNew: true }
  } catch (error) {
    const winner = (error as NodeJS.ErrnoException).code === 'EEXIST' ? await readSecrets(path) : undefined
    if (winner === undefined) throw error
    return { secrets: winner, isNew: false }
  } finally {
    await unlink(draft)
  }
}

/**
 * Reads the secrets beside a database; undefined where there are none.
 *
 * @throws Refusal `not_configured` when others may read the file, or it is not what was written
 */
export const keptSecrets = (db: string): Promise<Secrets | undefined> => readSecrets(secretsPath(db))

async function readSecrets(path: string): Promise<Secrets | undefined> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
    const { mode } = await stat(path)
    if (process.platform !== 'win32' && (mode & 0o077) !== 0)
      throw new Refusal('not_configured', `Others may read ${path}.`, `Run: chmod 600 ${path}`, { path })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  const found = parsed(text)
  const missing = names.filter((name) => typeof found[name] !== 'string' || found[name].length < 32)
  if (missing.length === 0) return found as Secrets
  const words = `${path} has no ${missing.join(', ')} of at least 32 characters.`
  // A new link key would make every link that was sent unreadable: that is for a person to decide.
  throw new Refusal('not_configured', words, 'Restore the file; links that were sent need its linkKey.', { path })
}

function parsed(text: string): Partial<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

/** Compares what a request brings with a key, in a time that says nothing of either. */
export function keyGuard(key: string): (request: Request) => boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const wanted = digest(key)
  return (request) => {
    const given = /^Bearer +(\S+)$/i.exec(request.headers.get('Authorization') ?? '')?.[1]
    return timingSafeEqual(digest(given ?? ''), wanted) && given !== undefined
  }
}
