import {
  amountOf,
  currencyOf,
  customerOf,
  dayGiven,
  given,
  idOf,
  invoiceOf,
  invoicesOf,
  near,
  openOf,
  type Of,
} from './generate-common.js'
import type { World } from './world.js'
import type { Command, Inputs, WireStrategy } from './inputs.js'
import { dayText } from './plain.js'
import type { Allocation } from './replay.js'

/** Commands that set money against items. */
export function payments(world: World, choice: Of<'record' | 'apply' | 'release' | 'move'>): Command {
  const { random, state, today } = world
  const live = [...state.allocations.values()].filter((each) => each.isLive)
  switch (choice) {
    case 'record':
      return { name: 'payments.record', input: paymentInput(world) }
    case 'apply': {
      const customer = customerOf(world)
      const usable = [...state.sources.values()].filter((each) => each.customer === customer && each.unapplied > 0n)
      const source = random.maybe(usable)
      const currency = random.chance(0.9) ? (source?.currency ?? currencyOf(world)) : undefined
      const sources = random.chance(0.3) && source !== undefined ? [source.id] : undefined
      const strategy = random.chance(0.3)
        ? undefined
        : strategyFor(world, customer, source?.unapplied ?? 1n, currency ?? 'EUR')
      const effectiveOn = random.chance(0.1) ? dayText(today + random.int(-30, 0)) : undefined
      return {
        name: 'allocations.apply',
        input: given({ customer, currency, sources, strategy, effectiveOn }) as never,
      }
    }
    case 'release': {
      const all: readonly Allocation[] = random.chance(0.1) ? [...state.allocations.values()] : live
      return {
        name: 'allocations.release',
        input: given({ allocation: idOf(world, all), on: dayGiven(world, 0.15, 30, 5) }) as never,
      }
    }
    case 'move': {
      const movable = live.filter((each) => each.kind === 'payment' || each.kind === 'credit')
      const allocation = idOf(world, movable)
      const customer = state.allocations.get(allocation)?.customer
      return {
        name: 'allocations.move',
        input: { allocation, to: invoiceOf(world, random.chance(0.95) ? customer : undefined) },
      }
    }
  }
}

function paymentInput(world: World): Inputs['payments.record'] {
  const { random, today } = world
  const customer = customerOf(world)
  const invoice = random.maybe(invoicesOf(world, customer).filter(({ id }) => openOf(world, id) > 0n))
  const currency = random.chance(0.85) ? (invoice?.currency ?? currencyOf(world)) : currencyOf(world)
  const amount =
    invoice !== undefined && invoice.currency === currency && random.chance(0.5)
      ? near(world, openOf(world, invoice.id), currency)
      : amountOf(world, currency)
  const minor = BigInt(amount.amount.replace('.', ''))
  return given({
    customer,
    id: `pay_${world.fresh()}`,
    amount,
    receivedOn: random.chance(0.3) ? undefined : dayText(today + random.int(-40, random.chance(0.05) ? 5 : 0)),
    reference: random.chance(0.15) ? `job-${random.int(1, 3)}` : undefined,
    allocate: random.chance(0.4) ? undefined : strategyFor(world, customer, minor, currency),
  }) as never
}

const orders = ['oldestDue', 'currentFirst', 'proportional', 'feesFirst', 'principalFirst', 'onAccount']

function strategyFor(world: World, customer: string, money: bigint, currency: string): WireStrategy {
  const { random, state } = world
  if (random.chance(0.65)) return random.pick(orders)
  const specific: { invoice: string }[] = []
  for (let i = random.int(1, 2); i > 0; i--) {
    const invoice = invoiceOf(world, random.chance(0.97) ? customer : undefined)
    const parts = state.parts.filter((part) => part.invoice.id === invoice && part.open > 0n)
    const part = random.chance(0.25) ? random.maybe(parts) : undefined
    const open = part?.open ?? openOf(world, invoice)
    const most = open < money ? open : money
    const amount =
      random.chance(0.5) && most > 0n ? near(world, most, state.invoices.get(invoice)?.currency ?? currency) : undefined
    specific.push(given({ invoice, instalment: part?.no, amount }) as { invoice: string })
  }
  const then = random.chance(0.4) ? random.pick(orders) : undefined
  return given({
    specific: specific.filter((each, i) => specific.findIndex((other) => other.invoice === each.invoice) === i),
    then,
  }) as never
}
