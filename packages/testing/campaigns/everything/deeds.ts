import type { EventView, Receivables } from '@owekit/core'
import type { Stage } from './everything.js'

type Doing = (stage: Stage) => unknown

/** What payers, banks, the provider, a person and the worker do. */
export const deeds = {
  /** Somebody opens a link, and may pay. */
  async tab({ world, ar, fake }) {
    const token = world.one('token')
    const view = await ar.links.resolve(token)
    const { checkout } = await ar.links.pay(token, {
      ...(world.random.chance(0.3) && { amount: view.minimum }),
      ...(world.random.chance(0.4) && { saveMethod: { consent: 'Charge it for what I order.' } }),
    })
    world.keep('checkout', checkout)
    if (world.random.chance(0.4)) keepPayment(world, fake.payer.pay(checkout).externalId)
    else if (world.random.chance(0.5)) keepPayment(world, fake.payer.announce(checkout).externalId)
  },
  pay({ world, fake }) {
    const says = world.random.chance(0.05) ? { says: { account: 'acct_other' } } : {}
    keepPayment(world, fake.payer.pay(world.one('checkout'), says).externalId)
  },
  announce({ world, fake }) {
    keepPayment(world, fake.payer.announce(world.one('checkout')).externalId)
  },
  settle: ({ world, fake }) => fake.payer.settle(world.one('atProvider')),
  fail: ({ world, fake }) => fake.payer.fail(world.one('atProvider')),
  reverse: ({ world, fake }) => fake.bank.reverse(world.one('atProvider')),
  refund: ({ world, fake }) => fake.bank.refund(world.one('atProvider')),
  dispute({ world, fake, unsettled }) {
    const payment = world.one('atProvider')
    const { externalId } = fake.bank.dispute(payment, { withdrawn: world.random.chance(0.6) })
    unsettled.add(payment)
    world.keep('disputeAtProvider', externalId)
  },
  endDispute({ world, fake }) {
    const dispute = world.one('disputeAtProvider')
    if (world.random.chance(0.5)) fake.bank.win(dispute)
    else fake.bank.lose(dispute)
  },
  releaseHold: ({ world, fake }) => fake.bank.releaseHold(world.one('atProvider')),
  holdRefunds: ({ world, fake }) => fake.bank.holdRefunds(world.random.chance(0.3)),
  payout: ({ fake }) => fake.bank.payout(),
  /** Webhooks come: some now, in any order, some of them twice, some later. */
  async deliver(stage) {
    const { random } = stage.world
    await send(stage)
    const { underway } = stage
    for (let left = random.int(0, underway.length); left > 0; left--) {
      const at = random.int(0, underway.length - 1)
      const event = underway[at]!
      if (random.chance(0.8)) underway.splice(at, 1)
      await arrive(stage, event, random.chance(0.3) ? 2 : 1)
    }
  },
  /** A person looks at what is held. */
  async resolve({ world: { random }, ar, unsettled }) {
    const held: EventView[] = []
    for await (const event of ar.intake.list()) held.push(event)
    const event = random.maybe(held)
    if (event === undefined) return
    const { payment } = event.body as { readonly payment?: { readonly externalId: string } }
    if (payment !== undefined) unsettled.add(payment.externalId)
    const { provider, event: id } = event
    if (random.chance(0.6)) {
      await ar.intake.resolve({ provider, event: id, action: 'apply', as: 'reopen' })
      return
    }
    const { refund } = event.body as { readonly refund?: { readonly payment: string } }
    if (refund !== undefined) unsettled.add(refund.payment)
    await ar.intake.resolve({ provider, event: id, action: 'dismiss' })
  },
  async tick({ ar, world }) {
    await tick(ar)
    for (const { id } of (await ar.reminders.tasks()).items) world.keep('task', id)
  },
  /** Something becomes of messages that arrived, and it is told, twice now and then. */
  async feedback({ ar, post, world: { random } }) {
    for (const { message } of post.sent.slice(-3))
      post.becomes(message.message, random.pick(['delivered', 'opened', 'bounced', 'complained', 'unsubscribed']), {
        isPermanent: random.chance(0.2),
      })
    for (const request of await post.webhooks())
      for (let copy = random.int(1, 2); copy > 0; copy--) await ar.reminders.receive('post', request)
  },
  /** Everything that is under way arrives, and the worker does all there is to do. */
  async settleAll(stage) {
    const { bank } = stage.fake
    bank.holdRefunds(false)
    for (const refund of stage.pendingRefunds()) bank.sendRefund(refund)
    for (let turn = 0; turn < 5; turn++) {
      await send(stage)
      for (const event of stage.underway.splice(0)) await arrive(stage, event, 1)
      await tick(stage.ar)
    }
  },
} satisfies { readonly [name: string]: Doing }

/** Something that is done. */
export type Deed = keyof typeof deeds

async function tick(ar: Receivables): Promise<void> {
  const { problems } = await ar.worker.tick()
  const [problem] = problems
  if (problem !== undefined) throw new Error(`The worker could not do ${problem.kind}: ${problem.message}`)
}

/** The provider sends what it has to send. */
async function send({ fake, underway }: Stage): Promise<void> {
  for (const { headers } of await fake.webhooks()) underway.push(headers.get('webhook-id')!)
}

/** An event arrives, signed at this moment. */
async function arrive({ ar, fake }: Stage, event: string, copies: number): Promise<void> {
  fake.resend(event)
  const requests = await fake.webhooks()
  for (let copy = 0; copy < copies; copy++) for (const request of requests) await ar.intake.receive('fake', request)
}

function keepPayment(world: Stage['world'], externalId: string): void {
  world.keep('atProvider', externalId)
  world.keep('provided', `pay_fake_${externalId}`)
}
