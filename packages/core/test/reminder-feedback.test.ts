import { expect, test } from 'vitest'
import { outreach, rising } from './outreach.js'

const twoChannels = {
  id: 'p',
  steps: [
    { id: 'due', channels: ['email', 'sms'] as const },
    { id: 'late', days: 7, channels: ['email', 'sms'] as const },
  ],
  pauseAfterPayment: 0,
}

/** A shop whose customer got the first mail; `tell` brings what became of it. */
async function told(options: Parameters<typeof outreach>[0] = { policy: twoChannels }) {
  const shop = await outreach(options)
  await shop.invoice('A-1')
  await shop.at('2026-11-01')
  const message = shop.post.sent[0]!.message.message
  const bring = async () => {
    const outcomes = []
    for (const request of await shop.post.webhooks())
      outcomes.push(...(await shop.ar.reminders.receive('post', request)))
    await shop.work()
    return outcomes
  }
  return {
    ...shop,
    message,
    bring,
    tell: async (...becomes: Parameters<typeof shop.post.becomes> extends [string, ...infer R] ? R : never) => {
      shop.post.becomes(message, ...becomes)
      return bring()
    },
  }
}

test.each([
  [['delivered', 'opened'], 'opened'],
  [['opened', 'delivered'], 'opened'],
  [['bounced', 'delivered'], 'bounced'],
  [['delivered', 'bounced'], 'bounced'],
  [['deferred', 'delivered'], 'delivered'],
] as const)('told %j, in whatever order: %s', async (types, delivery) => {
  const shop = await told({ policy: rising })
  for (const type of types) await shop.tell(type, { isPermanent: false })
  expect((await shop.messages()).find(({ id }) => id === shop.message)?.delivery).toBe(delivery)
  await shop.isSound()
})

test('an event that is delivered three times at once is written once', async () => {
  const shop = await told()
  shop.post.becomes(shop.message, 'opened')
  const [request] = await shop.post.webhooks()
  const outcomes = await Promise.all([1, 2, 3].map(() => shop.ar.reminders.receive('post', request!)))
  expect(outcomes.flat().filter(({ replayed }) => !replayed)).toHaveLength(1)
  expect(outcomes.flat().map(({ message }) => message)).toEqual([shop.message, shop.message, shop.message])
})

test('a bounce closes the address: the step goes by text message, and so does the next', async () => {
  const shop = await told()
  await shop.tell('bounced', { isPermanent: true })
  await shop.at('2026-11-02')
  expect(shop.phone.sent).toHaveLength(1)
  await shop.at('2026-11-08')
  expect([shop.post.sent.length, shop.phone.sent.length]).toEqual([1, 2])
  // Another customer with that address is not written to either; lifted, it is.
  await shop.ar.reminders.liftSuppression({ channel: 'email', address: 'Ada@Example.com' })
  await shop.invoice('A-2', '5.00', '2026-11-12')
  await shop.at('2026-11-12')
  expect(shop.post.sent).toHaveLength(2)
  await shop.isSound()
})

test('a complaint closes the address as well', async () => {
  const shop = await told()
  await shop.tell('complained')
  await shop.at('2026-11-08')
  expect(shop.post.sent).toHaveLength(1)
})

test('who unsubscribes gets no reminders there, and a thank-you all the same', async () => {
  const shop = await told({ policy: rising })
  await shop.tell('unsubscribed')
  await shop.at('2026-11-08')
  expect(shop.post.sent).toHaveLength(1)
  expect(await shop.tasks()).toEqual(['reach_customer'])
  await shop.pay('pay_1', '1000.00', '2026-11-09')
  await shop.at('2026-11-09')
  expect(shop.post.sent.map(({ message }) => message.purpose)).toEqual(['reminder', 'thanks'])
})

test('what was unknown is known to have gone out when it is told of, and its task is closed', async () => {
  const shop = await outreach({ mail: { capabilities: { repeats: 'none' } } })
  await shop.invoice('A-1')
  shop.post.misbehave('lost')
  await shop.at('2026-11-01')
  await shop.at('2026-11-01T10:00:00Z')
  expect(await shop.tasks()).toEqual(['check_message'])
  shop.post.becomes(shop.post.sent[0]!.message.message, 'delivered')
  for (const request of await shop.post.webhooks()) await shop.ar.reminders.receive('post', request)
  expect(await shop.messages()).toMatchObject([{ state: 'sent', delivery: 'delivered' }])
  expect(await shop.tasks()).toEqual([])
  await shop.isSound()
})

test('a forged event is refused, and one of a notifier nobody gave', async () => {
  const shop = await told()
  shop.post.becomes(shop.message, 'bounced')
  const [request] = await shop.post.webhooks()
  const forged = { ...request!, body: new TextEncoder().encode('{}') }
  await expect(shop.ar.reminders.receive('post', forged)).rejects.toMatchObject({ code: 'webhook_rejected' })
  await expect(shop.ar.reminders.receive('nobody', request!)).rejects.toMatchObject({ code: 'notifier_not_found' })
})

test('erased customers leave no words behind, and get none', async () => {
  const shop = await told()
  await shop.ar.customers.erase({ id: 'cus_ada' })
  expect((await shop.messages())[0]?.words).toEqual({ to: '', subject: '', text: '' })
  await shop.at('2026-11-08')
  expect(shop.post.sent).toHaveLength(1)
  await shop.isSound()
})

test('what was said of an invoice is not said again after its customer is merged into another', async () => {
  const shop = await told({ policy: rising })
  await shop.ar.customers.open({ id: 'cus_eve', name: 'Eve', email: 'eve@example.com' })
  await shop.ar.customers.merge({ from: 'cus_ada', into: 'cus_eve' })
  await shop.days('2026-11-01', '2026-11-09')
  expect(shop.post.sent.map(({ message }) => message.to.address)).toEqual(['ada@example.com', 'eve@example.com'])
  expect((await shop.ar.reminders.history({ customer: 'cus_eve' })).messages).toHaveLength(2)
  await shop.isSound()
})

test('AC-84: a text message whose hour is quiet goes out at eight', async () => {
  const shop = await outreach({
    policy: {
      id: 'p',
      steps: [{ id: 'due', time: '21:30', channels: ['sms'] }],
      quiet: { sms: { from: '20:00', to: '08:00' } },
    },
  })
  await shop.invoice('A-1')
  for (let hour = 0; hour < 48; hour++) {
    shop.time.now = Date.parse('2026-11-01T00:00:00Z') + hour * 3_600_000
    await shop.work()
  }
  expect(shop.phone.sent.map(({ at }) => new Date(at).toISOString())).toEqual(['2026-11-02T08:00:00.000Z'])
})

test('the mail has a link that opens what is open, and the words that are kept have none', async () => {
  const links = { url: 'https://pay.example/pay', key: 'a key of thirty-two bytes or more!' }
  const shop = await told({ policy: rising, options: { links } })
  const url = /https:\/\/pay\.example\/pay\/([\w-]{22})/.exec(shop.post.sent[0]!.message.text)
  expect(String((await shop.ar.links.resolve(url![1]!)).amount)).toBe('1000.00 EUR')
  expect(shop.post.sent[0]!.message.html).toContain(url![0])
  expect((await shop.messages())[0]?.words?.text).not.toContain(url![1])
})

test('a promise to pay waits for its last day; a broken one goes on', async () => {
  const shop = await outreach()
  await shop.invoice('A-1')
  await shop.days('2026-10-20', '2026-11-06')
  await shop.ar.promises.make({ invoice: 'inv_A-1', until: '2026-11-10' })
  await shop.days('2026-11-07', '2026-11-12')
  expect(shop.mails().slice(2)).toEqual(['2026-11-11 reminder 1,000.00'])
})

test('a dispute ends the step that falls due, and the rest goes on when it is over', async () => {
  const shop = await outreach()
  await shop.invoice('A-1')
  await shop.days('2026-10-20', '2026-11-02')
  await shop.ar.disputes.open({ id: 'dis_1', invoice: 'inv_A-1', reason: 'price' })
  await shop.days('2026-11-03', '2026-11-09')
  await shop.ar.disputes.resolve({ dispute: 'dis_1', outcome: 'rejected' })
  await shop.days('2026-11-10', '2026-11-15')
  expect(await shop.steps()).toEqual(['d-7 asked', 'd0 asked', 'd7 skipped on_hold', 'd14 asked'])
})

test('a budget over all currencies, and reminders that are switched off', async () => {
  const shop = await outreach({ policy: { ...rising, budget: { messages: 2, days: 30 } } })
  await shop.invoice('A-1')
  await shop.days('2026-10-20', '2026-11-09')
  expect(await shop.steps()).toEqual(['d-7 asked', 'd0 asked', 'd7 skipped budget'])
  await shop.ar.reminders.agree({ customer: 'cus_ada', isPaused: true })
  await shop.days('2026-11-10', '2026-11-18')
  expect(shop.post.sent).toHaveLength(2)
  expect((await shop.ar.reminders.upcoming({ customer: 'cus_ada' }))[0]).toMatchObject({ step: 'd14', moved: 'paused' })
})
