import {
  collections,
  compareKeys,
  type Batch,
  type Collection,
  type CollectionName,
  type CommitResult,
  type Guard,
  type Instant,
  type Key,
  type Read,
} from '@owekit/core/ports'
import type { Driver } from '../driver/driver.js'
import { sqlState } from '../driver/sql-state.js'
import { encodeValue, kindOf } from '../codec.js'
import { collectionNames, quoted, snake, type Naming } from '../names.js'
import { answerReads } from '../read.js'
import { isTakenBack, mayTryAgain, pause } from '../retried.js'
import { knownAnswer } from './known-answer.js'
import { canReplaceInSql } from './late-number.js'
import { commitOneStatement } from './one-statement.js'
import type { Outcome } from './outcome.js'
import { planOf, type Plan } from './plan.js'
import { commitPortable } from './portable.js'

/** One statement for the whole batch, or one for each table between BEGIN and COMMIT. */
export type CommitForm = 'oneStatement' | 'portable'

/** What a commit works with. */
export interface Committer {
  readonly driver: Driver
  readonly naming: Naming
  readonly form: CommitForm
  readonly now: () => Instant | undefined
}

/** Lands a checked batch; deadlocks and serialisation failures are tried again, a bounded number of times. */
export async function commitBatch(committer: Committer, batch: Batch): Promise<CommitResult> {
  const { driver, naming } = committer
  const plan = planOf(batch)
  const isPortable = committer.form === 'portable' || !canReplaceInSql(batch)
  const land = isPortable ? commitPortable : commitOneStatement
  let placed = 0
  for (let attempt = 1; ; attempt++) {
    let problem: Exclude<CommitResult, { status: 'committed' | 'replayed' }>
    try {
      const outcome = await land(driver, naming, plan, committer.now())
      if (outcome.status === 'committed' || outcome.status === 'replayed') return outcome
      if (
        outcome.status === 'missed' &&
        outcome.guard.rev === 0 &&
        outcome.found === -1 &&
        placed < batch.expect.length
      ) {
        placed++
        await holdPlace(committer, batch.tenant, outcome.guard)
        continue
      }
      problem = await problemOf(committer, plan, outcome)
    } catch (error) {
      if (driver.isJoined === true && isTakenBack(error)) throw error
      if (mayTryAgain(error, attempt)) {
        await pause(attempt)
        continue
      }
      const clash = clashOf(naming, plan, error)
      if (clash === undefined) throw error
      problem = clash
    }
    return (await knownAnswer(driver.query, naming, batch)) ?? problem
  }
}

/**
 * Adds a row at revision 0, which stands for a missing one and which no reader sees: then there is something to lock
 * when a batch insists that the row is missing, and a commit that adds it has to wait.
 */
async function holdPlace({ driver, naming }: Committer, tenant: string, { collection, key }: Guard): Promise<void> {
  const { columns, key: keyColumns }: Collection = collections[collection]
  const names = Object.keys(columns)
  const blanks = {
    text: `''`,
    int: '0',
    money: '0',
    day: `DATE '1970-01-01'`,
    instant: "TIMESTAMPTZ 'epoch'",
    json: `'{}'`,
  }
  const values = names.map((name) => {
    const place = keyColumns.indexOf(name)
    if (place >= 0) return `$${place + 2}`
    const { kind, nullable } = columns[name]!
    return nullable ? 'NULL' : blanks[kind]
  })
  const into = ['tenant', ...names].map(quoted).join(', ')
  await driver.query(
    `INSERT INTO ${naming.table(collection)} (${into}) VALUES ($1, ${values.join(', ')}) ON CONFLICT DO NOTHING`,
    [tenant, ...keyColumns.map((column, i) => encodeValue(kindOf(collection, column), key[i]))],
  )
}

async function problemOf(
  { driver, naming }: Committer,
  { batch, guards }: Plan,
  outcome: Exclude<Outcome, { status: 'committed' | 'replayed' }>,
) {
  switch (outcome.status) {
    case 'missed':
      return conflict(outcome.guard.collection, outcome.guard.key)
    case 'taken': {
      const guard = guards.find(({ collection, rev }) => collection === outcome.collection && rev === 0)
      return guard === undefined ? exists(outcome.collection, 'key') : conflict(guard.collection, guard.key)
    }
    case 'missing': {
      const { collection } = outcome
      const rows = (batch.update[collection] ?? []) as readonly Readonly<Record<string, unknown>>[]
      const keys = rows.map((row) => collections[collection].key.map((column) => row[column]) as Key)
      const [found] = await answerReads(driver, naming, batch.tenant, [{ collection, keys } as Read])
      const isThere = (key: Key) =>
        found!.some(
          (row) =>
            compareKeys(
              collections[collection].key.map((column) => row[column]),
              key,
            ) === 0,
        )
      return conflict(collection, keys.find((key) => !isThere(key)) ?? keys[0]!)
    }
  }
}

/** Which unique index refused a row, from the name of the constraint that the server tells. */
function clashOf(naming: Naming, plan: Plan, error: unknown) {
  const state = sqlState(error)
  const [guard] = plan.guards
  // Others kept getting in the way; the caller reads again and decides again.
  if (isTakenBack(error) && guard !== undefined) return conflict(guard.collection, guard.key)
  if (state === '21000') {
    // One statement met the same new key twice.
    const twice = plan.writes.find(({ kind, keys }) => kind === 'insert' && hasTwice(keys))
    return twice === undefined ? undefined : exists(twice.collection, 'key')
  }
  if (state !== '23505') return undefined
  const { constraint, constraint_name: name, message } = error as Readonly<Record<string, string | undefined>>
  const told = constraint ?? name ?? ''
  for (const collection of collectionNames) {
    const described: Collection = collections[collection]
    const uniques = Object.keys(described.indexes).filter((index) => described.indexes[index]!.unique === true)
    for (const index of ['key', ...uniques]) {
      const held = `${naming.prefix}${snake(collection)}_${snake(index)}`
      if (told === '' ? message?.includes(`"${held}"`) : told === held) return exists(collection, index)
    }
  }
  return undefined
}

function hasTwice(keys: readonly Key[]): boolean {
  const sorted = [...keys].sort(compareKeys)
  return sorted.some((key, i) => i > 0 && compareKeys(sorted[i - 1]!, key) === 0)
}

function conflict(collection: CollectionName, key: Key) {
  return { status: 'conflict', collection, key } as const
}

function exists(collection: CollectionName, index: string) {
  return { status: 'exists', collection, index } as const
}
