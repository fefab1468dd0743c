import { holds, refused, same } from '../../store/assert.js'
import { group } from '../case.js'
import { asked, has, heard, key, offered, opened, tried, usual, without } from '../requests.js'

/** A provider is what it says it is. */
export const capabilities = group('capabilities', {
  'it has a part for everything it says it can do, and no other': async (bench) => {
    const { provider } = bench
    const { holds: canHold, savedMethods, refunds } = provider.capabilities
    holds(/^[a-z][a-z0-9-]*$/.test(provider.id), `the id ${provider.id} is lower-case letters, digits and hyphens`)
    same(
      (['refund', 'charge', 'capture', 'void'] as const).map((name) => has(bench, name)),
      [refunds !== 'none', savedMethods, canHold, canHold],
      'refund, charge, capture and void are there',
    )
  },
  'it opens what it offers and refuses what it does not': async (bench) => {
    const { holds: canHold, savedMethods, inPlace } = bench.provider.capabilities
    const kinds = [
      [canHold, { capture: 'hold' }],
      [savedMethods, { saveMethod: true }],
      [inPlace, { show: 'inPlace' }],
    ] as const
    for (const [i, [isOffered, change]] of kinds.entries()) {
      const open = () => opened(bench, { checkout: `lnk_kind.${i}`, ...change })
      if (isOffered) same((await open()).state, 'open', `a checkout with ${JSON.stringify(change)}`)
      else await without(bench, () => refused('provider_unsupported', open, JSON.stringify(change)))
    }
  },
})

/** What is opened can be found and paid. */
export const checkouts = group('checkouts', {
  'one with a page has an address and no secret': async (bench) => {
    const checkout = await opened(bench)
    holds(/^https?:$/.test(new URL(checkout.url).protocol), `the address ${checkout.url} is of the web`)
    same([checkout.state, checkout.clientSecret, checkout.payment], ['open', '', null], 'a new checkout')
    holds(checkout.externalId !== '', 'it has an id of the provider')
  },
  'one that is paid in place has a secret and no address': async (bench) => {
    const open = () => opened(bench, { show: 'inPlace' })
    if (!bench.provider.capabilities.inPlace) {
      await refused('provider_unsupported', open, 'paying in place')
      return
    }
    const checkout = await open()
    same([checkout.state, checkout.url], ['open', ''], 'a new checkout')
    holds(checkout.clientSecret.length >= 16, 'its secret cannot be guessed')
    await bench.world.pay(checkout)
    same((await bench.provider.getCheckout(checkout.externalId, key('look'))).state, 'paid', 'after it was paid')
  },
  'one that is paid in place is found with its secret, and once it is closed it cannot be paid': async (bench) => {
    if (!bench.provider.capabilities.inPlace) return
    const checkout = await opened(bench, { show: 'inPlace' })
    const found = await bench.provider.getCheckout(checkout.externalId, key('look'))
    same([found.state, found.clientSecret], ['open', checkout.clientSecret], 'the checkout')
    await offered(bench, 'closeCheckout')(checkout.externalId, key('close'))
    await tried(() => bench.world.pay(checkout))
    const after = await bench.provider.getCheckout(checkout.externalId, key('look'))
    same([after.state === 'open', after.payment], [false, null], 'the checkout when it is closed')
  },
  'it is found as it was opened': async (bench) => {
    const checkout = await opened(bench)
    const found = await bench.provider.getCheckout(checkout.externalId, key('look'))
    same([found.externalId, found.state, found.payment], [checkout.externalId, 'open', null], 'the checkout')
    same(found.expiresAt, checkout.expiresAt, 'when it ends')
  },
  'after it was paid it shows its payment': async (bench) => {
    const checkout = await opened(bench)
    await bench.world.pay(checkout)
    const { state, payment } = await bench.provider.getCheckout(checkout.externalId, key('look'))
    same([state, payment?.amount.toJSON()], ['paid', usual(bench).toJSON()], 'the checkout')
  },
  'one that nobody opened is not found': (bench) =>
    refused('provider_refused', () => bench.provider.getCheckout('nobody-opened-this', key('look')), 'looking for it'),
  'a call that was given up before it began does nothing': async (bench) => {
    const signal = AbortSignal.abort()
    await without(bench, async () => {
      const answer = await bench.provider
        .createCheckout(asked(bench), { ...key('given-up'), signal })
        .catch(() => undefined)
      same(answer, undefined, 'the answer')
    })
  },
  'opening one is nothing to tell of': async (bench) => {
    await opened(bench)
    same(await heard(bench), [], 'events')
  },
})

/** Paying until when, and no longer. */
export const lifetimes = group('lifetimes', {
  'a page lives as long as was asked, within what is offered': async (bench) => {
    const { minSeconds, maxSeconds } = bench.provider.capabilities.lifetime
    const times = [minSeconds, maxSeconds ?? 365 * 86_400].map((seconds) => bench.clock.now + seconds * 1000)
    for (const [i, expiresAt] of times.entries()) {
      const checkout = await opened(bench, { checkout: `lnk_ends.${i}`, expiresAt })
      const ends = checkout.expiresAt ?? Infinity
      holds(ends <= expiresAt && ends > expiresAt - 1000, `it ends within the second before ${expiresAt}: ${ends}`)
    }
  },
  'a time that is not offered is refused, never shortened or stretched': async (bench) => {
    const { minSeconds, maxSeconds } = bench.provider.capabilities.lifetime
    const times = [Math.floor(minSeconds / 2), ...(maxSeconds === null ? [] : [maxSeconds * 2])]
    for (const seconds of times) {
      const expiresAt = bench.clock.now + seconds * 1000
      const open = () => opened(bench, { checkout: `lnk_ends.${seconds}`, expiresAt })
      await without(bench, () => refused('provider_unsupported', open, `a page of ${seconds} seconds`))
    }
  },
  'once its time is over it cannot be paid': async (bench) => {
    const expiresAt = bench.clock.now + bench.provider.capabilities.lifetime.minSeconds * 1000
    const checkout = await opened(bench, { expiresAt })
    bench.clock.now = expiresAt + 1000
    await tried(() => bench.world.pay(checkout))
    const found = await bench.provider.getCheckout(checkout.externalId, key('look'))
    same([found.state, found.payment], ['expired', null], 'the checkout')
  },
})
