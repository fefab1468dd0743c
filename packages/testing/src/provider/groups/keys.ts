import { holds, refused, same } from '../../store/assert.js'
import { group } from '../case.js'
import { all, asked, has, heard, key, needed, offered, only, opened, paid, part, tried, without } from '../requests.js'

/** Every call is safe to repeat with its key. */
export const keys = group('keys', {
  'the same key opens one checkout, however often it comes': async (bench) => {
    const before = await bench.effects()
    const first = await opened(bench)
    const once = (await bench.effects()) - before
    const again = await opened(bench)
    same([again.externalId, again.url], [first.externalId, first.url], 'the second answer')
    same((await bench.effects()) - before, once, 'things done')
  },
  'five calls at once with one key open one checkout': async (bench) => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => opened(bench)))
    same(new Set(answers.map(({ externalId }) => externalId)).size, 1, 'different checkouts')
  },
  'other keys open others': async (bench) => {
    const [first, second] = [await opened(bench), await opened(bench, { checkout: 'lnk_suite.2' })]
    holds(first.externalId !== second.externalId, 'the checkouts differ')
  },
  'a key that comes with another request is refused': async (bench) => {
    await opened(bench)
    const other = asked(bench, { amount: part(asked(bench).amount) })
    const call = () => bench.provider.createCheckout(other, key('lnk_suite.1'))
    await without(bench, () => refused('provider_refused', call, 'another amount with the key'))
  },
  'the same key closes once': async (bench) => {
    const close = offered(bench, 'closeCheckout')
    const { externalId } = await opened(bench)
    const answers = [await close(externalId, key('close')), await close(externalId, key('close'))]
    same(
      answers.map((answer) => answer.externalId),
      [externalId, externalId],
      'the answers',
    )
  },
})

/** A checkout that is closed takes no money, and one that took money is not closed. */
export const closing = group('closing', {
  'a closed checkout cannot be paid': async (bench) => {
    const close = offered(bench, 'closeCheckout')
    const checkout = await opened(bench)
    const closed = await close(checkout.externalId, key('close'))
    holds(closed.state === 'closed' || closed.state === 'expired', `it is ${closed.state}`)
    await tried(() => bench.world.pay(checkout))
    same((await bench.provider.getCheckout(checkout.externalId, key('look'))).payment, null, 'its payment')
    same(
      (await heard(bench)).filter(({ type }) => type.startsWith('payment.s')),
      [],
      'payments heard of',
    )
  },
  'closing twice is no mistake': async (bench) => {
    const close = offered(bench, 'closeCheckout')
    const { externalId } = await opened(bench)
    const first = await close(externalId, key('close-1'))
    same((await close(externalId, key('close-2'))).state, first.state, 'the second time')
  },
  'one that was paid while it was being closed is answered as paid': async (bench) => {
    const close = offered(bench, 'closeCheckout')
    const checkout = await opened(bench)
    await bench.world.pay(checkout)
    const answer = await close(checkout.externalId, key('close'))
    same([answer.state, answer.payment?.amount.toJSON()], ['paid', asked(bench).amount.toJSON()], 'the answer')
  },
  'one whose money is on its way is answered as pending': async (bench) => {
    if (bench.provider.capabilities.settlement === 'instant') {
      same(bench.world.announce, undefined, 'a world in which money takes days')
      return
    }
    const close = offered(bench, 'closeCheckout')
    const checkout = await opened(bench)
    await needed(bench.world.announce, 'world.announce')(checkout)
    same((await close(checkout.externalId, key('close'))).state, 'pending', 'the answer')
  },
})

/** A kept method is charged once, for whom it belongs to. */
export const savedMethods = group('saved methods', {
  'a method that was left can be charged, and the events name our payment': async (bench) => {
    if (!bench.provider.capabilities.savedMethods) {
      same(has(bench, 'charge'), false, 'charge')
      return
    }
    const charge = offered(bench, 'charge')
    const { savedMethod } = await paid(bench, { saveMethod: true })
    const amount = part(asked(bench).amount)
    const request = {
      payment: 'pay_fee_1',
      tenant: 'acme',
      customer: 'cus_ada',
      method: needed(savedMethod, 'savedMethod in the payment'),
      amount,
      description: 'No-show fee',
    }
    const before = await bench.effects()
    const first = await charge(request, key('charge'))
    const once = (await bench.effects()) - before
    same(first.amount.toJSON(), amount.toJSON(), 'what was charged')
    same((await charge(request, key('charge'))).externalId, first.externalId, 'the second answer')
    same((await bench.effects()) - before, once, 'things done')
    const event = (await heard(bench)).find(
      (each) => each.type === `payment.${first.state === 'paid' ? 'succeeded' : 'pending'}`,
    )
    same([event?.checkout, event?.tenant], ['pay_fee_1', 'acme'], 'what the event names')
  },
  'a method can be left in place as well': async (bench) => {
    const { savedMethods: canSave, inPlace } = bench.provider.capabilities
    if (!canSave || !inPlace) return
    const { savedMethod } = await paid(bench, { saveMethod: true, show: 'inPlace' })
    const method = needed(savedMethod, 'savedMethod in the payment')
    const request = { payment: 'pay_fee_3', customer: 'cus_ada', method, amount: part(asked(bench).amount) }
    const { state } = await offered(bench, 'charge')({ ...request, description: 'Fee' }, key('charge'))
    holds(state === 'paid' || state === 'pending', `the charge is ${state}`)
  },
  'that a charge is declined, or needs the payer, is an answer, told once and the same again': async (bench) => {
    if (!bench.provider.capabilities.savedMethods) {
      same(bench.world.refuseCharges, undefined, 'a world with kept methods')
      return
    }
    const charge = offered(bench, 'charge')
    const { savedMethod } = await paid(bench, { saveMethod: true })
    const method = needed(savedMethod, 'savedMethod in the payment')
    for (const how of ['declined', 'authentication_required'] as const) {
      await needed(bench.world.refuseCharges, 'world.refuseCharges')(method, how)
      const request = { payment: `pay_${how}`, customer: 'cus_ada', method, amount: part(asked(bench).amount) }
      const ask = () => charge({ ...request, description: 'Fee' }, key(how))
      const answer = await ask()
      same(answer.state, how, 'the answer')
      holds(answer.reason !== '', 'it has a reason')
      await without(bench, async () => same((await ask()).externalId, answer.externalId, 'the answer again'))
      const told = await heard(bench)
      same(all(told, 'payment.succeeded', 'payment.pending'), [], 'money')
      const event = only(told, 'payment.failed')
      same([event.checkout, event.payment.externalId], [`pay_${how}`, answer.externalId], 'the event')
    }
  },
  'one that nobody left is refused': async (bench) => {
    if (!bench.provider.capabilities.savedMethods) {
      same(has(bench, 'charge'), false, 'charge')
      return
    }
    const charge = offered(bench, 'charge')
    const request = { payment: 'pay_fee_2', customer: 'cus_ada', method: 'nobody-left-this', description: 'Fee' }
    const call = () => charge({ ...request, amount: asked(bench).amount }, key('charge'))
    await without(bench, () => refused('provider_refused', call, 'charging it'))
  },
})
