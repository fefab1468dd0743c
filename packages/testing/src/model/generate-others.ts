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
  offers,
  openOf,
  type Of,
} from './generate-common.js'
import { references, type World } from './world.js'
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
  const isPromotional = invoice === undefined && random.chance(0.35)
  return given({
    customer,
    number: `C-${world.fresh()}`,
    issuedOn: random.chance(0.3) ? undefined : dayText(today - random.int(0, 30)),
    amount:
      of === undefined
        ? amountOf(world, currency)
        : near(world, random.chance(0.5) ? openOf(world, of.id) : of.total, currency),
    invoice,
    kind: isPromotional ? 'promotional' : undefined,
    expiresOn: random.chance(isPromotional ? 0.9 : 0.25) ? dayText(today + random.int(0, 30)) : undefined,
    surplus: random.chance(0.4) && invoice !== undefined ? 'refund' : undefined,
    reference: random.chance(0.1) ? random.pick(references) : undefined,
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
  const fits = (each: Source) =>
    invoicesOf(world, each.customer).some(
      ({ id, reference, currency }) =>
        reference === each.reference && currency === each.currency && openOf(world, id) > 0n,
    )
  const fitting = choice === 'applyDeposit' && random.chance(0.8) ? held.filter(fits) : []
  const deposit = idOf(world, fitting.length > 0 ? fitting : held)
  const found = state.sources.get(deposit)
  const currency = found?.currency ?? 'EUR'
  const amount = random.chance(0.5) ? undefined : near(world, found?.held ?? 1n, currency)
  switch (choice) {
    case 'settleDeposit': {
      const shared = { customer: customerOf(world), id: `dep_${world.fresh()}`, reference: random.pick(references) }
      const receivedOn = dayText(today - random.int(0, 30))
      const offered = random.chance(0.3) ? random.maybe(offers(world, shared.customer)) : undefined
      const amount =
        offered === undefined
          ? amountOf(world, currencyOf(world))
          : near(world, offered.offer!.payable, offered.currency)
      const reference = offered?.reference === '' ? shared.reference : (offered?.reference ?? shared.reference)
      return { name: 'deposits.settle', input: { ...shared, reference, amount, receivedOn } }
    }
    case 'applyDeposit': {
      const open = invoicesOf(world, found?.customer).filter(
        (each) => each.reference === found?.reference && openOf(world, each.id) > 0n,
      )
      const invoice = random.chance(0.85) ? idOf(world, open) : invoiceOf(world, found?.customer)
      const on = dayGiven(world, 0.1, 20, 5)
      return { name: 'deposits.apply', input: given({ deposit, invoice, amount, on }) as never }
    }
    case 'forfeit':
      return { name: 'deposits.forfeit', input: given({ deposit, amount }) as never }
    case 'releaseDeposit':
      return { name: 'deposits.release', input: given({ deposit, amount }) as never }
  }
}
