// Long because it is one table: how an input of every command is made up.

import type { CommandName } from '@owekit/core/batch'
import type { World } from './world.js'

type Maker = (world: World) => object

/** Commands that no batch takes: what makes or changes links. */
type LinkCommand =
  'links.forInvoice' | 'links.forDeposit' | 'links.forReference' | 'links.forBalance' | 'links.renew' | 'links.revoke'

const strategies = ['oldestDue', 'currentFirst', 'proportional', 'feesFirst', 'principalFirst', 'onAccount'] as const

const source = (world: World) => world.one(world.random.pick(['payment', 'payment', 'provided', 'deposit', 'credit']))

const strategy = (world: World) =>
  world.random.chance(0.3)
    ? { specific: [{ invoice: world.one('invoice'), amount: world.perhaps(0.3) }], then: world.random.pick(strategies) }
    : world.random.pick(strategies)

const invoice: Maker = (world) => {
  const { random } = world
  const total = world.amount()
  return {
    customer: world.one('customer'),
    number: world.fresh('A-'),
    total,
    issuedOn: world.day(-40, 0),
    ...random.pick([{ dueOn: world.day(0, 40) }, { terms: 'net 14' }, { terms: '2/10 net 30' }, {}]),
    reference: random.chance(0.4) ? world.reference() : undefined,
    applyDeposits: random.chance(0.3) ? true : undefined,
  }
}

const payment: Maker = (world) => {
  const { random } = world
  const amount = world.amount()
  const received = { id: world.fresh('pay_'), amount, receivedOn: world.day(-20, 0), method: 'bank' }
  if (random.chance(0.12)) return { ...received, payer: 'somebody' }
  if (random.chance(0.1)) {
    const { currency } = amount
    const shares = [world.amount(currency), world.amount(currency)]
    const sum = shares.reduce((total, share) => total + BigInt(share.amount.replace('.', '')), 0n)
    const text = String(sum).padStart(3, '0')
    const whole = { amount: `${text.slice(0, -2)}.${text.slice(-2)}`, currency }
    const splits = shares.map((share) => ({ customer: world.one('customer'), amount: share }))
    return { ...received, amount: random.chance(0.9) ? whole : amount, splits }
  }
  return {
    ...received,
    customer: world.one('customer'),
    allocate: random.chance(0.4) ? strategy(world) : undefined,
    reference: random.chance(0.2) ? world.reference() : undefined,
  }
}

const refund: Maker = (world) => {
  const { random } = world
  const isProvided = random.chance(0.4)
  return {
    // Money that a provider took is sent back by it; what went by hand would be told nowhere else.
    payment: isProvided ? world.one('provided') : source(world),
    amount: world.perhaps(0.6),
    as: random.maybe(['credit', 'reopen', undefined]),
    invoice: random.chance(0.2) ? world.one('invoice') : undefined,
    on: world.perhapsDay(-10, 0),
    through: isProvided && random.chance(0.3) ? 'provider' : undefined,
  }
}

const booking: Maker = (world) => {
  const { random } = world
  return {
    customer: world.one('customer'),
    reference: world.fresh('bk-'),
    total: world.amount(),
    date: world.day(1, 60),
    rule: random.maybe([undefined, { ask: { percent: '30' } }, { ask: 'none' }]),
    policy: random.maybe([
      undefined,
      { windows: [{ until: { days: 7 }, charge: 'none' }], after: 'all', rest: 'refund' },
      { windows: [{ until: { days: 3 }, charge: { percent: '25' } }], after: { percent: '50' }, rest: 'credit' },
    ]),
    noShow: random.maybe([undefined, 'all', 'none', { percent: '50' }]),
    needsApproval: random.chance(0.3) ? true : undefined,
  }
}

const plan: Maker = (world) => ({
  id: world.fresh('plan_'),
  invoice: world.one('invoice'),
  monthly: { parts: world.random.int(1, 4), firstDueOn: world.day(0, 40) },
  broken: world.random.maybe([undefined, 'keep', 'cancel']),
})

const linked = (world: World) => ({
  minimum: world.random.chance(0.3) ? { amount: '1.00', currency: 'EUR' } : undefined,
  days: world.random.chance(0.3) ? world.random.int(1, 20) : undefined,
  capture: world.random.chance(0.25) ? 'hold' : undefined,
})

/** How an input of every command is made: one that has none does not compile. */
export const makers: { readonly [name in CommandName | LinkCommand]: Maker } = {
  'customers.open': (world) => ({ id: world.fresh('cus_'), name: 'Ada', email: `${world.fresh('ada')}@example.com` }),
  'customers.update': (world) => ({ id: world.one('customer'), name: world.fresh('Ada '), locale: 'de' }),
  'customers.merge': (world) => ({
    from: world.one('customer'),
    into: world.one('customer'),
    on: world.perhapsDay(-5, 5),
  }),
  'customers.erase': (world) => ({ id: world.one('customer') }),
  'invoices.issue': invoice,
  'invoices.void': (world) => ({ invoice: world.one('invoice'), on: world.perhapsDay(-10, 0) }),
  'invoices.moveDueDate': (world) => ({ invoice: world.one('invoice'), dueOn: world.day(-5, 60) }),
  'credits.issue': (world) => ({
    customer: world.one('customer'),
    number: world.fresh('C-'),
    amount: world.amount(),
    invoice: world.random.chance(0.5) ? world.one('invoice') : undefined,
    surplus: world.random.chance(0.2) ? 'refund' : undefined,
    expiresOn: world.random.chance(0.2) ? world.day(1, 30) : undefined,
  }),
  'payments.record': payment,
  'payments.refund': refund,
  'payments.reverse': (world) => ({
    payment: world.one(world.random.pick(['payment', 'deposit'])),
    reason: world.random.maybe(['chargeback', 'bounce', 'error', undefined]),
    on: world.perhapsDay(-10, 0),
  }),
  'payments.capture': (world) => ({ payment: world.one('provided'), amount: world.perhaps(0.3) }),
  'payments.void': (world) => ({ payment: world.one('provided') }),
  'payments.charge': (world) => ({
    id: world.fresh('chg_'),
    method: world.one('provided'),
    ...(world.random.chance(0.7) ? { invoice: world.one('invoice') } : { booking: world.one('booking') }),
    amount: world.perhaps(0.3),
  }),
  'payments.forgetMethod': (world) => ({ method: world.one('provided') }),
  'payments.assign': (world) => ({
    suspense: world.one('suspense'),
    customer: world.one('customer'),
    id: world.fresh('pay_'),
    amount: world.perhaps(0.4),
    allocate: world.random.chance(0.4) ? strategy(world) : undefined,
  }),
  'allocations.apply': (world) => ({
    customer: world.one('customer'),
    currency: world.random.chance(0.7) ? 'EUR' : undefined,
    sources: world.random.chance(0.3) ? [source(world)] : undefined,
    strategy: world.random.chance(0.4) ? strategy(world) : undefined,
  }),
  'allocations.move': (world) => ({ allocation: world.one('allocation'), to: world.one('invoice') }),
  'allocations.release': (world) => ({ allocation: world.one('allocation'), on: world.perhapsDay(-5, 0) }),
  'writeOffs.record': (world) => ({ invoice: world.one('invoice'), amount: world.perhaps(0.3) }),
  'holds.place': (world) =>
    world.random.chance(0.8)
      ? { id: world.fresh('hold_'), invoice: world.one('invoice'), reason: 'waiting' }
      : { id: world.fresh('hold_'), customer: world.one('customer'), reason: 'waiting' },
  'holds.release': (world) => ({ hold: world.one('hold') }),
  'plans.agree': plan,
  'plans.accept': (world) => ({ plan: world.one('plan'), by: 'ada' }),
  'plans.cancel': (world) => ({ plan: world.one('plan') }),
  'promises.make': (world) => ({
    id: world.fresh('prm_'),
    ...(world.random.chance(0.7)
      ? { invoice: world.one('invoice'), amount: world.perhaps(0.4) }
      : { customer: world.one('customer'), amount: world.amount() }),
    until: world.day(0, 20),
  }),
  'promises.withdraw': (world) => ({ promise: world.one('promise') }),
  'disputes.open': (world) => ({
    id: world.fresh('dis_'),
    ...(world.random.chance(0.7) ? { invoice: world.one('invoice') } : { payment: source(world) }),
    amount: world.perhaps(0.3),
    reason: 'price',
  }),
  'disputes.note': (world) => ({ dispute: world.one('dispute'), text: 'They called.' }),
  'disputes.resolve': (world) => ({
    dispute: world.one('dispute'),
    outcome: world.random.pick(['accepted', 'rejected', 'withdrawn']),
    ...(world.random.chance(0.4) ? { as: 'credit', number: world.fresh('D-') } : {}),
  }),
  'bookings.request': booking,
  'bookings.approve': (world) => ({ reference: world.one('booking') }),
  'bookings.cancel': (world) => ({
    reference: world.one('booking'),
    by: world.random.pick(['customer', 'organiser']),
    waive: world.random.chance(0.2) ? true : undefined,
  }),
  'bookings.reschedule': (world) => ({ reference: world.one('booking'), date: world.day(1, 60) }),
  'bookings.noShow': (world) => ({ reference: world.one('booking') }),
  'deposits.request': (world) => ({
    customer: world.one('customer'),
    id: world.fresh('dpr_'),
    reference: world.reference(),
    amount: world.amount(),
    dueOn: world.day(0, 20),
  }),
  'deposits.settle': (world) => ({
    customer: world.one('customer'),
    id: world.fresh('dep_'),
    reference: world.reference(),
    amount: world.amount(),
    request: world.random.chance(0.2) ? world.one('request') : undefined,
    receivedOn: world.day(-20, 0),
  }),
  'deposits.apply': (world) => ({
    deposit: world.one('deposit'),
    invoice: world.one('invoice'),
    amount: world.perhaps(0.3),
  }),
  'deposits.forfeit': (world) => ({ deposit: world.one('deposit'), amount: world.perhaps(0.5) }),
  'deposits.release': (world) => ({ deposit: world.one('deposit'), amount: world.perhaps(0.5) }),
  'reminders.setPolicy': (world) => ({
    policy: {
      id: world.random.pick(['mild', 'firm']),
      steps: [-5, 0, world.random.int(1, 9), 21].map((days, i) => ({
        id: `step-${i}`,
        days,
        channels: world.random.pick([['email'], ['email', 'sms'], ['sms', 'task']]),
      })),
      pauseAfterPayment: world.random.int(0, 4),
      gap: world.random.int(0, 3),
    },
    isDefault: world.random.chance(0.8) ? true : undefined,
  }),
  'reminders.setDefault': (world) => ({ policy: world.random.pick(['mild', 'firm', 'none']) }),
  'reminders.agree': (world) =>
    world.random.chance(0.5)
      ? {
          customer: world.one('customer'),
          policy: world.random.maybe(['mild', 'firm', 'none', '', undefined]),
          isPaused: world.random.maybe([true, false, undefined]),
          optedOut: world.random.maybe([['email'], ['sms'], [], undefined]),
        }
      : {
          invoice: world.one('invoice'),
          snoozedUntil: world.random.maybe([world.day(0, 9), null]),
          reason: 'asked for it',
        },
  'reminders.waive': (world) => ({ invoice: world.one('invoice'), step: `step-${world.random.int(0, 3)}` }),
  'reminders.sendNow': (world) => ({ invoice: world.one('invoice'), reason: 'they called' }),
  'reminders.closeTask': (world) => ({ task: world.one('task'), note: 'done' }),
  'reminders.liftSuppression': () => ({ channel: 'email', address: 'ada@example.com' }),
  'reminders.paymentsSeen': () => ({}),
  'reminders.hold': () => ({}),
  'reminders.release': () => ({}),
  'periods.close': (world) => ({ through: world.day(-90, -30) }),
  'links.forInvoice': (world) => ({ invoice: world.one('invoice'), ...linked(world) }),
  'links.forDeposit': (world) => ({ request: world.one('request'), ...linked(world) }),
  'links.forReference': (world) => ({
    customer: world.one('customer'),
    reference: world.reference(),
    currency: 'EUR',
    ...linked(world),
  }),
  'links.forBalance': (world) => ({ customer: world.one('customer'), currency: 'EUR', ...linked(world) }),
  'links.renew': (world) => ({ link: world.one('link') }),
  'links.revoke': (world) => ({ link: world.one('link') }),
}

/** A command as the face knows it. */
export type MadeName = keyof typeof makers

/** Commands that are drawn more often than the others, and some that end things, less often. */
export const weights: { readonly [name in MadeName]: number } = {
  ...(Object.fromEntries(Object.keys(makers).map((name) => [name, 2])) as { readonly [name in MadeName]: number }),
  'invoices.issue': 14,
  'payments.record': 10,
  'payments.refund': 5,
  'payments.assign': 4,
  'deposits.settle': 5,
  'deposits.apply': 4,
  'deposits.request': 4,
  'payments.capture': 5,
  'payments.void': 5,
  'payments.charge': 5,
  'payments.forgetMethod': 0.6,
  'links.forInvoice': 6,
  'links.forBalance': 4,
  'bookings.request': 4,
  'customers.open': 2,
  'customers.merge': 0.6,
  'reminders.setDefault': 0.6,
  'reminders.hold': 0.4,
  'reminders.waive': 0.8,
  'reminders.sendNow': 0.8,
  'reminders.closeTask': 0.8,
  'customers.erase': 0.3,
  'links.revoke': 0.6,
  'periods.close': 0.5,
}
