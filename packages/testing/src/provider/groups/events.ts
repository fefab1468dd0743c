import { minor } from '@owekit/core/money'
import { holds, refused, same } from '../../store/assert.js'
import { type Bench, group } from '../case.js'
import { all, heard, key, needed, only, opened, paid, usual, without } from '../requests.js'

const day = 86_400_000

/** What happens at the provider is told, in our words and with our id. */
export const events = group('events', {
  'a payment names our checkout, its amount, and the payment the checkout shows': async (bench) => {
    const checkout = await opened(bench)
    await bench.world.pay(checkout)
    const event = only(await heard(bench), 'payment.succeeded')
    const { payment } = await bench.provider.getCheckout(checkout.externalId, key('look'))
    same(
      [event.checkout, event.payment.amount.toJSON(), event.payment.externalId],
      ['lnk_suite.1', usual(bench).toJSON(), payment?.externalId],
      'the event',
    )
    same(event.payment.account, payment?.account, 'the account')
    holds(event.event !== '' && event.payment.externalId !== '', 'the event and the payment have ids')
    holds(Math.abs(event.occurredAt - bench.clock.now) < day, `it happened about now, in milliseconds`)
  },
  'a payment names the tenant whose checkout it is, and money that goes back does as well': async (bench) => {
    await bench.world.pay(await opened(bench, { checkout: 'lnk_suite.1', tenant: 'acme' }))
    await bench.world.pay(await opened(bench, { checkout: 'lnk_suite.2', tenant: 'other' }))
    const told = all(await heard(bench), 'payment.succeeded')
    const whose = told.map(({ checkout, tenant }) => `${checkout} ${tenant}`)
    same([...new Set(whose)].sort(), ['lnk_suite.1 acme', 'lnk_suite.2 other'], 'whose they are')
    if (bench.provider.refund === undefined) return
    for (const { payment } of told) {
      const request = { refund: `rf_${payment.externalId}`, payment: payment.externalId, amount: payment.amount }
      await bench.provider.refund({ ...request, reason: 'cancelled' }, key(request.refund))
    }
    const back = all(await heard(bench), 'refund.sent', 'refund.pending')
    const owners = [...new Set(back.map(({ tenant }) => tenant ?? ''))]
    same(owners.sort(), ['acme', 'other'], 'whose refunds they are')
  },
  'two payments are two events and two payments': async (bench) => {
    await bench.world.pay(await opened(bench, { checkout: 'lnk_suite.1' }))
    await bench.world.pay(await opened(bench, { checkout: 'lnk_suite.2' }))
    const told = all(await heard(bench), 'payment.succeeded')
    same(told.map(({ checkout }) => checkout).sort(), ['lnk_suite.1', 'lnk_suite.2'], 'checkouts')
    same(new Set(told.map(({ event }) => event)).size, 2, 'event ids')
    same(new Set(told.map(({ payment }) => payment.externalId)).size, 2, 'payments')
  },
  'money that takes days is announced, then arrives as the same payment': async (bench) => {
    const announced = await announcedIn(bench)
    if (announced === undefined) return
    await needed(bench.world.settle, 'world.settle')(announced.checkout)
    const event = only(await heard(bench), 'payment.succeeded')
    same(
      [event.checkout, event.payment.externalId, event.payment.amount.toJSON()],
      ['lnk_suite.1', announced.payment, usual(bench).toJSON()],
      'the arrival',
    )
    same((await bench.provider.getCheckout(announced.checkout.externalId, key('look'))).state, 'paid', 'the checkout')
  },
  'announced money that does not arrive fails as the same payment, for good': async (bench) => {
    const announced = await announcedIn(bench)
    if (announced === undefined) return
    await bench.world.fail(announced.checkout)
    const event = only(await heard(bench), 'payment.failed')
    same(
      [event.checkout, event.payment.externalId, event.retryable],
      ['lnk_suite.1', announced.payment, false],
      'the failure',
    )
  },
  'a try that was declined says why, and that another may follow': async (bench) => {
    const checkout = await opened(bench)
    await bench.world.fail(checkout)
    const event = only(await heard(bench), 'payment.failed')
    same([event.checkout, event.retryable], ['lnk_suite.1', true], 'the failure')
    holds(event.reason !== '', 'it has a reason')
    same((await bench.provider.getCheckout(checkout.externalId, key('look'))).state, 'open', 'the checkout')
    await bench.world.pay(checkout)
    same(only(await heard(bench), 'payment.succeeded').checkout, 'lnk_suite.1', 'the next try')
  },
})

/** A checkout with money on its way; nothing when the provider's money never takes days. */
async function announcedIn(bench: Bench) {
  if (bench.provider.capabilities.settlement === 'instant') {
    same(bench.world.announce, undefined, 'a world in which money takes days')
    return undefined
  }
  const checkout = await opened(bench)
  await needed(bench.world.announce, 'world.announce')(checkout)
  const event = only(await heard(bench), 'payment.pending')
  same([event.checkout, event.payment.amount.toJSON()], ['lnk_suite.1', usual(bench).toJSON()], 'the announcement')
  same((await bench.provider.getCheckout(checkout.externalId, key('look'))).state, 'pending', 'the checkout')
  return { checkout, payment: event.payment.externalId }
}

/** What the payer's bank takes into question. */
export const disputes = group('disputes', {
  'a dispute names its payment, and whether the money is gone': async (bench) => {
    const dispute = await disputedIn(bench, 'lost')
    if (dispute === undefined) return
    const told = await heard(bench)
    same(only(told, 'dispute.lost').dispute.externalId, dispute, 'the one that was lost')
    same(told.filter(({ type }) => type === 'dispute.reinstated').length, 0, 'times that the money came back')
  },
  'one that is won brings the money back': async (bench) => {
    const dispute = await disputedIn(bench, 'won')
    if (dispute === undefined) return
    const told = await heard(bench)
    same(
      [only(told, 'dispute.won'), only(told, 'dispute.reinstated')].map((event) => event.dispute.externalId),
      [dispute, dispute],
      'the one that was won',
    )
  },
})

async function disputedIn(bench: Bench, outcome: 'won' | 'lost'): Promise<string | undefined> {
  if (!bench.provider.capabilities.disputes) {
    same(bench.world.dispute, undefined, 'a world with disputes')
    return undefined
  }
  const { externalId: payment, amount } = await paid(bench)
  await needed(bench.world.dispute, 'world.dispute')(payment)
  const told = await heard(bench)
  const { dispute } = only(told, 'dispute.opened')
  same([dispute.payment, dispute.amount.toJSON()], [payment, amount.toJSON()], 'the dispute')
  const isGone = dispute.withdrawn || told.some(({ type }) => type === 'dispute.withdrawn')
  holds(isGone, 'the money is said to be gone')
  await needed(bench.world.decide, 'world.decide')(payment, outcome)
  return dispute.externalId
}

/** What arrives at our bank. */
export const payouts = group('payouts', {
  'a payout and what was kept of it are together what was paid': async (bench) => {
    if (!bench.provider.capabilities.payouts) {
      same(bench.world.payOut, undefined, 'a world with payouts')
      return
    }
    const first = await paid(bench, { checkout: 'lnk_suite.1' })
    const second = await paid(bench, { checkout: 'lnk_suite.2' })
    await needed(bench.world.payOut, 'world.payOut')()
    const { payout } = only(await heard(bench), 'payout.paid')
    same(
      [payout.amount.minor + payout.fees.minor, payout.amount.currency, payout.fees.currency],
      [first.amount.minor + second.amount.minor, first.amount.currency, first.amount.currency],
      'amount and fees',
    )
    holds(payout.fees.minor >= 0n, 'what was kept is not negative')
    holds(/^\d{4}-\d\d-\d\d$/.test(payout.arrivesOn), `${payout.arrivesOn} is a day`)
  },
})

/** Amounts of every number of decimals come through whole. */
export const amounts = group('amounts', {
  'nothing, and less than nothing, cannot be asked for': async (bench) => {
    for (const units of [0n, -100n]) {
      const amount = minor(units, usual(bench).currency)
      const open = () => opened(bench, { checkout: `lnk_amount.${units}`, amount })
      await without(bench, () => refused('provider_refused', open, `a checkout of ${String(amount)}`))
    }
  },
  'an amount is asked for, paid, told and sent back as it is': async (bench) => {
    for (const [i, amount] of bench.amounts.entries()) {
      const checkout = await opened(bench, { checkout: `lnk_amount.${i}`, amount })
      await bench.world.pay(checkout)
      const { payment } = only(await heard(bench), 'payment.succeeded')
      const found = await bench.provider.getCheckout(checkout.externalId, key(`look-${i}`))
      same(
        [payment.amount.toJSON(), found.payment?.amount.toJSON()],
        [amount.toJSON(), amount.toJSON()],
        `the payment of ${String(amount)}`,
      )
      if (bench.provider.refund === undefined) continue
      const request = { refund: `rf_${i}`, payment: payment.externalId, amount, reason: '' }
      const refund = await bench.provider.refund(request, key(request.refund))
      same(refund.amount.toJSON(), amount.toJSON(), `the refund of ${String(amount)}`)
      await heard(bench)
    }
  },
})
