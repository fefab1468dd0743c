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
  nothing,
  openOf,
  type Of,
} from './generate-common.js'
import type { World } from './world.js'
import type { Command, Inputs } from './inputs.js'
import { dayText, total } from './plain.js'
import type { Source } from './replay.js'

/** Credit notes, refunds and reversals. */
export function creditOrRefund(world: World, choice: Of<'credit' | 'refund' | 'reverse'>): Command {
  const { random, state } = world
  switch (choice) {
    case 'credit':
      return { name: 'credits.issue', input: creditInput(world) }
    case 'refund':
      return { name: 'payments.refund', input: refundInput(world) }
    case 'reverse': {
      const money = [...state.sources.values()].filter(
        (each) => random.chance(0.03) || each.kind === 'payment' || each.kind === 'deposit',
      )
      const reason = random.maybe(['chargeback', 'bounce', 'error', undefined] as const)
      return {
        name: 'payments.reverse',
        input: given({
          payment: idOf(world, money),
          reason,
          on: dayGiven(world, 0.1, 20),
        }) as never,
      }
    }
  }
}

function creditInput(world: World): Inputs['credits.issue'] {
  const { random, today, state } = world
  const customer = customerOf(world)
  const invoice = random.chance(0.6) ? invoiceOf(world, customer) : undefined
  const of = invoice === undefined ? undefined : state.invoices.get(invoice)
  const currency = of?.currency ?? currencyOf(world)
  const promotional = random.chance(0.15)
  return given({
    customer,
    number: `C-${world.fresh()}`,
    issuedOn: random.chance(0.3) ? undefined : dayText(today - random.int(0, 30)),
    amount:
      of === undefined
        ? amountOf(world, currency)
        : near(world, random.chance(0.5) ? openOf(world, of.id) : of.total, currency),
    invoice,
    kind: promotional && invoice === undefined ? 'promotional' : undefined,
    expiresOn: promotional && invoice === undefined ? dayText(today + random.int(0, 40)) : undefined,
    surplus: random.chance(0.3) && invoice !== undefined ? 'refund' : undefined,
    reference: random.chance(0.1) ? `job-${random.int(1, 3)}` : undefined,
  }) as never
}

function refundInput(world: World): Inputs['payments.refund'] {
  const { random, state } = world
  const sources: readonly Source[] = [...state.sources.values()]
  const some = random.maybe(sources)
  const payment = random.chance(0.02) || some === undefined ? nothing : some.id
  const free = (some?.unapplied ?? 0n) + (some?.held ?? 0n)
  const live = [...state.allocations.values()].filter(
    (each) => each.isLive && each.source === payment && each.document !== '',
  )
  const back = random.chance(0.5) && some?.kind === 'payment' ? random.maybe(live) : undefined
  if (back === undefined) {
    const amount = random.chance(0.4) ? undefined : near(world, free, some?.currency ?? 'EUR')
    const on = dayGiven(world, 0.1, 20)
    return given({ payment, amount, on }) as never
  }
  const as = random.maybe(['credit', 'reopen', 'reopen', undefined] as const)
  const ofInvoice = live.filter((each) => each.document === back.document)
  const amount = near(world, free + total(ofInvoice.map((each) => each.amount)), some!.currency)
  const number = as === 'credit' ? `R-${world.fresh()}` : undefined
  return given({ payment, amount, as, invoice: back.document, number }) as never
}

/** Holds on invoices and customers. */
export function holds(world: World, choice: Of<'hold' | 'releaseHold'>): Command {
  const { random, state } = world
  if (choice === 'hold') {
    const on = random.chance(0.85) ? { invoice: invoiceOf(world) } : { customer: customerOf(world) }
    return {
      name: 'holds.place',
      input: { id: `hold_${world.fresh()}`, ...on, reason: random.pick(['dispute', 'waiting']) },
    }
  }
  const active = [...state.holds].filter(([, hold]) => hold.isActive).map(([id]) => ({ id }))
  return { name: 'holds.release', input: { hold: idOf(world, active) } }
}

/** Deposits held for a reference. */
export function deposits(
  world: World,
  choice: Of<'settleDeposit' | 'applyDeposit' | 'forfeit' | 'releaseDeposit'>,
): Command {
  const { random, state, today } = world
  const held = [...state.sources.values()].filter(
    (each) => each.kind === 'deposit' && (each.held > 0n || random.chance(0.05)),
  )
  const deposit = idOf(world, held)
  const found = state.sources.get(deposit)
  const currency = found?.currency ?? 'EUR'
  const amount = random.chance(0.5) ? undefined : near(world, found?.held ?? 1n, currency)
  switch (choice) {
    case 'settleDeposit': {
      const shared = { customer: customerOf(world), id: `dep_${world.fresh()}`, reference: `job-${random.int(1, 3)}` }
      const receivedOn = dayText(today - random.int(0, 30))
      return { name: 'deposits.settle', input: { ...shared, amount: amountOf(world, currencyOf(world)), receivedOn } }
    }
    case 'applyDeposit': {
      const fitting = invoicesOf(world, found?.customer).filter(
        (each) => each.reference === found?.reference && openOf(world, each.id) > 0n,
      )
      const invoice = random.chance(0.85) ? idOf(world, fitting) : invoiceOf(world, found?.customer)
      return { name: 'deposits.apply', input: given({ deposit, invoice, amount }) as never }
    }
    case 'forfeit':
      return { name: 'deposits.forfeit', input: given({ deposit, amount }) as never }
    case 'releaseDeposit':
      return { name: 'deposits.release', input: given({ deposit, amount }) as never }
  }
}
