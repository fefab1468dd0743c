import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { booksToKeep } from '@owekit/testing'
import { openDriver } from '../src/driver/open.js'
import { sqliteStore } from '../src/index.js'
import { currentVersion } from '../src/schema/migrations.js'

const place = (version: number, kind: 'sql' | 'txt') => new URL(`./released/v${version}.${kind}`, import.meta.url)

/** Whether a database of a schema version is kept here. */
export function isKept(version: number): boolean {
  return existsSync(place(version, 'sql')) && existsSync(place(version, 'txt'))
}

/** What figures the kept database has. */
export function keptFigures(version: number): string {
  return readFileSync(place(version, 'txt'), 'utf8')
}

/** Makes a file as that release left it, without any code of it. */
export function restore(version: number, path: string): void {
  const raw = openDriver({ path }, undefined)
  raw.exec('BEGIN')
  for (const sql of statementsIn(readFileSync(place(version, 'sql'), 'utf8'))) raw.exec(sql)
  raw.exec('COMMIT')
  raw.close()
}

/** Keeps a database of the current schema, with books in it; one that is kept already is never touched. */
export async function keep(path: string): Promise<void> {
  if (isKept(currentVersion)) return
  await booksToKeep.write(({ clock }) => sqliteStore({ path }, { clock }))
  const store = sqliteStore({ path })
  writeFileSync(place(currentVersion, 'txt'), await booksToKeep.figures(store))
  await store.close()
  const raw = openDriver({ path }, undefined)
  const statements: string[] = []
  const made = raw.prepare('SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid').all([])
  for (const [type, name, sql] of made) {
    statements.push(String(sql))
    if (type !== 'table') continue
    const columns = raw.prepare(`SELECT name FROM pragma_table_info('${String(name)}')`).all([])
    const values = columns.map(([column]) => `quote("${String(column)}")`).join(` || ', ' || `)
    for (const [row] of raw.prepare(`SELECT ${values} FROM ${String(name)}`).all([]))
      statements.push(`INSERT INTO ${String(name)} VALUES (${String(row)})`)
  }
  raw.close()
  writeFileSync(place(currentVersion, 'sql'), textOf(statements))
}

const separator = ';\n\n'

function textOf(statements: readonly string[]): string {
  if (statements.some((sql) => sql.includes(separator))) throw new Error('A statement has the separator in it.')
  return statements.map((sql) => sql + separator).join('')
}

function statementsIn(text: string): string[] {
  return text.split(separator).filter((sql) => sql !== '')
}
