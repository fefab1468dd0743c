import type { Batch } from '@owekit/core/ports'
import { faultyNetwork, startPostgres, type FaultyNetwork, type PostgresServer } from '@owekit/test-postgres'
import pg from 'pg'
import postgres from 'postgres'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { postgresStore, type CommitForm, type Source } from '../src/index.js'
import { opening } from './batches.js'
import { freshSchema, hasServer } from './engines.js'

// A store on a dead socket waited for ever. Here sockets stay open and say nothing.

const answerTimeoutMs = 300
const keyed = (customer: string): Batch => ({
  ...opening(customer),
  key: { id: customer, fingerprint: 'f', result: 'done' },
})
const forms: readonly CommitForm[] = ['oneStatement', 'portable']

test('a wait that is no time is refused', () => {
  const source = { query: async () => ({ rows: [] }) }
  for (const wait of [0, -1, NaN]) expect(() => postgresStore(source, { answerTimeoutMs: wait })).toThrow('more than 0')
})

test('an answer that never comes ends at the time set, and one that is waited for without end is waited for', async () => {
  const silent = { query: () => new Promise<never>(() => {}) }
  const store = postgresStore(silent, { answerTimeoutMs: 50 })
  await expect(store.now()).rejects.toMatchObject({
    code: 'store_unavailable',
    message: expect.stringContaining('nothing came within 50 ms') as string,
  })
  const patient = postgresStore(silent, { answerTimeoutMs: Infinity }).now()
  const first = await Promise.race([patient, new Promise((resolve) => setTimeout(resolve, 100, 'still waiting'))])
  expect(first).toBe('still waiting')
})

test('whoever comes after a late statement on a lone connection is told that nothing was sent', async () => {
  const asked: string[] = []
  const silent = {
    query: (text: string) => {
      asked.push(text)
      return new Promise<never>(() => {})
    },
  }
  const store = postgresStore(silent, { answerTimeoutMs: 50, migrate: false })
  await Promise.all(
    [1, 2, 3].map(() => expect(store.commit(opening('cus_ada'))).rejects.toMatchObject({ code: 'store_unavailable' })),
  )
  await expect(store.now()).rejects.toMatchObject({ code: 'store_unavailable' })
  expect(asked).toHaveLength(1)
})

describe.runIf(hasServer)('behind a network that goes silent', () => {
  let server: PostgresServer
  let network: FaultyNetwork
  beforeAll(async () => {
    server = (await startPostgres())!
    network = await faultyNetwork(server.port)
  })
  afterEach(() => network.heal())
  afterAll(async () => {
    await network.stop()
    await server.stop()
  })

  const url = () => `postgres://postgres@127.0.0.1:${network.port}/postgres`
  const sources = {
    'pg pool': async () => {
      const pool = new pg.Pool({ connectionString: url(), max: 2 })
      pool.on('error', () => {})
      return { source: pool, end: () => pool.end() }
    },
    'pg client': async () => {
      const client = new pg.Client({ connectionString: url() })
      client.on('error', () => {})
      await client.connect()
      return { source: client, end: () => client.end().catch(() => undefined) }
    },
    'postgres.js': async () => {
      const sql = postgres(url(), { max: 1, onnotice: () => {} })
      return { source: sql, end: () => sql.end({ timeout: 1 }) }
    },
  } as const satisfies Record<string, () => Promise<{ source: Source; end: () => Promise<void> }>>
  const legs = Object.keys(sources).flatMap((name) => forms.map((form) => [name, form] as const))

  test.each(legs)('%s, %s: a commit whose answer is lost is indeterminate, and its key tells', async (name, form) => {
    const { source, end } = await sources[name as keyof typeof sources]()
    const schema = freshSchema()
    const store = postgresStore(source, { schema, commitForm: form, answerTimeoutMs })
    // postgres.js asks what a statement takes before it first sends it.
    await store.commit(keyed('cus_before'))
    network.silence('answers')
    const startedAt = performance.now()
    const refused = await store.commit(keyed('cus_ada')).then(
      () => undefined,
      (error: unknown) => error as { code: string },
    )
    expect(performance.now() - startedAt).toBeLessThan(5_000)
    // BEGIN was not answered, so that a pool never sent COMMIT; who cannot end the connection cannot know.
    const isKnown = name === 'pg pool' && form === 'portable'
    expect(refused?.code).toBe(isKnown ? 'store_unavailable' : 'store_indeterminate')
    network.heal()
    const again = await sources['pg pool']()
    const answer = await postgresStore(again.source, { schema }).commit(keyed('cus_ada'))
    expect(answer.status).toBe(form === 'oneStatement' ? 'replayed' : 'committed')
    await again.end()
    await end()
  })

  test('a pool gets no connection through a blackhole, says so, and works once the network is back', async () => {
    const { source, end } = await sources['pg pool']()
    const store = postgresStore(source, { schema: freshSchema(), answerTimeoutMs })
    await store.commit(opening('cus_before'))
    network.blackhole()
    for (const work of [() => store.commit(opening('cus_ada')), () => store.tenants(), () => store.now()])
      await expect(work()).rejects.toMatchObject({ kind: 'adapter' })
    network.heal()
    await expect(store.commit(opening('cus_bea'))).resolves.toMatchObject({ status: 'committed' })
    await end()
  })
})
