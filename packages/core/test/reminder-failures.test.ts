// Long because it is one table: the failure matrix of reminders, row by row.
import { createReceivables, money, type Receivables, ReceivablesError, type Store } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import { describe, expect, test } from 'vitest'
import type { NotifierCapabilities } from '../src/ports/index.js'
import { outreach, type OutreachOptions, rising } from './outreach.js'

const dueDay = '2026-11-01T09:00:00Z'
const kinds = ['keyed', 'lookup', 'none'] as const

/** A shop on the due day of its invoice, with one step, before anything is said. */
async function dueShop(options: OutreachOptions = {}) {
  const shop = await outreach({ policy: { id: 'p', steps: [{ id: 'due' }], pauseAfterPayment: 0 }, ...options })
  await shop.invoice('A-1')
  await shop.work()
  shop.time.now = Date.parse(dueDay)
  return shop
}

type Shop = Awaited<ReturnType<typeof dueShop>>

/** Dies at its n-th writing: before it, or after it with the answer lost. From then on it does nothing any more. */
function mortal(
  store: Store,
  dies: { readonly at: number; readonly after: boolean },
): { store: Store; count: () => number } {
  let count = 0
  const gone = () => new ReceivablesError('store_unavailable', 'This worker has died.')
  const guarded =
    <A extends unknown[], R>(write: (...given: A) => Promise<R>) =>
    async (...given: A): Promise<R> => {
      count++
      if (count > dies.at) throw gone()
      if (count < dies.at) return write(...given)
      if (dies.after) await write(...given)
      throw gone()
    }
  return {
    store: {
      ...store,
      commit: guarded((batch) => store.commit(batch)),
      claim: guarded((query) => store.claim(query)),
      settle: guarded((claim) => store.settle(claim)),
    },
    count: () => count,
  }
}

/** Works until nothing is due, hour by hour, past every lease and pause. */
async function recover(shop: Shop, hours = 8): Promise<void> {
  for (let hour = 0; hour < hours; hour++) {
    shop.time.now += 3_600_000
    await shop.work()
  }
}

/** A few turns of one worker: decide, hand over, and whatever comes of it. */
async function turns(ar: Receivables): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await ar.worker.tick()
}

const states = async (shop: Shop) => (await shop.messages()).map(({ state, why }) => [state, why].join(' ').trim())

describe.each(kinds)('rows 1 to 4 and 18, a notifier whose repeats are %s', (repeats) => {
  test.each([false, true])(
    'a worker that dies at any of its writings, answer lost: %s, loses nothing and doubles nothing',
    async (after) => {
      const capabilities: Partial<NotifierCapabilities> = { repeats }
      for (let at = 1; ; at++) {
        const shop = await dueShop({ mail: { capabilities } })
        const { store, count } = mortal(shop.store, { at, after })
        const worker = createReceivables({ ...shop.given, store })
        await turns(worker).catch((error: unknown) => expect(error).toMatchObject({ code: 'store_unavailable' }))
        const isDead = count() >= at
        await recover(shop)
        const arrived = shop.post.sent.length
        const [state] = await states(shop)
        if (state === 'sent') expect(arrived).toBe(1)
        else {
          expect(repeats).toBe('none')
          expect(state).toBe('unknown no_answer')
          expect(arrived).toBeLessThanOrEqual(1)
          expect(await shop.tasks()).toEqual(['check_message'])
        }
        await shop.isSound()
        if (!isDead) break
      }
    },
  )
})

test('row 5: a worker that slept before its mark does not send what another has sent', async () => {
  const shop = await dueShop({ mail: { capabilities: { repeats: 'none' } } })
  let asleep = true
  const store: Store = {
    ...shop.store,
    async commit(batch) {
      const marks = (batch.insert.facts ?? []).some(({ type }) => type === 'message.sending')
      if (marks && asleep) {
        asleep = false
        shop.time.now += 3_600_000
        await shop.work()
      }
      return shop.store.commit(batch)
    },
  }
  await turns(createReceivables({ ...shop.given, store }))
  expect(asleep).toBe(false)
  await recover(shop, 2)
  expect(shop.post.sent).toHaveLength(1)
  expect(await states(shop)).toEqual(['sent'])
})

test('row 6: paused between mark and send, without a key: others see it as unknown, its own receipt settles it', async () => {
  const shop = await dueShop({ mail: { capabilities: { repeats: 'none' } } })
  const seen: string[][] = []
  const slow = {
    ...shop.post,
    send: async (...given: Parameters<typeof shop.post.send>) => {
      await recover(shop, 2)
      seen.push(await states(shop))
      return shop.post.send(...given)
    },
  }
  await turns(createReceivables({ ...shop.given, notifiers: [slow] }))
  expect(seen).toEqual([['unknown no_answer']])
  expect(shop.post.sent).toHaveLength(1)
  expect(await states(shop)).toEqual(['sent'])
  await shop.isSound()
})

test('row 7: two workers at once hand over one message', async () => {
  const shop = await dueShop({ mail: { capabilities: { repeats: 'none' } } })
  const others = [1, 2, 3].map(() => createReceivables(shop.given))
  for (let turn = 0; turn < 5; turn++) await Promise.all(others.map((ar) => ar.worker.tick()))
  expect(shop.post.sent).toHaveLength(1)
})

describe.each(['lost', 'swallowed'] as const)('row 8: the answer is missing, the message %s', (fault) => {
  test.each(kinds)('repeats: %s', async (repeats) => {
    const shop = await dueShop({ mail: { capabilities: { repeats } } })
    shop.post.misbehave((_, tries) => (tries === 0 ? fault : undefined))
    await shop.work()
    await recover(shop)
    if (repeats === 'none') {
      expect(await states(shop)).toEqual(['unknown no_answer'])
      expect(shop.post.sent).toHaveLength(fault === 'lost' ? 1 : 0)
      expect(await shop.tasks()).toEqual(['check_message'])
    } else {
      expect(await states(shop)).toEqual(['sent'])
      expect(shop.post.sent).toHaveLength(1)
      expect(await shop.tasks()).toEqual([])
    }
  })
})

test('an earlier doubt is not overwritten: refused for good afterwards, it stays unknown', async () => {
  const shop = await dueShop()
  shop.post.misbehave((_, tries) => (tries === 0 ? 'lost' : tries === 1 ? 'offline' : 'content'))
  await shop.work()
  await recover(shop)
  expect(await states(shop)).toEqual(['unknown no_answer, then content'])
  expect(shop.phone.sent).toEqual([])
})

test('a key that its notifier has forgotten is not used again', async () => {
  const shop = await dueShop({ mail: { capabilities: { keyLifetimeSeconds: 600 } } })
  shop.post.misbehave('lost')
  await shop.ar.worker.tick()
  while (shop.post.sent.length === 0) await shop.ar.worker.tick()
  shop.post.misbehave(undefined)
  await recover(shop, 2)
  expect(await states(shop)).toEqual(['unknown key_expired'])
  expect(shop.post.sent).toHaveLength(1)
})

const twoChannels = { id: 'p', steps: [{ id: 'due', channels: ['email', 'sms'] as const }] }

test.each(['address', 'content', 'settings'] as const)(
  'row 9: refused for good (%s): not tried again, the next channel is',
  async (fault) => {
    const shop = await dueShop({ policy: twoChannels })
    let tries = 0
    shop.post.misbehave(() => ((tries += 1), fault))
    await shop.work()
    await recover(shop, 3)
    expect(tries).toBe(1)
    expect((await states(shop)).sort()).toEqual([`refused ${fault}`, 'sent'])
    expect(shop.phone.sent).toHaveLength(1)
    const sms = (await shop.messages()).find(({ channel }) => channel === 'sms')
    expect(sms?.passedOver).toEqual([{ channel: 'email', why: fault === 'address' ? 'suppressed' : 'refused' }])
  },
)

test('row 9: without another channel staff is asked', async () => {
  const shop = await dueShop()
  shop.post.misbehave('address')
  await shop.work()
  expect(await shop.steps()).toEqual(['due skipped no_channel'])
  expect(await shop.tasks()).toEqual(['reach_customer'])
})

test('row 10: refused for now: later, as long as it says, and no storm', async () => {
  const shop = await dueShop()
  const tried: number[] = []
  shop.post.misbehave(() => {
    tried.push(shop.time.now)
    return tried.length <= 3 ? { retryAfterSeconds: 600 } : undefined
  })
  for (let minute = 0; minute < 60; minute++) {
    await shop.work()
    shop.time.now += 60_000
  }
  expect(tried).toHaveLength(4)
  for (let i = 1; i < tried.length; i++) expect(tried[i]! - tried[i - 1]!).toBeGreaterThanOrEqual(600_000)
  expect(await states(shop)).toEqual(['sent'])
})

test('row 10: what stays away for a day is refused, and goes the next way', async () => {
  const shop = await dueShop({ policy: twoChannels })
  shop.post.misbehave('offline')
  await recover(shop, 30)
  expect((await states(shop)).sort()).toEqual(['refused unavailable', 'sent'])
})

test('row 11: paid between the decision and the mark: withdrawn, and thanked once', async () => {
  const shop = await dueShop()
  while ((await shop.messages()).length === 0) await shop.ar.worker.tick({ limit: 1 })
  await shop.pay('pay_1', '1000.00', '2026-11-01')
  await recover(shop, 2)
  expect((await states(shop)).sort()).toEqual(['sent', 'withdrawn paid'])
  expect(shop.post.sent.map(({ message }) => message.purpose)).toEqual(['thanks'])
})

test('row 12: paid between the mark and the answer: it may leave, the thank-you follows, nothing more is said', async () => {
  const shop = await outreach()
  await shop.invoice('A-1')
  await shop.work()
  shop.time.now = Date.parse(dueDay)
  const slow = {
    ...shop.post,
    send: async (...given: Parameters<typeof shop.post.send>) => {
      if (given[0].purpose === 'reminder') await shop.pay('pay_1', '1000.00', '2026-11-01')
      return shop.post.send(...given)
    },
  }
  await turns(createReceivables({ ...shop.given, notifiers: [slow] }))
  await shop.days('2026-11-02', '2026-12-05')
  expect(shop.post.sent.map(({ message }) => message.purpose)).toEqual(['reminder', 'thanks'])
})

test('row 13: a part is paid before the mark: it is said anew, with what is open now', async () => {
  const shop = await dueShop()
  while ((await shop.messages()).length === 0) await shop.ar.worker.tick({ limit: 1 })
  await shop.pay('pay_1', '400.00', '2026-11-01')
  await shop.work()
  await shop.days('2026-11-02', '2026-11-04')
  const reminders = (await shop.messages()).filter(({ purpose }) => purpose === 'reminder')
  expect(reminders.map(({ state, toPay }) => `${state} ${String(toPay)}`).sort()).toEqual([
    'sent 600.00 EUR',
    'withdrawn 1000.00 EUR',
  ])
  await shop.isSound()
})

test('row 14: paid, then charged back: held until a person clears it, and never from the first step on', async () => {
  const shop = await outreach()
  await shop.invoice('A-1')
  await shop.days('2026-10-20', '2026-11-02')
  await shop.pay('pay_1', '1000.00', '2026-11-03')
  await shop.days('2026-11-03', '2026-11-09')
  await shop.ar.payments.reverse({ payment: 'pay_1', reason: 'chargeback' })
  await shop.days('2026-11-10', '2026-11-20')
  const reminders = () => shop.post.sent.filter(({ message }) => message.purpose === 'reminder').length
  expect(reminders()).toBe(2)
  for await (const { id } of shop.ar.holds.list({ customer: 'cus_ada' })) await shop.ar.holds.release({ hold: id })
  await shop.days('2026-11-21', '2026-12-02')
  expect(reminders()).toBe(3)
})

test('row 15: a due day that moves back and forth repeats nothing', async () => {
  const shop = await outreach()
  await shop.invoice('A-1')
  await shop.days('2026-10-20', '2026-11-09')
  await shop.ar.invoices.moveDueDate({ invoice: 'inv_A-1', dueOn: '2026-11-20' })
  await shop.ar.invoices.moveDueDate({ invoice: 'inv_A-1', dueOn: '2026-11-01' })
  await shop.days('2026-11-09', '2026-11-16')
  expect(shop.post.sent).toHaveLength(4)
})

test('row 16: a policy that is edited in flight: what was decided goes out as it was', async () => {
  const shop = await dueShop()
  while ((await shop.messages()).length === 0) await shop.ar.worker.tick({ limit: 1 })
  const [before] = await shop.messages()
  await shop.ar.reminders.setPolicy({ policy: { id: 'p', steps: [{ id: 'due', tone: 'final' }] } })
  await shop.work()
  expect(await shop.messages()).toMatchObject([{ id: before!.id, state: 'sent', tone: 'friendly' }])
})

test('row 17: the database was away for a week: one message, of the newest step', async () => {
  const shop = await outreach()
  await shop.invoice('A-1')
  await shop.days('2026-10-20', '2026-10-26')
  await shop.at('2026-11-15T12:00:00Z')
  expect(shop.post.sent).toHaveLength(2)
  expect(await shop.steps()).toEqual(['d-7 asked', 'd0 skipped lapsed', 'd7 skipped lapsed', 'd14 asked'])
})

test.each([-1, 1])('row 19: a worker whose clock is %d days off says nothing early or late', async (days) => {
  const shop = await outreach()
  await shop.invoice('A-1')
  const wrong = createReceivables({ ...shop.given, clock: () => shop.time.now + days * 86_400_000 })
  for (let hour = 0; hour < 24 * 8; hour++) {
    shop.time.now = Date.parse('2026-10-20T09:00:00Z') + hour * 3_600_000
    for (let turn = 0; turn < 4; turn++) await wrong.worker.tick()
  }
  expect(shop.post.sent.map(({ at }) => new Date(at).toISOString())).toEqual(['2026-10-25T09:00:00.000Z'])
})

test('row 20: the clock of the database steps back: nothing is said twice', async () => {
  const shop = await dueShop()
  await shop.work()
  shop.time.now -= 7_200_000
  await recover(shop, 5)
  expect(shop.post.sent).toHaveLength(1)
})

test.each([
  ['row 21: an hour that does not exist', 'Europe/Berlin', '2027-03-28', '02:30', '2027-03-28T01:30:00.000Z'],
  ['row 22: an hour that comes twice', 'Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
  ['row 23: a day that does not exist', 'Pacific/Apia', '2011-12-30', '09:00', '2011-12-30T19:00:00.000Z'],
])('%s', async (_, timeZone, dueOn, time, at) => {
  const start = `${dueOn.slice(0, 4)}-01-02T00:00:00Z`
  const shop = await outreach({ policy: { id: 'p', steps: [{ id: 'due', time }] }, options: { timeZone }, start })
  await shop.ar.invoices.issue({
    customer: 'cus_ada',
    number: 'A-1',
    total: money('10.00', 'EUR'),
    issuedOn: `${dueOn.slice(0, 4)}-01-02`,
    dueOn,
  })
  const from = Date.parse(`${dueOn}T00:00:00Z`) - 86_400_000
  for (let quarter = 0; quarter < 4 * 72; quarter++) {
    shop.time.now = from + quarter * 900_000
    await shop.work()
  }
  expect(shop.post.sent.map((one) => new Date(one.at).toISOString())).toEqual([at])
})

test("row 24: the customer's zone changes: the moment does, the step does not", async () => {
  const shop = await outreach()
  await shop.invoice('A-1')
  const next = async () => (await shop.ar.reminders.upcoming({ customer: 'cus_ada' }))[0]!
  const before = await next()
  await shop.ar.customers.update({ id: 'cus_ada', timeZone: 'America/New_York' })
  const after = await next()
  expect(after.id).toBe(before.id)
  expect([before.at, after.at]).toEqual(['2026-10-25T09:00:00.000Z', '2026-10-25T13:00:00.000Z'])
  await shop.days('2026-10-20', '2026-10-25')
  await shop.at('2026-10-25T13:00:00Z')
  expect(shop.post.sent).toHaveLength(1)
})

test('row 25: sweeps and jobs that come again write nothing and send nothing', async () => {
  const shop = await dueShop()
  await shop.work()
  const written = (await shop.ar.verify()).facts
  for (let again = 0; again < 3; again++) {
    await shop.ar.reminders.setDefault({ policy: 'p' })
    await shop.work()
  }
  expect((await shop.ar.verify()).facts).toBe(written)
  expect(shop.post.sent).toHaveLength(1)
  await shop.isSound()
})

test('row 26: restored books hold what fell due before, until it is released', async () => {
  const shop = await outreach()
  await shop.invoice('A-1')
  await shop.days('2026-10-20', '2026-10-26')
  const lines: string[] = []
  for await (const line of shop.ar.journal.export('json')) lines.push(line)
  // What was said after the backup is not in it.
  await shop.at('2026-11-01T09:00:00Z')
  expect(shop.post.sent).toHaveLength(2)
  shop.time.now = Date.parse('2026-11-02T09:00:00Z')
  const restored = createReceivables({ ...shop.given, store: memoryStore({ clock: shop.given.clock! }) })
  await restored.journal.import(lines)
  await restored.reminders.setPolicy({ policy: { ...rising }, isDefault: true })
  for (let turn = 0; turn < 9; turn++) await restored.worker.tick()
  expect(shop.post.sent).toHaveLength(2)
  expect(
    (await restored.reminders.upcoming({ customer: 'cus_ada' })).map(({ step, isHeld }) => [step, isHeld]),
  ).toEqual([
    ['d0', true],
    ['d7', false],
    ['d14', false],
    ['d30', false],
  ])
  await restored.reminders.release({})
  for (let turn = 0; turn < 9; turn++) await restored.worker.tick()
  // The step was said before under the same key: it does not arrive twice.
  expect(await restored.reminders.history({ customer: 'cus_ada' })).toMatchObject({ messages: [{ state: 'sent' }, {}] })
  expect(shop.post.sent).toHaveLength(2)
  expect((await restored.verify()).ok).toBe(true)
})

test('row 27: what cannot be written to one customer does not keep the others waiting', async () => {
  const preferencesUrl = ({ customer }: { readonly customer: string }) => {
    if (customer === 'cus_bad') throw new Error('no page for this one')
    return 'https://shop.example/preferences'
  }
  const shop = await dueShop({ options: { messages: { brand: { name: 'Corner Shop' }, preferencesUrl } } })
  await shop.ar.customers.open({ id: 'cus_bad', email: 'bad@example.com' })
  await shop.ar.invoices.issue({
    customer: 'cus_bad',
    number: 'B-1',
    total: money('5.00', 'EUR'),
    issuedOn: '2026-11-01',
    dueOn: '2026-11-01',
  })
  for (let hour = 0; hour < 12; hour++) {
    await shop.ar.worker.tick()
    shop.time.now += 3_600_000
  }
  expect(shop.post.sent.map(({ message }) => message.to.address)).toEqual(['ada@example.com'])
  const failed: string[] = []
  for await (const { kind } of shop.ar.worker.failed()) failed.push(kind)
  expect(failed).toEqual(['message'])
})

test('row 28: unsubscribed between the decision and the sending: withdrawn', async () => {
  const shop = await dueShop()
  while ((await shop.messages()).length === 0) await shop.ar.worker.tick({ limit: 1 })
  await shop.ar.reminders.agree({ customer: 'cus_ada', optedOut: ['email'] })
  await shop.work()
  expect(await states(shop)).toEqual(['withdrawn opted_out'])
  expect(shop.post.sent).toEqual([])
})
