import { collections, type Collection, type CollectionName } from '@owekit/core/ports'
import { kindOf, shapeOf, sqlTypes } from '../codec.js'
import { quoted, snake, type Naming } from '../names.js'
import type { Write } from './plan.js'

/** Numbers the parameters of a statement in the order they are named. */
export function counter(from = 0): () => string {
  let count = from
  return () => `$${++count}`
}

/** What the words of a write are made with. */
export interface Wording {
  readonly naming: Naming
  readonly tenant: string
  /** What `recordedAt` is set to. */
  readonly at: string
  /** Joined to every write, so that nothing is written when there is no row of it; or `''`. */
  readonly stamp: string
  /** The token of the number and the number itself, as SQL. */
  readonly token: string
  readonly number: string
  readonly next: () => string
}

/** Whether rows of a collection carry a revision, so that a row at revision 0 only holds the place of a missing one. */
export function isGuarded(collection: CollectionName): boolean {
  return (collections[collection] as Collection).guarded
}

/**
 * The statement for one write, its parameters a value a column, or a list a column for several rows.
 *
 * Every form gives a row back for each row it wrote.
 */
export function writeSql(write: Write, wording: Wording, after: readonly string[] = []): string {
  const { collection, columns } = write
  const { naming, tenant, at, stamp } = wording
  const table = naming.table(collection)
  const rows = source(write, wording)
  const conditions = [...after]
  if (write.kind === 'insert') {
    const isStamped = shapeOf(collection).stamped >= 0
    const into = ['tenant', ...columns, ...(isStamped ? ['recordedAt'] : [])].map(quoted).join(', ')
    const values = [tenant, ...columns.map((name) => `r.${quoted(name)}`), ...(isStamped ? [at] : [])].join(', ')
    const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`
    return `INSERT INTO ${table} AS t (${into}) SELECT ${values} FROM ${rows}${stamp}${where}${takingPlace(collection)} RETURNING 1`
  }
  const { key } = collections[collection]
  conditions.unshift(`t."tenant" = ${tenant}`, ...key.map((name) => `t.${quoted(name)} = r.${quoted(name)}`))
  if (write.kind === 'remove') {
    return `DELETE FROM ${table} AS t USING ${rows}${stamp} WHERE ${conditions.join(' AND ')} RETURNING 1`
  }
  if (isGuarded(collection)) conditions.push('t."rev" <> 0')
  const keyColumns: readonly string[] = key
  const set = columns.filter((name) => !keyColumns.includes(name)).map((name) => `${quoted(name)} = r.${quoted(name)}`)
  if (shapeOf(collection).stamped >= 0) set.push(`"recorded_at" = ${at}`)
  return `UPDATE ${table} AS t SET ${set.join(', ')} FROM ${rows}${stamp} WHERE ${conditions.join(' AND ')} RETURNING 1`
}

/** A new guarded row takes the place of the one that stands for it at revision 0, and of no other. */
function takingPlace(collection: CollectionName): string {
  if (!isGuarded(collection)) return ''
  const { key, columns }: Collection = collections[collection]
  const set = Object.keys(columns).filter((name) => !key.includes(name))
  return (
    ` ON CONFLICT (${['tenant', ...key].map(quoted).join(', ')}) DO UPDATE SET ` +
    `${set.map((name) => `${quoted(name)} = excluded.${quoted(name)}`).join(', ')} WHERE t."rev" = 0`
  )
}

/** The rows as a table `r`: plain values for one row, which plan best; unnested lists for more. */
function source({ collection, columns, count, late }: Write, wording: Wording): string {
  const { next, token, number } = wording
  const typed = columns.map((name) => ({ name: quoted(name), type: sqlTypes[kindOf(collection, name)] }))
  const bound = (value: string, i: number) => (late.includes(i) ? `replace(${value}, ${token}, ${number})` : value)
  if (count === 1) {
    const values = typed.map(({ name, type }, i) => `${bound(`${next()}::${type}`, i)} AS ${name}`)
    return `(SELECT ${values.join(', ')}) AS r`
  }
  const lists = typed.map(({ type }) => `${next()}::${type}[]`).join(', ')
  const names = typed.map(({ name }) => name).join(', ')
  if (late.length === 0) return `unnest(${lists}) AS r(${names})`
  const picked = typed.map(({ name }, i) => `${bound(`q.${name}`, i)} AS ${name}`).join(', ')
  return `(SELECT ${picked} FROM unnest(${lists}) AS q(${names})) AS r`
}

/**
 * Guards the one head by writing it. Takes customer, new revision, mergedInto, and the revision expected of a head
 * that is there; gives `at` back (as it is, or as `at` words it), never before the head's own last one.
 */
export function leadSql(
  isNew: boolean,
  { naming, tenant, next }: Pick<Wording, 'naming' | 'tenant' | 'next'>,
  clock: string,
  at = 't."recorded_at"',
): string {
  const table = naming.table('heads')
  const [customer, rev, merged] = [next(), next(), next()]
  const given = `RETURNING ${at} AS at`
  if (isNew) {
    return (
      `INSERT INTO ${table} AS t ("tenant", "customer", "rev", "merged_into", "recorded_at") ` +
      `VALUES (${tenant}, ${customer}, ${rev}::bigint, ${merged}, ${clock})${takingPlace('heads')} ${given}`
    )
  }
  return (
    `UPDATE ${table} AS t SET "rev" = ${rev}::bigint, "merged_into" = ${merged}, ` +
    `"recorded_at" = greatest(t."recorded_at", ${clock}) ` +
    `WHERE t."tenant" = ${tenant} AND t."customer" = ${customer} AND t."rev" = ${next()}::bigint ${given}`
  )
}

/** Takes the next number of a series. Takes name, prefix and width; gives `taken` back, as text. */
export function seriesSql({ naming, tenant, stamp, next }: Pick<Wording, 'naming' | 'tenant' | 'stamp' | 'next'>) {
  const [name, prefix, width] = [next(), next(), next()]
  return {
    prefix,
    width,
    sql:
      `INSERT INTO ${naming.table('series')} AS t ("tenant", "name", "rev", "next", "prefix", "width") ` +
      `SELECT ${tenant}, ${name}::text, 1, 2, ${prefix}::text, ${width}::bigint${stamp === '' ? '' : ` FROM ${stamp.slice(2)}`} ` +
      'ON CONFLICT ("tenant", "name") DO UPDATE SET "rev" = t."rev" + 1, "next" = greatest(t."next", 1) + 1, ' +
      '"prefix" = excluded."prefix", "width" = excluded."width" RETURNING (t."next" - 1)::text AS taken',
  }
}

/** The clock as SQL: what the host's own clock said, else the database's at this moment. */
export function clockSql(parameter: string): string {
  return `coalesce(${parameter}::timestamptz, date_trunc('milliseconds', clock_timestamp()))`
}

/** The same for a change: as the statement began, since distributed tables take no function there that is volatile. */
export function steadyClockSql(parameter: string): string {
  return `coalesce(${parameter}::timestamptz, date_trunc('milliseconds', statement_timestamp()))`
}

/** The CTE a write is known by; `no` is its place among the writes. */
export function cteName({ kind, collection }: Write, no: number): string {
  return `${kind}_${snake(collection)}_${no}`
}
