import { webhookSequences } from './webhooks.js'
import { readArguments } from './arguments.js'
import { everythingLine, liveThrough, newEverything } from './everything/everything.js'
import { buildOwekit, buildWorker, type Program } from './faults/crew.js'
import { fillDisk } from './faults/disk.js'
import { importLine, killImports } from './faults/imports.js'
import { killWriters } from './faults/kills.js'
import { breakNetwork } from './faults/network.js'
import { at, postgresPlace, sqlitePlace, type Place, type PostgresPlace } from './faults/place.js'
import { raceForKeys, raceForNumbers, raceForRoom, raceOnAccount, type RaceOptions } from './faults/races.js'
import { restartServer } from './faults/restarts.js'
import { scanHolds, scanLine, scanRows } from './faults/scans.js'
import { killWorkers } from './faults/workers.js'
import { holds, tallyLine, type FaultTally } from './faults/tally.js'
import { modelParts, runModel } from './model.js'
import { runParts } from './parts.js'
import { openStores } from './stores.js'
import { planAroundChanges, zonesLine } from './zones.js'

// pnpm sim [CAMPAIGN …] [--seed N] [--percent N] [--store memory|sqlite|sqlite:FILE|pglite|postgres]
//          [--operations N] (for the model, webhooks and everything) [--each N] (for the model and everything)
//
// Runs every campaign, or those that are named, on every store it is for, as often as a release asks for, or --percent
// of that. The last line of each has its counts; the exit code is 1 when something was lost, doubled or broken. The
// seed decides what is asked; the machine decides when, so that a campaign of processes runs differently every time.

const { numbers, store, positionals: names } = readArguments(['seed', 'percent', 'operations', 'each'])
const { seed = 1, percent = 100, each = 200 } = numbers
const scaled = (count: number) => Math.max(1, Math.round((count * percent) / 100))
const progress = (tally: FaultTally) => console.log(`  ${tallyLine(tally)}`)

/** How a campaign's counts are judged and told. */
interface Judge<T> {
  readonly holds: (tally: T) => boolean
  readonly line: (tally: T) => string
}

const faults: Judge<FaultTally> = { holds, line: tallyLine }

/** Runs a campaign on each of its stores, and prints how it went; on a break, what it was and how to run it again. */
function onPlaces<T extends { readonly breaks: readonly string[] }>(
  name: string,
  judge: Judge<T>,
  onSqlite: ((place: Place) => Promise<T>) | undefined,
  onPostgres: ((place: PostgresPlace) => Promise<T>) | undefined,
  options: { readonly fsync?: boolean } = {},
): () => Promise<boolean> {
  const judged = (on: string, tally: T): boolean => {
    console.log(`${name} on ${on}, seed ${seed}: ${judge.line(tally)}`)
    if (judge.holds(tally)) return true
    for (const one of tally.breaks.slice(0, 20)) console.error(`  ${one}`)
    console.error(`Replay with: pnpm sim ${name} --store ${on} --seed ${seed} --percent ${percent}`)
    return false
  }
  const wants = (on: string) => store === undefined || store === on
  return async () => {
    let held = true
    if (onSqlite !== undefined && wants('sqlite')) {
      const place = sqlitePlace()
      held = judged('sqlite', await at(place, onSqlite))
    }
    if (onPostgres !== undefined && wants('postgres')) {
      const place = await postgresPlace(options)
      if (place === undefined) console.log(`${name} on postgres: left out, there is no server for this machine`)
      else held = judged('postgres', await at(place, onPostgres)) && held
    }
    return held
  }
}

/** Processes that are started once their program is built. */
const withProgram =
  <T>(build: () => Promise<Program>, run: (options: RaceOptions) => Promise<T>) =>
  async (place: Place): Promise<T> => {
    const program = await build()
    return run({ program, place }).finally(() => program.remove())
  }

/** Eight processes on each store. */
function race(name: string, run: (options: RaceOptions) => Promise<FaultTally>): () => Promise<boolean> {
  return onPlaces(name, faults, withProgram(buildWorker, run), withProgram(buildWorker, run))
}

function model(): Promise<boolean> {
  const operationsOn = (on: string) => numbers.operations ?? scaled(on === 'memory' ? 2_000_000 : 50_000)
  if (store !== undefined) return runModel({ store, seed, each, operations: operationsOn(store.split(':')[0]!) })
  return runParts(modelParts(seed, each, operationsOn))
}

const killTickers = (place: Place) => killWorkers({ seed, kills: scaled(500), place, onRound: progress })

/** Two processes share them; a part says its own with `--operations`. */
async function webhooks(): Promise<boolean> {
  const { operations } = numbers
  if (operations === undefined) {
    const half = Math.ceil(scaled(100_000) / 2)
    return runParts([0, half].map((from) => [{ name: 'webhooks', options: { seed: seed + from, operations: half } }]))
  }
  const { sequences, deliveries, failures, repeated, breaks } = await webhookSequences(seed, operations)
  console.log(
    `webhooks on memory, seed ${seed}: ${sequences} sequences, ${deliveries} deliveries, ${repeated} repeated, ` +
      `${failures} broken off by the store, ${breaks.length} breaks`,
  )
  for (const one of breaks.slice(0, 20)) console.error(`  ${one}`)
  return breaks.length === 0
}

/** Two hundred books in memory, twenty on each of the others; `--operations` says how many books, `--each` how long. */
async function everything(): Promise<boolean> {
  const stores = store === undefined ? ['memory', 'sqlite', 'postgres'] : [store]
  let held = true
  for (const on of stores) {
    const tally = newEverything()
    const opened = await openStores(on)
    const books = numbers.operations ?? scaled(on === 'memory' ? 200 : 20)
    for (let n = 0; n < books; n++) await liveThrough({ seed: seed + n, operations: each }, opened.make, tally)
    await opened.close()
    console.log(`everything on ${on}, seed ${seed}: ${everythingLine(tally)}`)
    for (const one of tally.breaks.slice(0, 20)) console.error(`  ${one}`)
    held &&= tally.breaks.length === 0
  }
  return held
}

const kill = (place: Place) => killWriters({ seed, kills: scaled(2_000), place, onBooks: progress })
const network = (place: PostgresPlace) => {
  const shape = { blackholeMs: 30_000, blackholeEvery: 100, answerTimeoutMs: 1_000 }
  return breakNetwork({ seed, faults: scaled(500), place, onBooks: progress, ...shape })
}

/** Every zone the platform knows. */
async function zones(): Promise<boolean> {
  const tally = planAroundChanges(Intl.supportedValuesOf('timeZone'))
  console.log(`zones: ${zonesLine(tally)}`)
  for (const one of tally.breaks.slice(0, 20)) console.error(`  ${one}`)
  return tally.breaks.length === 0
}

const scans = withProgram(buildWorker, (options) => scanRows({ seed, rows: scaled(1_000_000), ...options }))
const imports = withProgram(buildOwekit, (options) =>
  killImports({ seed, kills: scaled(500), onBooks: (tally) => console.log(`  ${importLine(tally)}`), ...options }),
)

const campaigns: { readonly [name: string]: () => Promise<boolean> } = {
  model,
  kills: onPlaces('kills', faults, kill, kill),
  restarts: onPlaces(
    'restarts',
    faults,
    undefined,
    (place) => restartServer({ seed, rounds: scaled(200), place, onBooks: progress }),
    { fsync: true },
  ),
  network: onPlaces('network', faults, undefined, network),
  disk: onPlaces('disk', faults, (place) => fillDisk({ seed, sizes: scaled(200), place }), undefined),
  room: race('room', (options) => raceForRoom(options, 20)),
  payers: race('payers', (options) => raceOnAccount(options, 2 * scaled(5_000))),
  numbers: race('numbers', (options) => raceForNumbers(options, scaled(10_000))),
  workers: onPlaces('workers', faults, killTickers, killTickers),
  webhooks,
  everything,
  keys: race('keys', (options) => raceForKeys(options, scaled(10_000), 3)),
  import: onPlaces('import', { holds, line: importLine }, imports, imports),
  zones,
  scans: onPlaces('scans', { holds: scanHolds, line: scanLine }, scans, scans),
}

const unknown = names.filter((name) => campaigns[name] === undefined)
if (unknown.length > 0)
  throw new Error(`No campaign ${unknown.join(', ')}; there are ${Object.keys(campaigns).join(', ')}.`)
for (const name of names.length > 0 ? names : Object.keys(campaigns)) {
  const startedAt = performance.now()
  if (!(await campaigns[name]!())) process.exitCode = 1
  console.log(`${name} took ${Math.round((performance.now() - startedAt) / 1_000)} s`)
}
