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

/** What `sql.begin(async (tx) => …)` of postgres.js gives. */
interface PostgresJsTransaction {
  unsafe(text: string, values: never[]): PromiseLike<readonly unknown[]>
  savepoint?(work: never): Promise<unknown>
}

/** Joins what postgres.js gives: `sql.begin(async (tx) => …)`. Its own savepoints keep a refusal from ending it. */
export function fromPostgresJs(tx: PostgresJsTransaction): HostTransaction {
  return {
    query: async (text, values = []) => ({ rows: await tx.unsafe(text, values as never[]) }),
    ...(tx.savepoint !== undefined && {
      savepoint: <T>(work: (inside: HostTransaction) => Promise<T>) =>
        tx.savepoint!(((inner: PostgresJsTransaction) => work(fromPostgresJs(inner))) as never) as Promise<T>,
    }),
  }
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
      const answer = await saidByServer(tx.execute(sql.join(parts as never[])))
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
      return { rows: (await saidByServer(tx.$queryRawUnsafe(text, ...values))) as readonly unknown[] }
    },
  }
}

/** A statement cut at its `$1`, `$2` …, for builders that number their values themselves. */
function pieces(text: string, values: Values): ({ readonly text: string } | { readonly value: string | null })[] {
  return text
    .split(/\$(\d+)/)
    .map((part, i) => (i % 2 === 0 ? { text: part } : { value: values[Number(part) - 1] ?? null }))
}

/** Drizzle and Prisma wrap what the server said; the store needs its words and its SQLSTATE. */
async function saidByServer<T>(work: PromiseLike<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const { cause, meta } = error as { cause?: unknown; meta?: { code?: unknown; message?: unknown } }
    if (typeof meta?.code === 'string')
      throw Object.assign(new Error(String(meta.message)), { code: meta.code, cause: error })
    throw cause ?? error
  }
}
