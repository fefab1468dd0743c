import { ReceivablesError, type CollectionName } from '@owekit/core/ports'
import type { Driver, Statement } from './driver/driver.js'
import { snake } from './names.js'

/** An open database with its prepared statements. */
export class Connection {
  readonly driver: Driver
  readonly prefix: string
  /** The transaction is the host's: work is done in savepoints of it. */
  readonly isJoined: boolean
  readonly #statements = new Map<string, Statement>()

  constructor(driver: Driver, prefix: string, isJoined = false) {
    this.driver = driver
    this.prefix = prefix
    this.isJoined = isJoined
  }

  table(collection: CollectionName): string {
    return this.prefix + snake(collection)
  }

  /** Prepares a statement the first time, and finds it again later. */
  prepare(sql: string): Statement {
    let statement = this.#statements.get(sql)
    if (statement === undefined) this.#statements.set(sql, (statement = this.driver.prepare(sql)))
    return statement
  }

  /** Runs `work` in a transaction that ends as its result says; nothing else can come between. */
  transaction<T>(kind: 'IMMEDIATE' | 'DEFERRED', work: () => { readonly keep: boolean; readonly result: T }): T {
    if (this.isJoined) return this.#savepoint(work)
    this.#checkIdle()
    this.prepare(`BEGIN ${kind}`).run([])
    let isEnding = false
    try {
      const { keep, result } = work()
      isEnding = keep
      this.prepare(keep ? 'COMMIT' : 'ROLLBACK').run([])
      return result
    } catch (error) {
      if (this.driver.inTransaction) this.prepare('ROLLBACK').run([])
      else if (isEnding) throw indeterminate(error)
      throw error
    }
  }

  #savepoint<T>(work: () => { readonly keep: boolean; readonly result: T }): T {
    if (!this.driver.inTransaction)
      throw new ReceivablesError('store_unsupported', 'The transaction that was joined is over; join the next one.')
    this.prepare('SAVEPOINT owekit').run([])
    let isKept = false
    try {
      const { keep, result } = work()
      isKept = keep
      return result
    } finally {
      // SQLite itself rolls everything back on some errors, a full disk among them.
      if (this.driver.inTransaction) {
        if (!isKept) this.prepare('ROLLBACK TO owekit').run([])
        this.prepare('RELEASE owekit').run([])
      }
    }
  }

  /** Runs reads that have to see the same moment; inside a transaction that is already open they do. */
  snapshot<T>(work: () => T): T {
    if (this.driver.inTransaction) return work()
    return this.transaction('DEFERRED', () => ({ keep: true, result: work() }))
  }

  #checkIdle(): void {
    if (!this.driver.inTransaction) return
    throw new ReceivablesError(
      'store_unsupported',
      "The host's transaction on this database is still open; end it first.",
    )
  }
}

/** A COMMIT that failed and left no transaction to roll back: only asking with the same key tells what happened. */
function indeterminate(cause: unknown): ReceivablesError {
  const message = 'The commit was not answered; retry with the same request key to learn whether it landed.'
  return new ReceivablesError('store_indeterminate', message, {}, { cause })
}
