import {
  amountOf,
  currencyOf,
  customerOf,
  given,
  idOf,
  invoiceOf,
  near,
  nothing,
  openOf,
  type Of,
} from './generate-common.js'
import { references, type World } from './world.js'
import type { Command, Inputs } from './inputs.js'
import { dayText } from './plain.js'

/** Disputes, promises to pay, accepted plans. */
export function agreements(
  world: World,
  choice: Of<'dispute' | 'resolve' | 'promise' | 'withdraw' | 'accept'>,
): Command {
  const { random, state } = world
  switch (choice) {
    case 'dispute':
      return { name: 'disputes.open', input: disputeInput(world) }
    case 'resolve': {
      const open = [...state.disputes].filter(([, each]) => !each.isResolved || random.chance(0.05))
      const dispute = idOf(
        world,
        open.map(([id]) => ({ id })),
      )
      const outcome = random.pick(['accepted', 'accepted', 'rejected', 'withdrawn'])
      const as = random.chance(0.5) ? 'credit' : undefined
      const number = as === undefined ? undefined : `D-${world.fresh()}`
      const releaseHold = random.chance(0.2) ? false : undefined
      return { name: 'disputes.resolve', input: given({ dispute, outcome, as, number, releaseHold }) as never }
    }
    case 'promise':
      return { name: 'promises.make', input: promiseInput(world) }
    case 'withdraw': {
      const open = [...state.agreements].filter(([, each]) => each.isOpen || random.chance(0.1))
      const promise = idOf(
        world,
        open.map(([id]) => ({ id })),
      )
      return { name: 'promises.withdraw', input: { promise } }
    }
    case 'accept':
      return { name: 'plans.accept', input: { plan: random.maybe([...state.plans.keys()]) ?? nothing, by: 'ada' } }
  }
}

function disputeInput(world: World): Inputs['disputes.open'] {
  const { random, state } = world
  const shared = { id: `dis_${world.fresh()}`, reason: random.pick(['price', 'goods']) }
  if (random.chance(0.7)) {
    const invoice = invoiceOf(world)
    const currency = state.invoices.get(invoice)?.currency ?? 'EUR'
    const amount = random.chance(0.5) ? near(world, openOf(world, invoice), currency) : undefined
    return given({ ...shared, invoice, amount }) as never
  }
  const payment = idOf(world, [...state.sources.values()])
  const source = state.sources.get(payment)
  const amount = random.chance(0.4) ? near(world, source?.amount ?? 1n, source?.currency ?? 'EUR') : undefined
  return given({ ...shared, payment, amount }) as never
}

function promiseInput(world: World): Inputs['promises.make'] {
  const { random, state, today } = world
  const shared = { id: `prm_${world.fresh()}`, until: dayText(today + random.int(-1, 30)) }
  if (random.chance(0.25)) return { ...shared, customer: customerOf(world), amount: amountOf(world, currencyOf(world)) }
  const invoice = invoiceOf(world)
  const currency = state.invoices.get(invoice)?.currency ?? 'EUR'
  const amount = random.chance(0.6) ? near(world, openOf(world, invoice), currency) : undefined
  return given({ ...shared, invoice, amount }) as never
}

/** Bookings under the references that deposits and invoices belong to. */
export function bookings(world: World, choice: Of<'book' | 'cancelBooking' | 'noShow' | 'moveBooking'>): Command {
  const { random, state, today } = world
  const known = [...state.bookings.keys()]
  const reference = random.chance(0.05) ? nothing : (random.maybe(known) ?? nothing)
  const booking = state.bookings.get(reference)
  switch (choice) {
    case 'book': {
      const currency = currencyOf(world)
      const free = references.filter((each) => !state.bookings.has(each))
      return {
        name: 'bookings.request',
        input: given({
          customer: customerOf(world),
          reference: random.chance(0.9) ? (random.maybe(free) ?? references[0]) : random.pick(references),
          total: amountOf(world, currency),
          date: dayText(today + random.int(-5, 60)),
          policy: {
            windows: random.chance(0.5)
              ? [{ until: { days: random.int(0, 20) }, charge: chargeOf(world, currency) }]
              : [],
            after: chargeOf(world, currency),
            rest: random.pick(['refund', 'credit'] as const),
          },
          noShow: chargeOf(world, currency),
          timeZone: random.pick(['UTC', 'Europe/Paris', 'Pacific/Auckland']),
        }) as never,
      }
    }
    case 'cancelBooking': {
      const by = random.chance(0.8) ? 'customer' : 'organiser'
      return {
        name: 'bookings.cancel',
        input: given({ reference, by, waive: random.chance(0.1) ? true : undefined }) as never,
      }
    }
    case 'noShow': {
      const fee = random.chance(0.4) ? near(world, booking?.amount ?? 1n, booking?.currency ?? 'EUR') : undefined
      return { name: 'bookings.noShow', input: given({ reference, fee }) as never }
    }
    case 'moveBooking':
      return { name: 'bookings.reschedule', input: { reference, date: dayText(today + random.int(-10, 60)) } }
  }
}

function chargeOf(world: World, currency: string): Inputs['bookings.request']['noShow'] {
  const { random } = world
  return random.pick([
    'none' as const,
    'all' as const,
    { percent: String(random.int(0, 100)) },
    { percent: String(random.int(1, 99)) },
    { amount: amountOf(world, currency) },
  ])
}
