import { createReceivables, money, toDecimal, type Receivables } from '@owekit/core'
import { PGlite } from '@electric-sql/pglite'
import { sql as drizzleSql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import knexOf from 'knex'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import {
  fromDrizzle,
  fromKnex,
  fromKysely,
  fromPg,
  fromPglite,
  fromPostgresJs,
  fromPrisma,
  postgresStore,
  type HostTransaction,
} from '../src/index.js'
import { engine, freshSchema, hasServer } from './engines.js'
import postgres from 'postgres'

const eur = (amount: string) => money(amount, 'EUR')

/** What every host does: a row of its own and an invoice, in one transaction of its own making. */
type Host = (
  work: (transaction: HostTransaction, book: (id: string) => Promise<void>) => Promise<void>,
) => Promise<void>

async function proves(ar: Receivables, host: Host, landed: () => Promise<string[]>): Promise<void> {
  await ar.customers.open({ id: 'ada' })
  const issue = (to: Receivables, number: string) =>
    to.invoices.issue({ customer: 'ada', number, total: eur('200.00'), issuedOn: '2026-11-01' })
  await host(async (transaction, book) => {
    await book('kept')
    await issue(ar.join(transaction), 'A')
  })
  await expect(
    host(async (transaction, book) => {
      await book('lost')
      await issue(ar.join(transaction), 'B')
      throw new Error('the host thinks again')
    }),
  ).rejects.toThrow('the host thinks again')
  // A command that is refused, and a clash in the database itself, leave the transaction usable.
  await host(async (transaction, book) => {
    const mine = ar.join(transaction)
    await expect(issue(mine, 'A')).resolves.toMatchObject({ replayed: true })
    await expect(
      mine.invoices.issue({ customer: 'ada', id: 'other', number: 'A', total: eur('1.00') }),
    ).rejects.toMatchObject({ code: 'already_exists' })
    await book('after a clash')
    await mine.payments.record({ customer: 'ada', id: 'p', amount: eur('50.00'), receivedOn: '2026-11-02' })
    expect(toDecimal((await mine.balances.of('ada')).toPay)).toBe('150.00')
  })
  expect(await landed()).toEqual(['after a clash', 'kept'])
  expect(toDecimal((await ar.balances.of('ada')).open)).toBe('150.00')
  expect((await ar.verify()).ok).toBe(true)
}

describe.runIf(hasServer)('a transaction of a host on PostgreSQL', () => {
  const made = engine('pg pool')

  async function setUp() {
    const schema = freshSchema()
    const pool = made.source as pg.Pool
    const store = made.store({ schema })
    await store.migrate()
    await pool.query(`CREATE TABLE ${schema}.bookings (id text PRIMARY KEY)`)
    const insert = (id: string) => `INSERT INTO ${schema}.bookings VALUES ('${id}')`
    const landed = async () =>
      (await pool.query<{ id: string }>(`SELECT id FROM ${schema}.bookings ORDER BY id`)).rows.map(({ id }) => id)
    return { pool, insert, landed, ar: createReceivables({ store, currency: 'EUR' }) }
  }

  test('pg', async () => {
    const { ar, pool, insert, landed } = await setUp()
    await proves(
      ar,
      async (work) => {
        const client = await pool.connect()
        try {
          await client.query('BEGIN')
          await work(fromPg(client), async (id) => void (await client.query(insert(id))))
          await client.query('COMMIT')
        } catch (error) {
          await client.query('ROLLBACK')
          throw error
        } finally {
          client.release()
        }
      },
      landed,
    )
  })

  test('postgres.js', async () => {
    const { ar, insert, landed } = await setUp()
    const sql = postgres(made.server!.url(), { max: 1, onnotice: () => {} })
    await proves(
      ar,
      (work) =>
        sql.begin(async (tx) => work(fromPostgresJs(tx), async (id) => void (await tx.unsafe(insert(id))))) as never,
      landed,
    )
    await sql.end()
  })

  test('Kysely, through a pool of one', async () => {
    const { ar, insert, landed } = await setUp()
    const pool = new pg.Pool({ connectionString: made.server!.url(), max: 1 })
    const db = new Kysely<object>({ dialect: new PostgresDialect({ pool }) })
    await proves(
      ar,
      (work) =>
        db.transaction().execute((trx) => {
          const host = fromKysely(trx)
          return work(host, async (id) => void (await host.query(insert(id))))
        }),
      landed,
    )
    await db.destroy()
  })

  test('Drizzle', async () => {
    const { ar, pool, insert, landed } = await setUp()
    const db = drizzle(pool)
    await proves(
      ar,
      (work) =>
        db.transaction((tx) =>
          work(fromDrizzle(tx, drizzleSql), async (id) => void (await tx.execute(drizzleSql.raw(insert(id))))),
        ),
      landed,
    )
  })

  test('Knex', async () => {
    const { ar, insert, landed } = await setUp()
    const knex = knexOf({ client: 'pg', connection: made.server!.url(), pool: { min: 0, max: 1 } })
    await proves(
      ar,
      (work) => knex.transaction((trx) => work(fromKnex(trx), async (id) => void (await trx.raw(insert(id))))),
      landed,
    )
    await knex.destroy()
  })

  test('Prisma: text and values go to $queryRawUnsafe as they are', async () => {
    const { ar, pool, insert, landed } = await setUp()
    await proves(
      ar,
      async (work) => {
        const client = await pool.connect()
        const $queryRawUnsafe = async (text: string, ...values: unknown[]) => {
          try {
            return (await client.query<object>(text, values)).rows
          } catch (error) {
            // As Prisma tells what the database said.
            const { code, message } = error as pg.DatabaseError
            throw Object.assign(new Error('Raw query failed'), { code: 'P2010', meta: { code, message } })
          }
        }
        try {
          await client.query('BEGIN')
          await work(fromPrisma({ $queryRawUnsafe }), async (id) => void (await client.query(insert(id))))
          await client.query('COMMIT')
        } catch (error) {
          await client.query('ROLLBACK')
          throw error
        } finally {
          client.release()
        }
      },
      landed,
    )
  })

  test('the isolation level of the host is kept, and a transaction the server takes back is told as such', async () => {
    const { ar, pool } = await setUp()
    await ar.customers.open({ id: 'ada' })
    const client = await pool.connect()
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ')
    await client.query('SELECT 1')
    await ar.customers.update({ id: 'ada', name: 'Ada' })
    await expect(ar.join(fromPg(client)).customers.update({ id: 'ada', phone: '1' })).rejects.toMatchObject({
      code: 'account_changed',
    })
    expect((await client.query('SHOW transaction_isolation')).rows).toEqual([
      { transaction_isolation: 'repeatable read' },
    ])
    await client.query('ROLLBACK')
    client.release()
  })

  test('a transaction that is over is not joined any longer', async () => {
    const { ar, pool } = await setUp()
    const client = await pool.connect()
    await client.query('BEGIN')
    const mine = ar.join(fromPg(client))
    await mine.customers.open({ id: 'ada' })
    await client.query('COMMIT')
    await expect(mine.customers.open({ id: 'bob' })).rejects.toMatchObject({ code: 'store_unsupported' })
    client.release()
  })
})

test('a transaction of PGlite', { timeout: 30_000 }, async () => {
  const lite = await PGlite.create()
  const store = postgresStore(lite)
  await store.migrate()
  await lite.exec('CREATE TABLE bookings (id text PRIMARY KEY)')
  await proves(
    createReceivables({ store, currency: 'EUR' }),
    (work) =>
      lite.transaction<void>(async (tx) => {
        await work(fromPglite(tx), async (id) => void (await tx.query('INSERT INTO bookings VALUES ($1)', [id])))
      }),
    async () => (await lite.query<{ id: string }>('SELECT id FROM bookings ORDER BY id')).rows.map(({ id }) => id),
  )
  await lite.close()
})
