import { PGlite } from '@electric-sql/pglite'
import type { Batch } from '@owekit/core/ports'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { grantsSql, postgresStore, rowSecuritySql } from '../src/index.js'
import { engine, freshSchema, hasServer } from './engines.js'
import { closing, opening, posting } from './batches.js'

const clock = () => 1_772_323_200_000

test('a source that is none is refused', () => {
  for (const source of ['postgres://localhost', undefined, {}, () => {}]) {
    expect(() => postgresStore(source as never)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
  }
})

test('prefix and schema are checked', () => {
  const source = { query: async () => ({ rows: [] }) }
  for (const options of [{ prefix: 'x; DROP' }, { prefix: 'Owe_' }, { prefix: 'x'.repeat(31) }, { schema: 'a.b' }]) {
    expect(() => postgresStore(source, options)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
  }
})

test('making a store asks nothing of the server', async () => {
  const asked: string[] = []
  const store = postgresStore({
    query: async (text: string) => {
      asked.push(text)
      return { rows: [] }
    },
  })
  await store.close()
  await expect(store.tenants()).rejects.toMatchObject({ code: 'store_unavailable' })
  expect(asked).toEqual([])
})

describe('on PGlite', () => {
  let db: PGlite
  beforeAll(async () => {
    db = await PGlite.create()
  }, 60_000)
  afterAll(() => db.close())
  const rows = async (sql: string) => (await db.query<Record<string, unknown>>(sql)).rows

  test('says what it is', () => {
    expect(postgresStore(db).caps).toMatchObject({ name: 'pglite', durable: false, multiProcess: false })
  })

  test('migrate: false leaves the schema to the host', async () => {
    const store = postgresStore(db, { migrate: false, schema: 'later', clock })
    await expect(store.commit(opening('cus_ada'))).rejects.toMatchObject({ code: 'store_unsupported' })
    const plan = await store.migrate({ dryRun: true })
    expect(plan).toMatchObject({ from: 0, to: 1 })
    expect(plan.steps[0]?.statements[0]).toMatch(/^CREATE TABLE "later".owe_heads/)
    await expect(store.tenants()).rejects.toMatchObject({ code: 'store_unsupported' })
    await store.migrate()
    await expect(store.commit(opening('cus_ada'))).resolves.toMatchObject({ status: 'committed' })
  })

  test('a schema of a newer release is refused', async () => {
    const store = postgresStore(db, { schema: 'newer' })
    await store.migrate()
    await db.query(`INSERT INTO newer.owe_schema VALUES (99, 'from the future', now())`)
    const again = postgresStore(db, { schema: 'newer' })
    const refused = { code: 'store_newer_schema', details: { found: 99, known: 1 } }
    await expect(again.tenants()).rejects.toMatchObject(refused)
    await expect(again.migrate({ dryRun: true })).rejects.toMatchObject(refused)
  })

  test('a migration that broke off leaves nothing, and the next one does it all', async () => {
    const store = postgresStore(
      {
        query: (text: string, values: unknown[]) => {
          if (text.includes('CREATE VIEW')) throw new Error('the power went out')
          return db.query(text, values)
        },
      },
      { schema: 'broken' },
    )
    await expect(store.migrate()).rejects.toMatchObject({ code: 'internal_error' })
    expect(await rows(`SELECT * FROM broken.owe_schema`)).toEqual([])
    expect(await rows(`SELECT to_regclass('broken.owe_heads') AS there`)).toEqual([{ there: null }])
    expect(await postgresStore(db, { schema: 'broken' }).migrate()).toMatchObject({ from: 0, to: 1 })
    expect(await rows(`SELECT version FROM broken.owe_schema`)).toEqual([{ version: 1 }])
  })

  test('columns are what a reader of the tables expects', async () => {
    const store = postgresStore(db, { schema: 'read', prefix: 'ar_', clock })
    const plan = {
      id: 'p',
      customer: 'c',
      document: 'd',
      agreedOn: 20_513,
      acceptedOn: null,
      brokenOn: null,
      cancelledOn: null,
    }
    await store.commit({
      tenant: 'acme',
      expect: [],
      insert: { plans: [{ ...plan, data: { total: 2n ** 60n, note: 'n:1' } }] },
      update: {},
      key: { id: 'k', fingerprint: 'f', result: 1 },
    })
    expect(await rows('SELECT agreed_on::text, cancelled_on, data FROM read.ar_plans')).toEqual([
      { agreed_on: '2026-03-01', cancelled_on: null, data: '{"note":"s:n:1","total":"n:1152921504606846976"}' },
    ])
    expect(await rows('SELECT recorded_at FROM read.ar_keys')).toEqual([{ recorded_at: new Date(clock()) }])
    expect(await rows('SELECT * FROM read.ar_open_invoices')).toEqual([])
    expect(await rows('SELECT * FROM read.ar_customer_balances')).toEqual([])
  })

  test('days come back whatever the date style and the zone of the session', async () => {
    await db.exec(`SET datestyle = 'German, DMY'; SET timezone = 'Asia/Kathmandu'`)
    const store = postgresStore(db, { schema: 'style', clock })
    await store.commit(posting('cus_ada', 1))
    const [facts] = await store.read('acme', [{ collection: 'facts', where: ['cus_ada'], limit: 1 }])
    expect(facts[0]).toMatchObject({ effectiveOn: 20_513, recordedAt: clock() })
    await db.exec(`RESET datestyle; RESET timezone`)
  })

  test('a token that SQL cannot replace safely is bound all the same', async () => {
    const store = postgresStore(db, { schema: 'tokens', clock })
    for (const [token, prefix, wanted] of [
      ['1', 'R', { '1': ['R1', 'a R1'], n: 11 }],
      ['"', 'q"', { '1': ['1', 'a 1'], n: 11, said: 'q"1' }],
      ['{#}', 'n:', { '1': ['1', 'a 1'], n: 11, said: 'n:1' }],
    ] as const) {
      const data = { '1': ['1', 'a 1'], n: 11, ...('said' in wanted ? { said: token } : {}) }
      const plan = {
        id: `p${token}`,
        customer: 'c',
        document: 'd',
        agreedOn: 1,
        acceptedOn: null,
        brokenOn: null,
        cancelledOn: null,
        data,
      }
      const series = `s${token}`
      await store.commit({
        tenant: token,
        expect: [],
        insert: { plans: [{ ...plan, id: 'p' }] },
        update: {},
        number: { series, token, prefix, width: 0 },
      })
      const [plans] = await store.read(token, [{ collection: 'plans', where: [], limit: 9 }])
      expect(plans[0]?.data).toEqual(wanted)
    }
  })

  test('a row that is to stay missing is held, and nobody sees what holds its place', async () => {
    const store = postgresStore(db, { schema: 'places', clock })
    await expect(store.commit(posting('cus_ada', 1, [closing.guard(0)]))).resolves.toMatchObject({
      status: 'committed',
    })
    expect(await rows('SELECT id, rev FROM places.owe_periods')).toEqual([{ id: 'books', rev: 0 }])
    const [byKey, all] = await store.read('acme', [
      { collection: 'periods', keys: [['books'], ['none']] },
      { collection: 'periods', where: [], limit: 9 },
    ])
    expect([byKey, all]).toEqual([[], []])
    await expect(store.commit(closing.batch(0))).resolves.toMatchObject({ status: 'committed' })
    await expect(store.commit(posting('cus_ada', 2, [closing.guard(0)]))).resolves.toMatchObject({
      status: 'conflict',
      collection: 'periods',
    })
    await expect(store.commit(posting('cus_ada', 2, [closing.guard(1)]))).resolves.toMatchObject({
      status: 'committed',
    })
  })
})

describe.runIf(hasServer)('on a server', () => {
  const made = engine('pg pool')
  const owner = (sql: string) => (made.source as pg.Pool).query(sql)

  test('a single client that is in a transaction of the host is refused', async () => {
    const client = new pg.Client({ connectionString: made.server!.url() })
    await client.connect()
    const store = postgresStore(client, { schema: freshSchema(), clock })
    await store.migrate()
    await client.query('BEGIN')
    await expect(store.commit(opening('cus_ada'))).rejects.toMatchObject({ code: 'store_unsupported' })
    await client.query('COMMIT')
    await expect(store.commit(opening('cus_ada'))).resolves.toMatchObject({ status: 'committed' })
    await client.end()
  })

  test('a migration that two processes start together is done once', async () => {
    const schema = freshSchema()
    const stores = Array.from({ length: 4 }, () => postgresStore(made.source, { schema }))
    await Promise.all(stores.map((store) => store.migrate()))
    expect((await owner(`SELECT count(*) AS n FROM ${schema}.owe_schema`)).rows).toEqual([{ n: '1' }])
  })

  test('the least rights are enough, and facts stay what they are', async () => {
    const schema = freshSchema()
    await postgresStore(made.source, { schema }).migrate()
    await owner('CREATE ROLE app LOGIN; CREATE ROLE reports LOGIN')
    const sql = [
      ...grantsSql({ writer: 'app', reader: 'reports', schema }),
      ...rowSecuritySql({ writer: 'app', schema }),
    ]
    for (const one of sql) await owner(one)
    const app = new pg.Pool({ connectionString: made.server!.url().replace('postgres@', 'app@'), max: 2 })
    for (const commitForm of ['oneStatement', 'portable'] as const) {
      const store = postgresStore(app, { schema, clock, commitForm })
      const tenant = commitForm
      const guards = [closing.guard(0)]
      await expect(store.commit({ ...posting('cus_ada', 1, guards), tenant })).resolves.toMatchObject({
        status: 'committed',
      })
      await store.claim({ tenant, owner: 'w', limit: 5, leaseMs: 5 })
    }
    for (const change of ['UPDATE', 'DELETE FROM'] as const) {
      for (const table of ['facts', 'postings', 'keys']) {
        const set = change === 'UPDATE' ? ` SET tenant = 'x'` : ''
        await expect(app.query(`${change} ${schema}.owe_${table}${set}`)).rejects.toMatchObject({ code: '42501' })
      }
    }
    await app.end()
    const reports = new pg.Client({ connectionString: made.server!.url().replace('postgres@', 'reports@') })
    await reports.connect()
    const seen = async () =>
      (await reports.query<{ tenant: string }>(`SELECT DISTINCT tenant FROM ${schema}.owe_facts`)).rows
    expect(await seen()).toEqual([])
    await reports.query(`SET owe.tenant = 'portable'`)
    expect(await seen()).toEqual([{ tenant: 'portable' }])
    expect((await reports.query(`SELECT * FROM ${schema}.owe_customer_balances`)).rows).toEqual([])
    await expect(reports.query(`DELETE FROM ${schema}.owe_heads`)).rejects.toMatchObject({ code: '42501' })
    await reports.end()
  })

  test.each(['oneStatement', 'portable'] as const)(
    'nothing is posted under a period once it is closed, however they meet (%s)',
    { timeout: 30_000 },
    async (commitForm) => {
      for (let round = 0; round < 15; round++) {
        const store = postgresStore(made.source, { schema: `race_${commitForm.toLowerCase()}`, commitForm })
        const tenant = `t${round}`
        const name = (one: Batch) => ({ ...one, tenant })
        const posts = Array.from({ length: 6 }, async (_, i) => {
          const result = await store.commit(name(posting(`cus_${i}`, 1, [closing.guard(0)])))
          return { result, i }
        })
        const [closed, ...posted] = await Promise.all([store.commit(name(closing.batch(0))), ...posts])
        expect(closed).toMatchObject({ status: 'committed' })
        const [facts] = await store.read(tenant, [{ collection: 'facts', where: [], limit: 99 }])
        const landed = posted.filter(({ result }) => result.status === 'committed')
        expect(facts.length).toBe(landed.length)
        // Who came after the close had to wait for it and was told.
        for (const { result } of posted) {
          expect(['committed', 'conflict']).toContain(result.status)
        }
        expect(await store.commit(name(posting('cus_late', 1, [closing.guard(0)])))).toMatchObject({
          status: 'conflict',
        })
      }
    },
  )

  test('a text too long for an index is refused with its reason', async () => {
    const store = made.store({ clock })
    const id = Array.from({ length: 3000 }, (_, i) => String.fromCodePoint(0x4e00 + ((i * 7919) % 20_000))).join('')
    await expect(store.commit(opening(id))).rejects.toMatchObject({ code: 'invalid_input' })
  })
})
