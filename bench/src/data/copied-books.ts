import { createReceivables, minor, type Store } from '@owekit/core'
import { batch, type BatchCommand } from '@owekit/core/batch'
import { collections, type Collection, type CollectionName } from '@owekit/core/ports'
import { postgresStore } from '@owekit/store-postgres'
import type pg from 'pg'
import { snake } from '../floors/post-postgres.js'
import { settle } from '../harness/postgres.js'
import { between, seeded } from '../harness/random.js'

/** The first day of the books, and the day on which their two years are over. */
const firstDay = 20_000
export const lastDay: number = firstDay + 730

/** Invoices of one copy, and their customers: 20 each. */
export const perCopy = 1000
export const customersPerCopy = 50

/** Stands in every id for the number of the copy. */
const mark = '~'

const dayText = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)

/**
 * Books of many invoices, written fast: commands make those of 50 customers and 1,000 invoices once, and the server
 * copies all their rows as often as wanted, with another number in every id. So every row of every table is as the
 * engine writes it. Rows go in by the day they were recorded, as they do in life.
 */
export async function copiedBooks(pool: pg.Pool, invoices: number, say: (text: string) => void): Promise<string> {
  const template = await templateBooks(pool, say)
  const schema = `books_${invoices}`
  const store = postgresStore(pool, { schema })
  await store.migrate()
  await store.close()
  const copies = invoices / perCopy
  // Keys and indexes are made when the rows are there: in order, instead of one place after the other.
  const { rows: keys } = await pool.query<{ place: string; name: string; made: string }>(
    `SELECT conrelid::regclass::text AS place, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS made
    FROM pg_constraint WHERE connamespace = $1::regnamespace AND contype IN ('p', 'u')`,
    [schema],
  )
  for (const { place, name } of keys) await pool.query(`ALTER TABLE ${place} DROP CONSTRAINT ${name}`)
  const { rows: indexes } = await pool.query<{ name: string; made: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS made
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace = $1::regnamespace`,
    [schema],
  )
  for (const { name } of indexes) await pool.query(`DROP INDEX ${name}`)
  for (const name of Object.keys(collections) as CollectionName[]) {
    say(`${invoices.toLocaleString('en')} invoices: ${name}`)
    await pool.query(copySql(name, template, schema), [copies])
  }
  say(`${invoices.toLocaleString('en')} invoices: keys`)
  for (const { place, name, made } of keys) await pool.query(`ALTER TABLE ${place} ADD CONSTRAINT ${name} ${made}`)
  for (const [at, { made }] of indexes.entries()) {
    say(`${invoices.toLocaleString('en')} invoices: index ${at + 1} of ${indexes.length}`)
    await pool.query(made)
  }
  say(`${invoices.toLocaleString('en')} invoices: vacuum`)
  await settle(pool, schema)
  return schema
}

function copySql(name: CollectionName, from: string, into: string): string {
  const { columns }: Collection = collections[name]
  const isByText = Object.values(columns)[0]!.kind === 'text'
  const named = Object.entries(columns).map(([column, { kind }]) => {
    const quoted = `"${snake(column)}"`
    const isText = kind === 'text' || kind === 'json'
    return { quoted, value: isText ? `replace(t.${quoted}, '${mark}', c.no::text)` : `t.${quoted}` }
  })
  // What belongs to no customer (the books' lock), or is numbered (the feed), is there once.
  const isOfCopy = isByText ? `(c.no = 1 OR strpos(t.${named[0]!.quoted}, '${mark}') > 0)` : 'c.no = 1'
  const order = 'recordedAt' in columns ? ' ORDER BY t."recorded_at", c.no' : ''
  return (
    `INSERT INTO ${into}.owe_${snake(name)} ("tenant", ${named.map(({ quoted }) => quoted).join(', ')}) ` +
    `SELECT t."tenant", ${named.map(({ value }) => value).join(', ')} ` +
    `FROM ${from}.owe_${snake(name)} t CROSS JOIN generate_series(1, $1::int) AS c(no) WHERE ${isOfCopy}${order}`
  )
}

/** Two years of one copy: each day's commands in one batch, recorded on that day. */
async function templateBooks(pool: pg.Pool, say: (text: string) => void): Promise<string> {
  const schema = 'books_template'
  const { rows } = await pool.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema])
  if (rows.length > 0) return schema
  say('two years of 50 customers')
  let today = firstDay - 1
  const clock = () => today * 86_400_000
  const store: Store = postgresStore(pool, { schema, clock })
  const ar = createReceivables({ store, currency: 'EUR', clock })
  const days = new Map<number, BatchCommand[]>()
  for (const [day, command] of commandsByDay()) {
    const list = days.get(day)
    if (list === undefined) days.set(day, [command])
    else list.push(command)
  }
  for (const [day, list] of [...days].sort(([a], [b]) => a - b)) {
    today = day
    for await (const outcome of batch(ar, list)) if (outcome.status === 'refused') throw outcome.error
  }
  await store.close()
  return schema
}

/** 60 % of the invoices are paid in full, 30 % in part, and now and then a payment stays on account. */
function* commandsByDay(): Iterable<[day: number, command: BatchCommand]> {
  const random = seeded(42)
  for (let i = 1; i <= customersPerCopy; i++)
    yield [firstDay - 1, { command: 'customers.open', input: { id: `cus_${mark}_${i}`, name: `Customer ${i}` } }]
  for (let i = 0; i < perCopy; i++) {
    const customer = `cus_${mark}_${1 + (i % customersPerCopy)}`
    const issuedOn = firstDay + between(random, 0, 729)
    const dueOn = issuedOn + [0, 14, 30, 60][between(random, 0, 3)]!
    const number = `${mark}-${i}`
    const cents = BigInt(between(random, 300, 500_000))
    const total = minor(cents, 'EUR')
    yield [
      issuedOn,
      {
        command: 'invoices.issue',
        input: { customer, number, total, issuedOn: dayText(issuedOn), dueOn: dayText(dueOn) },
      },
    ]
    const luck = random()
    const paidOn = Math.max(issuedOn, Math.min(dueOn + between(random, -10, 49), lastDay))
    const thenOn = Math.min(paidOn + between(random, 1, 60), lastDay)
    const invoice = `inv_${number}`
    const pay = (part: string, amount: bigint, on: number, isOnAccount = false): [number, BatchCommand] => [
      on,
      {
        command: 'payments.record',
        input: {
          customer,
          id: `pay_${number}${part}`,
          amount: minor(amount, 'EUR'),
          receivedOn: dayText(on),
          allocate: isOnAccount ? 'onAccount' : { specific: [{ invoice }], then: 'onAccount' },
        },
      },
    ]
    if (luck < 0.6) yield pay('', cents, paidOn)
    else if (luck < 0.9) {
      yield pay('a', cents / 3n, paidOn)
      yield pay('b', cents / 3n, thenOn)
    } else if (luck < 0.92) yield pay('', cents, paidOn, true)
  }
}
