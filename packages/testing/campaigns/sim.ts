import { readArguments } from './arguments.js'
import { killWriters } from './faults/kills.js'
import { sqlitePlace } from './faults/place.js'
import { holds, tallyLine, type FaultTally } from './faults/tally.js'
import { runModel } from './model.js'

// pnpm sim [CAMPAIGN …] [--seed N] [--percent N] [--operations N] [--each N] [--store memory|sqlite:FILE]
//
// Runs every campaign, or those that are named, as often as a release asks for, or --percent of that. The last line of
// each has its counts; the exit code is 1 when something was lost, doubled or broken. --operations, --each and --store
// are for the model.

const { numbers, store, names } = readArguments({ seed: 1, percent: 100, operations: 500_000, each: 200 })
const { seed, each, percent } = numbers
const scaled = (count: number) => Math.max(1, Math.round((count * percent) / 100))

/** Prints how a campaign went; on a break, what it was and how to run it again. */
function judged(name: string, tally: FaultTally): boolean {
  console.log(`${name}: ${tallyLine(tally)}`)
  if (holds(tally)) return true
  for (const one of tally.breaks.slice(0, 20)) console.error(`  ${one}`)
  console.error(`Replay with: pnpm sim ${name} --seed ${seed} --percent ${percent}`)
  return false
}

const progress = (tally: FaultTally) => console.log(`  ${tallyLine(tally)}`)

const campaigns: { readonly [name: string]: () => Promise<boolean> } = {
  model: () => runModel({ seed, each, operations: scaled(numbers.operations), store }),
  kills: async () =>
    judged('kills', await killWriters({ seed, kills: scaled(2_000), place: sqlitePlace(), onBooks: progress })),
}

const unknown = names.filter((name) => campaigns[name] === undefined)
if (unknown.length > 0)
  throw new Error(`No campaign ${unknown.join(', ')}; there are ${Object.keys(campaigns).join(', ')}.`)
for (const name of names.length > 0 ? names : Object.keys(campaigns)) {
  const startedAt = performance.now()
  if (!(await campaigns[name]!())) process.exitCode = 1
  console.log(`${name} took ${Math.round((performance.now() - startedAt) / 1_000)} s`)
}
