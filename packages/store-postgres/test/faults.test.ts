import type { Batch } from '@owekit/core/ports'
import pg from 'pg'
import postgres from 'postgres'
import { describe, expect, test } from 'vitest'
import { postgresStore, type CommitForm, type QuerySource } from '../src/index.js'
import { opening, posting } from './batches.js'
import { engine, freshSchema, hasServer } from './engines.js'

const clock = () => 1_772_323_200_000
const forms: readonly CommitForm[] = ['oneStatement', 'portable']
const keyed = (customer: string): Batch => ({
  ...opening(customer),
  key: { id: customer, fingerprint: 'f', result: 'done' },
})

test('a server that is not there is told apart from one that refuses', async () => {
  const pool = new pg.Pool({ host: '127.0.0.1', port: 1, connectionTimeoutMillis: 2000 })
  const store = postgresStore(pool)
  for (const work of [() => store.commit(opening('cus_ada')), () => store.tenants(), () => store.now()]) {
    await expect(work()).rejects.toMatchObject({
      code: 'store_unavailable',
      message: expect.stringContaining('check that it runs') as string,
    })
  }
  await pool.end()
})

test.each([
  ['53100', 'store_full', 'make room'],
  ['53300', 'store_unavailable', 'smaller pool'],
  ['XX001', 'store_corrupt', 'restore a backup'],
  ['0A000', 'store_unsupported', 'portable'],
  ['42P01', 'store_unsupported', 'migrate()'],
  ['42601', 'internal_error', 'said'],
])('SQLSTATE %s is %s', async (state, code, advice) => {
  const refuse: QuerySource = {
    query: async () => {
      throw Object.assign(new Error('said so'), { code: state })
    },
  }
  const wanted = { code, message: expect.stringContaining(advice) as string }
  await expect(postgresStore(refuse).commit(opening('cus_ada'))).rejects.toMatchObject(wanted)
  await expect(postgresStore(refuse).tenants()).rejects.toMatchObject(wanted)
})

describe.runIf(hasServer)('on a server', () => {
  const made = engine('pg pool')
  const owner = (sql: string, values: unknown[] = []) => (made.source as pg.Pool).query(sql, values)
  const pooled = async (config: pg.PoolConfig, work: (pool: pg.Pool) => Promise<void>) => {
    const pool = new pg.Pool({ connectionString: made.server!.url(), ...config })
    pool.on('error', () => {})
    await work(pool)
    await pool.end()
  }
  /** Keeps the head of an account locked while the work runs. */
  const locking = async (schema: string, work: () => Promise<void>) => {
    const holder = new pg.Client({ connectionString: made.server!.url() })
    await holder.connect()
    await holder.query('BEGIN')
    await holder.query(`UPDATE ${schema}.owe_heads SET merged_into = ''`)
    try {
      await work()
    } finally {
      await holder.query('ROLLBACK')
      await holder.end()
    }
  }
  const waiting = async (schema: string) => {
    for (;;) {
      const { rows } = await owner(
        `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%${schema}"%'`,
      )
      if (rows.length > 0) return (rows[0] as { pid: number }).pid
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  test('a wrong password, an unknown role and an unknown database are refused with what to check', async () => {
    await owner(`CREATE ROLE locked LOGIN PASSWORD 'right'`)
    const [{ hba_file: file }] = (await owner('SHOW hba_file')).rows as [{ hba_file: string }]
    await owner(
      `COPY (SELECT unnest(ARRAY['host all locked 127.0.0.1/32 scram-sha-256', 'host all all 127.0.0.1/32 trust'])) TO '${file}'`,
    )
    await owner('SELECT pg_reload_conf()')
    for (const [config, said] of [
      [{ user: 'locked', password: 'wrong' }, 'password'],
      [{ user: 'nobody_we_know' }, 'user'],
      [{ database: 'none' }, 'no such database'],
    ] as const) {
      const url = { host: '127.0.0.1', port: made.server!.port, user: 'postgres', database: 'postgres', ...config }
      const pool = new pg.Pool(url)
      const wanted = { code: 'store_unavailable', message: expect.stringContaining(said) as string }
      await expect(postgresStore(pool).commit(opening('cus_ada'))).rejects.toMatchObject(wanted)
      await pool.end()
    }
  })

  // postgres.js writes to a reserved connection that has gone as if it were there, which ended the process, and gives it to
  // the next user if it is released (porsager/postgres#1208).
  test('a session that ends inside a postgres.js transaction does not end the process', async () => {
    const schema = freshSchema()
    await postgresStore(made.source, { schema, clock }).commit(posting('cus_ada', 1))
    const sql = postgres(made.server!.url(), { max: 8, onnotice: () => {} })
    const store = postgresStore(sql, { schema, commitForm: 'portable', answerTimeoutMs: 2_000 })
    await locking(schema, async () => {
      const refused = expect(store.commit(posting('cus_ada', 2))).rejects.toMatchObject({ code: 'store_unavailable' })
      await owner('SELECT pg_terminate_backend($1::int)', [await waiting(schema)])
      await refused
    })
    // The first to use the connection that took its place may still hear of the old session.
    const asked: string[] = []
    while (asked.length < 5 && asked.at(-1) !== 'committed') {
      const answer = await store.commit(posting('cus_ada', 2)).catch((error: unknown) => error as { code: string })
      asked.push('status' in answer ? answer.status : answer.code)
    }
    expect(asked.at(-1)).toBe('committed')
    expect(asked.slice(0, -1).filter((code) => code !== 'store_unavailable')).toEqual([])
    await sql.end({ timeout: 1 })
  })

  describe.each(forms)('%s', (commitForm) => {
    test('a server that takes no writes is refused with what to do', async () => {
      const schema = freshSchema()
      await postgresStore(made.source, { schema }).migrate()
      await pooled({ options: '-c default_transaction_read_only=on' }, async (pool) => {
        const store = postgresStore(pool, { schema, commitForm })
        await expect(store.commit(opening('cus_ada'))).rejects.toMatchObject({
          code: 'store_unavailable',
          message: expect.stringContaining('connect to the primary') as string,
        })
        expect(await store.tenants()).toEqual([])
      })
    })

    test.each([
      ['statement_timeout=100', 'statement_timeout'],
      ['lock_timeout=100', 'lock_timeout'],
    ])('%s ends a commit that waits, and nothing was written', async (setting, said) => {
      const schema = freshSchema()
      await postgresStore(made.source, { schema, clock }).commit(posting('cus_ada', 1))
      await pooled({ options: `-c ${setting}` }, async (pool) => {
        const store = postgresStore(pool, { schema, commitForm })
        await locking(schema, async () => {
          await expect(store.commit(posting('cus_ada', 2))).rejects.toMatchObject({
            code: 'store_unavailable',
            message: expect.stringContaining(said) as string,
          })
        })
        await expect(store.commit(posting('cus_ada', 2))).resolves.toMatchObject({ status: 'committed' })
      })
    })

    test('a cancelled commit has written nothing; one whose session was ended may have', async () => {
      const schema = freshSchema()
      await postgresStore(made.source, { schema, clock }).commit(posting('cus_ada', 1))
      await pooled({}, async (pool) => {
        const store = postgresStore(pool, { schema, commitForm })
        for (const [end, code] of [
          ['pg_cancel_backend', 'store_unavailable'],
          // Inside BEGIN … COMMIT nothing lands before COMMIT is sent; a lone statement is its own COMMIT.
          ['pg_terminate_backend', commitForm === 'portable' ? 'store_unavailable' : 'store_indeterminate'],
        ] as const) {
          await locking(schema, async () => {
            const refused = expect(store.commit(posting('cus_ada', 2))).rejects.toMatchObject({ code })
            await owner(`SELECT ${end}($1::int)`, [await waiting(schema)])
            await refused
          })
        }
        await expect(store.commit(posting('cus_ada', 2))).resolves.toMatchObject({ status: 'committed' })
      })
    })

    test('a commit that the server takes back is tried again, though not for ever, and lands once', async () => {
      const client = new pg.Client({ connectionString: made.server!.url() })
      await client.connect()
      for (const state of ['40001', '40P01']) {
        let left = 0
        const source: QuerySource = {
          query: async (text: string, values: unknown[]) => {
            const isWrite = commitForm === 'portable' ? text.startsWith('INSERT INTO') : text.startsWith('WITH lead')
            if (isWrite && left > 0) {
              left -= 1
              throw Object.assign(new Error('could not serialize access'), { code: state })
            }
            return client.query(text, values)
          },
        }
        const store = postgresStore(source, { schema: freshSchema(), commitForm, clock })
        await store.migrate()
        left = 3
        await expect(store.commit(keyed('cus_ada'))).resolves.toMatchObject({ status: 'committed' })
        await expect(store.commit(keyed('cus_ada'))).resolves.toMatchObject({ status: 'replayed' })
        left = Infinity
        await expect(store.commit(keyed('cus_bob'))).resolves.toMatchObject({ status: 'conflict' })
        left = 0
        const [heads] = await store.read('acme', [{ collection: 'heads', where: [], limit: 9 }])
        expect(heads.map(({ customer, rev }) => [customer, rev])).toEqual([['cus_ada', 1]])
      }
      await client.end()
    })

    test('a commit whose answer was lost is indeterminate, and its key tells', async () => {
      const client = new pg.Client({ connectionString: made.server!.url() })
      await client.connect()
      let isCut = false
      const cut: QuerySource = {
        query: async (text: string, values: unknown[]) => {
          const result = await client.query(text, values)
          const ends = commitForm === 'portable' ? text === 'COMMIT' : text.startsWith('WITH lead')
          if (isCut && ends) throw new Error('Connection terminated unexpectedly')
          return result
        },
      }
      const store = postgresStore(cut, { schema: freshSchema(), commitForm, clock })
      await store.migrate()
      isCut = true
      await expect(store.commit(keyed('cus_ada'))).rejects.toMatchObject({ code: 'store_indeterminate' })
      isCut = false
      await expect(store.commit(keyed('cus_ada'))).resolves.toEqual({
        status: 'replayed',
        fingerprint: 'f',
        result: 'done',
      })
      await client.end()
    })

    test('a server that crashes under writers loses nothing that was acknowledged', { timeout: 60_000 }, async () => {
      const schema = freshSchema()
      await pooled({ max: 4 }, async (pool) => {
        const store = postgresStore(pool, { schema, commitForm })
        await store.migrate()
        const answered: string[] = []
        const seen = new Set<string>()
        let isDown = false
        const writers = Array.from({ length: 4 }, async (_, no) => {
          for (let i = 0; i < 60; i++) {
            const customer = `cus_${no}_${i}`
            for (;;) {
              try {
                const { status } = await store.commit(keyed(customer))
                answered.push(customer)
                seen.add(status)
                break
              } catch (error) {
                seen.add((error as { code: string }).code)
                await new Promise((resolve) => setTimeout(resolve, 20))
              }
            }
            if (answered.length > 80 && !isDown) {
              isDown = true
              await made.server!.crash()
              await made.server!.start()
            }
          }
        })
        await Promise.all(writers)
        const [heads, keys] = await store.read('acme', [
          { collection: 'heads', where: [], limit: 1000 },
          { collection: 'keys', where: [], limit: 1000 },
        ])
        expect(heads.map(({ customer }) => customer)).toEqual(answered.sort())
        expect(keys.length).toBe(240)
        expect([...seen].filter((status) => status.startsWith('store_')).length).toBeGreaterThan(0)
      })
    })
  })
})
