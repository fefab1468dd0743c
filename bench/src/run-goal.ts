import { type Goal, type Row, startBench } from './harness/goal.js'

// Runs one goal in a process of its own, so that no goal inherits another's compiled code or memory.

/** What the process tells its parent. */
export type Told = { readonly say: string } | { readonly row: Row }

const goals: Readonly<Record<string, () => Promise<Goal>>> = {
  G1: async () => (await import('./goals/g01-money.js')).money,
  G2: async () => (await import('./goals/g02-split.js')).split,
  G3: async () => (await import('./goals/g03-allocation.js')).allocation,
  G4: async () => (await import('./goals/g04-aging-in-memory.js')).agingInMemory,
  G6: async () => (await import('./goals/g06-aging-in-sqlite.js')).agingInSqlite,
  G11: async () => (await import('./goals/g11-posting-in-sqlite.js')).postingInSqlite,
}

const [id = '', rounds = '', large = ''] = process.argv.slice(2)
const tell = (told: Told) => void process.send?.(told)
const goal = await goals[id]?.()
if (goal === undefined) throw new Error(`There is no goal ${id}.`)
tell({ say: goal.title })
await goal.measure(
  startBench(
    { rounds: Number(rounds), large: large === 'large' },
    { say: (say) => tell({ say }), row: (row) => tell({ row }) },
  ),
)
process.disconnect?.()
