import { minor, type Money } from '@owekit/core/money'
import { holds, refused, same } from '../../store/assert.js'
import { type Bench, group } from '../case.js'
import { all, asked, has, heard, key, needed, offered, only, opened, paid, part, usual, without } from '../requests.js'

const oneMore = (amount: Money) => minor(amount.minor + 10n, amount.currency)

/** Asks for a refund of a payment. */
function refundOf(bench: Bench, payment: string, amount: Money, refund: string) {
  const give = offered(bench, 'refund')
  return give({ refund, payment, amount, reason: 'cancelled' }, key(refund))
}

/** Money goes back once, and never more than came. */
export const refunds = group('refunds', {
  'all of a payment goes back, under our id': async (bench) => {
    const payment = await paid(bench)
    const refund = await refundOf(bench, payment.externalId, payment.amount, 'rf_1')
    same(
      [refund.refund, refund.payment, refund.amount.toJSON()],
      ['rf_1', payment.externalId, payment.amount.toJSON()],
      'the answer',
    )
    holds(refund.state !== 'failed', 'it did not fail')
    const event = only(await heard(bench), refund.state === 'sent' ? 'refund.sent' : 'refund.pending')
    same(
      [event.refund.refund, event.refund.externalId, event.refund.amount.toJSON()],
      ['rf_1', refund.externalId, payment.amount.toJSON()],
      'the event',
    )
    holds(['', 'lnk_suite.1'].includes(event.checkout), 'the event names our checkout or none')
  },
  'the same key sends money back once': async (bench) => {
    const { externalId, amount } = await paid(bench)
    const first = await refundOf(bench, externalId, amount, 'rf_1')
    await without(bench, async () => {
      same((await refundOf(bench, externalId, amount, 'rf_1')).externalId, first.externalId, 'the second answer')
    })
  },
  'parts of it go back, up to the whole and not beyond': async (bench) => {
    const { externalId, amount } = await paid(bench)
    const small = part(amount)
    const rest = minor(amount.minor - small.minor, amount.currency)
    if (bench.provider.capabilities.refunds === 'full') {
      await refused('provider_unsupported', () => refundOf(bench, externalId, small, 'rf_1'), 'a part')
      return
    }
    same((await refundOf(bench, externalId, small, 'rf_1')).amount.toJSON(), small.toJSON(), 'the first part')
    await without(bench, () =>
      refused('provider_refused', () => refundOf(bench, externalId, amount, 'rf_2'), 'more than is left'),
    )
    same((await refundOf(bench, externalId, rest, 'rf_3')).amount.toJSON(), rest.toJSON(), 'the second part')
    await without(bench, () =>
      refused('provider_refused', () => refundOf(bench, externalId, small, 'rf_4'), 'when nothing is left'),
    )
  },
  'more than was paid is refused': async (bench) => {
    const { externalId, amount } = await paid(bench)
    const call = () => refundOf(bench, externalId, oneMore(amount), 'rf_1')
    await without(bench, async () => {
      const code = bench.provider.capabilities.refunds === 'full' ? 'provider_unsupported' : 'provider_refused'
      await refused(code, call, 'more')
    })
  },
  'money of another currency is refused': async (bench) => {
    const { externalId, amount } = await paid(bench)
    const other = minor(amount.minor, amount.currency === 'EUR' ? 'USD' : 'EUR')
    await without(bench, () => refused('provider_refused', () => refundOf(bench, externalId, other, 'rf_1'), 'it'))
  },
  'a payment that nobody made is refused': (bench) =>
    without(bench, () =>
      refused('provider_refused', () => refundOf(bench, 'nobody-paid-this', usual(bench), 'rf_1'), 'refunding it'),
    ),
})

/** What is held is not received until it is taken. */
export const holdsGroup = group('holds', {
  'a hold is announced as such, and part of it can be taken once': async (bench) => {
    if (!bench.provider.capabilities.holds) {
      same([has(bench, 'capture'), has(bench, 'void')], [false, false], 'capture and void')
      return
    }
    const { payment, amount } = await held(bench)
    const capture = offered(bench, 'capture')
    const taken = part(amount)
    await refused('provider_refused', () => capture(payment, oneMore(amount), key('too-much')), 'more than is held')
    const before = await bench.effects()
    const answers = await Promise.all(Array.from({ length: 5 }, () => capture(payment, taken, key('capture'))))
    for (const snapshot of answers)
      same([snapshot.externalId, snapshot.amount.toJSON()], [payment, taken.toJSON()], 'each of five answers')
    same(await bench.effects(), before, 'payments')
    const event = only(await heard(bench), 'payment.succeeded')
    same([event.checkout, event.payment.amount.toJSON()], ['lnk_suite.1', taken.toJSON()], 'the event')
    await refused('provider_refused', () => capture(payment, taken, key('capture-2')), 'taking it again')
  },
  'a hold can be given free, and then nothing is taken': async (bench) => {
    if (!bench.provider.capabilities.holds) {
      same([has(bench, 'capture'), has(bench, 'void')], [false, false], 'capture and void')
      return
    }
    const { payment, amount } = await held(bench)
    for (const again of ['first', 'second'])
      same((await offered(bench, 'void')(payment, key('void'))).externalId, payment, `the ${again} answer`)
    const event = only(await heard(bench), 'payment.voided')
    same([event.checkout, event.payment.externalId], ['lnk_suite.1', payment], 'the event')
    holds(event.reason !== 'expired', 'it is not said to have expired')
    const capture = offered(bench, 'capture')
    await refused('provider_refused', () => capture(payment, amount, key('capture')), 'taking it')
  },
  'a hold that nobody takes goes free by itself, and is told as expired': async (bench) => {
    if (!bench.provider.capabilities.holds) {
      same(bench.world.lapse, undefined, 'a world in which holds run out')
      return
    }
    const { payment, amount } = await held(bench)
    await needed(bench.world.lapse, 'world.lapse')(payment)
    const event = only(await heard(bench), 'payment.voided')
    same([event.checkout, event.payment.externalId, event.reason], ['lnk_suite.1', payment, 'expired'], 'the event')
    const capture = offered(bench, 'capture')
    await refused('provider_refused', () => capture(payment, amount, key('capture')), 'taking it')
  },
  'a checkout whose money is held is not closed, and the money stays held': async (bench) => {
    const { holds: canHold, inPlace } = bench.provider.capabilities
    if (!canHold) return
    for (const show of inPlace ? (['redirect', 'inPlace'] as const) : (['redirect'] as const)) {
      const { payment, amount, checkout } = await held(bench, show)
      const close = offered(bench, 'closeCheckout')
      same((await close(checkout, key(`close-${show}`))).state, 'pending', 'the checkout')
      same(all(await heard(bench), 'payment.voided'), [], 'what went free')
      const taken = await offered(bench, 'capture')(payment, amount, key(`capture-${show}`))
      same(taken.amount.toJSON(), amount.toJSON(), 'what is taken')
      await heard(bench)
    }
  },
})

/** A checkout that was authorised; nothing says that it was paid. */
async function held(
  bench: Bench,
  show: 'redirect' | 'inPlace' = 'redirect',
): Promise<{ payment: string; amount: Money; checkout: string }> {
  const name = show === 'redirect' ? 'lnk_suite.1' : 'lnk_suite.2'
  const checkout = await opened(bench, { checkout: name, capture: 'hold', show })
  await bench.world.pay(checkout)
  const events = await heard(bench)
  const { payment, checkout: ours } = only(events, 'payment.authorised')
  same([ours, payment.amount.toJSON()], [name, asked(bench).amount.toJSON()], 'what is held')
  same(events.filter(({ type }) => type === 'payment.succeeded').length, 0, 'payments')
  const { state } = await bench.provider.getCheckout(checkout.externalId, key('look'))
  same(state, 'pending', 'the checkout')
  return { payment: payment.externalId, amount: payment.amount, checkout: checkout.externalId }
}
