import { createReceivables, minor, type Receivables } from '@owekit/core'
import { fill, oldestDue, oldestFirst, type OpenItem } from '@owekit/core/allocation'
import { memoryStore } from '@owekit/core/memory'
import { type Part, payByHeap, payInOrder } from '../floors/oldest-first.js'
import { assertSame, type Bench, type Goal } from '../harness/goal.js'
import { between, seeded } from '../harness/random.js'

export const allocation: Goal = { id: 'G3', title: 'Oldest due first', measure }

async function measure(bench: Bench): Promise<void> {
  for (const count of [10, 1_000, 100_000]) await measureOrdered(bench, count)
  for (const count of [1_000, 100_000]) await measureUnordered(bench, count)
  if (!process.env['SKIP']) await measureCommand(bench)
}

/** Open items in the order of their issue; due days go up and down. */
function itemsOf(count: number): OpenItem[] {
  const random = seeded(count)
  return Array.from({ length: count }, (_, i) => {
    const issuedOn = 19_000 + Math.floor((i * 1_000) / count)
    return {
      document: `inv_${i}`,
      instalment: 1,
      number: `A-${String(i).padStart(6, '0')}`,
      currency: 'EUR',
      open: BigInt(between(random, 1, 200_000)),
      dueOn: issuedOn + between(random, 0, 90),
      issuedOn,
    }
  })
}

const half = (items: readonly OpenItem[]) => items.reduce((sum, item) => sum + item.open, 0n) / 2n
const shown = (parts: readonly Part[]) => parts.map(({ item, amount }) => [item.document, amount])

async function measureOrdered(bench: Bench, count: number): Promise<void> {
  const items = itemsOf(count).sort(oldestDue)
  const amount = half(items)
  const repeat = Math.max(4, Math.floor(200_000 / count))
  const repeated = (pay: () => unknown) => () => {
    for (let again = 0; again < repeat; again++) pay()
  }
  assertSame('the parts', shown(fill(amount, items).parts), shown(payInOrder(amount, items)))
  await bench.compare({
    contenders: {
      'object loop': repeated(() => payInOrder(amount, items)),
      fill: repeated(() => fill(amount, items)),
    },
    operations: repeat * count,
    unit: 'item',
    roundsFactor: 3,
    held: [
      {
        name: `G3 oldest first, ${count.toLocaleString('en')} in order`,
        contender: 'fill',
        floor: 'object loop',
        target: 1.5,
      },
    ],
  })
}

async function measureUnordered(bench: Bench, count: number): Promise<void> {
  const items = itemsOf(count)
  const sizes = { 'half of it all': half(items), 'a small payment': 500_000n }
  for (const [size, amount] of Object.entries(sizes)) {
    const repeat = Math.max(2, Math.floor(40_000 / count))
    const repeated = (pay: () => unknown) => () => {
      for (let again = 0; again < repeat; again++) pay()
    }
    const ours = fill(amount, oldestFirst(items)).parts
    assertSame('the parts', shown(ours), shown(payByHeap(amount, items)))
    assertSame('the order', shown(ours), shown(fill(amount, [...items].sort(oldestDue)).parts))
    await bench.compare({
      contenders: {
        heap: repeated(() => payByHeap(amount, items)),
        oldestFirst: repeated(() => fill(amount, oldestFirst(items))),
      },
      operations: repeat * count,
      unit: 'item',
      roundsFactor: 2,
      held: [
        {
          name: `G3 ${count.toLocaleString('en')} unordered, ${size}`,
          contender: 'oldestFirst',
          floor: 'heap',
          target: 1.3,
        },
      ],
    })
  }
}

/** The whole command: a payment of a cent for a customer with 100 open invoices, and for one with 100,000. */
async function measureCommand(bench: Bench): Promise<void> {
  const small = await bookWith(bench, 100)
  const large = await bookWith(bench, 100_000)
  const payments = 400
  let number = 0
  const paying = (ar: Receivables) => async () => {
    for (let again = 0; again < payments; again++)
      await ar.payments.record({
        customer: 'cus_1',
        id: `pay_${number++}`,
        amount: minor(1n, 'EUR'),
        receivedOn: '2026-06-30',
      })
  }
  const allocated = async (ar: Receivables) => {
    const asked = { customer: 'cus_1', id: 'pay_first', amount: minor(1n, 'EUR'), receivedOn: '2026-06-30' }
    const { allocations } = await ar.payments.record(asked)
    return allocations.map(({ document, amount }) => [document, amount])
  }
  assertSame('the invoice that is paid', await allocated(large), await allocated(small))
  await bench.compare({
    contenders: { '100 open': paying(small), '100,000 open': paying(large) },
    operations: payments,
    unit: 'payment',
    roundsFactor: 2,
    held: [{ name: 'G3 payment, 100,000 open against 100', contender: '100,000 open', floor: '100 open', target: 1.2 }],
  })
}

async function bookWith(bench: Bench, open: number): Promise<Receivables> {
  const ar = createReceivables({ store: memoryStore(), currency: 'EUR' })
  await ar.customers.open({ id: 'cus_1', name: 'One' })
  for (let i = 0; i < open; i++) {
    await ar.invoices.issue({
      customer: 'cus_1',
      number: `A-${String(i).padStart(6, '0')}`,
      total: minor(100_000n, 'EUR'),
      issuedOn: `2026-0${1 + (i % 3)}-15`,
      dueOn: `2026-0${4 + (i % 2)}-15`,
    })
    if (i % 5_000 === 0) bench.say(`issuing ${open.toLocaleString('en')} invoices: ${i.toLocaleString('en')}`)
  }
  return ar
}
