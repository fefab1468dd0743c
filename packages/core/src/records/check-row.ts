import { ReceivablesError, shown } from '../errors/index.js'
import { collections, type Collection, type CollectionName, type ColumnKind } from './collections.js'

const smallestMoney = -(2n ** 63n)
const largestMoney = 2n ** 63n - 1n
// 0001-01-01 and 9999-12-31: the days that have a four-digit year, so that text order is day order.
const firstDay = -719162
const lastDay = 2932896
const dayLength = 86_400_000

const names = Object.keys(collections) as CollectionName[]

/**
 * Refuses text that not every store can keep: lone surrogates (no UTF-8 form) and NUL (cut short by some drivers).
 *
 * @example
 * checkText('café', 'customers.name') // fine
 * checkText('a\0b', 'customers.name') // throws invalid_text
 */
export function checkText(value: unknown, where: string): void {
  if (typeof value !== 'string') throw new ReceivablesError('invalid_input', `${where} is ${shown(value)}, not a text.`)
  if (value !== '' && (!isWellFormed(value) || value.includes('\0'))) {
    const found = value.includes('\0') ? 'a NUL character' : 'half of a surrogate pair'
    throw new ReceivablesError('invalid_text', `${where} holds ${found}, which not every store can keep.`, { where })
  }
}

type WithWellFormed = string & { isWellFormed?(): boolean }
const loneSurrogate = /\p{Cs}/u
const isWellFormed: (value: string) => boolean =
  typeof ('' as WithWellFormed).isWellFormed === 'function'
    ? (value) => (value as Required<WithWellFormed>).isWellFormed()
    : (value) => !loneSurrogate.test(value)

/**
 * Checks a row against its collection's descriptor: every column there and no other, of its kind and in range.
 *
 * `json` columns are only looked at for presence: `encodeJson` (or a copy made through it) checks what is inside,
 * and every store has to call that anyway. Throws `invalid_input`, `invalid_text` or `amount_out_of_range`.
 *
 * @example
 * checkRow('heads', { customer: 'cus_ada', rev: 1, recordedAt: 0, mergedInto: '' }) // fine
 */
export function checkRow(collection: CollectionName, row: object): void {
  const checks = checksOf(collection)
  let count = 0
  // oxlint-disable-next-line no-unused-vars
  for (const _ in row) count++
  for (let i = 0; i < checks.length; i++) {
    const check = checks[i]!
    const value = (row as Readonly<Record<string, unknown>>)[check.name]
    if (value === null && check.nullable) continue
    switch (check.kind) {
      case 'text':
        if (value !== '') checkText(value, check.where)
        break
      case 'json':
        if (value === undefined) throw wrongKind(check, value)
        break
      case 'money':
        checkMoney(check, value)
        break
      case 'int':
        if (!Number.isSafeInteger(value)) throw wrongKind(check, value)
        break
      default:
        checkTime(check, value)
    }
  }
  if (count !== checks.length) throw unknownColumn(collection, row)
}

/**
 * Checks the values of a key or an index position: each of its column's kind.
 *
 * @example
 * checkKey('postings', ['customer', 'version', 'line'], ['cus_ada', 1, 0]) // fine
 */
export function checkKey(collection: CollectionName, columns: readonly string[], values: readonly unknown[]): void {
  if (values.length > columns.length) {
    throw new ReceivablesError(
      'invalid_input',
      `${collection} has ${columns.length} columns here, not ${values.length}.`,
    )
  }
  const described: Readonly<Record<string, Collection['columns'][string]>> = collections[collection].columns
  for (let i = 0; i < values.length; i++) {
    const name = columns[i]!
    const kind = described[name]!.kind
    const value = values[i]
    if (kind === 'text') checkText(value, `${collection}.${name}`)
    else if (kind === 'int' ? !Number.isSafeInteger(value) : !inTimeRange(kind, value)) {
      throw wrongKind({ name, kind, nullable: false, where: `${collection}.${name}` }, value)
    }
  }
}

interface Check {
  readonly name: string
  readonly kind: ColumnKind
  readonly nullable: boolean
  readonly where: string
}

const compiled = new Map<CollectionName, readonly Check[]>()

function checksOf(collection: CollectionName): readonly Check[] {
  const known = compiled.get(collection)
  if (known !== undefined) return known
  if (!names.includes(collection)) {
    throw new ReceivablesError('invalid_input', `${shown(collection)} is not a collection.`)
  }
  const columns: Collection['columns'] = collections[collection].columns
  const checks = Object.entries(columns).map(([name, { kind, nullable }]) => {
    return { name, kind, nullable, where: `${collection}.${name}` }
  })
  compiled.set(collection, checks)
  return checks
}

function checkMoney(check: Check, value: unknown): void {
  if (typeof value !== 'bigint') throw wrongKind(check, value)
  if (value < smallestMoney || value > largestMoney) {
    throw new ReceivablesError('amount_out_of_range', `${check.where} does not fit signed 64 bit.`, {
      where: check.where,
    })
  }
}

function checkTime(check: Check, value: unknown): void {
  if (!inTimeRange(check.kind, value)) throw wrongKind(check, value)
}

function inTimeRange(kind: ColumnKind, value: unknown): boolean {
  if (!Number.isSafeInteger(value)) return false
  const unit = kind === 'instant' ? dayLength : 1
  return (value as number) >= firstDay * unit && (value as number) < (lastDay + 1) * unit
}

function wrongKind(check: Check, value: unknown): ReceivablesError {
  const message = `${check.where} is ${shown(value)}, not ${check.nullable ? 'null or ' : ''}${kindNames[check.kind]}.`
  return new ReceivablesError('invalid_input', message, { where: check.where })
}

const kindNames: Readonly<Record<ColumnKind, string>> = {
  text: 'a text',
  int: 'a whole number',
  money: 'a bigint',
  day: 'a day number of the years 1 to 9999',
  instant: 'milliseconds within the years 1 to 9999',
  json: 'plain data',
}

function unknownColumn(collection: CollectionName, row: object): ReceivablesError {
  const extra = Object.keys(row).filter((name) => !Object.hasOwn(collections[collection].columns, name))
  return new ReceivablesError('invalid_input', `${collection} has no column ${extra.map(shown).join(', ')}.`)
}
