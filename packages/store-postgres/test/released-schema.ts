import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import type { PGlite } from '@electric-sql/pglite'
import { booksToKeep } from '@owekit/testing'
import { postgresStore } from '../src/index.js'
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

/** The statements that make a database as that release left it, without any code of it. */
export function keptStatements(version: number): string[] {
  return statementsIn(readFileSync(place(version, 'sql'), 'utf8'))
}

/** Makes a schema as that release left it. */
export async function restore(version: number, database: PGlite, schema: string): Promise<void> {
  const statements = keptStatements(version).map((sql) => `${sql};`)
  await database.exec(
    `CREATE SCHEMA ${schema}; SET search_path = ${schema}; ${statements.join('\n')} RESET search_path`,
  )
}

/** Keeps a database of the current schema, with books in it; one that is kept already is never touched. */
export async function keep(database: PGlite): Promise<void> {
  if (isKept(currentVersion)) return
  const made: string[] = []
  const query = (text: string, values: unknown[]) => {
    if (text.startsWith('CREATE')) made.push(text)
    return database.query(text, values)
  }
  await postgresStore({ query }).migrate()
  await booksToKeep.write(({ clock }) => postgresStore(database, { clock }))
  writeFileSync(place(currentVersion, 'txt'), await booksToKeep.figures(postgresStore(database)))
  writeFileSync(place(currentVersion, 'sql'), textOf([...made, ...(await rowsOf(database))]))
}

/** Every row as the statement that writes it. */
async function rowsOf(database: PGlite): Promise<string[]> {
  const list = async (sql: string) => (await database.query<{ name: string }>(sql)).rows.map(({ name }) => name)
  const tables = await list(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_type = 'BASE TABLE' AND table_name LIKE 'owe%' ORDER BY 1`,
  )
  const statements: string[] = []
  for (const table of tables) {
    const columns = await list(
      `SELECT column_name AS name FROM information_schema.columns WHERE table_name = '${table}' ORDER BY ordinal_position`,
    )
    const values = columns.map((column) => `quote_nullable("${column}"::text)`).join(` || ', ' || `)
    for (const row of await list(`SELECT ${values} AS name FROM ${table} ORDER BY 1`))
      statements.push(`INSERT INTO ${table} VALUES (${row})`)
  }
  return statements
}

const separator = ';\n\n'

function textOf(statements: readonly string[]): string {
  if (statements.some((sql) => sql.includes(separator))) throw new Error('A statement has the separator in it.')
  return statements.map((sql) => sql + separator).join('')
}

function statementsIn(text: string): string[] {
  return text.split(separator).filter((sql) => sql !== '')
}
