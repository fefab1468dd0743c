import { fuzz } from '@owekit/testing'
import { readArguments } from './arguments.js'

// pnpm fuzz [--seed N] [--count N] [--store memory|sqlite:FILE]

const { numbers, store } = readArguments({ seed: 1, count: 200_000 })
const perRound = 5_000
const refused = new Map<string, number>()
let accepted = 0
let slowestMs = 0
const startedAt = performance.now()

for (let done = 0, round = 0; done < numbers.count; done += perRound, round++) {
  const count = Math.min(perRound, numbers.count - done)
  const tally = await fuzz({ seed: numbers.seed + round, count, store })
  accepted += tally.accepted
  slowestMs = Math.max(slowestMs, tally.slowestMs)
  for (const [code, times] of tally.refused) refused.set(code, (refused.get(code) ?? 0) + times)
  const seconds = Math.round((performance.now() - startedAt) / 1_000)
  console.log(`${done + count} inputs, ${accepted} accepted, slowest ${Math.round(slowestMs)} ms, ${seconds} s`)
}
for (const [code, times] of [...refused].toSorted((a, b) => b[1] - a[1])) console.log(`  ${code.padEnd(32)} ${times}`)
