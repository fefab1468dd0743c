import {
  amountOf,
  currencyOf,
  customerOf,
  dayGiven,
  given,
  invoiceOf,
  invoicesOf,
  near,
  nothing,
  openOf,
  type Of,
} from './generate-common.js'
import { references, type World } from './world.js'
import type { Command, Inputs, Wire } from './inputs.js'
import { dayText, wire } from './plain.js'

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
  const reference = random.chance(0.35) ? random.pick(references) : undefined
  const asked = amountOf(world, currency)
  const taxes = random.chance(0.2) ? taxesOf(world, asked) : undefined
  const terms = random.weighted({ due: 4, terms: 3, parts: 3, none: 1, discount: 2 })
  const shared = {
    customer,
    number,
    issuedOn: issuedOn === undefined ? undefined : dayText(issuedOn),
    total: asked,
    taxes,
    reference,
    component: random.chance(0.15) ? random.pick(['costs', 'interest']) : undefined,
    applyDeposits: random.chance(0.1) ? false : undefined,
    metadata: random.chance(0.3) ? { team: random.pick(['north', 'south']) } : undefined,
  }
  if (terms === 'due')
    return given({ ...shared, dueOn: dayText(from + random.int(random.chance(0.03) ? -3 : 0, 45)) }) as never
  if (terms === 'terms') return given({ ...shared, terms: `net ${random.int(0, 60)}` }) as never
  if (terms === 'discount') return given({ ...shared, ...discounted(world, from) }) as never
  if (terms === 'none') return given(shared) as never
  return given({ ...shared, instalments: instalmentsFor(world, asked, from) }) as never
}

/** Terms with a discount in them, or a discount of its own. */
function discounted({ random }: World, from: number): Partial<Inputs['invoices.issue']> {
  const percent = String(random.int(1, 5))
  if (random.chance(0.3)) return { terms: `${percent}/${random.int(5, 20)} net 40` }
  const until = random.int(0, 30)
  const discount = given({
    percent: random.chance(0.1) ? '33.333' : percent,
    ...(random.chance(0.5) ? { days: until } : { until: dayText(from + until) }),
    base: random.maybe(['gross', 'net', undefined] as const),
    mode: random.maybe(['fullSettlementOnly', 'proportional', undefined] as const),
  })
  return { terms: 'net 40', discount }
}

/** One or two tax components within an amount. */
function taxesOf({ random }: World, { amount, currency }: Wire): { code: string; amount: Wire }[] {
  const asked = Number(amount.replace('.', ''))
  const codes = random.pick([['vat'], ['vat', 'city']])
  return codes.map((code, i) => ({ code, amount: wire(BigInt(random.int(0, Math.floor(asked / (4 + i)))), currency) }))
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
