import pg from 'pg'

/** The server that the run has started for its goals, as pools of so many connections. */
export function poolOf(connections: number): pg.Pool {
  const connectionString = process.env['OWEKIT_BENCH_POSTGRES']
  if (connectionString === undefined) throw new Error('There is no PostgreSQL server in OWEKIT_BENCH_POSTGRES.')
  return new pg.Pool({ connectionString, max: connections })
}

/** Makes the planner know what is in a schema's tables, and lets indexes answer without looking at them. */
export async function settle(pool: pg.Pool, schema: string): Promise<void> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = $1`,
    [schema],
  )
  for (const { name } of rows) await pool.query(`VACUUM ANALYZE ${name}`)
  await pool.query('CHECKPOINT')
}

/** Every row of every table of a schema but its own version, in one text: equal for equal books. */
export async function contentsOf(pool: pg.Pool, schema: string, tables: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const table of tables) {
    const { rows } = await pool.query<{ all: string }>(
      `SELECT $1 || ': ' || count(*) || ' ' || coalesce(md5(string_agg(t::text, ' ' ORDER BY t::text)), '') AS all
      FROM ${schema}.owe_${table} t`,
      [table],
    )
    found.push(rows[0]!.all)
  }
  return found
}
