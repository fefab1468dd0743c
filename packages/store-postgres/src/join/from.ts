import type { HostTransaction } from './host-transaction.js'

type Values = readonly (string | null)[]

/**
 * Joins a transaction on a pg `Client`, or on a `PoolClient`, between its BEGIN and its COMMIT.
 *
 * @example
 * await client.query('BEGIN')
 * await ar.join(fromPg(client)).invoices.issue(…)
 * await client.query('COMMIT')
 */
export function fromPg(client: {
  query(text: string, values: unknown[]): PromiseLike<{ readonly rows: readonly unknown[] }>
}): HostTransaction {
  return { query: (text, values = []) => client.query(text, values) }
}

/** Joins what `pglite.transaction(async (tx) => …)` gives. */
export function fromPglite(tx: {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly unknown[] }>
}): HostTransaction {
  return { query: (text, values = []) => tx.query(text, values) }
}

/** Joins what postgres.js gives: `sql.begin(async (tx) => …)`. */
export function fromPostgresJs(tx: {
  unsafe(text: string, values: never[]): PromiseLike<readonly unknown[]>
}): HostTransaction {
  return { query: async (text, values = []) => ({ rows: await tx.unsafe(text, values as never[]) }) }
}

/**
 * Joins a Kysely transaction: `db.transaction().execute(async (trx) => …)`.
 *
 * Plugins of the host see our rows too; one that renames columns (`CamelCasePlugin`) has to be left off:
 * `trx.withoutPlugins()`.
 */
export function fromKysely(trx: {
  executeQuery(query: never): PromiseLike<{ readonly rows: readonly unknown[] }>
}): HostTransaction {
  return {
    query(sql, parameters: Values = []) {
      const query = { kind: 'RawNode', sqlFragments: [sql], parameters: [] }
      return trx.executeQuery({ query, queryId: { queryId: 'owekit' }, sql, parameters } as never)
    },
  }
}

/**
 * Joins a Drizzle transaction: `db.transaction(async (tx) => …)`, with Drizzle's own `sql`.
 *
 * @example
 * import { sql } from 'drizzle-orm'
 * ar.join(fromDrizzle(tx, sql))
 */
export function fromDrizzle<Part>(
  tx: { execute(query: Part): PromiseLike<unknown> },
  sql: {
    raw(text: string): Part
    param(value: unknown): unknown
    join(parts: never[]): Part
  },
): HostTransaction {
  return {
    async query(text, values = []) {
      const parts = pieces(text, values).map((piece) =>
        'text' in piece ? sql.raw(piece.text) : sql.param(piece.value),
      )
      const answer = await tx.execute(sql.join(parts as never[]))
      return { rows: Array.isArray(answer) ? answer : (answer as { rows: readonly unknown[] }).rows }
    },
  }
}

/** Joins a Knex transaction: `knex.transaction(async (trx) => …)`. */
export function fromKnex(trx: {
  raw(sql: string, bindings: never): PromiseLike<{ readonly rows: readonly unknown[] }>
}): HostTransaction {
  return {
    query(text, values = []) {
      const bindings: (string | null)[] = []
      const sql = pieces(text, values).map((piece) => {
        if ('text' in piece) return piece.text.replaceAll('?', '\\?')
        bindings.push(piece.value)
        return '?'
      })
      return trx.raw(sql.join(''), bindings as never)
    },
  }
}

/** Joins a Prisma transaction: `prisma.$transaction(async (tx) => …)`. */
export function fromPrisma(tx: {
  $queryRawUnsafe(text: string, ...values: unknown[]): PromiseLike<unknown>
}): HostTransaction {
  return {
    async query(text, values = []) {
      return { rows: (await tx.$queryRawUnsafe(text, ...values)) as readonly unknown[] }
    },
  }
}

/** A statement cut at its `$1`, `$2` …, for builders that number their values themselves. */
function pieces(text: string, values: Values): ({ readonly text: string } | { readonly value: string | null })[] {
  return text
    .split(/\$(\d+)/)
    .map((part, i) => (i % 2 === 0 ? { text: part } : { value: values[Number(part) - 1] ?? null }))
}
