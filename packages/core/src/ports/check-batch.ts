import { ReceivablesError, shown } from '../errors/index.js'
import { checkKey, checkRow, checkText } from '../records/check-row.js'
import { collections, type Collection, type CollectionName } from '../records/collections.js'
import { orderingOf } from './scan.js'
import type { Batch, Read } from './store.js'

/**
 * Checks a batch before anything is written: every row, key and text in it (json columns excepted, see `checkRow`).
 *
 * Both shipped stores call it first, so that bad input gets the same error everywhere and touches nothing.
 *
 * @example
 * checkBatch({ tenant: 'acme', expect: [], insert: {}, update: {} }) // fine
 */
export function checkBatch(batch: Batch): void {
  checkText(batch.tenant, 'tenant')
  if (batch.key !== undefined) {
    checkText(batch.key.id, 'keys.id')
    checkText(batch.key.fingerprint, 'keys.fingerprint')
  }
  for (const { collection, key, rev } of batch.expect) {
    checkFullKey(collection, key)
    if (!Number.isSafeInteger(rev) || rev < 0) {
      throw new ReceivablesError('invalid_input', `${collection} cannot be expected at revision ${shown(rev)}.`)
    }
  }
  for (const name in batch.insert) checkRows(name as CollectionName, batch.insert)
  for (const name in batch.update) {
    checkRows(name as CollectionName, batch.update)
    checkChangeable(name as CollectionName)
  }
  for (const name in batch.remove) {
    for (const key of batch.remove[name as CollectionName] ?? []) checkFullKey(name as CollectionName, key)
    checkChangeable(name as CollectionName)
  }
  if (batch.number !== undefined) checkNumber(batch.number)
}

/**
 * Checks one read: its collection, index, keys, position and limit.
 *
 * @example
 * checkRead({ collection: 'facts', where: ['cus_ada'], limit: 100 }) // fine
 */
export function checkRead(read: Read): void {
  if ('keys' in read) {
    for (const key of read.keys) checkFullKey(read.collection, key)
    return
  }
  const { collection, index, where, after, limit } = read
  const described = describe(collection)
  if (index !== undefined && !Object.hasOwn(described.indexes, index)) {
    throw new ReceivablesError('invalid_input', `${collection} has no index ${shown(index)}.`)
  }
  if (!Number.isSafeInteger(limit) || limit < 0) {
    throw new ReceivablesError('invalid_input', `A page cannot hold ${shown(limit)} rows.`)
  }
  checkKey(collection, orderingOf(collection, index), after === undefined ? where : [...where, ...after])
}

function checkRows(collection: CollectionName, rows: Batch['insert']): void {
  for (const row of rows[collection] ?? []) checkRow(collection, row)
}

function checkFullKey(collection: CollectionName, key: readonly unknown[]): void {
  const columns = describe(collection).key
  if (key.length !== columns.length) {
    throw new ReceivablesError(
      'invalid_input',
      `A key of ${collection} has ${columns.length} values, not ${key.length}.`,
    )
  }
  checkKey(collection, columns, key)
}

function checkChangeable(collection: CollectionName): void {
  if (!describe(collection).appendOnly) return
  throw new ReceivablesError('invalid_input', `${collection} are written once; they cannot be changed or removed.`)
}

function checkNumber(ask: NonNullable<Batch['number']>): void {
  checkText(ask.series, 'series.name')
  checkText(ask.prefix, 'series.prefix')
  checkText(ask.token, 'The number token')
  if (ask.token === '' || !Number.isSafeInteger(ask.width) || ask.width < 0 || ask.width > 100) {
    throw new ReceivablesError('invalid_input', 'A number needs a token and a width of 0 to 100.')
  }
}

function describe(collection: CollectionName): Collection {
  if (Object.hasOwn(collections, collection)) return collections[collection]
  throw new ReceivablesError('invalid_input', `${shown(collection)} is not a collection.`)
}
