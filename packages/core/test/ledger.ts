import { createReceivables, money, type Receivables, type ReceivablesOptions, toDecimal } from '@owekit/core'
import { type MemoryStore, memoryStore } from '@owekit/core/memory'
import { expect } from 'vitest'

/** Receivables on a memory store with a clock that the test moves. */
export interface TestLedger {
  readonly ar: Receivables
  readonly store: MemoryStore
  at: (instant: string) => void
  /** An invoice of one customer. */
  issue: (customer: string, number: string, total: string, issuedOn: string, more?: object) => Promise<string>
  pay: (customer: string, id: string, amount: string, receivedOn: string, more?: object) => Promise<void>
  open: (number: string) => Promise<string>
  sound: () => Promise<void>
}

export async function ledger(
  customers: readonly string[],
  options: Partial<ReceivablesOptions> = {},
): Promise<TestLedger> {
  let now = Date.parse('2026-11-22T09:00:00Z')
  const clock = () => now
  const store = memoryStore({ clock })
  const ar = createReceivables({ store, clock, currency: 'EUR', ...options })
  for (const id of customers) await ar.customers.open({ id, name: `Name of ${id}` })
  return {
    ar,
    store,
    at: (instant) => void (now = Date.parse(instant)),
    issue: async (customer, number, total, issuedOn, more = {}) =>
      (await ar.invoices.issue({ customer, number, total: money(total, 'EUR'), issuedOn, ...more })).id,
    pay: async (customer, id, amount, receivedOn, more = {}) => {
      await ar.payments.record({ customer, id, amount: money(amount, 'EUR'), receivedOn, ...more })
    },
    open: async (number) => toDecimal((await ar.invoices.get(`inv_${number}`)).open),
    sound: async () => {
      const { checks } = await ar.verify()
      expect(checks.filter((check) => !check.ok)).toEqual([])
    },
  }
}
