import { type AgedLine, startAging } from '@owekit/core/aging'
import { ageBySlot } from '../floors/aging.js'
import { assertSame, type Bench, type Goal } from '../harness/goal.js'
import { between, seeded } from '../harness/random.js'

export const agingInMemory: Goal = { id: 'G4', title: 'Aging in memory', measure }

const invoices = 1_000_000
const customers = 50_000
const first = 20_000
const asOf = first + 730
const query = { tenant: 'default', asOf, basis: 'due', bounds: [30, 60, 90] } as const

async function measure(bench: Bench): Promise<void> {
  bench.say(`making ${invoices.toLocaleString('en')} invoices`)
  const lines = linesOf()
  const ours = () => {
    const aging = startAging(query)
    for (const line of lines) aging.add(line)
    return aging.rows()
  }
  // One aging stays alive: V8 throws compiled code away together with the last object of a class it was compiled for.
  const kept = startAging(query)
  kept.add(lines[0]!)
  const keptRows = kept.rows()
  const flat = ageBySlot(lines, asOf)
  const rows = ours()
  assertSame(
    'the sums',
    rows.map(({ customer, items }) => [customer, ...items.map(Number)]),
    [...flat.slots]
      .map(([customer, slot]) => [customer, ...flat.sums.subarray(slot * 5, slot * 5 + 5)])
      .sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
  )
  await bench.compare({
    contenders: { 'id → slot Map + Float64Array': () => ageBySlot(lines, asOf), startAging: ours },
    operations: invoices,
    unit: 'invoice',
    collect: 'all',
    clock: 'wall',
    held: [
      {
        name: 'G4 aging of 1,000,000 invoices',
        contender: 'startAging',
        floor: 'id → slot Map + Float64Array',
        target: 1.25,
      },
    ],
  })
  measureMemory(bench, lines)
  kept.add(lines[1]!)
  assertSame('the rows of the aging kept', keptRows.length, 1)
}

/** The postings of a million invoices; every line has its own copy of its texts, as rows from a store have. */
function linesOf(): AgedLine[] {
  const random = seeded(42)
  return Array.from({ length: invoices }, (_, i) => {
    const issuedOn = first + between(random, 0, 729)
    return {
      account: 'receivable',
      currency: 'EUR',
      amount: BigInt(between(random, 100, 500_000)),
      document: `inv_${i}`,
      issuedOn,
      dueOn: issuedOn + [0, 14, 30, 60][between(random, 0, 3)]!,
      sourceOn: null,
      expiresOn: null,
      reference: '',
      customer: `cus_${between(random, 0, customers - 1)}`,
      effectiveOn: issuedOn,
      recordedAt: 1_772_323_200_000,
    }
  })
}

/** What aging holds beyond the data is buckets × customers: five times the invoices must not need more. */
function measureMemory(bench: Bench, lines: readonly AgedLine[]): void {
  const fewer = heldBy(lines.slice(0, invoices / 5))
  const all = heldBy(lines)
  const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MB`
  bench.report({
    name: 'G4 memory, 1,000,000 against 200,000',
    ratio: all / fewer,
    floor: `200,000 invoices of the same customers: ${megabytes(fewer)}`,
    target: 1.2,
    times: megabytes(all),
  })
}

/** Bytes that stay when the lines have gone in and before the sums come out. */
function heldBy(lines: readonly AgedLine[]): number {
  const before = bytesInUse()
  const aging = startAging(query)
  for (const line of lines) aging.add(line)
  const bytes = bytesInUse() - before
  if (aging.rows().length === 0) throw new Error('nothing was aged')
  return bytes
}

function bytesInUse(): number {
  const { gc } = globalThis as { gc?: () => void }
  for (let again = 0; again < 3; again++) gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
