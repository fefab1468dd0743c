import { randomFrom, type Random } from '../../src/model/random.js'

/** A command by name, with its input as JSON. */
export interface KeyedCommand {
  readonly name: string
  readonly input: Readonly<Record<string, unknown>> & { readonly key: string }
}

/** The customers that all writers of a campaign share. */
export const customers = ['cus_1', 'cus_2', 'cus_3', 'cus_4'] as const

/** Gapless numbers come from this series. */
export const series = 'INV'

/** The last day that commands are about; the engine's clock stands at its noon. */
export const clock = (): number => Date.UTC(2026, 5, 30, 12)

/**
 * The command that a writer runs at a place in its list: always the same one, so that whoever has to ask again after
 * the writer is dead knows what it asked.
 *
 * Every third is an invoice and every third a payment, so that the others find something to be about.
 */
export function commandAt(seed: number, writer: number, place: number): KeyedCommand {
  const random = randomFrom(seed * 1_000_003 + writer * 10_007 + place)
  const { name, input } = makers[place % 3]!(random, writer, place)
  return { name, input: { ...input, key: `w${writer}-${place}` } }
}

interface Made {
  readonly name: string
  readonly input: Readonly<Record<string, unknown>>
}

const makers = [invoice, payment, other] as const

function invoice(random: Random, writer: number, place: number): Made {
  const customer = random.pick(customers)
  const id = `inv_${writer}_${place}`
  const parts = random.chance(0.2)
    ? {
        instalments: [
          { dueOn: '2026-04-01', percent: '50' },
          { dueOn: '2026-05-01', percent: '50' },
        ],
      }
    : { terms: random.pick(['net 30', '2/10 net 30', 'eom']) }
  return {
    name: 'invoices.issue',
    input: { customer, id, series, issuedOn: dayOf(random, 3), total: amount(random, customer), ...parts },
  }
}

function payment(random: Random, writer: number, place: number): Made {
  const customer = random.pick(customers)
  const id = `pay_${writer}_${place}`
  const input = { customer, id, amount: amount(random, customer), receivedOn: dayOf(random, 5) }
  const allocate = random.pick(['oldestDue', 'proportional', 'onAccount', 'currentFirst'])
  return { name: 'payments.record', input: { ...input, allocate } }
}

function other(random: Random, writer: number, place: number): Made {
  const customer = random.pick(customers)
  const invoice = `inv_${writer}_${Math.max(0, place - 2 - 3 * random.int(0, 4))}`
  const payment = `pay_${writer}_${Math.max(1, place - 1 - 3 * random.int(0, 4))}`
  const id = `${writer}_${place}`
  const on = '2026-06-20'
  return random.pick<() => Made>([
    () => ({ name: 'credits.issue', input: { customer, id: `crn_${id}`, number: `C-${id}`, amount: small(customer) } }),
    () => ({ name: 'invoices.void', input: { invoice, on } }),
    () => ({ name: 'payments.reverse', input: { payment, on, reason: 'bounce' } }),
    () => ({ name: 'payments.refund', input: { payment, as: 'reopen', on } }),
    () => ({ name: 'writeOffs.record', input: { invoice, on } }),
    () => ({ name: 'holds.place', input: { invoice, id: `hold_${id}`, reason: 'dispute', on } }),
    () => ({ name: 'invoices.moveDueDate', input: { invoice, dueOn: '2026-09-30', on } }),
    () => ({
      name: 'plans.agree',
      input: { invoice, id: `plan_${id}`, monthly: { parts: 3, firstDueOn: '2026-07-15' } },
    }),
    () => ({ name: 'allocations.apply', input: { customer, currency: currencyOf(customer) } }),
    () => ({ name: 'deposits.settle', input: { customer, id: `dep_${id}`, reference: id, amount: small(customer) } }),
    () => ({ name: 'customers.update', input: { id: customer, name: `Name ${id}` } }),
  ])()
}

const currencyOf = (customer: string) => (customer === 'cus_4' ? 'JPY' : 'EUR')

function amount(random: Random, customer: string) {
  const currency = currencyOf(customer)
  const whole = random.int(1, 500)
  return { amount: currency === 'JPY' ? `${whole}` : `${whole}.${10 + random.int(0, 89)}`, currency }
}

const small = (customer: string) => ({ amount: '3', currency: currencyOf(customer) })

const dayOf = (random: Random, month: number) => `2026-0${month}-${10 + random.int(0, 18)}`
