import { ReceivablesError } from '@owekit/core/ports'
import { answered, inTransaction, pgQuery } from './client.js'
import { Unanswered, Unreachable, type Bound, type Driver, type Query, type ResultRow } from './driver.js'
import { inTime } from './in-time.js'
import { mutex } from './mutex.js'
import { sqlState } from './sql-state.js'
import type { ClientSource, PgliteSource, PoolSource, PostgresJsSource, QuerySource, Source } from './sources.js'

/** How statements are sent, and how long an answer is waited for. */
interface Ways {
  readonly prepare: boolean
  readonly answerMs: number
}

/** Wraps what the host has opened; its settings and its closing stay the host's business. */
export function openDriver(source: Source, ways: Ways): Driver {
  if (has(source, 'unsafe', 'reserve')) return postgresJs(source as PostgresJsSource, ways)
  if (has(source, 'totalCount', 'connect')) return pool(source as PoolSource, ways)
  if (has(source, 'transaction', 'query')) return pglite(source as PgliteSource)
  if (has(source, 'getTransactionStatus', 'query')) return client(source as ClientSource, ways)
  if (has(source, 'query')) return single(source as QuerySource, ways)
  throw new ReceivablesError(
    'invalid_input',
    'A PostgreSQL store is made with a pg Pool or Client, a postgres.js sql, a PGlite, or an object with query(text, values).',
  )
}

function has(source: unknown, ...names: readonly string[]): boolean {
  const isHolder = (typeof source === 'object' && source !== null) || typeof source === 'function'
  return isHolder && names.every((name) => name in source)
}

const unanswered = (cause: unknown) => new Unanswered(cause)
const unreachable = (cause: unknown) => new Unreachable(cause)

/** A connection to work with; one that comes when nobody waits any more goes straight back. */
async function connected<C extends { release(): void }>(connecting: Promise<C>, answerMs: number): Promise<C> {
  let isWaitedFor = true
  const got = connecting.then(
    (connection) => {
      if (!isWaitedFor) connection.release()
      return connection
    },
    (error: unknown) => {
      throw unreachable(error)
    },
  )
  try {
    return await inTime(got, answerMs, unreachable)
  } finally {
    isWaitedFor = false
  }
}

/** What became of a connection: the loss of it, once it is known. */
interface Line {
  lost?: { readonly cause: unknown }
}

/** Sends nothing more once the connection did not answer, or only once it has certainly gone. */
function untilLost(query: Query, line: Line, hasGone: (cause: unknown) => boolean = () => true): Query {
  return async (text, values) => {
    if (line.lost !== undefined) throw unanswered(line.lost.cause)
    try {
      return await query(text, values)
    } catch (error) {
      if (error instanceof Unanswered && hasGone(error.cause)) line.lost ??= { cause: error.cause }
      throw error
    }
  }
}

function pool(source: PoolSource, { prepare, answerMs }: Ways): Driver {
  const withClient = async <T>(work: (query: Query) => Promise<T>, ms = answerMs): Promise<T> => {
    const connection = await connected(source.connect(), answerMs)
    const line: Line = {}
    // A pool does not listen to a connection that is out; unheard, the loss of it would end the process.
    const onError = (cause: unknown) => {
      line.lost ??= { cause }
    }
    connection.on?.('error', onError)
    try {
      const query = pgQuery(connection, prepare)
      return await work(untilLost((text, values) => inTime(query(text, values), ms, unanswered), line))
    } finally {
      connection.off?.('error', onError)
      // A connection that did not answer is not given to anybody else: it is ended, and its transaction with it.
      connection.release(line.lost !== undefined)
    }
  }
  const options = (source as { options?: { pipeline?: boolean } }).options
  return {
    name: 'pg',
    durable: true,
    multiProcess: true,
    pipelines: options?.pipeline === true,
    query: (text, values) => withClient((query) => query(text, values)),
    transaction: (work, ms) => withClient((query) => inTransaction(query, work), ms),
  }
}

/** One connection: what needs several statements in a row keeps everybody else waiting. */
function oneByOne(name: string, query: Query, answerMs: number): Driver {
  const alone = mutex()
  // What is late keeps the connection until it is over, so that nothing gets into the middle of it.
  const inTurn = <T>(work: () => Promise<T>, ms = answerMs): Promise<T> => {
    let progress: 'waiting' | 'begun' | 'given up' = 'waiting'
    const turn = alone(async () => {
      if (progress === 'given up') throw new Error('nobody waits for this any more')
      progress = 'begun'
      return work()
    })
    return inTime(turn, ms, (cause) => {
      if (progress === 'begun') return unanswered(cause)
      progress = 'given up'
      return unreachable(cause)
    })
  }
  return {
    name,
    durable: true,
    multiProcess: true,
    pipelines: false,
    query: (text, values) => inTurn(() => query(text, values)),
    transaction: (work, ms) => inTurn(() => inTransaction(query, work), ms),
  }
}

function client(source: ClientSource, { prepare, answerMs }: Ways): Driver {
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
  return oneByOne('pg client', checked, answerMs)
}

function single(source: QuerySource, { answerMs }: Ways): Driver {
  const query: Query = async (text, values) => {
    const { rows } = await answered(source.query(text, values as Bound[]))
    return rows as readonly ResultRow[]
  }
  return oneByOne('query', query, answerMs)
}

function postgresJs(source: PostgresJsSource, { prepare, answerMs }: Ways): Driver {
  if ('savepoint' in source) {
    throw new ReceivablesError('store_unsupported', 'Give the store the sql of postgres(), not that of a transaction.')
  }
  const queryOn = (sql: PostgresJsSource): Query => {
    return async (text, values) => {
      const rows = await answered(sql.unsafe(text, values as never[], { prepare: prepare && values.length > 0 }))
      return rows as readonly ResultRow[]
    }
  }
  const query = queryOn(source)
  // It gives the end of a session, as the server told it, to whoever first uses the connection that took its place.
  const hasGone = (cause: unknown) => sqlState(cause) === undefined
  return {
    name: 'postgres.js',
    durable: true,
    multiProcess: true,
    pipelines: true,
    query: (text, values) => inTime(query(text, values), answerMs, unanswered),
    async transaction(work, ms = answerMs) {
      const reserved = await connected(source.reserve(), answerMs)
      const line: Line = {}
      // A late one is given back when it is over, not before: the next user would be inside our transaction. One that has
      // gone finds its way back by itself; released, it would be written to and end the process.
      const over = inTransaction(untilLost(queryOn(reserved), line, hasGone), work).finally(() => {
        if (line.lost === undefined) reserved.release()
      })
      return inTime(over, ms, unanswered)
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
