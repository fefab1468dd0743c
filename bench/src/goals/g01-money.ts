import { add, applyRate, minor, type Money, percent } from '@owekit/core/money'
import { HandMoney, rateInBigints, rateInNumbers } from '../floors/money.js'
import { assertSame, type Bench, type Goal } from '../harness/goal.js'
import { between, seeded } from '../harness/random.js'

const count = 20_000
const repeat = 10

export const money: Goal = { id: 'G1', title: 'Money arithmetic', measure }

async function measure(bench: Bench): Promise<void> {
  const random = seeded(7)
  const numbers = Array.from({ length: count }, () => between(random, 1, 5_000_000))
  const bigints = numbers.map(BigInt)
  await measureAdd(bench, bigints)
  await measureRate(bench, numbers, bigints)
}

async function measureAdd(bench: Bench, bigints: readonly bigint[]): Promise<void> {
  const ours = bigints.map((amount) => minor(amount, 'EUR'))
  const theirs = bigints.map((amount) => new HandMoney(amount, 'EUR'))
  const addOurs = () => {
    let sum: Money = minor(0n, 'EUR')
    for (let again = 0; again < repeat; again++) for (const amount of ours) sum = add(sum, amount)
    return sum.minor
  }
  const addTheirs = () => {
    let sum = new HandMoney(0n, 'EUR')
    for (let again = 0; again < repeat; again++) for (const amount of theirs) sum = sum.plus(amount)
    return sum.minor
  }
  assertSame('the sum', addOurs(), addTheirs())
  await bench.compare({
    contenders: { 'hand-written {bigint, currency} class': addTheirs, add: addOurs },
    operations: count * repeat,
    unit: 'add',
    roundsFactor: 3,
    held: [
      { name: 'G1 add two amounts', contender: 'add', floor: 'hand-written {bigint, currency} class', target: 1.5 },
    ],
  })
}

async function measureRate(bench: Bench, numbers: readonly number[], bigints: readonly bigint[]): Promise<void> {
  // Four rates in turn, as a tax or interest run has them: none of them becomes a constant of the loop.
  const rates = ['8.25', '19', '2.5', '0.375'].map((text) => percent(text))
  const pairs = rates.map(({ num, den }) => ({ num: Number(num), den: Number(den) }))
  const ours = () => {
    let sum = 0n
    for (let again = 0; again < repeat; again++)
      for (let i = 0; i < count; i++) sum += applyRate(bigints[i]!, rates[i & 3]!)
    return sum
  }
  const inBigints = () => {
    let sum = 0n
    for (let again = 0; again < repeat; again++)
      for (let i = 0; i < count; i++) sum += rateInBigints(bigints[i]!, rates[i & 3]!.num, rates[i & 3]!.den)
    return sum
  }
  const inNumbers = () => {
    let sum = 0
    for (let again = 0; again < repeat; again++)
      for (let i = 0; i < count; i++) sum += rateInNumbers(numbers[i]!, pairs[i & 3]!.num, pairs[i & 3]!.den)
    return sum
  }
  assertSame(
    'every product',
    bigints.flatMap((amount) => rates.flatMap((rate) => [applyRate(amount, rate), applyRate(-amount, rate)])),
    bigints.flatMap((amount) =>
      rates.flatMap(({ num, den }) => [rateInBigints(amount, num, den), rateInBigints(-amount, num, den)]),
    ),
  )
  assertSame('the sum of products', Number(ours()), inNumbers())
  await bench.compare({
    contenders: { 'hand-written in bigints': inBigints, 'hand-written in numbers': inNumbers, applyRate: ours },
    operations: count * repeat,
    unit: 'product',
    roundsFactor: 3,
    held: [
      { name: 'G1 rate × amount, bigints', contender: 'applyRate', floor: 'hand-written in bigints', target: 1.3 },
      { name: 'G1 rate × amount, numbers', contender: 'applyRate', floor: 'hand-written in numbers', target: 3 },
    ],
  })
}
