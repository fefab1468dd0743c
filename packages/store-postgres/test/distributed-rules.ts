import { parse } from 'libpg-query'

// What Citus, CockroachDB and YugabyteDB do not allow, as questions to a parse tree: docs/reference/store-postgres.md.

type Node = Readonly<Record<string, unknown>>
type Nodes = readonly (readonly [kind: string, node: Node])[]

/** One rule, with statements that break it: a check that finds nothing in them finds nothing at all. */
interface Rule {
  /** Rules of the portable form only; the one statement is for PostgreSQL itself and what is like it. */
  readonly portable?: true
  readonly breaks: (all: Nodes) => boolean
  readonly illegal: readonly string[]
}

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
const last = (names: unknown): string => (names as { String: { sval: string } }[]).at(-1)?.String.sval ?? ''
const is = (kind: string, kinds: RegExp) => kinds.test(kind)
const some = (breaks: (kind: string, node: Node) => boolean) => (all: Nodes) =>
  all.some(([kind, node]) => breaks(kind, node))
const calls = (functions: RegExp) => some((kind, node) => kind === 'FuncCall' && functions.test(last(node['funcname'])))
const constrains = (types: RegExp) => some((kind, node) => kind === 'Constraint' && types.test(String(node['contype'])))
const startsWithTenant = (columns: unknown) => textOf((columns as unknown[] | undefined)?.[0]).includes('"tenant"')

const changes = /^(Insert|Update|Delete|Merge)Stmt$/
/** Views of ours, and how a test names one. */
const views = /(open_invoices|customer_balances)$/
/** The functions that a change may call: each answers alike for as long as a statement runs. */
const steady = /^(now|statement_timestamp|date_trunc|unnest|count|date_part)$/
/** The types that columns have. */
const kept = /^(text|int8|date|timestamptz)$/

export const rules: Readonly<Record<string, Rule>> = {
  'the tenant leads every key': {
    breaks: some(
      (kind, node) =>
        kind === 'Constraint' &&
        /^CONSTR_(PRIMARY|UNIQUE)$/.test(String(node['contype'])) &&
        !startsWithTenant(node['keys']),
    ),
    illegal: [
      'CREATE TABLE x (tenant text, a text, PRIMARY KEY (a, tenant))',
      'CREATE TABLE x (tenant text, a text PRIMARY KEY)',
      'CREATE TABLE x (tenant text, a text, PRIMARY KEY (tenant, a), UNIQUE (a))',
      'CREATE TABLE x (tenant text, a text UNIQUE)',
      'ALTER TABLE x ADD CONSTRAINT y UNIQUE (a)',
    ],
  },
  'the tenant leads every index': {
    breaks: some(
      (kind, node) => kind === 'IndexStmt' && !textOf((node['indexParams'] as Node[])[0]).includes('"name":"tenant"'),
    ),
    illegal: ['CREATE INDEX ON x (a, tenant)', 'CREATE UNIQUE INDEX ON x (a)', 'CREATE INDEX ON x (lower(tenant))'],
  },
  'a table has a key': {
    breaks: some(
      (kind, node) =>
        kind === 'CreateStmt' && node['partbound'] === undefined && !textOf(node).includes('CONSTR_PRIMARY'),
    ),
    illegal: ['CREATE TABLE x (tenant text, a text)'],
  },
  'an index includes no further columns': {
    breaks: some(
      (kind, node) =>
        (kind === 'IndexStmt' && node['indexIncludingParams'] !== undefined) ||
        (kind === 'Constraint' && node['including'] !== undefined),
    ),
    illegal: [
      'CREATE INDEX ON x (tenant) INCLUDE (a)',
      'CREATE TABLE x (tenant text, a text, PRIMARY KEY (tenant) INCLUDE (a))',
    ],
  },
  'no foreign key': {
    breaks: constrains(/^CONSTR_FOREIGN$/),
    illegal: [
      'CREATE TABLE x (tenant text PRIMARY KEY, a int REFERENCES y)',
      'ALTER TABLE x ADD FOREIGN KEY (tenant, a) REFERENCES y (tenant, a)',
    ],
  },
  'no sequence or identity column': {
    breaks: (all) =>
      constrains(/^CONSTR_IDENTITY$/)(all) ||
      calls(/^(nextval|setval|currval|lastval)$/)(all) ||
      some(
        (kind, node) =>
          is(kind, /^(Create|Alter)SeqStmt$/) || (kind === 'typeName' && /serial/.test(last(node['names'] ?? []))),
      )(all),
    illegal: [
      'CREATE SEQUENCE x',
      "SELECT nextval('x')",
      'CREATE TABLE x (tenant text, a bigserial, PRIMARY KEY (tenant, a))',
      'CREATE TABLE x (tenant text, a bigint GENERATED ALWAYS AS IDENTITY, PRIMARY KEY (tenant, a))',
    ],
  },
  'no default makes a value': {
    breaks: some(
      (kind, node) => kind === 'Constraint' && node['contype'] === 'CONSTR_DEFAULT' && /Func/.test(textOf(node)),
    ),
    illegal: ['CREATE TABLE x (tenant text PRIMARY KEY, a text DEFAULT gen_random_uuid())'],
  },
  'no LISTEN or NOTIFY': {
    breaks: (all) => calls(/^pg_notify$/)(all) || some((kind) => is(kind, /^(Listen|Unlisten|Notify)Stmt$/))(all),
    illegal: ['LISTEN x', 'NOTIFY x', 'UNLISTEN x', "SELECT pg_notify('x', '')"],
  },
  'no advisory lock': {
    breaks: calls(/advisory/),
    illegal: ['SELECT pg_advisory_lock(1)', 'SELECT pg_try_advisory_xact_lock(1)'],
  },
  'no table lock': {
    breaks: some((kind) => kind === 'LockStmt'),
    illegal: ['LOCK TABLE x IN EXCLUSIVE MODE'],
  },
  'no constraint is deferred': {
    breaks: (all) =>
      constrains(/^CONSTR_ATTR_DEFER/)(all) ||
      some((kind, node) => kind === 'ConstraintsSetStmt' || (kind === 'Constraint' && node['deferrable'] === true))(
        all,
      ),
    illegal: [
      'CREATE TABLE x (tenant text PRIMARY KEY DEFERRABLE)',
      'ALTER TABLE x ADD UNIQUE (tenant, a) DEFERRABLE INITIALLY DEFERRED',
      'SET CONSTRAINTS ALL DEFERRED',
    ],
  },
  'no exclusion constraint': {
    breaks: constrains(/^CONSTR_EXCLUSION$/),
    illegal: ['CREATE TABLE x (tenant text PRIMARY KEY, EXCLUDE USING gist (tenant WITH =))'],
  },
  'a statement changes one table': {
    portable: true,
    breaks: (all) => all.filter(([kind]) => changes.test(kind)).length > 1,
    illegal: ['WITH a AS (INSERT INTO x VALUES (1) RETURNING 1) UPDATE y SET z = 1'],
  },
  'no SKIP LOCKED': {
    portable: true,
    breaks: some((kind, node) => kind === 'LockingClause' && node['waitPolicy'] === 'LockWaitSkip'),
    illegal: ['SELECT 1 FROM x FOR UPDATE SKIP LOCKED'],
  },
  'no rule, trigger, function or anonymous block': {
    breaks: some((kind) => is(kind, /^(Rule|CreateTrig|CreateEventTrig|CreateFunction|Do)Stmt$/)),
    illegal: [
      'CREATE RULE r AS ON DELETE TO x DO INSTEAD NOTHING',
      'CREATE TRIGGER t BEFORE UPDATE ON x FOR EACH ROW EXECUTE FUNCTION f()',
      "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
      'DO $$ BEGIN END $$',
    ],
  },
  'nothing is written through a view': {
    breaks: some(
      (kind, node) => changes.test(kind) && views.test(String((node['relation'] as Node | undefined)?.['relname'])),
    ),
    illegal: ['UPDATE owe_open_invoices SET number = 1', 'DELETE FROM owe_customer_balances'],
  },
  'an update calls no function whose answer changes': {
    portable: true,
    breaks: some(
      (kind, node) =>
        is(kind, /^(UpdateStmt|onConflictClause)$/) &&
        [...nodes(node)].some(([inner, call]) => inner === 'FuncCall' && !steady.test(last(call['funcname']))),
    ),
    illegal: [
      'UPDATE x SET a = random()',
      'UPDATE x SET a = 1 WHERE b < clock_timestamp()',
      'INSERT INTO x (tenant) VALUES (1) ON CONFLICT (tenant) DO UPDATE SET a = gen_random_uuid()',
    ],
  },
  'partitions have no partitions': {
    breaks: some(
      (kind, node) => kind === 'CreateStmt' && node['partbound'] !== undefined && node['partspec'] !== undefined,
    ),
    illegal: ['CREATE TABLE x PARTITION OF y FOR VALUES FROM (1) TO (2) PARTITION BY HASH (a)'],
  },
  'money is bigint, days are dates, the rest is text or an instant': {
    breaks: some((kind, node) => {
      if (kind === 'ColumnDef') return !kept.test(last((node['typeName'] as Node)['names'] ?? []))
      return kind === 'typeName' && /^(money|float4|float8)$/.test(last(node['names'] ?? []))
    }),
    illegal: [
      'CREATE TABLE x (tenant text PRIMARY KEY, a money)',
      'CREATE TABLE x (tenant text PRIMARY KEY, a numeric(12, 2))',
      'CREATE TABLE x (tenant text PRIMARY KEY, a double precision)',
      'ALTER TABLE x ADD COLUMN a real',
      'SELECT $1::money',
      'SELECT sum(a)::float8 FROM x',
    ],
  },
  'no array is kept, and none is made of rows': {
    breaks: some(
      (kind, node) =>
        (kind === 'ColumnDef' && textOf(node['typeName']).includes('arrayBounds')) ||
        (kind === 'A_ArrayExpr' && textOf(node).includes('RowExpr')) ||
        (kind === 'typeName' && node['arrayBounds'] !== undefined && !kept.test(last(node['names']))),
    ),
    illegal: [
      'CREATE TABLE x (tenant text PRIMARY KEY, a text[])',
      'SELECT ARRAY[ROW(1, 2)]',
      'SELECT unnest($1::owe_facts[])',
    ],
  },
  'no cardinality()': { breaks: calls(/^cardinality$/), illegal: ['SELECT cardinality($1::text[])'] },
}

/** The rules that statements break, each with the statement. */
export async function broken(statements: Iterable<string>, form: 'oneStatement' | 'portable'): Promise<string[]> {
  const found: string[] = []
  for (const sql of statements) {
    const all = [...nodes(await parse(sql))]
    for (const [name, { portable, breaks }] of Object.entries(rules))
      if ((portable !== true || form === 'portable') && breaks(all)) found.push(`${name}: ${sql}`)
  }
  return found
}
