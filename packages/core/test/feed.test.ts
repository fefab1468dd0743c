import { createReceivables, type FeedEntry, money, type Receivables } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import { expect, test } from 'vitest'
import { ledger } from './ledger.js'

const euros = (amount: string) => money(amount, 'EUR')

async function feedOf(ar: Receivables, after?: string): Promise<FeedEntry[]> {
  const entries: FeedEntry[] = []
  for await (const entry of ar.journal.subscribe(after === undefined ? {} : { after })) entries.push(entry)
  return entries
}

const typesOf = (entries: readonly FeedEntry[]) => entries.map(({ type }) => type)
const derived = (entries: readonly FeedEntry[]) =>
  entries.filter((entry) => entry.data !== undefined).map(({ id, data }) => ({ id, ...data }))

test('every fact is in the feed once, in the order of its account, with what follows from it', async () => {
  const { ar, issue, pay, sound } = await ledger(['cus_ada', 'cus_bob'])
  await issue('cus_ada', 'A-1', '100.00', '2026-11-01')
  await issue('cus_bob', 'B-1', '50.00', '2026-11-01')
  await pay('cus_ada', 'pay_1', '60.00', '2026-11-02')
  await pay('cus_ada', 'pay_2', '40.00', '2026-11-03')
  const entries = await feedOf(ar)
  expect(entries.map(({ cursor }) => cursor)).toEqual(entries.map((_, index) => String(index + 1)))
  expect(typesOf(entries.filter(({ customer }) => customer === 'cus_ada'))).toEqual([
    'account.opened',
    'invoice.issued',
    'payment.settled',
    'payment.allocated',
    'payment.settled',
    'payment.allocated',
    'invoice.settled',
  ])
  const facts: string[] = []
  for await (const fact of ar.journal.read()) facts.push(fact.id)
  const told = entries.flatMap((entry) => (entry.fact === undefined ? [] : [entry.fact.id]))
  expect(told.toSorted()).toEqual(facts.toSorted())
  expect(derived(entries)).toEqual([
    {
      id: 'cus_ada/6:invoice.settled:inv_A-1',
      document: 'inv_A-1',
      number: 'A-1',
      currency: 'EUR',
      reference: '',
      total: '100.00',
      writtenOff: '0.00',
    },
  ])
  await sound()
})

test('a subscriber goes on after any cursor as if it had never stopped', async () => {
  const { ar, issue, pay } = await ledger(['cus_ada'])
  await issue('cus_ada', 'A-1', '100.00', '2026-11-01')
  await feedOf(ar)
  await pay('cus_ada', 'pay_1', '100.00', '2026-11-02')
  const whole = await feedOf(ar)
  for (let from = 0; from <= whole.length; from++) expect(await feedOf(ar, String(from))).toEqual(whole.slice(from))
})

test('a payment of one of three instalments settles no invoice, the last one does, whatever was loaded', async () => {
  const { ar } = await ledger(['cus_ada'])
  const instalments = ['2026-12-01', '2027-01-01', '2027-02-01'].map((dueOn) => ({ dueOn, amount: euros('10.00') }))
  await ar.invoices.issue({
    customer: 'cus_ada',
    number: 'A-1',
    total: euros('30.00'),
    issuedOn: '2026-11-01',
    instalments,
  })
  const before = (await feedOf(ar)).length
  const pay = (id: string) =>
    ar.payments.record({ customer: 'cus_ada', id, amount: euros('10.00'), receivedOn: '2026-11-20' })
  await pay('pay_1')
  await pay('pay_2')
  expect(derived(await feedOf(ar))).toEqual([])
  await pay('pay_3')
  const after = (await feedOf(ar)).slice(before)
  expect(derived(after)).toMatchObject([{ id: 'cus_ada/8:invoice.settled:inv_A-1', total: '30.00' }])
})

test('what is settled, reopened and settled again says so each time', async () => {
  const { ar, issue, pay } = await ledger(['cus_ada'])
  await issue('cus_ada', 'A-1', '100.00', '2026-11-01')
  await pay('cus_ada', 'pay_1', '100.00', '2026-11-02')
  await ar.payments.reverse({ payment: 'pay_1', reason: 'bounce' })
  await ar.writeOffs.record({ invoice: 'inv_A-1' })
  expect(derived(await feedOf(ar))).toMatchObject([
    { id: 'cus_ada/4:invoice.settled:inv_A-1', writtenOff: '0.00' },
    { document: 'inv_A-1', open: '100.00' },
    { document: 'inv_A-1', writtenOff: '100.00' },
  ])
})

test('a void invoice and one that moves to another account are not settled', async () => {
  const { ar, issue, pay } = await ledger(['cus_ada', 'cus_bob'])
  await issue('cus_ada', 'A-1', '100.00', '2026-11-01')
  await issue('cus_ada', 'A-2', '50.00', '2026-11-01')
  await ar.invoices.void({ invoice: 'inv_A-2' })
  await ar.customers.merge({ from: 'cus_ada', into: 'cus_bob' })
  expect(derived(await feedOf(ar))).toEqual([])
  await pay('cus_bob', 'pay_1', '100.00', '2026-11-22')
  expect(derived(await feedOf(ar))).toMatchObject([{ document: 'inv_A-1' }])
})

test('an invoice that a deposit pays in the commit that issues it is settled by it', async () => {
  const { ar } = await ledger(['cus_ada'])
  const reference = 'bk_1'
  await ar.deposits.request({ customer: 'cus_ada', id: 'dpr_1', reference, amount: euros('80.00') })
  await ar.deposits.settle({ customer: 'cus_ada', id: 'dep_1', reference, request: 'dpr_1', amount: euros('30.00') })
  expect(derived(await feedOf(ar))).toEqual([])
  await ar.deposits.settle({ customer: 'cus_ada', id: 'dep_2', reference, request: 'dpr_1', amount: euros('50.00') })
  await ar.invoices.issue({ customer: 'cus_ada', number: 'A-1', total: euros('80.00'), reference })
  expect(derived(await feedOf(ar))).toMatchObject([
    { request: 'dpr_1', amount: '80.00', reference },
    { document: 'inv_A-1', total: '80.00', reference },
  ])
})

test('a deposit that comes back makes its request unpaid, and paid again by the next', async () => {
  const { ar } = await ledger(['cus_ada'])
  const reference = 'bk_1'
  const settle = (id: string) =>
    ar.deposits.settle({ customer: 'cus_ada', id, reference, request: 'dpr_1', amount: euros('80.00') })
  await ar.deposits.request({ customer: 'cus_ada', id: 'dpr_1', reference, amount: euros('80.00') })
  await settle('dep_1')
  await ar.payments.reverse({ payment: 'dep_1', reason: 'bounce' })
  await settle('dep_2')
  expect(derived(await feedOf(ar)).map(({ id }) => id)).toEqual([
    'cus_ada/3:deposit.paid:dpr_1',
    expect.stringMatching(/^cus_ada\/\d+:deposit.paid:dpr_1$/),
  ])
})

test('following waits for what is to come, and ends when told to', async () => {
  const { ar, issue } = await ledger(['cus_ada'])
  const stop = new AbortController()
  const seen: string[] = []
  const following = (async () => {
    for await (const entry of ar.journal.subscribe({ follow: true, signal: stop.signal })) {
      seen.push(entry.type)
      if (entry.type === 'account.opened') void issue('cus_ada', 'A-1', '10.00', '2026-11-01')
      if (entry.type === 'invoice.issued') stop.abort()
    }
  })()
  await following
  expect(seen).toEqual(['account.opened', 'invoice.issued'])
})

test('a cursor that is none is refused', async () => {
  const { ar } = await ledger([])
  await expect(feedOf(ar, 'yesterday')).rejects.toMatchObject({ code: 'invalid_input' })
})

test('an imported journal is told as facts, in batches, and nothing follows from it', async () => {
  const first = await ledger(['cus_ada'])
  for (let i = 1; i <= 25; i++) await first.issue('cus_ada', `A-${i}`, '1.00', '2026-11-01')
  for (let i = 1; i <= 21; i++) {
    await first.pay('cus_ada', `pay_${i}`, '25.00', '2026-11-02')
    await first.ar.payments.reverse({ payment: `pay_${i}`, reason: 'error' })
  }
  await first.pay('cus_ada', 'pay_22', '25.00', '2026-11-02')
  const lines: string[] = []
  for await (const line of first.ar.journal.export('json')) lines.push(line)
  const ar = createReceivables({ store: memoryStore() })
  const { facts } = await ar.journal.import(lines)
  const entries = await feedOf(ar)
  expect(facts).toBeGreaterThan(1_000)
  expect(entries.map(({ id }) => id)).toEqual(Array.from({ length: facts }, (_, index) => `cus_ada/${index + 1}`))
  await ar.payments.record({ customer: 'cus_ada', id: 'pay_x', amount: euros('1.00') })
  expect(typesOf(await feedOf(ar, String(facts)))).toEqual(['payment.settled'])
  expect((await ar.verify()).ok).toBe(true)
})

test('verify finds a fact that was never told, and one that waits though it was told', async () => {
  const { ar, store, issue } = await ledger(['cus_ada'])
  await feedOf(ar)
  await issue('cus_ada', 'A-1', '10.00', '2026-11-01')
  const feedCheck = async () => (await ar.verify()).checks.find(({ id }) => id === 'feed')
  expect(await feedCheck()).toMatchObject({ ok: true })
  const [[waiting]] = await store.read('default', [{ collection: 'feedQueue', where: [], limit: 1 }])
  const change = (changed: object) =>
    store.commit({ tenant: 'default', expect: [], insert: {}, update: {}, ...changed })
  await change({ remove: { feedQueue: [['cus_ada', 2]] } })
  expect(await feedCheck()).toMatchObject({ ok: false, detail: 'cus_ada is at 2, told or waiting are 1' })
  await change({ insert: { feedQueue: [{ ...waiting!, facts: 2 }] } })
  expect(await feedCheck()).toMatchObject({ ok: false, detail: '2 facts up to cus_ada/2 wait, after 1 that were told' })
  await expect(feedOf(ar)).rejects.toMatchObject({ code: 'store_corrupt' })
  await change({ update: { feedQueue: [waiting!] } })
  expect((await feedOf(ar)).map(({ id }) => id)).toEqual(['cus_ada/1', 'cus_ada/2'])
  expect(await feedCheck()).toMatchObject({ ok: true })
})
