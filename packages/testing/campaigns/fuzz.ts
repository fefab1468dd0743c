import { fuzz } from '@owekit/testing'
import { readArguments } from './arguments.js'
import { openStores } from './stores.js'

// pnpm fuzz [--seed N] [--count N] [--store memory|sqlite|sqlite:FILE|postgres]

const { numbers, store = 'memory' } = readArguments(['seed', 'count'])
const { seed = 1, count = 200_000 } = numbers
const stores = await openStores(store)
const perRound = 5_000
const refused = new Map<string, number>()
let accepted = 0
let slowestMs = 0
const startedAt = performance.now()

for (let done = 0, round = 0; done < count; done += perRound, round++) {
  const tally = await fuzz({ seed: seed + round, count: Math.min(perRound, count - done), store: stores.make })
  accepted += tally.accepted
  slowestMs = Math.max(slowestMs, tally.slowestMs)
  for (const [code, times] of tally.refused) refused.set(code, (refused.get(code) ?? 0) + times)
  const seconds = Math.round((performance.now() - startedAt) / 1_000)
  const asked = Math.min(count, done + perRound)
  console.log(`${asked} inputs, ${accepted} accepted, slowest ${Math.round(slowestMs)} ms, ${seconds} s`)
}
for (const [code, times] of [...refused].toSorted((a, b) => b[1] - a[1])) console.log(`  ${code.padEnd(32)} ${times}`)
await stores.close()
