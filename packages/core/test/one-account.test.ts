import { createReceivables, money, type Receivables, type Store } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import { expect, test } from 'vitest'

// Commands of one process on one account: they take turns instead of making each other start over.

const pay = (ar: Receivables, id: string, customer = 'cus_ada') =>
  ar.payments.record({ customer, id, amount: money('1.00', 'EUR'), receivedOn: '2026-03-05' })

/** A store that answers later than it is asked, as one behind a network does, and counts the conflicts. */
function slowStore() {
  const inner = memoryStore()
  const seen = { conflicts: 0, reads: 0 }
  const later = () => new Promise((resolve) => setTimeout(resolve, 1))
  const store: Store = {
    ...inner,
    async commit(batch) {
      await later()
      const result = await inner.commit(batch)
      if (result.status === 'conflict') seen.conflicts++
      return result
    },
    read: async (tenant, list) => {
      seen.reads++
      const rows = await inner.read(tenant, list)
      await later()
      return rows
    },
  }
  return { store, seen }
}

async function opened(store: Store, ...customers: string[]): Promise<Receivables> {
  const ar = createReceivables({ store })
  for (const id of customers) await ar.customers.open({ id })
  return ar
}

test('forty payments at once land in the order they were made, without one conflict', async () => {
  const { store, seen } = slowStore()
  const ar = await opened(store, 'cus_ada')
  // Another face on the same store is of the same process.
  const other = createReceivables({ store, actor: 'ada' })
  const ids = Array.from({ length: 40 }, (_, i) => `pay_${i}`)
  const landed: string[] = []
  await Promise.all(ids.map((id, i) => pay(i % 2 === 0 ? ar : other, id).then(() => landed.push(id))))
  expect(seen.conflicts).toBe(0)
  expect(landed).toEqual(ids)
  expect((await ar.balances.of('cus_ada')).unapplied.minor).toBe(4000n)
  expect((await ar.verify()).ok).toBe(true)
})

test('a command that is refused lets the next one in', async () => {
  const { store } = slowStore()
  const ar = await opened(store, 'cus_ada')
  const all = await Promise.allSettled([
    pay(ar, 'pay_1'),
    ar.payments.record({
      customer: 'cus_ada',
      id: 'pay_2',
      amount: money('1.00', 'EUR'),
      receivedOn: '2026-03-05',
      allocate: { specific: [{ invoice: 'inv_none', amount: money('1.00', 'EUR') }] },
    }),
    pay(ar, 'pay_3'),
    pay(ar, 'pay_1'),
  ])
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
  expect(all[3]).toMatchObject({ value: { replayed: true } })
})

test('a failure of the store lets the next one in', async () => {
  const { store } = slowStore()
  let isBroken = false
  const breaking: Store = {
    ...store,
    commit: (batch) => (isBroken ? Promise.reject(new Error('no answer')) : store.commit(batch)),
  }
  const ar = await opened(breaking, 'cus_ada')
  isBroken = true
  await expect(pay(ar, 'pay_1')).rejects.toThrow('no answer')
  isBroken = false
  await pay(ar, 'pay_2')
})

test('shares of one payment, for accounts that are busy, land without being refused', async () => {
  const { store } = slowStore()
  const ar = await opened(store, 'cus_ada', 'cus_bob')
  const share = (customer: string) => ({ customer, amount: money('1.00', 'EUR') })
  const split = (id: string, ...customers: string[]) =>
    ar.payments.record({ id, amount: money('2.00', 'EUR'), receivedOn: '2026-03-05', splits: customers.map(share) })
  await Promise.all(
    Array.from({ length: 20 }, (_, i) => [
      split(`a_${i}`, 'cus_ada', 'cus_bob'),
      split(`b_${i}`, 'cus_bob', 'cus_ada'),
      pay(ar, `c_${i}`),
      pay(ar, `d_${i}`, 'cus_bob'),
    ]).flat(),
  )
  expect((await ar.balances.of('cus_ada')).unapplied.minor).toBe(6000n)
  expect((await ar.balances.of('cus_bob')).unapplied.minor).toBe(6000n)
  expect((await ar.verify()).ok).toBe(true)
})

test('a command inside a transaction of the host does not wait for one outside, which may be waiting for it', async () => {
  const inner = memoryStore()
  let goOn!: () => void
  const held = new Promise<void>((resolve) => (goOn = resolve))
  let isHeld = false
  const store: Store = {
    ...inner,
    // As a pool of one connection: while the host's transaction has it, nobody else gets on.
    commit: async (batch) => {
      if (isHeld) await held
      return inner.commit(batch)
    },
    join: () => ({ ...inner, isJoined: true }),
  }
  const ar = await opened(store, 'cus_ada')
  isHeld = true
  const outside = pay(ar, 'pay_1')
  const joined = ar.join({})
  await Promise.all([pay(joined, 'pay_2'), joined.balances.of('cus_ada')])
  goOn()
  await outside
  expect((await ar.balances.of('cus_ada')).unapplied.minor).toBe(200n)
})

test('a new command on one account reads once: its request key comes with the books', async () => {
  const { store, seen } = slowStore()
  const ar = await opened(store, 'cus_ada')
  seen.reads = 0
  await pay(ar, 'pay_1')
  expect(seen.reads).toBe(1)
  // A retry reads its answer besides.
  seen.reads = 0
  expect(await pay(ar, 'pay_1')).toMatchObject({ replayed: true })
  expect(seen.reads).toBe(2)
})

test('a retry is answered as before, whatever has become of the books', async () => {
  const ar = await opened(memoryStore(), 'cus_ada', 'cus_bob')
  await pay(ar, 'pay_1')
  await ar.customers.merge({ from: 'cus_ada', into: 'cus_bob' })
  expect(await pay(ar, 'pay_1')).toMatchObject({ id: 'pay_1', replayed: true })
  await expect(pay(ar, 'pay_2')).rejects.toMatchObject({ code: 'customer_merged' })
  // Another request under a key that was used is told so, even if it would be refused for itself.
  const splits = ['cus_ada', 'cus_bob'].map((customer) => ({ customer, amount: money('9.00', 'EUR') }))
  const wrong = { amount: money('1.00', 'EUR'), receivedOn: '2026-03-05', splits }
  await expect(ar.payments.record({ id: 'pay_1', ...wrong })).rejects.toMatchObject({ code: 'already_exists' })
  await expect(ar.payments.record({ id: 'pay_3', ...wrong })).rejects.toMatchObject({ code: 'splits_do_not_add_up' })
})
