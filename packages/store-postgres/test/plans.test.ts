import { collections, type Collection, type CollectionName, type ColumnKind } from '@owekit/core/ports'
import type pg from 'pg'
import { beforeAll, describe, expect, test } from 'vitest'
import { quoted, snake } from '../src/names.js'
import { postgresStore, type CommitForm, type QuerySource } from '../src/index.js'
import { posting } from './batches.js'
import { engine, hasServer } from './engines.js'

const schema = 'plans'
const names = Object.keys(collections) as CollectionName[]

/** A value of a kind that differs from row to row. */
const values: Readonly<Record<ColumnKind, string>> = {
  text: `'v' || i`,
  int: 'i + 1',
  money: 'i + 1',
  day: `DATE '2020-01-01' + (i % 2000)::int`,
  instant: `TIMESTAMPTZ '2020-01-01' + i * INTERVAL '1 minute'`,
  json: `'{}'`,
}

describe.runIf(hasServer)('with many rows of many tenants', () => {
  const made = engine('pg pool')
  const asked: { text: string; values: readonly unknown[] }[] = []
  const spying = (commitForm: CommitForm = 'oneStatement') => {
    const source: QuerySource = {
      query: async (text: string, given: unknown[]) => {
        asked.push({ text, values: given })
        return (made.source as pg.Pool).query(text, given)
      },
    }
    return postgresStore(source, { schema, commitForm, clock: () => 1_772_323_200_000 })
  }
  /** The plan of every statement asked since the last look that names our tables. */
  const plans = async () => {
    const found: { text: string; plan: string }[] = []
    for (const { text, values: given } of asked.splice(0)) {
      if (!/^(SELECT|WITH|UPDATE|INSERT|DELETE)/.test(text) || !text.includes('owe_') || text.includes('owe_schema'))
        continue
      const { rows } = await (made.source as pg.Pool).query(`EXPLAIN ${text}`, [...given])
      found.push({ text, plan: rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n') })
    }
    return found
  }
  const tableScan = /Seq Scan on owe_/

  beforeAll(async () => {
    await spying().migrate()
    for (const name of names) {
      const { columns }: Collection = collections[name]
      const into = ['tenant', ...Object.keys(columns)].map(quoted).join(', ')
      const special: Readonly<Record<string, string>> = {
        account: `(ARRAY['receivable', 'unapplied', 'cash_clearing'])[1 + i % 3]`,
        state: `(ARRAY['pending', 'claimed', 'done', 'done', 'done', 'done'])[1 + i % 6]`,
        currency: `'EUR'`,
      }
      const row = Object.entries(columns)
        .map(([column, { kind }]) => special[column] ?? values[kind])
        .join(', ')
      const table = `${schema}.owe_${snake(name)}`
      const pool = made.source as pg.Pool
      await pool.query(`INSERT INTO ${table} (${into}) SELECT 't' || i % 20, ${row} FROM generate_series(0, 9999) i`)
      await pool.query(`ANALYZE ${table}`)
    }
    const big = `INSERT INTO ${schema}.owe_postings (tenant, customer, version, line, account, currency, amount, part, tax_code,
      effective_on, recorded_at, document, instalment, due_on, issued_on, source, reference)
      SELECT 'big' || i % 7, 'c' || i % 900, i, 0, (ARRAY['receivable', 'billed'])[1 + i % 2], 'EUR', 5, '', '', DATE '2025-01-01' + i % 400,
      TIMESTAMPTZ '2025-01-01', 'd' || i / 2, 1, DATE '2025-02-01' + i % 400, DATE '2025-01-01' + i % 400, '', ''
      FROM generate_series(1, 60000) i`
    await (made.source as pg.Pool).query(big)
    await (made.source as pg.Pool).query(`VACUUM ANALYZE ${schema}.owe_postings`)
    asked.length = 0
  }, 60_000)

  test('every page and every row by key is read from an index, without sorting', async () => {
    const store = spying()
    for (const collection of names) {
      const { key, indexes }: Collection = collections[collection]
      for (const [index, columns] of [[undefined, key], ...Object.entries(indexes).map(([n, i]) => [n, i.columns])] as [
        string | undefined,
        readonly string[],
      ][]) {
        const [first] = columns
        const isText = (collections[collection] as Collection).columns[first!]!.kind === 'text'
        const where = isText ? ['v40'] : [1]
        await store.read('t0', [{ collection, where: [], limit: 5, ...(index && { index }) } as never])
        await store.read('t0', [{ collection, where, limit: 5, ...(index && { index }), reverse: true } as never])
        await store.read('t0', [{ collection, where: [], after: where, limit: 5, ...(index && { index }) } as never])
      }
      const row = key.map((column) =>
        (collections[collection] as Collection).columns[column]!.kind === 'text' ? 'v40' : 41,
      )
      await store.read('t0', [{ collection, keys: [row] } as never])
      for (const times of [2, 3, 9]) {
        await store.read('t0', [{ collection, keys: new Array(times).fill(row) } as never])
      }
    }
    const found = await plans()
    expect(found.length).toBeGreaterThan(150)
    for (const { text, plan } of found) {
      expect(plan, text).not.toMatch(tableScan)
      // Rows by several keys are put in the order asked; a page comes sorted out of its index.
      if (!/ORDER BY [kt]\.(no|nth)\b/.test(text)) expect(plan, text).not.toMatch(/Sort/)
    }
  })

  test('balances, claims and the list of tenants are read from indexes', async () => {
    const store = spying()
    await store.balances({ tenant: 't0', today: 20_513, limit: 10 })
    await store.balances({ tenant: 't0', today: 20_513, limit: 10, customer: 'v40', after: ['v40', 'AAA'] })
    await store.claim({ tenant: 't0', owner: 'w', limit: 10, leaseMs: 1 })
    await spying('portable').claim({ tenant: 't0', owner: 'w', limit: 10, leaseMs: 1 })
    await store.settle({ tenant: 't0', id: 'v0', epoch: 1, state: 'done' })
    expect(await store.tenants()).toHaveLength(27)
    for (const { text, plan } of await plans()) expect(plan, text).not.toMatch(tableScan)
  })

  test('aging of a tenant and of a customer is a pass over an index for each account', async () => {
    const store = spying()
    const query = { tenant: 'big1', asOf: 20_513, basis: 'due', bounds: [30, 60, 90] } as const
    await store.aging(query)
    await store.aging({ ...query, customer: 'c40', knownAt: 1_772_323_200_000 })
    const found = await plans()
    expect(found).toHaveLength(2)
    expect(found[0]!.plan.match(/Index Only Scan using owe_postings_aging/g)).toHaveLength(3)
    for (const { text, plan } of found) {
      expect(plan, text).toMatch(/Index/)
      expect(plan, text).not.toMatch(/Seq Scan|Join|Nested Loop/)
    }
  })

  test.each(['oneStatement', 'portable'] as const)('a commit touches rows by key only (%s)', async (form) => {
    const store = spying(form)
    const closed = { collection: 'periods', key: ['v40'], rev: 41 } as const
    await store.commit({
      ...posting('new', 1, [closed]),
      tenant: 't0',
      key: { id: 'k' + form, fingerprint: '', result: 1 },
    })
    await store.commit({ ...posting('v40', 42), tenant: 't0' })
    await store.commit({ tenant: 't0', expect: [], insert: {}, update: {}, remove: { holds: [['v40'], ['v60']] } })
    const found = await plans()
    expect(found.length).toBeGreaterThan(2)
    for (const { text, plan } of found) expect(plan, text).not.toMatch(tableScan)
  })
})
