import { createReceivables, money, ReceivablesError, type Store } from '@owekit/core'
import { batch, type BatchCommand, type BatchOutcome } from '@owekit/core/batch'
import { memoryStore } from '@owekit/core/memory'
import { expect, test } from 'vitest'
import { ledger } from './ledger.js'

const euro = (amount: string) => money(amount, 'EUR')
const clock = () => Date.parse('2026-11-22T09:00:00Z')

const invoice = (customer: string, number: string, total = '100.00'): BatchCommand => ({
  command: 'invoices.issue',
  input: { customer, number, total: euro(total), issuedOn: '2026-03-01', dueOn: '2026-03-31' },
})

const payment = (customer: string, id: string, amount: string, more: object = {}): BatchCommand => ({
  command: 'payments.record',
  input: { customer, id, amount: euro(amount), receivedOn: '2026-03-05', ...more },
})

const opened = (id: string): BatchCommand => ({ command: 'customers.open', input: { id } })

async function all(outcomes: AsyncIterable<BatchOutcome>): Promise<BatchOutcome[]> {
  const list: BatchOutcome[] = []
  for await (const outcome of outcomes) list.push(outcome)
  return list
}

const said = (outcomes: readonly BatchOutcome[]) =>
  outcomes.map((outcome) =>
    outcome.status === 'refused' ? outcome.error.code : outcome.written.replayed ? 'replayed' : 'written',
  )

/** Books on a memory store whose commits and reads can be watched. */
function watched(hooks: { onCommit?: (nth: number) => unknown; onRead?: (nth: number) => unknown } = {}) {
  const inner = memoryStore({ clock })
  let commits = 0
  let reads = 0
  const store: Store = {
    ...inner,
    async commit(written) {
      commits += 1
      await hooks.onCommit?.(commits)
      return inner.commit(written)
    },
    async read(tenant, list) {
      reads += 1
      await hooks.onRead?.(reads)
      return inner.read(tenant, list)
    },
  }
  return {
    inner,
    ar: createReceivables({ store, clock }),
    beside: createReceivables({ store: inner, clock }),
    commits: () => commits,
    reads: () => reads,
  }
}

const month: readonly BatchCommand[] = [
  opened('cus_ada'),
  opened('cus_bob'),
  ...Array.from({ length: 50 }, (_, i) => invoice(i % 2 === 0 ? 'cus_ada' : 'cus_bob', `A-${i}`)),
  ...Array.from({ length: 50 }, (_, i) => payment(i % 2 === 0 ? 'cus_ada' : 'cus_bob', `pay_${i}`, '60.00')),
]

test('a month of two customers is one commit and a few reads', async () => {
  const { ar, commits, reads } = watched()
  expect(new Set(said(await all(batch(ar, month))))).toEqual(new Set(['written']))
  expect(commits()).toBe(1)
  expect(reads()).toBeLessThan(10)
  expect((await ar.balances.of('cus_ada')).toPay).toEqual(euro('1000.00'))
  expect((await ar.verify()).ok).toBe(true)
})

test('a refused command leaves those around it alone, and is refused as it would be by itself', async () => {
  const { ar } = await ledger(['cus_ada'])
  const list = [
    invoice('cus_ada', 'A-1'),
    invoice('cus_nobody', 'A-2'),
    invoice('cus_ada', 'A-1', '200.00'),
    payment('cus_ada', 'pay_1', '30.00', { allocate: { specific: [{ invoice: 'inv_A-1', amount: euro('130.00') }] } }),
    payment('cus_ada', 'pay_1', '70.00'),
    payment('cus_ada', 'pay_1', '70.00'),
  ]
  const outcomes = await all(batch(ar, list))
  expect(said(outcomes)).toEqual([
    'written',
    'customer_not_found',
    'already_exists',
    'allocation_exceeds_open_amount',
    'written',
    'replayed',
  ])
  expect(outcomes.map(({ index }) => index)).toEqual([0, 1, 2, 3, 4, 5])
  expect((await ar.invoices.get('inv_A-1')).open).toEqual(euro('30.00'))
})

test('a number that somebody has refuses its own command only, though the store finds it at the commit', async () => {
  const { ar, issue } = await ledger(['cus_ada', 'cus_bob'])
  await issue('cus_bob', 'A-7', '10.00', '2026-03-01', { id: 'inv_other' })
  const list = Array.from({ length: 20 }, (_, i) => invoice('cus_ada', `A-${i}`))
  const codes = said(await all(batch(ar, list)))
  expect(codes).toEqual(list.map((_, i) => (i === 7 ? 'already_exists' : 'written')))
})

test('numbers of a series have no gap, refused commands between them or not', async () => {
  const { ar } = await ledger(['cus_ada'])
  const one = (customer: string): BatchCommand => ({
    command: 'invoices.issue',
    input: { customer, total: euro('1.00'), series: 'R' },
  })
  await ar.invoices.issue({ customer: 'cus_ada', total: euro('1.00'), series: 'R' })
  const outcomes = await all(batch(ar, ['cus_ada', 'cus_ada', 'cus_nobody', 'cus_ada'].map(one)))
  const numbers = outcomes.map((outcome) =>
    outcome.status === 'written' ? (outcome.written.facts[0]!.data as { number: string }).number : '',
  )
  expect(numbers).toEqual(['R-0002', 'R-0003', '', 'R-0004'])
  expect((await ar.invoices.issue({ customer: 'cus_ada', total: euro('1.00'), series: 'R' })).number).toBe('R-0005')
})

test.each([1, 2, 3, 4, 5, 6, 7, 8])('another writer before read %i changes nothing but the order', async (nth) => {
  let left = 0
  const { ar, beside } = watched({
    onRead: async () => {
      left -= 1
      if (left !== 0) return
      await beside.payments.record({
        customer: 'cus_ada',
        id: 'pay_b',
        amount: euro('70.00'),
        receivedOn: '2026-03-05',
      })
    },
  })
  await all(batch(ar, month.slice(0, 12)))
  left = nth
  const outcomes = await all(batch(ar, [payment('cus_ada', 'pay_a', '60.00'), payment('cus_bob', 'pay_c', '60.00')]))
  left = 0
  expect(said(outcomes)).toEqual(['written', 'written'])
  expect((await ar.verify()).ok).toBe(true)
})

test('what another writer changed before the commit is decided again', async () => {
  let armed = false
  const { ar, beside, commits } = watched({
    onCommit: async () => {
      if (!armed) return
      armed = false
      await beside.payments.record({
        customer: 'cus_ada',
        id: 'pay_b',
        amount: euro('70.00'),
        receivedOn: '2026-03-05',
      })
    },
  })
  await all(batch(ar, [opened('cus_ada'), invoice('cus_ada', 'A-1')]))
  armed = true
  const pay = (id: string) =>
    payment('cus_ada', id, '20.00', { allocate: { specific: [{ invoice: 'inv_A-1', amount: euro('20.00') }] } })
  // 30.00 are left when these land: one fits.
  expect(said(await all(batch(ar, [pay('pay_1'), pay('pay_2')])))).toEqual([
    'written',
    'allocation_exceeds_open_amount',
  ])
  expect(commits()).toBeGreaterThan(2)
  expect((await ar.verify()).ok).toBe(true)
})

test('a group in which all is refused is refused for the books as they are', async () => {
  let armed = false
  const { ar, beside } = watched({
    onRead: async () => {
      if (!armed) return
      armed = false
      await beside.invoices.issue({ customer: 'cus_ada', number: 'A-1', total: euro('50.00'), issuedOn: '2026-03-01' })
    },
  })
  await all(batch(ar, [opened('cus_ada')]))
  const pay = (id: string) =>
    payment('cus_ada', id, '20.00', { allocate: { specific: [{ invoice: 'inv_A-1', amount: euro('20.00') }] } })
  armed = true
  expect(said(await all(batch(ar, [pay('pay_1'), pay('pay_2')])))).toEqual(['written', 'written'])
})

test('whoever stops reading stops after a whole group, and the same batch again does the rest', async () => {
  const { ar, inner } = watched()
  const given: BatchOutcome[] = []
  for await (const outcome of batch(ar, month, { size: 10 })) {
    given.push(outcome)
    if (given.length === 25) break
  }
  const again = said(await all(batch(ar, month, { size: 10 })))
  expect(again).toEqual(month.map((_, i) => (i < 30 ? 'replayed' : 'written')))
  const whole = watched()
  await all(batch(whole.ar, month))
  expect(inner.snapshot()).toBe(whole.inner.snapshot())
})

test('a store that fails in the middle loses nothing that was given, and nothing is half written', async () => {
  let fails = true
  const { ar, inner } = watched({
    onCommit: (nth) => {
      if (nth === 3 && fails) throw new ReceivablesError('store_unavailable', 'The disk is gone.')
    },
  })
  const given: BatchOutcome[] = []
  const read = async () => {
    for await (const outcome of batch(ar, month, { size: 10 })) given.push(outcome)
  }
  await expect(read()).rejects.toMatchObject({ code: 'store_unavailable' })
  expect(given.length).toBe(20)
  fails = false
  const again = said(await all(batch(ar, month, { size: 10 })))
  expect(again.slice(0, 20).every((what) => what === 'replayed')).toBe(true)
  expect(again.slice(20).every((what) => what === 'written')).toBe(true)
  const whole = watched()
  await all(batch(whole.ar, month))
  expect(inner.snapshot()).toBe(whole.inner.snapshot())
})

test('a dry run answers each command on the books as they are, and writes nothing', async () => {
  const { ar, store } = await ledger(['cus_ada'])
  const before = store.snapshot()
  const list = [invoice('cus_ada', 'A-1'), payment('cus_ada', 'pay_1', '10.00'), invoice('cus_nobody', 'A-2')]
  const outcomes = await all(batch(ar.dryRun, list))
  expect(said(outcomes)).toEqual(['written', 'written', 'customer_not_found'])
  const [first] = outcomes
  expect(first).toMatchObject({ status: 'written', written: { id: 'inv_A-1', recordedAt: null } })
  expect(store.snapshot()).toBe(before)
})

test('subscribers are told of what is in the store, once and with its time', async () => {
  const { ar, inner } = watched()
  const heard: string[] = []
  ar.journal.listen((facts) => {
    for (const { id, recordedAt } of facts) heard.push(`${id} ${recordedAt}`)
  })
  const outcomes = await all(batch(ar, month.slice(0, 20)))
  const answered = outcomes.flatMap((outcome) => (outcome.status === 'written' ? outcome.written.facts : []))
  expect(heard).toEqual(answered.map(({ id, recordedAt }) => `${id} ${recordedAt}`))
  expect(answered[0]?.recordedAt).toBe('2026-11-22T09:00:00.000Z')
  expect(inner.snapshot()).toContain('cus_ada')
})

test.each([
  { what: 'an entry that names no command', list: [{ command: 'invoices.eat', input: {} }], options: {} },
  { what: 'an entry that is nothing', list: [null], options: {} },
  { what: 'a size of nothing', list: month, options: { size: 0 } },
])('$what is refused', async ({ list, options }) => {
  const { ar } = await ledger([])
  const run = all(batch(ar, list as unknown as readonly BatchCommand[], options))
  await expect(run).rejects.toMatchObject({ code: 'invalid_input' })
})
