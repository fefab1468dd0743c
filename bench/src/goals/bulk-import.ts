import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createReceivables, minor, type Receivables, type Store } from '@owekit/core'
import { batch, type BatchCommand } from '@owekit/core/batch'
import { postgresStore } from '@owekit/store-postgres'
import { sqliteStore } from '@owekit/store-sqlite'
import { assertSame, type Bench, type Goal } from '../harness/goal.js'
import { poolOf } from '../harness/postgres.js'

export const bulkImport: Goal = { id: 'BULK', title: 'Importing invoices and their settlements', measure }

const clock = () => 1_772_323_200_000

/** A file as the command line imports it: 25 invoices a customer, each issued and then paid in full. */
function commandsOf(invoices: number): BatchCommand[] {
  const commands: BatchCommand[] = []
  for (let i = 0; i < invoices; i++) {
    const customer = `cus_${Math.floor(i / 25)}`
    const total = minor(BigInt(1000 + (i % 977)), 'EUR')
    if (i % 25 === 0) commands.push({ command: 'customers.open', input: { id: customer } })
    commands.push(
      {
        command: 'invoices.issue',
        input: { customer, number: `A-${i}`, total, issuedOn: '2026-01-15', dueOn: '2026-02-14' },
      },
      {
        command: 'payments.record',
        input: {
          customer,
          id: `pay_${i}`,
          amount: total,
          receivedOn: '2026-02-20',
          allocate: { specific: [{ invoice: `inv_A-${i}`, amount: total }] },
        },
      },
    )
  }
  return commands
}

async function measure(bench: Bench): Promise<void> {
  const commands = commandsOf(bench.large ? 2500 : 250)
  const folder = mkdtempSync(join(tmpdir(), 'owekit-bench-'))
  let files = 0
  try {
    await importInto(bench, 'SQLite', commands, async () =>
      sqliteStore({ path: join(folder, `${files++}.db`) }, { clock }),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  const pool = poolOf(1)
  let schemas = 0
  await importInto(bench, 'PostgreSQL', commands, async () => {
    const schema = `bulk_${schemas++}`
    return postgresStore(pool, { schema, clock })
  })
  await pool.end()
}

/** Each round imports into new books: by one command after the other, and through `batch`. */
async function importInto(
  bench: Bench,
  name: string,
  commands: readonly BatchCommand[],
  open: () => Promise<Store>,
): Promise<void> {
  const commits = { single: 0, batch: 0 }
  const counted = async (way: keyof typeof commits) => {
    const store = await open()
    await store.migrate()
    const commit: Store['commit'] = (written) => {
      commits[way] += 1
      return store.commit(written)
    }
    return createReceivables({ store: { ...store, commit, close: () => store.close() }, clock })
  }
  const ready: Record<keyof typeof commits, Receivables[]> = { single: [], batch: [] }
  const made = Math.max(7, Math.round(bench.rounds * 0.7)) + 1
  for (let i = 0; i < made; i++) for (const way of ['single', 'batch'] as const) ready[way].push(await counted(way))
  const last: Partial<Record<keyof typeof commits, Receivables>> = {}
  await bench.compare({
    contenders: {
      'one by one': async () => {
        commits.single = 0
        const ar = (last.single = ready.single.pop()!)
        for (const { command, input } of commands) {
          const [noun, verb] = command.split('.') as ['invoices', 'issue']
          await ar[noun][verb](input as never)
        }
      },
      batch: async () => {
        commits.batch = 0
        const ar = (last.batch = ready.batch.pop()!)
        for await (const { status, index } of batch(ar, commands))
          if (status !== 'written') throw new Error(`command ${index}: ${status}`)
      },
    },
    operations: commands.length,
    unit: 'command',
    clock: 'wall',
    warmUp: 1,
    roundsFactor: 0.7,
    held: [{ name: `BULK import into ${name}`, contender: 'batch', floor: 'one by one', target: 0.6 }],
  })
  assertSame('the journals', await journalOf(last.batch!), await journalOf(last.single!))
  bench.report({
    name: `BULK commits into ${name}`,
    ratio: commits.batch / commits.single,
    floor: `one by one: ${commits.single} commits`,
    target: 0.01,
    times: `${commits.batch} commits`,
  })
}

async function journalOf(ar: Receivables): Promise<string[]> {
  const lines: string[] = []
  for await (const line of ar.journal.export('json')) lines.push(line)
  return lines
}
