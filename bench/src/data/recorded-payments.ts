import { createReceivables, minor, type Receivables } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import type { Batch, Store } from '@owekit/core/ports'

/** Batches as commands hand them to a store: what sets the books up, and then the payments. */
export interface Recorded {
  readonly setUp: readonly Batch[]
  readonly payments: readonly Batch[]
}

/** The clock of the recording and of every replay, so that all of them write the same rows. */
export const recordedAt = 1_772_323_200_000

/** Runs real commands on a memory store and keeps what they commit: each payment settles part of one invoice. */
export async function recordPayments(customers: number, payments: number): Promise<Recorded> {
  const memory = memoryStore({ clock: () => recordedAt })
  const batches: Batch[] = []
  const store: Store = {
    ...memory,
    commit(batch) {
      batches.push(batch)
      return memory.commit(batch)
    },
  }
  const ar = createReceivables({ store, currency: 'EUR', clock: () => recordedAt })
  for (let i = 0; i < customers; i++) {
    await ar.customers.open({ id: `cus_${i}`, name: `Customer ${i}` })
    await ar.invoices.issue({
      customer: `cus_${i}`,
      number: `A-${i}`,
      total: minor(100_000_000n, 'EUR'),
      issuedOn: '2026-01-15',
      dueOn: '2026-02-14',
    })
  }
  const setUp = batches.splice(0)
  for (let i = 0; i < payments; i++) await ar.payments.record(paymentOf(i, customers))
  return { setUp, payments: batches }
}

/** What the payment of a number is asked for with. */
export function paymentOf(i: number, customers: number): Parameters<Receivables['payments']['record']>[0] {
  return {
    customer: `cus_${(i * 7919) % customers}`,
    id: `pay_${i}`,
    amount: minor(BigInt(100 + (i % 900)), 'EUR'),
    receivedOn: '2026-02-20',
    method: 'card',
  }
}
