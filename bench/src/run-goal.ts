import { type Goal, type Row, startBench } from './harness/goal.js'

// Runs one goal in a process of its own, so that no goal inherits another's compiled code or memory.

/** What the process tells its parent. */
export type Told = { readonly say: string } | { readonly row: Row }

const goals: Readonly<Record<string, () => Promise<Goal>>> = {
  G1: async () => (await import('./goals/g01-money.js')).money,
  G2: async () => (await import('./goals/g02-split.js')).split,
  G3: async () => (await import('./goals/g03-allocation.js')).allocation,
  G4: async () => (await import('./goals/g04-aging-in-memory.js')).agingInMemory,
  G5: async () => (await import('./goals/g05-aging-in-postgres.js')).agingInPostgres,
  G6: async () => (await import('./goals/g06-aging-in-sqlite.js')).agingInSqlite,
  G7: async () => (await import('./goals/g07-balance-in-postgres.js')).balanceInPostgres,
  G8: async () => (await import('./goals/g08-command-in-postgres.js')).commandInPostgres,
  G9: async () => (await import('./goals/g09-batch-in-postgres.js')).batchInPostgres,
  G10: async () => (await import('./goals/g10-hot-account.js')).hotAccount,
  G11: async () => (await import('./goals/g11-posting-in-sqlite.js')).postingInSqlite,
  G12: async () => (await import('./goals/g12-commands.js')).commands,
  G13: async () => (await import('./goals/g13-reminder-plans.js')).reminderPlans,
  G17: async () => (await import('./goals/g17-imports.js')).imports,
  G18: async () => (await import('./goals/g18-handler.js')).handlerOverHttp,
  BULK: async () => (await import('./goals/bulk-import.js')).bulkImport,
  COST: async () => (await import('./goals/cost-of-size.js')).costOfSize,
}

/** What a goal times as a whole process: this file again, with a program's name and what it reads. */
const programs: Readonly<Record<string, () => Promise<(file: string) => void>>> = {
  'balances-of-journal': async () => (await import('./programs/balances-of-journal.js')).printBalancesOfJournal,
  'balances-by-hand': async () => (await import('./floors/flat-journal.js')).printBalancesByHand,
}

const [id = '', second = '', third = ''] = process.argv.slice(2)
const program = programs[id]
if (program !== undefined) (await program())(second)
else await measure()

async function measure(): Promise<void> {
  const tell = (told: Told) => void process.send?.(told)
  const goal = await goals[id]?.()
  if (goal === undefined) throw new Error(`There is no goal ${id}.`)
  tell({ say: goal.title })
  await goal.measure(
    startBench(
      { rounds: Number(second), large: third.includes('large'), curves: third.includes('curves') },
      { say: (say) => tell({ say }), row: (row) => tell({ row }) },
    ),
  )
  process.disconnect?.()
}
