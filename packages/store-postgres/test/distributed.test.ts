import { PGlite } from '@electric-sql/pglite'
import type { Store } from '@owekit/core/ports'
import { storeConformance } from '@owekit/testing'
import { parse } from 'libpg-query'
import { describe, expect, test } from 'vitest'
import { postgresStore, type PostgresStoreOptions } from '../src/index.js'
import { migrations } from '../src/schema/migrations.js'
import { freshSchema } from './engines.js'

// What Citus, CockroachDB and YugabyteDB do not allow, looked for in the parse tree of every statement that the store
// suite makes the store send, and of every statement of a migration: docs/reference/store-postgres.md.

type Node = Readonly<Record<string, unknown>>

/** Every node of a parse tree with its kind. */
function* nodes(value: unknown): Generator<readonly [kind: string, node: Node]> {
  if (Array.isArray(value)) for (const item of value) yield* nodes(item)
  else if (typeof value === 'object' && value !== null)
    for (const [kind, node] of Object.entries(value)) {
      if (typeof node === 'object' && node !== null && !Array.isArray(node)) yield [kind, node as Node]
      yield* nodes(node)
    }
}

const textOf = (value: unknown) => JSON.stringify(value ?? '')
const changes = new Set(['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt'])

interface Rule {
  readonly name: string
  /** Rules of the portable form only; the one statement is for PostgreSQL itself and what is like it. */
  readonly portable?: true
  readonly breaks: (all: readonly (readonly [string, Node])[]) => boolean
}

const rules: readonly Rule[] = [
  {
    name: 'changes one table in a statement',
    portable: true,
    breaks: (all) => all.filter(([kind]) => changes.has(kind)).length > 1,
  },
  {
    name: 'does without SKIP LOCKED',
    portable: true,
    breaks: (all) => all.some(([kind, node]) => kind === 'LockingClause' && node['waitPolicy'] === 'LockWaitSkip'),
  },
  {
    name: 'does without advisory locks and cardinality()',
    breaks: (all) =>
      all.some(
        ([kind, node]) => kind === 'FuncCall' && /advisory|cardinality|setval|nextval/.test(textOf(node['funcname'])),
      ),
  },
  {
    name: 'does without LISTEN, NOTIFY, rules and triggers',
    breaks: (all) => all.some(([kind]) => /^(Listen|Notify|Rule|CreateTrig|CreateSeq)Stmt$/.test(kind)),
  },
  {
    name: 'makes no deferrable or exclusion constraint, foreign key across tenants, or identity column',
    breaks: (all) =>
      all.some(
        ([kind, node]) =>
          kind === 'Constraint' &&
          (node['deferrable'] === true || /CONSTR_(EXCLUSION|IDENTITY|FOREIGN)/.test(textOf(node['contype']))),
      ),
  },
  {
    name: 'has the tenant first in every key and index, and includes no further columns',
    breaks: (all) =>
      all.some(([kind, node]) => {
        if (kind === 'Constraint' && /CONSTR_(PRIMARY|UNIQUE)/.test(textOf(node['contype'])))
          return !/"sval":"(tenant|version)"/.test(textOf((node['keys'] as unknown[] | undefined)?.[0] ?? '"version"'))
        if (kind !== 'IndexStmt') return false
        const [first] = node['indexParams'] as readonly Node[]
        return node['indexIncludingParams'] !== undefined || !textOf(first).includes('"name":"tenant"')
      }),
  },
  {
    name: 'keeps no money type and no array',
    breaks: (all) =>
      all.some(
        ([kind, node]) =>
          kind === 'ColumnDef' && (/"sval":"money"/.test(textOf(node)) || textOf(node).includes('arrayBounds')),
      ),
  },
]

async function broken(statements: Iterable<string>, form: 'oneStatement' | 'portable'): Promise<string[]> {
  const found: string[] = []
  for (const sql of statements) {
    const all = [...nodes(await parse(sql))]
    for (const { name, portable, breaks } of rules)
      if ((portable !== true || form === 'portable') && breaks(all)) found.push(`${name}: ${sql}`)
  }
  return found
}

/** Runs the store suite and gathers every statement that was sent. */
function gathered(options: PostgresStoreOptions): Set<string> {
  const sent = new Set<string>()
  let lite: Promise<PGlite> | undefined
  storeConformance({ test }, async ({ clock }) => {
    const database = await (lite ??= PGlite.create())
    const query = async (text: string, values: unknown[]) => {
      // The list of schema versions is one for all tenants.
      if (!/^CREATE TABLE IF NOT EXISTS \S+_schema \(/.test(text)) sent.add(text.replaceAll(/"s\d+"\./g, ''))
      return database.query(text, values)
    }
    const store = postgresStore({ query }, { ...options, clock, schema: freshSchema() })
    const alone = Object.entries(store).filter(([name]) => name !== 'join')
    return { ...Object.fromEntries(alone), caps: { ...store.caps, join: false } } as unknown as Store
  })
  return sent
}

for (const form of ['oneStatement', 'portable'] as const) {
  describe(`statements of the ${form} form`, () => {
    const sent = gathered({ commitForm: form })
    test('are all legal where the form is for', async () => {
      expect(sent.size).toBeGreaterThan(40)
      expect(await broken(sent, form)).toEqual([])
    })
  })
}

test('migrations are legal on distributed engines', async () => {
  const statements = migrations.flatMap((step) => step.statements.map((sql) => sql.replaceAll(/\{\w+\}/g, '')))
  expect(await broken(statements, 'portable')).toEqual([])
})

test.each([
  ['changes one table in a statement', 'WITH a AS (INSERT INTO x VALUES (1) RETURNING 1) UPDATE y SET z = 1'],
  ['does without SKIP LOCKED', 'SELECT 1 FROM x FOR UPDATE SKIP LOCKED'],
  ['does without advisory locks', 'SELECT pg_advisory_lock(1)'],
  ['does without LISTEN', 'NOTIFY x'],
  ['makes no deferrable', 'CREATE TABLE x (a int REFERENCES y)'],
  ['has the tenant first', 'CREATE INDEX ON x (a, tenant)'],
  ['has the tenant first', 'CREATE TABLE x (tenant text, a text, PRIMARY KEY (a, tenant))'],
  ['has the tenant first', 'CREATE INDEX ON x (tenant) INCLUDE (a)'],
  ['keeps no money type', 'CREATE TABLE x (a text[])'],
])('the check finds what it looks for: %s', async (name, sql) => {
  expect((await broken([sql], 'portable')).some((found) => found.startsWith(name))).toBe(true)
})
