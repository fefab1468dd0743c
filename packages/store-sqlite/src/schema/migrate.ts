import { ReceivablesError, type Instant, type MigrationPlan } from '@owekit/core/ports'
import { instantText } from '../codec.js'
import type { Driver } from '../driver/driver.js'
import { currentVersion, migrations } from './migrations.js'

/** The version a database is at; 0 when it has none of our tables. Refuses one that is newer than we are. */
function schemaVersion(driver: Driver, prefix: string): number {
  const exists = driver
    .prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?`)
    .get([`${prefix}schema`])
  if (exists === undefined) return 0
  const [version = 0] = driver.prepare(`SELECT max(version) FROM ${prefix}schema`).get([]) ?? []
  const found = Number(version)
  if (found <= currentVersion) return found
  const message = `The database is at schema version ${found}; this release knows ${currentVersion}. Upgrade the package.`
  throw new ReceivablesError('store_newer_schema', message, { found, known: currentVersion })
}

/** The steps from where a database is to where this release wants it. */
export function planOf(driver: Driver, prefix: string): MigrationPlan {
  const from = schemaVersion(driver, prefix)
  const steps = migrations.slice(from).map(({ version, name, statements }) => {
    return { version, name, statements: statements.map((sql) => sql.replaceAll('{prefix}', prefix)) }
  })
  return { from, to: currentVersion, steps }
}

/** Takes every step in one transaction, so that a database is at one version or the other. */
export function migrateNow(driver: Driver, prefix: string, now: Instant): MigrationPlan {
  const glance = planOf(driver, prefix)
  if (glance.steps.length === 0) return glance
  if (driver.inTransaction) {
    throw new ReceivablesError('store_unsupported', "The host's transaction is still open; end it, then migrate.")
  }
  driver.exec('BEGIN IMMEDIATE')
  try {
    // Looked at again inside the transaction: another process may have been faster.
    const plan = planOf(driver, prefix)
    driver.exec(
      `CREATE TABLE IF NOT EXISTS ${prefix}schema (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT`,
    )
    for (const { version, name, statements } of plan.steps) {
      for (const sql of statements) driver.exec(sql)
      driver.prepare(`INSERT INTO ${prefix}schema VALUES (?, ?, ?)`).run([version, name, instantText(now)])
    }
    driver.exec('COMMIT')
    return plan
  } catch (error) {
    if (driver.inTransaction) driver.exec('ROLLBACK')
    throw error
  }
}

/** Refuses a database that has not been migrated to this release. */
export function assertCurrent(driver: Driver, prefix: string): void {
  if (schemaVersion(driver, prefix) === currentVersion) return
  throw new ReceivablesError('store_unsupported', 'The schema is not up to date; call migrate() on the store first.')
}
