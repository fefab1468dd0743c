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
import { references, type World } from './world.js'
import type { Command, Inputs, WireStrategy } from './inputs.js'
import { dayText, wire } from './plain.js'
import type { Allocation } from './replay.js'

/** Commands that set money against items. */
export function payments(world: World, choice: Of<'record' | 'apply' | 'release' | 'move'>): Command {
  const { random, state, today } = world
  const live = [...state.allocations.values()].filter((each) => each.isLive)
  switch (choice) {
    case 'record':
      return { name: 'payments.record', input: random.chance(0.08) ? sharedInput(world) : paymentInput(world) }
    case 'apply': {
      const customer = customerOf(world)
      const usable = [...state.sources.values()].filter((each) => each.customer === customer && each.unapplied > 0n)
      const source = random.maybe(usable)
      const currency = random.chance(0.9) ? (source?.currency ?? currencyOf(world)) : undefined
      const any = random.chance(0.1) ? random.maybe([...state.sources.values()]) : source
      const sources = random.chance(0.3) && any !== undefined ? [any.id] : undefined
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
      const movable = live.filter(({ kind }) => kind === 'payment' || kind === 'credit' || random.chance(0.2))
      const allocation = idOf(world, movable)
      const { customer, document } = state.allocations.get(allocation) ?? {}
      const isWithin = document !== undefined && document !== '' && random.chance(0.1)
      const to = isWithin ? document : invoiceOf(world, random.chance(0.95) ? customer : undefined)
      const parts = state.parts.filter((part) => part.invoice.id === to)
      const instalment = random.chance(0.1) ? random.maybe(parts)?.no : undefined
      return {
        name: 'allocations.move',
        input: given({ allocation, to, instalment, on: dayGiven(world, 0.1, 20, 5) }) as never,
      }
    }
  }
}

function paymentInput(world: World): Inputs['payments.record'] {
  const { random, today } = world
  const customer = customerOf(world)
  const invoice = random.maybe(invoicesOf(world, customer).filter(({ id }) => openOf(world, id) > 0n))
  const currency = random.chance(0.85) ? (invoice?.currency ?? currencyOf(world)) : currencyOf(world)
  const payable = invoice?.offer !== undefined && random.chance(0.6) ? invoice.offer.payable : undefined
  const amount =
    invoice !== undefined && invoice.currency === currency && random.chance(0.5)
      ? near(world, payable ?? openOf(world, invoice.id), currency)
      : amountOf(world, currency)
  const minor = BigInt(amount.amount.replace('.', ''))
  return given({
    customer,
    id: `pay_${world.fresh()}`,
    amount,
    receivedOn: random.chance(0.3) ? undefined : dayText(today + random.int(-40, random.chance(0.05) ? 5 : 0)),
    reference: random.chance(0.15) ? random.pick(references) : undefined,
    allocate: random.chance(0.4) ? undefined : strategyFor(world, customer, minor, currency),
  }) as never
}

/** One payment for several customers; now and then the shares do not add up. */
function sharedInput(world: World): Inputs['payments.record'] {
  const { random, customers } = world
  const first = paymentInput(world)
  const { currency } = first.amount
  const splits = customers.slice(0, random.int(2, 4)).map((customer) => {
    const amount = amountOf(world, currency)
    const minor = BigInt(amount.amount.replace('.', ''))
    return given({
      customer,
      amount,
      allocate: random.chance(0.5) ? undefined : strategyFor(world, customer, minor, currency),
    })
  })
  if (splits.length < 2) return first
  const off = random.chance(0.1) ? 1n : 0n
  const sum = splits.reduce((so, { amount }) => so + BigInt(amount.amount.replace('.', '')), off)
  return given({ ...first, customer: undefined, allocate: undefined, amount: wire(sum, currency), splits }) as never
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
