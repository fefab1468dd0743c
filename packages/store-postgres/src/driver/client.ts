import { createHash } from 'node:crypto'
import { Unanswered, type Bound, type Ended, type Query, type ResultRow } from './driver.js'
import { isSessionEnd, sqlState } from './sql-state.js'

/** What node-postgres is given: `name` keeps the statement prepared on its connection. */
export interface StatementConfig {
  readonly name?: string
  readonly text: string
  readonly values: Bound[]
}

/** One connection, as pg's `Client` shapes it. */
export interface PgClient {
  query(statement: StatementConfig): Promise<{ readonly rows: readonly unknown[] }>
}

const names = new Map<string, string>()

/** The same name for the same text in every copy of this package, since a connection may serve several. */
function nameOf(text: string): string {
  let name = names.get(text)
  if (name === undefined) {
    name = `owe_${createHash('sha256').update(text).digest('hex').slice(0, 24)}`
    names.set(text, name)
  }
  return name
}

/** Runs statements on a pg client, prepared under a name unless told not to. */
export function pgQuery(client: PgClient, prepare: boolean): Query {
  return async (text, values) => {
    const statement = prepare && values.length > 0 ? { name: nameOf(text) } : {}
    const { rows } = await answered(client.query({ ...statement, text, values: values as Bound[] }))
    return rows as readonly ResultRow[]
  }
}

/** Tells a refusal of the server from a connection that ended before it answered. */
export async function answered<T>(work: PromiseLike<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    const state = sqlState(error)
    if (state === undefined || isSessionEnd(state)) throw new Unanswered(error)
    throw error
  }
}

/** Runs work between BEGIN and COMMIT on a connection that does nothing else meanwhile. */
export async function inTransaction<T>(query: Query, work: (query: Query) => Promise<Ended<T>>): Promise<T> {
  let ended: Ended<T>
  try {
    await query('BEGIN', [])
    ended = await work(query)
  } catch (error) {
    // A connection that is gone has no transaction left to take back.
    await query('ROLLBACK', []).catch(() => undefined)
    // Before COMMIT was sent nothing can have landed.
    throw error instanceof Unanswered ? error.cause : error
  }
  await query(ended.keep ? 'COMMIT' : 'ROLLBACK', [])
  return ended.result
}
