import { ReceivablesError } from '@owekit/core/ports'
import { answered, inTransaction, pgQuery } from './client.js'
import { Unanswered, Unreachable, type Bound, type Driver, type Query, type ResultRow } from './driver.js'
import { mutex } from './mutex.js'
import type { ClientSource, PgliteSource, PoolSource, PostgresJsSource, QuerySource, Source } from './sources.js'

/** Wraps what the host has opened; its settings and its closing stay the host's business. */
export function openDriver(source: Source, prepare: boolean): Driver {
  if (has(source, 'unsafe', 'reserve')) return postgresJs(source as PostgresJsSource, prepare)
  if (has(source, 'totalCount', 'connect')) return pool(source as PoolSource, prepare)
  if (has(source, 'transaction', 'query')) return pglite(source as PgliteSource)
  if (has(source, 'getTransactionStatus', 'query')) return client(source as ClientSource, prepare)
  if (has(source, 'query')) return single(source as QuerySource)
  throw new ReceivablesError(
    'invalid_input',
    'A PostgreSQL store is made with a pg Pool or Client, a postgres.js sql, a PGlite, or an object with query(text, values).',
  )
}

function has(source: unknown, ...names: readonly string[]): boolean {
  const isHolder = (typeof source === 'object' && source !== null) || typeof source === 'function'
  return isHolder && names.every((name) => name in source)
}

function pool(source: PoolSource, prepare: boolean): Driver {
  const withClient = async <T>(work: (query: Query) => Promise<T>): Promise<T> => {
    const connection = await source.connect().catch((error: unknown) => {
      throw new Unreachable(error)
    })
    let isBroken = false
    // A pool does not listen to a connection that is out; unheard, the loss of it would end the process.
    const lost = () => {
      isBroken = true
    }
    connection.on?.('error', lost)
    try {
      const query = pgQuery(connection, prepare)
      return await work((text, values) =>
        query(text, values).catch((error: unknown) => {
          isBroken ||= error instanceof Unanswered
          throw error
        }),
      )
    } finally {
      connection.off?.('error', lost)
      // A connection that did not answer is not given to anybody else.
      connection.release(isBroken)
    }
  }
  const options = (source as { options?: { pipeline?: boolean } }).options
  return {
    name: 'pg',
    durable: true,
    multiProcess: true,
    pipelines: options?.pipeline === true,
    query: (text, values) => withClient((query) => query(text, values)),
    transaction: (work) => withClient((query) => inTransaction(query, work)),
  }
}

/** One connection: what needs several statements in a row keeps everybody else waiting. */
function oneByOne(name: string, query: Query): Driver {
  const alone = mutex()
  return {
    name,
    durable: true,
    multiProcess: true,
    pipelines: false,
    query: (text, values) => alone(() => query(text, values)),
    transaction: (work) => alone(() => inTransaction(query, work)),
  }
}

function client(source: ClientSource, prepare: boolean): Driver {
  const query = pgQuery(source, prepare)
  let isOurs = false
  const checked: Query = async (text, values) => {
    // Only at our own first statement: what follows it is inside our own transaction.
    const status = source.getTransactionStatus?.()
    if (!isOurs && (status === 'T' || status === 'E')) {
      throw new ReceivablesError(
        'store_unsupported',
        "The host's transaction on this connection is still open; end it first, or give the store a Pool.",
      )
    }
    if (text === 'BEGIN') isOurs = true
    try {
      return await query(text, values)
    } finally {
      if (text === 'COMMIT' || text === 'ROLLBACK') isOurs = false
    }
  }
  return oneByOne('pg client', checked)
}

function single(source: QuerySource): Driver {
  return oneByOne('query', async (text, values) => {
    const { rows } = await answered(source.query(text, values as Bound[]))
    return rows as readonly ResultRow[]
  })
}

function postgresJs(source: PostgresJsSource, prepare: boolean): Driver {
  if ('savepoint' in source) {
    throw new ReceivablesError('store_unsupported', 'Give the store the sql of postgres(), not that of a transaction.')
  }
  const queryOn = (sql: PostgresJsSource): Query => {
    return async (text, values) => {
      const rows = await answered(sql.unsafe(text, values as never[], { prepare: prepare && values.length > 0 }))
      return rows as readonly ResultRow[]
    }
  }
  return {
    name: 'postgres.js',
    durable: true,
    multiProcess: true,
    pipelines: true,
    query: queryOn(source),
    async transaction(work) {
      const reserved = await source.reserve().catch((error: unknown) => {
        throw new Unreachable(error)
      })
      try {
        return await inTransaction(queryOn(reserved), work)
      } finally {
        reserved.release()
      }
    },
  }
}

function pglite(source: PgliteSource): Driver {
  const { dataDir = '' } = source
  const rowsOf = ({ rows }: { readonly rows: readonly unknown[] }) => rows as readonly ResultRow[]
  return {
    name: 'pglite',
    durable: dataDir !== '' && !dataDir.startsWith('memory:'),
    multiProcess: false,
    pipelines: false,
    query: async (text, values) => rowsOf(await source.query(text, [...values])),
    // PGlite keeps its other callers out while a transaction of its own making runs.
    transaction: (work) =>
      source.transaction(async (tx) => {
        const { keep, result } = await work(async (text, values) => rowsOf(await tx.query(text, [...values])))
        if (!keep) await tx.rollback()
        return result
      }),
  }
}
