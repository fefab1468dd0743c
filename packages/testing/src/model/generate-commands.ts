import type { Choice, World } from './generate.js'
import type { Command, Inputs, Wire, WireStrategy } from './inputs.js'
import { known } from './known.js'
import { dayText, total, wire } from './plain.js'
import type { Allocation, Invoice, Source } from './replay.js'

type Of<C extends Choice> = Extract<Choice, C>

const nobody = 'nobody'
const nothing = 'nothing'

/** Mostly the list's own entry, now and then a name that nothing has. */
function idOf(world: World, list: readonly { readonly id: string }[]): string {
  return world.random.chance(0.03) ? nothing : (world.random.maybe(list)?.id ?? nothing)
}

function customerOf({ random, customers }: World): string {
  return random.chance(0.01) ? nobody : random.pick(customers)
}

function currencyOf({ random, currencies }: World): string {
  return random.chance(0.8) ? currencies[0]! : random.pick(currencies)
}

function amountOf({ random }: World, currency: string): Wire {
  const minor = random.pick([
    random.int(1, 9),
    random.int(10, 9_999),
    random.int(10_000, 300_000),
    random.int(1, 60) * 1_000,
  ])
  return wire(BigInt(minor), currency)
}

/** An amount near a limit: all of it, a part of it, or one unit more. */
function near({ random }: World, limit: bigint, currency: string): Wire {
  const all = limit > 0n ? limit : 1n
  const part = BigInt(random.int(1, Number(all)))
  return wire(random.pick([all, part, part, random.chance(0.3) ? all + 1n : part]), currency)
}

/** A day given by the caller, sometimes; mostly left to the engine. */
function dayGiven({ random, today }: World, probability: number, back: number, ahead = 0): string | undefined {
  return random.chance(probability) ? dayText(today + random.int(-back, ahead)) : undefined
}

function invoicesOf({ state }: World, customer?: string): Invoice[] {
  return [...state.invoices.values()].filter((invoice) => customer === undefined || invoice.customer === customer)
}

function openOf({ state }: World, invoice: string): bigint {
  return total(state.parts.filter((part) => part.invoice.id === invoice).map((part) => part.open))
}

/** Mostly an invoice with something open, sometimes any. */
function invoiceOf(world: World, customer?: string): string {
  const all = invoicesOf(world, customer)
  const open = all.filter((invoice) => openOf(world, invoice.id) > 0n)
  return idOf(world, world.random.chance(0.8) && open.length > 0 ? open : all)
}

/** Leaves out what was not given, as JSON would. */
function given<T extends object>(input: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as never
}

/** Commands on invoices, plans and periods. */
export function documents(
  world: World,
  choice: Of<'issue' | 'void' | 'moveDueDate' | 'writeOff' | 'plan' | 'cancelPlan' | 'close'>,
): Command {
  const { random, state, today } = world
  switch (choice) {
    case 'issue':
      return { name: 'invoices.issue', input: issueInput(world) }
    case 'void':
      return {
        name: 'invoices.void',
        input: given({ invoice: invoiceOf(world), on: dayGiven(world, 0.1, 30) }) as never,
      }
    case 'moveDueDate': {
      const invoice = invoiceOf(world)
      const parts = state.parts.filter((part) => part.invoice.id === invoice && part.open > 0n)
      const instalment = random.chance(0.6) ? random.maybe(parts)?.no : undefined
      const dueOn = dayText(today + random.int(-40, 90))
      return { name: 'invoices.moveDueDate', input: given({ invoice, dueOn, instalment }) as never }
    }
    case 'writeOff': {
      const invoice = invoiceOf(world)
      const currency = state.invoices.get(invoice)?.currency ?? 'EUR'
      const amount = random.chance(0.5) ? undefined : near(world, openOf(world, invoice), currency)
      return { name: 'writeOffs.record', input: given({ invoice, amount, on: dayGiven(world, 0.1, 20) }) as never }
    }
    case 'plan':
      return { name: 'plans.agree', input: planInput(world) }
    case 'cancelPlan':
      return { name: 'plans.cancel', input: { plan: random.maybe([...state.plans.keys()]) ?? nothing } }
    case 'close': {
      const through = Math.max(today - random.int(20, 60), state.closedThrough)
      return { name: 'periods.close', input: { through: dayText(through) } }
    }
  }
}

function issueInput(world: World): Inputs['invoices.issue'] {
  const { random, today, state } = world
  const customer = customerOf(world)
  const currency = currencyOf(world)
  const issuedOn = random.chance(0.15) ? undefined : today + random.int(-50, random.chance(0.1) ? 10 : 0)
  const from = issuedOn ?? today
  const number =
    random.chance(0.02) && state.invoices.size > 0 ? random.pick(invoicesOf(world)).number : `A-${world.fresh()}`
  const reference = random.chance(0.35) ? `job-${random.int(1, 3)}` : undefined
  const asked = amountOf(world, currency)
  const terms = random.weighted({ due: 4, terms: 3, parts: 3, none: 1, discount: 1 })
  const shared = {
    customer,
    number,
    issuedOn: issuedOn === undefined ? undefined : dayText(issuedOn),
    total: asked,
    reference,
    component: random.chance(0.15) ? random.pick(['costs', 'interest']) : undefined,
    applyDeposits: random.chance(0.1) ? false : undefined,
    metadata: random.chance(0.3) ? { team: random.pick(['north', 'south']) } : undefined,
  }
  if (terms === 'due')
    return given({ ...shared, dueOn: dayText(from + random.int(random.chance(0.03) ? -3 : 0, 45)) }) as never
  if (terms === 'terms') return given({ ...shared, terms: `net ${random.int(0, 60)}` }) as never
  if (terms === 'discount')
    return given({ ...shared, terms: `${random.int(1, 5)}/${random.int(5, 20)} net 40` }) as never
  if (terms === 'none') return given(shared) as never
  return given({ ...shared, instalments: instalmentsFor(world, asked, from) }) as never
}

/** Two to four instalments by amount; now and then they do not add up. */
function instalmentsFor(world: World, asked: Wire, from: number): { dueOn: string; amount: Wire }[] {
  const { random } = world
  let left = BigInt(asked.amount.replace('.', ''))
  let due = from
  const parts: { dueOn: string; amount: Wire }[] = []
  for (let i = random.int(1, 3); i > 0 && left > 2n; i--) {
    const amount = BigInt(random.int(1, Number(left / 2n)))
    due += random.int(0, 25)
    parts.push({ dueOn: dayText(due), amount: wire(amount, asked.currency) })
    left -= amount
  }
  const off = random.chance(0.03) ? 1n : 0n
  return [...parts, { dueOn: dayText(due + random.int(1, 25)), amount: wire(left + off, asked.currency) }]
}

function planInput(world: World): Inputs['plans.agree'] {
  const { random, today, state } = world
  const invoice = invoiceOf(world)
  const open = openOf(world, invoice)
  const id = `plan_${world.fresh()}`
  if (open === 0n || random.chance(0.5)) {
    const monthly = { parts: random.int(1, 4), firstDueOn: dayText(today + random.int(0, 40)) }
    return { id, invoice, monthly }
  }
  const currency = state.invoices.get(invoice)!.currency
  return { id, invoice, instalments: instalmentsFor(world, wire(open, currency), today) }
}

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
          on: known.reverseBeforeReceipt ? undefined : dayGiven(world, 0.1, 20),
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
    const on = known.refundBeforeReceipt ? undefined : dayGiven(world, 0.1, 20)
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
