import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { collections, type Batch, type CollectionName } from '@owekit/core/ports'
import { describe, expect, test } from 'vitest'
import { openDriver } from '../src/driver/open.js'
import { sqliteStore } from '../src/index.js'
import { asHandle } from './as-handle.js'
import { drivers, freshFiles } from './drivers.js'

const file = freshFiles()
const clock = () => 1_772_323_200_000

function opening(customer: string): Batch {
  const heads = [{ customer, rev: 1, recordedAt: 0, mergedInto: '' }]
  return { tenant: 'acme', expect: [{ collection: 'heads', key: [customer], rev: 0 }], insert: { heads }, update: {} }
}

describe.each(drivers)('with %s', (driver) => {
  const open = (path: string, options = {}) => sqliteStore({ path }, { driver, clock, ...options })

  test('making a store touches no file; the first use does', async () => {
    const path = join(file(), 'missing', 'folder.db')
    const store = open(path)
    await expect(store.read('acme', [])).rejects.toMatchObject({ code: 'store_unavailable', details: { path } })
    await store.close()
  })

  test('rows are there after the file is opened again', async () => {
    const path = file()
    const first = open(path)
    await first.commit(opening('cus_ada'))
    await first.close()
    await expect(first.tenants()).rejects.toMatchObject({ code: 'store_unavailable' })
    const second = open(path)
    expect((await second.migrate()).steps).toEqual([])
    const [heads] = await second.read('acme', [{ collection: 'heads', keys: [['cus_ada']] }])
    expect(heads).toEqual([{ customer: 'cus_ada', rev: 1, recordedAt: clock(), mergedInto: '' }])
    await second.close()
  })

  test('a file of a newer release is refused', async () => {
    const path = file()
    const store = open(path)
    await store.migrate()
    await store.close()
    const raw = openDriver({ path }, driver)
    raw.exec(`INSERT INTO owe_schema VALUES (99, 'from the future', '2030-01-01T00:00:00.000Z')`)
    raw.close()
    const newer = open(path)
    await expect(newer.tenants()).rejects.toMatchObject({
      code: 'store_newer_schema',
      details: { found: 99, known: 1 },
    })
    await expect(newer.migrate({ dryRun: true })).rejects.toMatchObject({ code: 'store_newer_schema' })
    await newer.close()
  })

  test('migrate: false leaves the schema to the host', async () => {
    const path = file()
    const store = open(path, { migrate: false })
    await expect(store.commit(opening('cus_ada'))).rejects.toMatchObject({ code: 'store_unsupported' })
    const plan = await store.migrate({ dryRun: true })
    expect(plan).toMatchObject({ from: 0, to: 1 })
    expect(plan.steps[0]?.statements[0]).toMatch(/^CREATE TABLE owe_heads/)
    await expect(store.tenants()).rejects.toMatchObject({ code: 'store_unsupported' })
    await store.migrate()
    await expect(store.commit(opening('cus_ada'))).resolves.toMatchObject({ status: 'committed' })
    await store.close()
  })

  test('a file that is not a database is refused', async () => {
    const path = file()
    writeFileSync(path, 'customer,number,amount\n'.repeat(100))
    const store = open(path)
    await expect(store.tenants()).rejects.toMatchObject({ code: 'store_corrupt' })
    await store.close()
  })

  test.each(['', 'a\0b', 'https://example.com/x.db', 'libsql://x'])('the path %j is refused', async (path) => {
    await expect(open(path).tenants()).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('a folder in place of a file is refused', async () => {
    const path = file()
    mkdirSync(path)
    await expect(open(path).tenants()).rejects.toMatchObject({ code: 'store_unavailable' })
  })

  test.runIf(process.getuid?.() !== 0)('a read-only file is refused with what to do', async () => {
    const path = file()
    const store = open(path)
    await store.migrate()
    await store.close()
    chmodSync(path, 0o444)
    await expect(open(path).commit(opening('cus_ada'))).rejects.toMatchObject({ code: 'store_unavailable' })
  })

  test('a writer that does not let go is waited for, then reported', { timeout: 30_000 }, async () => {
    const path = file()
    const store = open(path)
    await store.migrate()
    const other = openDriver({ path }, driver)
    other.exec('BEGIN IMMEDIATE')
    const waiting = store.commit(opening('cus_ada'))
    setTimeout(() => other.exec('ROLLBACK'), 300)
    await expect(waiting).resolves.toMatchObject({ status: 'committed' })
    other.exec('BEGIN IMMEDIATE')
    await expect(store.commit(opening('cus_bob'))).rejects.toMatchObject({
      code: 'store_unavailable',
      details: { sqlite: 'SQLITE_BUSY' },
    })
    other.exec('ROLLBACK')
    other.close()
    await store.close()
  })

  test('a full disk is reported and leaves nothing behind', async () => {
    const path = file()
    const store = open(path)
    await store.commit(opening('cus_ada'))
    await store.close()
    const raw = openDriver({ path }, driver)
    const handle = sqliteStore({ database: asHandle(raw) }, { clock })
    raw.exec('PRAGMA max_page_count = 1')
    const big: Batch = { ...opening('cus_bob'), key: { id: 'k', fingerprint: '', result: 'x'.repeat(5_000_000) } }
    await expect(handle.commit(big)).rejects.toMatchObject({ code: 'store_full' })
    await expect(handle.commit(opening('cus_bob'))).resolves.toMatchObject({ status: 'committed' })
    expect(raw.prepare('SELECT count(*) FROM owe_keys').get([])).toEqual([0n])
    raw.close()
  })

  test('columns are what a reader of the file expects', async () => {
    const path = file()
    const store = open(path)
    const plan = {
      id: 'p',
      customer: 'c',
      document: 'd',
      agreedOn: 20_513,
      acceptedOn: null,
      brokenOn: null,
      cancelledOn: null,
      data: { total: 2n ** 60n, note: 'n:1' },
    }
    await store.commit({
      tenant: 'acme',
      expect: [],
      insert: { plans: [plan], keys: [] },
      update: {},
      key: { id: 'k', fingerprint: 'f', result: 1 },
    })
    await store.close()
    const raw = openDriver({ path }, driver)
    const found = raw.prepare('SELECT agreed_on, cancelled_on, data FROM owe_plans').get([])
    expect(found).toEqual(['2026-03-01', null, '{"note":"s:n:1","total":"n:1152921504606846976"}'])
    expect(raw.prepare('SELECT recorded_at FROM owe_keys').get([])).toEqual(['2026-03-01T00:00:00.000Z'])
    raw.close()
  })

  test('every page is read from its index, without sorting', async () => {
    const path = file()
    const store = open(path)
    await store.migrate()
    await store.close()
    const raw = openDriver({ path }, driver)
    const seen: string[] = []
    const spy = sqliteStore({ database: asHandle(raw, (sql) => seen.push(sql)) }, { clock })
    for (const collection of Object.keys(collections) as CollectionName[]) {
      for (const index of [undefined, ...Object.keys(collections[collection].indexes)]) {
        await spy.read('acme', [
          { collection, where: [], limit: 5, ...(index === undefined ? {} : { index }) } as never,
        ])
      }
    }
    await spy.aging({ tenant: 'acme', asOf: 20_513, basis: 'due', bounds: [30, 60, 90] })
    await spy.balances({ tenant: 'acme', today: 20_513, limit: 10 })
    const reads = seen.filter((sql) => sql.startsWith('SELECT') && sql.includes('tenant = ?'))
    expect(reads.length).toBeGreaterThan(40)
    for (const sql of reads) {
      const marks = sql.includes('?1') ? [] : Array.from(sql.matchAll(/\?/g), () => null)
      const plan = raw
        .prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .all(marks)
        .map((row) => String(row[3]))
      expect(plan.join('\n'), sql).not.toMatch(/TEMP B-TREE|SCAN (owe|[a-z] )/)
    }
    raw.close()
  })

  test("a host's transaction is neither joined nor ended by accident", async () => {
    const path = file()
    const raw = openDriver({ path }, driver)
    const store = sqliteStore({ database: asHandle(raw) }, { clock })
    await store.migrate()
    raw.exec('CREATE TABLE bookings (id TEXT)')
    raw.exec('BEGIN')
    raw.exec("INSERT INTO bookings VALUES ('b1')")
    await expect(store.commit(opening('cus_ada'))).rejects.toMatchObject({ code: 'store_unsupported' })
    await expect(store.claim({ tenant: 'acme', owner: 'w', limit: 1, leaseMs: 1 })).rejects.toMatchObject({
      code: 'store_unsupported',
    })
    expect(await store.tenants()).toEqual([])
    expect(raw.inTransaction).toBe(true)
    raw.exec('COMMIT')
    expect(raw.prepare('SELECT * FROM bookings').all([])).toEqual([['b1']])
    await expect(store.commit(opening('cus_ada'))).resolves.toMatchObject({ status: 'committed' })
    raw.close()
  })

  test('a commit that is not answered is indeterminate, and its key tells', async () => {
    const path = file()
    const raw = openDriver({ path }, driver)
    let isBroken = false
    const store = sqliteStore(
      {
        database: asHandle(
          raw,
          () => {},
          (sql) => {
            if (sql === 'COMMIT' && isBroken) throw Object.assign(new Error('disk I/O error'), { rawCode: 10 })
          },
        ),
      },
      { clock },
    )
    await store.migrate()
    const keyed = { ...opening('cus_ada'), key: { id: 'k', fingerprint: 'f', result: 'done' } }
    isBroken = true
    await expect(store.commit(keyed)).rejects.toMatchObject({ code: 'store_indeterminate' })
    isBroken = false
    await expect(store.commit(keyed)).resolves.toEqual({ status: 'replayed', fingerprint: 'f', result: 'done' })
    raw.close()
  })

  test('the views answer', async () => {
    const path = file()
    const store = open(path)
    await store.migrate()
    await store.close()
    const raw = openDriver({ path }, driver)
    expect(raw.prepare('SELECT * FROM owe_open_invoices').all([])).toEqual([])
    expect(raw.prepare('SELECT * FROM owe_customer_balances').all([])).toEqual([])
    raw.close()
  })
})

test('a source that is neither a path nor a database is refused', () => {
  expect(() => sqliteStore('books.db' as never)).toThrow(expect.objectContaining({ code: 'invalid_input' }))
})

test('a prefix is checked', () => {
  expect(() => sqliteStore({ path: ':memory:' }, { prefix: 'x; DROP' })).toThrow(
    expect.objectContaining({ code: 'invalid_input' }),
  )
})

test('processes that write to one file lose nothing', { timeout: 60_000 }, async () => {
  const path = file()
  const writer = fileURLToPath(new URL('./writer.ts', import.meta.url))
  const tsx = fileURLToPath(new URL('../../../node_modules/.bin/tsx', import.meta.url))
  const runs = [1, 2, 3].map(
    (no) =>
      new Promise<number | null>((resolve) => {
        spawn(tsx, ['--conditions=@owekit/source', writer, path, String(no)], { stdio: 'inherit' }).on('exit', resolve)
      }),
  )
  expect(await Promise.all(runs)).toEqual([0, 0, 0])
  const store = sqliteStore({ path })
  const [facts, heads] = await store.read('acme', [
    { collection: 'facts', where: ['hot'], limit: 1000 },
    { collection: 'heads', keys: [['hot']] },
  ])
  expect(facts.map(({ version }) => version)).toEqual(Array.from({ length: 120 }, (_, i) => i + 1))
  expect(heads[0]?.rev).toBe(120)
  await store.close()
})
