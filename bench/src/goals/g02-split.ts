import { splitByWeights } from '@owekit/core/money'
import { splitInBigints, splitInNumbers } from '../floors/split.js'
import { assertSame, type Bench, type Goal } from '../harness/goal.js'
import { between, seeded } from '../harness/random.js'

const parts = 100
const totals = 400

export const split: Goal = { id: 'G2', title: 'Splitting into 100 parts, largest remainder', measure }

async function measure(bench: Bench): Promise<void> {
  const random = seeded(11)
  const weights = Array.from({ length: parts }, () => between(random, 1, 1_000_000))
  const bigWeights = weights.map(BigInt)
  const small = Array.from({ length: totals }, () => between(random, 1, 50_000_000))
  const smallBig = small.map(BigInt)
  const ours = () => smallBig.map((total) => splitByWeights(total, bigWeights))
  const inNumbers = () => small.map((total) => splitInNumbers(total, weights))
  assertSame('the parts below 2^53', ours().flat().map(Number), inNumbers().flat())
  await bench.compare({
    contenders: { 'hand-written in numbers': inNumbers, splitByWeights: ours },
    operations: totals,
    unit: 'split',
    roundsFactor: 3,
    held: [
      { name: 'G2 split, below 2^53', contender: 'splitByWeights', floor: 'hand-written in numbers', target: 1.3 },
    ],
  })
  const large = smallBig.map((total) => total * 1_000_003n)
  const oursLarge = () => large.map((total) => splitByWeights(total, bigWeights))
  const inBigints = () => large.map((total) => splitInBigints(total, bigWeights))
  assertSame('the parts above 2^53', oursLarge(), inBigints())
  await bench.compare({
    contenders: { 'hand-written in bigints': inBigints, splitByWeights: oursLarge },
    operations: totals,
    unit: 'split',
    roundsFactor: 3,
    held: [
      { name: 'G2 split, above 2^53', contender: 'splitByWeights', floor: 'hand-written in bigints', target: 1.2 },
    ],
  })
}
