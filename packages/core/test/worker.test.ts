import { createReceivables, type FeedEntry, money, type Receivables, ReceivablesError } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import type { Row } from '@owekit/core/ports'
import { expect, test, vi } from 'vitest'
import { ledger } from './ledger.js'

const euros = (amount: string) => money(amount, 'EUR')
const timely = /^(invoice\.became|discount\.exp|deposit\.exp|plan\.broken|promise\.(kept|broken))/

/** What time told so far, with its day. */
async function told(ar: Receivables): Promise<string[]> {
  const entries: FeedEntry[] = []
  for await (const entry of ar.journal.subscribe()) entries.push(entry)
  return entries.flatMap(({ type, fact }) =>
    fact !== undefined && timely.test(type) ? [`${type} ${fact.effectiveOn}`] : [],
  )
}

const dayOf = (day: string, time = '09:00:00') => `${day}T${time}Z`

test('an invoice becomes due on its day and late after it, once each, in the zone of the account', async () => {
  const { ar, at, issue } = await ledger(['cus_ada'], { timeZone: 'Europe/Paris' })
  await issue('cus_ada', 'A-1', '100.00', '2026-11-01', { dueOn: '2026-11-22' })
  at('2026-11-21T22:59:59Z')
  expect(await ar.worker.tick()).toMatchObject({ done: 0, idle: 0, sequenced: 2 })
  at('2026-11-21T23:00:00Z')
  expect(await ar.worker.tick()).toMatchObject({ done: 1, idle: 0, sequenced: 1 })
  expect(await told(ar)).toEqual(['invoice.became_due 2026-11-22'])
  at('2026-11-22T22:59:59Z')
  expect(await ar.worker.tick()).toMatchObject({ done: 0, idle: 0 })
  at('2026-11-22T23:00:00Z')
  expect(await ar.worker.tick()).toMatchObject({ done: 1, sequenced: 1 })
  at('2026-12-24T00:00:00Z')
  expect(await ar.worker.tick()).toMatchObject({ done: 0, idle: 0, sequenced: 0 })
  expect(await told(ar)).toEqual(['invoice.became_due 2026-11-22', 'invoice.became_overdue 2026-11-23'])
})

test('AC-126: a tick every minute of two days, by three workers one after the other, tells it once', async () => {
  let now = Date.parse('2026-11-01T00:00:00Z')
  const store = memoryStore({ clock: () => now })
  const start = () => createReceivables({ store, clock: () => now, timeZone: 'Europe/Paris' })
  let ar = start()
  await ar.customers.open({ id: 'cus_ada' })
  await ar.invoices.issue({ customer: 'cus_ada', number: 'A-1', total: euros('1.00'), dueOn: '2026-11-22' })
  for (now = Date.parse('2026-11-22T00:00:00Z'); now <= Date.parse('2026-11-24T00:00:00Z'); now += 60_000) {
    if (now === Date.parse('2026-11-22T12:00:00Z') || now === Date.parse('2026-11-22T23:00:00Z')) ar = start()
    await ar.worker.tick()
  }
  const late: string[] = []
  for await (const { type, at } of ar.journal.subscribe()) if (type === 'invoice.became_overdue') late.push(at)
  expect(late).toEqual(['2026-11-22T23:00:00.000Z'])
})

test.each([
  // The clocks jump over midnight: the day begins at 01:00.
  ['America/Sao_Paulo', '2018-11-04', '2018-11-04T02:59:59Z', '2018-11-04T03:00:00Z'],
  // Midnight comes twice: the day begins at the first.
  ['America/Havana', '2026-11-01', '2026-11-01T03:59:59Z', '2026-11-01T04:00:00Z'],
  ['Pacific/Auckland', '2026-11-22', '2026-11-21T10:59:59Z', '2026-11-21T11:00:00Z'],
])('a day begins when it begins in %s', async (timeZone, dueOn, before, from) => {
  const store = memoryStore({ clock: () => now })
  let now = Date.parse('2018-01-01T00:00:00Z')
  const ar = createReceivables({ store, clock: () => now, timeZone })
  await ar.customers.open({ id: 'cus_ada' })
  await ar.invoices.issue({ customer: 'cus_ada', number: 'A-1', total: euros('1.00'), issuedOn: '2018-01-01', dueOn })
  now = Date.parse(before)
  expect((await ar.worker.tick()).done).toBe(0)
  now = Date.parse(from)
  expect((await ar.worker.tick()).done).toBe(1)
  expect(await told(ar)).toEqual([`invoice.became_due ${dueOn}`])
})

test('what is paid, moved or void by its day is never told', async () => {
  const { ar, at, issue, pay } = await ledger(['cus_ada'])
  for (const number of ['A-1', 'A-2', 'A-3'])
    await issue('cus_ada', number, '10.00', '2026-11-01', { dueOn: '2026-12-01' })
  await pay('cus_ada', 'pay_1', '10.00', '2026-11-22')
  await ar.invoices.void({ invoice: 'inv_A-2' })
  await ar.invoices.moveDueDate({ invoice: 'inv_A-3', dueOn: '2027-01-10' })
  at(dayOf('2027-01-09'))
  expect(await ar.worker.tick()).toMatchObject({ done: 0, idle: 3 })
  at(dayOf('2027-01-11'))
  expect(await ar.worker.tick()).toMatchObject({ done: 1, idle: 0 })
  expect(await told(ar)).toEqual(['invoice.became_due 2027-01-10', 'invoice.became_overdue 2027-01-11'])
})

test('an invoice that opens again is told of when it was not before, and never twice', async () => {
  const { ar, at, issue, pay } = await ledger(['cus_ada'])
  await issue('cus_ada', 'A-1', '10.00', '2026-11-01', { dueOn: '2026-12-01' })
  await pay('cus_ada', 'pay_1', '10.00', '2026-11-22')
  at(dayOf('2026-12-05'))
  await ar.worker.tick()
  expect(await told(ar)).toEqual([])
  await ar.payments.reverse({ payment: 'pay_1', reason: 'bounce' })
  await ar.worker.tick()
  const once = ['invoice.became_due 2026-12-01', 'invoice.became_overdue 2026-12-02']
  expect(await told(ar)).toEqual(once)
  await pay('cus_ada', 'pay_2', '10.00', '2026-12-05')
  await ar.payments.reverse({ payment: 'pay_2', reason: 'bounce' })
  expect(await ar.worker.tick()).toMatchObject({ done: 0, idle: 1 })
  expect(await told(ar)).toEqual(once)
})

test('paid on its day and open again after it: late once, though it was told to be due before', async () => {
  const { ar, at, issue, pay } = await ledger(['cus_ada'])
  await issue('cus_ada', 'A-1', '10.00', '2026-11-01', { dueOn: '2026-11-22' })
  await ar.worker.tick()
  await pay('cus_ada', 'pay_1', '10.00', '2026-11-22')
  at(dayOf('2026-11-23'))
  expect(await ar.worker.tick()).toMatchObject({ done: 0, idle: 1 })
  await ar.payments.reverse({ payment: 'pay_1', reason: 'bounce' })
  await ar.worker.tick()
  expect(await told(ar)).toEqual(['invoice.became_due 2026-11-22', 'invoice.became_overdue 2026-11-23'])
})

test('a part of a plan that is late breaks the plan, once', async () => {
  const { ar, at, issue } = await ledger(['cus_ada'])
  await issue('cus_ada', 'A-1', '90.00', '2026-11-01', { dueOn: '2026-12-01' })
  await ar.plans.agree({ invoice: 'inv_A-1', id: 'plan_1', monthly: { parts: 3, firstDueOn: '2026-12-31' } })
  at(dayOf('2027-02-01'))
  await ar.worker.tick()
  expect(await told(ar)).toEqual([
    'invoice.became_due 2026-12-31',
    'invoice.became_overdue 2027-01-01',
    'plan.broken 2027-01-01',
    'invoice.became_due 2027-01-31',
    'invoice.became_overdue 2027-02-01',
  ])
  expect((await ar.verify()).checks.filter(({ ok }) => !ok)).toEqual([])
})

test('a discount that can still be taken is told to be expiring, some days before', async () => {
  const { ar, at, issue, pay } = await ledger(['cus_ada'], { discountNotice: 2 })
  for (const number of ['A-1', 'A-2']) await issue('cus_ada', number, '100.00', '2026-11-22', { terms: '2/10 net 30' })
  await pay('cus_ada', 'pay_1', '98.00', '2026-11-23', {
    allocate: { specific: [{ invoice: 'inv_A-1', amount: euros('98.00') }] },
  })
  at(dayOf('2026-11-29', '23:59:59'))
  expect((await ar.worker.tick()).done).toBe(0)
  at(dayOf('2026-11-30'))
  await ar.worker.tick()
  expect(await told(ar)).toEqual(['discount.expiring 2026-11-30'])
  const facts = []
  for await (const fact of ar.journal.read()) facts.push(fact)
  expect(facts.at(-1)?.data).toMatchObject({ document: 'inv_A-2', until: '2026-12-02', payable: '98.00' })
})

test('a deposit request that is not paid in full by its day has expired', async () => {
  const { ar, at } = await ledger(['cus_ada'])
  for (const id of ['dpr_1', 'dpr_2'])
    await ar.deposits.request({ customer: 'cus_ada', id, reference: id, amount: euros('80.00'), dueOn: '2026-12-01' })
  const settle = (id: string, request: string, amount: string) =>
    ar.deposits.settle({ customer: 'cus_ada', id, reference: request, request, amount: euros(amount) })
  await settle('dep_1', 'dpr_1', '50.00')
  await settle('dep_2', 'dpr_2', '80.00')
  at(dayOf('2026-12-02', '00:00:00'))
  expect(await ar.worker.tick()).toMatchObject({ done: 1, idle: 1 })
  const facts = []
  for await (const fact of ar.journal.read()) facts.push(fact)
  expect(facts.at(-1)).toMatchObject({ type: 'deposit.expired', data: { request: 'dpr_1', amount: '30.00' } })
  await ar.payments.reverse({ payment: 'dep_2', reason: 'bounce' })
  expect((await ar.worker.tick()).done).toBe(1)
  expect(await told(ar)).toEqual(['deposit.expired 2026-12-02', 'deposit.expired 2026-12-02'])
})

const poison: Row<'outbox'> = {
  id: 'poison',
  shard: 0,
  state: 'pending',
  dueAt: 0,
  epoch: 0,
  owner: '',
  leaseUntil: 0,
  body: { kind: 'promise', promise: 7 },
}

test('a job that throws is tried ten times, then given up and listed; the others go on', async () => {
  const { ar, at, store, issue } = await ledger(['cus_ada'])
  await store.commit({ tenant: 'default', expect: [], insert: { outbox: [poison] }, update: {} })
  await issue('cus_ada', 'A-1', '10.00', '2026-11-01', { dueOn: '2026-11-22' })
  expect(await ar.worker.tick()).toMatchObject({ done: 1, problems: [{ job: 'poison', isGivenUp: false }] })
  for (let day = 23; day <= 30; day++) {
    at(dayOf(`2026-11-${day}`))
    expect((await ar.worker.tick()).problems).toMatchObject([{ job: 'poison', isGivenUp: false }])
  }
  at(dayOf('2026-12-01'))
  expect((await ar.worker.tick()).problems).toMatchObject([{ job: 'poison', isGivenUp: true }])
  at(dayOf('2026-12-02'))
  expect((await ar.worker.tick()).problems).toEqual([])
  const failed = []
  for await (const job of ar.worker.failed()) failed.push(job)
  expect(failed).toMatchObject([
    { job: 'poison', kind: 'promise', about: { promise: 7 }, problem: expect.stringContaining('promise') as string },
  ])
  await ar.worker.retry({ job: 'poison' })
  await expect(ar.worker.retry({ job: 'poison' })).rejects.toMatchObject({ code: 'job_not_found' })
  await expect(ar.worker.retry({ job: 'nobody' })).rejects.toMatchObject({ code: 'job_not_found' })
  expect((await ar.worker.tick()).problems).toMatchObject([{ job: 'poison~10', isGivenUp: false }])
})

test('a job of a kind that is not known here is left for who knows it', async () => {
  const { ar, at, store } = await ledger([])
  const body = { kind: 'constructor' }
  await store.commit({ tenant: 'default', expect: [], insert: { outbox: [{ ...poison, body }] }, update: {} })
  for (let hour = 0; hour < 24; hour++) {
    at(`2026-11-23T${String(hour).padStart(2, '0')}:59:59Z`)
    expect(await ar.worker.tick()).toMatchObject({ idle: 1, problems: [] })
  }
})

test('restored books go on telling where the old ones stopped', async () => {
  const { ar, at, issue, pay } = await ledger(['cus_ada'])
  await issue('cus_ada', 'A-1', '10.00', '2026-11-01', { dueOn: '2026-11-22' })
  await issue('cus_ada', 'A-2', '10.00', '2026-11-01', { dueOn: '2026-11-10' })
  await ar.worker.tick()
  await pay('cus_ada', 'pay_1', '10.00', '2026-11-22')
  const lines: string[] = []
  for await (const line of ar.journal.export('json')) lines.push(line)
  let now = Date.parse('2026-11-22T10:00:00Z')
  const restored = createReceivables({ store: memoryStore({ clock: () => now }), clock: () => now })
  await restored.journal.import(lines)
  expect(await restored.worker.tick()).toMatchObject({ done: 0, problems: [] })
  at(dayOf('2026-11-25'))
  now = Date.parse('2026-11-25T10:00:00Z')
  expect((await restored.worker.tick()).done).toBe((await ar.worker.tick()).done)
  await restored.payments.reverse({ payment: 'pay_1', reason: 'bounce' })
  await restored.worker.tick()
  expect((await told(restored)).filter((line) => line.includes('became'))).toEqual([
    'invoice.became_due 2026-11-10',
    'invoice.became_overdue 2026-11-11',
    'invoice.became_due 2026-11-22',
    'invoice.became_overdue 2026-11-23',
  ])
})

test('a worker works until it is stopped, and waits while the store is away', async () => {
  const { store, issue } = await ledger(['cus_ada'])
  await issue('cus_ada', 'A-1', '10.00', '2026-11-01', { dueOn: '2026-11-22' })
  let away = 2
  const claim: typeof store.claim = async (query) => {
    if (away-- > 0) {
      throw new ReceivablesError('store_unavailable', 'The store is away.')
    }
    return store.claim(query)
  }
  const stop = new AbortController()
  const done: number[] = []
  await createReceivables({ store: { ...store, claim }, clock: () => Date.parse('2026-11-22T10:00:00Z') }).worker.run({
    every: 1,
    signal: stop.signal,
    onTick: (tick) => {
      done.push(tick.done)
      if (done.length === 2) stop.abort()
    },
  })
  expect(done).toEqual([1, 0])
  expect(away).toBeLessThan(0)
})

test('neither a dry run nor a transaction of the host has a worker', async () => {
  const { ar } = await ledger([])
  await expect(ar.dryRun.worker.tick()).rejects.toMatchObject({ code: 'store_unsupported' })
})

test('a turn with much to do lets others have theirs, over a store that answers at once', async () => {
  const { ar, at, issue } = await ledger(['cus_ada'])
  for (let i = 1; i <= 60; i++) await issue('cus_ada', `A-${i}`, '1.00', '2026-11-01', { dueOn: '2026-11-22' })
  at('2026-11-23T00:00:00Z')
  // Every look at the watch says that eleven milliseconds went by.
  let watch = 0
  const looks = vi.spyOn(performance, 'now').mockImplementation(() => (watch += 11))
  let beats = 0
  const timer = setInterval(() => beats++, 0)
  try {
    expect(await ar.worker.tick()).toMatchObject({ done: 60, problems: [] })
  } finally {
    clearInterval(timer)
    looks.mockRestore()
  }
  expect(beats).toBeGreaterThan(30)
})
