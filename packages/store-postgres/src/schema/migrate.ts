import { ReceivablesError, type MigrationPlan } from '@owekit/core/ports'
import type { Driver, Query } from '../driver/driver.js'
import { sqlState } from '../driver/sql-state.js'
import type { Naming } from '../names.js'
import { currentVersion, migrations } from './migrations.js'

/** How long a step may take: an index of a large table is built in minutes, and others wait for who builds it. */
const stepMs = 3_600_000

/** The version a database is at; 0 when it has none of our tables. Refuses one that is newer than we are. */
async function schemaVersion(query: Query, naming: Naming): Promise<number> {
  const table = `${naming.schema}${naming.prefix}schema`
  const [there] = await query('SELECT to_regclass($1)::text AS name', [table])
  if (there?.['name'] == null) return 0
  const [newest] = await query(`SELECT coalesce(max(version), 0) AS version FROM ${table}`, [])
  const found = Number(newest?.['version'])
  if (found <= currentVersion) return found
  const message = `The database is at schema version ${found}; this release knows ${currentVersion}. Upgrade the package.`
  throw new ReceivablesError('store_newer_schema', message, { found, known: currentVersion })
}

/** The steps from where a database is to where this release wants it. */
export async function planOf(query: Query, naming: Naming): Promise<MigrationPlan> {
  const from = await schemaVersion(query, naming)
  const steps = migrations.slice(from).map(({ version, name, statements }) => {
    return { version, name, statements: statements.map((sql) => naming.fill(sql)) }
  })
  return { from, to: currentVersion, steps }
}

/**
 * Takes every step that is missing, each in a transaction of its own, so that an interrupted run goes on where it was.
 *
 * Each transaction first inserts its version, which makes a second process that migrates at the same time wait.
 */
export async function migrateNow(driver: Driver, naming: Naming): Promise<MigrationPlan> {
  const plan = await planOf(driver.query, naming)
  if (plan.steps.length === 0) return plan
  await checkEncoding(driver.query)
  for (const sql of preparations(naming)) await tolerant(driver, sql)
  for (const { version, name, statements } of plan.steps) {
    await driver.transaction(async (query) => {
      const taken = await query(
        `INSERT INTO ${naming.schema}${naming.prefix}schema (version, name, applied_at) VALUES ($1::bigint, $2, now()) ` +
          'ON CONFLICT DO NOTHING RETURNING 1 AS one',
        [String(version), name],
      )
      // Another process was faster; it has done all of this.
      if (taken.length === 0) return { keep: false, result: undefined }
      for (const sql of statements) await query(sql, [])
      return { keep: true, result: undefined }
    }, stepMs)
  }
  return plan
}

function preparations(naming: Naming): string[] {
  const table =
    `CREATE TABLE IF NOT EXISTS ${naming.schema}${naming.prefix}schema ` +
    '(version BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at TIMESTAMPTZ(3) NOT NULL)'
  return naming.schema === '' ? [table] : [`CREATE SCHEMA IF NOT EXISTS ${naming.schema.slice(0, -1)}`, table]
}

/** IF NOT EXISTS still clashes when two sessions make the same thing at the same moment; then it is there. */
async function tolerant(driver: Driver, sql: string): Promise<void> {
  try {
    await driver.query(sql, [])
  } catch (error) {
    if (!['23505', '42P06', '42P07', '42710'].includes(sqlState(error) ?? '')) throw error
  }
}

async function checkEncoding(query: Query): Promise<void> {
  const [found] = await query(`SELECT current_setting('server_encoding') AS encoding`, [])
  const encoding = found?.['encoding']
  if (encoding === 'UTF8') return
  const message = `The database keeps text as ${String(encoding)}; make one with ENCODING 'UTF8'.`
  throw new ReceivablesError('store_unsupported', message, { encoding: String(encoding) })
}

/** Refuses a database that has not been migrated to this release. */
export async function assertCurrent(query: Query, naming: Naming): Promise<void> {
  if ((await schemaVersion(query, naming)) === currentVersion) return
  throw new ReceivablesError('store_unsupported', 'The schema is not up to date; call migrate() on the store first.')
}
