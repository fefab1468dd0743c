import type { CollectionName } from '@owekit/core/ports'
import { isGuarded } from './commit/write-sql.js'
import type { Driver } from './driver/driver.js'
import { collectionNames, type Naming } from './names.js'

/** Every tenant that has rows, hopping from one to the next by index instead of reading all rows. */
export async function listTenants(driver: Driver, naming: Naming): Promise<string[]> {
  const first = (name: CollectionName, after: string) => {
    const conditions = [after, isGuarded(name) ? '"rev" <> 0' : ''].filter((one) => one !== '').join(' AND ')
    const where = conditions === '' ? '' : ` WHERE ${conditions}`
    return `(SELECT tenant FROM ${naming.table(name)}${where} ORDER BY tenant LIMIT 1)`
  }
  const smallest = (after: string) => `least(${collectionNames.map((name) => first(name, after)).join(', ')})`
  const rows = await driver.query(
    `WITH RECURSIVE found AS (SELECT ${smallest('')} AS name UNION ALL ` +
      `SELECT ${smallest('tenant > found.name')} FROM found WHERE found.name IS NOT NULL) ` +
      'SELECT name FROM found WHERE name IS NOT NULL',
    [],
  )
  return rows.map((row) => row['name'] as string)
}
