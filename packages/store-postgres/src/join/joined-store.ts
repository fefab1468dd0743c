import { ReceivablesError } from '@owekit/core/ports'
import { capsOf, operations, type PostgresStore, type Ways } from '../operations.js'
import { storeError } from '../postgres-error.js'
import { assertCurrent } from '../schema/migrate.js'
import { joinedDriver } from './joined-driver.js'

/** A store inside a transaction that the host has open: nothing of it outlives that transaction. */
export function joinedStore(transaction: unknown, ways: Ways): PostgresStore {
  const driver = joinedDriver(transaction)
  let isReady = false
  const ready = async () => {
    if (isReady) return
    await assertCurrent(driver.query, ways.naming).catch((error: unknown) => {
      throw storeError(error)
    })
    isReady = true
  }
  return {
    ...operations({ ...ways, driver, ready }),
    caps: capsOf(driver, false),
    isJoined: true,
    migrate: () =>
      Promise.reject(new ReceivablesError('store_unsupported', 'Migrate the store, not a transaction that joined it.')),
    close: () => Promise.resolve(),
  }
}
