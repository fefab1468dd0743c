import { createReceivables, money, type Store } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import { expect, test } from 'vitest'

// A command reads an account in several steps. Another writer can land between two of them.

const euro = money('1.00', 'EUR')
const payment = (id: string) => ({
  customer: 'cus_ada',
  id,
  amount: euro,
  receivedOn: '2026-03-05',
  allocate: { specific: [{ invoice: 'inv_A-1', amount: euro }] },
})

/** Books with an invoice of 100.00, and a store on them that lets `between` run before its nth read. */
async function books(nth: number, between: () => Promise<unknown>) {
  const inner = memoryStore()
  const first = createReceivables({ store: inner })
  await first.customers.open({ id: 'cus_ada' })
  const total = money('100.00', 'EUR')
  await first.invoices.issue({ customer: 'cus_ada', number: 'A-1', total, issuedOn: '2026-03-01' })
  let reads = 0
  const read: Store['read'] = async (tenant, list) => {
    if (++reads === nth) await between()
    return inner.read(tenant, list)
  }
  return { first, second: createReceivables({ store: { ...inner, read } }) }
}

test.each([1, 2, 3, 4, 5])('a payment that lands before read %i of another is no reason to refuse it', async (nth) => {
  const made = await books(nth, async () => {
    await made.first.payments.record(payment('pay_1'))
    await made.first.payments.record(payment('pay_2'))
  })
  await expect(made.second.payments.record(payment('pay_3'))).resolves.toMatchObject({ id: 'pay_3' })
  expect((await made.first.verify()).ok).toBe(true)
})

test('a refusal that is about the books as they are stays one', async () => {
  const made = await books(0, async () => {})
  const all = { ...payment('pay_1'), amount: money('100.00', 'EUR'), allocate: 'oldestDue' as const }
  await made.first.payments.record(all)
  await expect(made.second.payments.record(payment('pay_2'))).rejects.toMatchObject({
    code: 'allocation_exceeds_open_amount',
  })
})
