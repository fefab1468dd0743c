import { createReceivables, minor, type Receivables } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import type { Store } from '@owekit/core/ports'
// Deciding and applying have no public entry of their own; they are what the command is made of.
import { openDecision } from '../../../packages/core/src/account/decision.js'
import { spreadSources } from '../../../packages/core/src/allocation/apply-plan.js'
import { sourceItem } from '../../../packages/core/src/allocation/items.js'
import type { Books } from '../../../packages/core/src/journal/books.js'
import { sourceOf } from '../../../packages/core/src/journal/lookup.js'
import { receive } from '../../../packages/core/src/payment/receive.js'
import { loadBooks } from '../../../packages/core/src/receivables/load.js'
import { HandLedger } from '../floors/journal.js'
import { assertSame, type Bench, type Goal } from '../harness/goal.js'
import { measureJournals } from './g12-journals.js'

export const commands: Goal = { id: 'G12', title: 'Commands in memory, and journals read', measure }

const customers = 200
const payments = 2_000
const roundsFactor = 3
const warmUp = 3
const floor = 'journal row, 2 entries, balance'
const nameOf = (number: number) => `cus_${number % customers}`
const amountOf = (number: number) => BigInt(100 + (number % 900))

async function measure(bench: Bench): Promise<void> {
  bench.say('opening books')
  const store = memoryStore()
  const ar = createReceivables({ store, currency: 'EUR' })
  await open(ar)
  await measureDecision(bench, store)
  await measureCommand(bench, ar)
  measureJournals(bench)
}

async function open(ar: Receivables): Promise<void> {
  for (let i = 0; i < customers; i++) {
    await ar.customers.open({ id: nameOf(i), name: `Customer ${i}` })
    await ar.invoices.issue({
      customer: nameOf(i),
      number: `A-${i}`,
      total: minor(1_000_000_000_000n, 'EUR'),
      issuedOn: '2026-01-15',
      dueOn: '2026-02-14',
    })
  }
}

/** Fresh hand-written ledgers and a counter of payments. */
function byHand() {
  let number = 0
  return () => {
    const ledger = new HandLedger()
    for (const end = number + payments; number < end; number++)
      ledger.post(`pay_${number}`, nameOf(number), amountOf(number))
    return ledger
  }
}

async function booksOf(store: Store): Promise<Map<string, Books>> {
  const found = new Map<string, Books>()
  for (let i = 0; i < customers; i++) {
    const { books } = await loadBooks(store, 'default', nameOf(i), { open: { currency: 'EUR' } })
    found.set(nameOf(i), books)
  }
  return found
}

const context = {
  today: 20_500,
  lockedThrough: null,
  home: { currency: 'EUR', exponent: 2 },
  tolerance: new Map(),
  actor: 'system',
  requestKey: '',
}

async function measureDecision(bench: Bench, store: Store): Promise<void> {
  // Loading is not part of it: every call takes books of its own, loaded before.
  const calls = Math.max(7, bench.rounds * roundsFactor) + warmUp + 1
  const shelf: Map<string, Books>[] = []
  for (let i = 0; i < 2 * calls; i++) shelf.push(await booksOf(store))
  let number = 0
  const decide = (settles: boolean) => () => {
    const books = shelf.pop()!
    for (const end = number + payments; number < end; number++) {
      const decision = openDecision(books.get(nameOf(number))!, context)
      const id = `pay_${number}`
      receive(decision, { id, amount: minor(amountOf(number), 'EUR'), receivedOn: 20_500 })
      if (!settles) continue
      const source = sourceOf(decision.books, id)
      const sources = [sourceItem(source, source.unapplied)]
      spreadSources(decision, { sources, strategy: 'oldestDue', currency: 'EUR', on: 20_500 })
    }
    return books
  }
  const ledger = byHand()()
  const [decided] = decide(false)().values()
  assertSame('the balance', -decided!.balances.get('EUR')!.unapplied, ledger.balanceOf(nameOf(0)))
  await bench.compare({
    contenders: { [floor]: byHand(), 'decide + apply': decide(false), 'decide + apply, settling': decide(true) },
    operations: payments,
    unit: 'payment',
    roundsFactor,
    warmUp,
    held: [
      { name: 'G12 decide + apply a payment', contender: 'decide + apply', floor, target: 2 },
      { name: 'G12 the same, settling an invoice', contender: 'decide + apply, settling', floor },
    ],
  })
}

async function measureCommand(bench: Bench, ar: Receivables): Promise<void> {
  let number = 0
  const command = async () => {
    for (const end = number + payments; number < end; number++)
      await ar.payments.record({
        customer: nameOf(number),
        id: `pay_${number}`,
        amount: minor(amountOf(number), 'EUR'),
        receivedOn: '2026-02-20',
      })
  }
  await bench.compare({
    contenders: { [floor]: byHand(), 'payments.record': command },
    operations: payments,
    unit: 'payment',
    roundsFactor,
    held: [{ name: 'G12 payments.record, memory store', contender: 'payments.record', floor, target: 25 }],
  })
}
