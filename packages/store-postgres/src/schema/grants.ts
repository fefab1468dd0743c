import { collections, ReceivablesError } from '@owekit/core/ports'
import { collectionNames, naming, snake, type Naming } from '../names.js'

/** Which tables, as they were given to `postgresStore`. */
export interface Placed {
  /** @default 'owe_' */
  readonly prefix?: string
  /** @default the connection's own */
  readonly schema?: string
}

/** Who may do what. */
export interface GrantOptions extends Placed {
  /** The role the store connects as. It must not own the tables: owners may do everything. */
  readonly writer: string
  /** A role for reports: it reads tables and views. @default none */
  readonly reader?: string
}

/** The views that come with the schema. */
const views = ['open_invoices', 'customer_balances']

/**
 * The least a store needs to work: facts, postings and request keys can be added and read, never changed or removed.
 *
 * Run it as the role that ran `migrate`. Migrations themselves need that role; give the store `migrate: false` then, or
 * leave it on: with a schema that is up to date it only looks.
 *
 * @example
 * for (const sql of grantsSql({ writer: 'app', reader: 'reports' })) await owner.query(sql)
 */
export function grantsSql({ writer, reader, prefix = 'owe_', schema }: GrantOptions): string[] {
  const names = naming(prefix, schema)
  const to = role(writer)
  const schemaTable = `${names.schema}${prefix}schema`
  const shown = views.map((view) => `${names.schema}${prefix}${view}`)
  const statements = [
    ...usage(names, to),
    `GRANT SELECT ON ${[schemaTable, ...shown].join(', ')} TO ${to}`,
    ...collectionNames.map((name) => {
      const rights = collections[name].appendOnly ? 'SELECT, INSERT' : 'SELECT, INSERT, UPDATE, DELETE'
      return `GRANT ${rights} ON ${names.table(name)} TO ${to}`
    }),
  ]
  if (reader === undefined) return statements
  const tables = collectionNames.map((name) => names.table(name))
  return [
    ...statements,
    ...usage(names, role(reader)),
    `GRANT SELECT ON ${[...tables, ...shown].join(', ')} TO ${role(reader)}`,
  ]
}

/** How rows are kept apart. */
export interface RowSecurityOptions extends Placed {
  /** The role the store connects as; it serves all tenants, and every statement of it names one. */
  readonly writer: string
  /** The setting in which any other role names its tenant. @default 'owe.tenant' */
  readonly setting?: string
}

/**
 * Row level security by tenant: the store's role sees all, any other role the rows of the tenant that
 * `SET owe.tenant = 'acme'` names, and without one none. The views then ask as whoever reads them (PostgreSQL 15).
 *
 * @example
 * for (const sql of rowSecuritySql({ writer: 'app' })) await owner.query(sql)
 */
export function rowSecuritySql({
  writer,
  setting = 'owe.tenant',
  prefix = 'owe_',
  schema,
}: RowSecurityOptions): string[] {
  const names = naming(prefix, schema)
  if (!/^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*$/.test(setting)) {
    throw new ReceivablesError('invalid_input', 'A setting is two lower-case names with a dot between.', { setting })
  }
  const tables = collectionNames.flatMap((name) => {
    const [table, policy] = [names.table(name), `${prefix}${snake(name)}`]
    return [
      `ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`,
      `CREATE POLICY ${policy}_writer ON ${table} TO ${role(writer)} USING (true) WITH CHECK (true)`,
      `CREATE POLICY ${policy}_tenant ON ${table} FOR SELECT USING ("tenant" = current_setting('${setting}', true))`,
    ]
  })
  const asked = views.map((view) => `ALTER VIEW ${names.schema}${prefix}${view} SET (security_invoker = true)`)
  return [...tables, ...asked]
}

function usage({ schema }: Naming, to: string): string[] {
  return schema === '' ? [] : [`GRANT USAGE ON SCHEMA ${schema.slice(0, -1)} TO ${to}`]
}

/** A role's name, quoted. */
function role(name: string): string {
  if (name === '' || name.includes('\0')) throw new ReceivablesError('invalid_input', 'A role needs a name.')
  return `"${name.replaceAll('"', '""')}"`
}
