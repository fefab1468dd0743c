import type { Choice, World } from './world.js'
import type { Wire } from './inputs.js'
import { dayText, total, wire } from './plain.js'
import type { Invoice } from './replay.js'

/** Some of the choices. */
export type Of<C extends Choice> = Extract<Choice, C>

const nobody = 'nobody'

/** An id that nothing has. */
export const nothing = 'nothing'

/** Mostly the list's own entry, now and then a name that nothing has. */
export function idOf(world: World, list: readonly { readonly id: string }[]): string {
  return world.random.chance(0.03) ? nothing : (world.random.maybe(list)?.id ?? nothing)
}

/** Mostly a customer there is. */
export function customerOf({ random, customers }: World): string {
  return random.chance(0.01) ? nobody : random.pick(customers)
}

/** Mostly the ledger's first currency. */
export function currencyOf({ random, currencies }: World): string {
  return random.chance(0.8) ? currencies[0]! : random.pick(currencies)
}

/** An amount of any size. */
export function amountOf({ random }: World, currency: string): Wire {
  const minor = random.pick([
    random.int(1, 9),
    random.int(10, 9_999),
    random.int(10_000, 300_000),
    random.int(1, 60) * 1_000,
  ])
  return wire(BigInt(minor), currency)
}

/** An amount near a limit: all of it, a part of it, a little less, or a little more. */
export function near({ random }: World, limit: bigint, currency: string): Wire {
  const all = limit > 0n ? limit : 1n
  const part = BigInt(random.int(1, Number(all)))
  const little = BigInt(random.int(1, 5))
  const less = all > little ? all - little : part
  return wire(random.pick([all, all, part, part, part, less, random.chance(0.5) ? all + little : part]), currency)
}

/** A day given by the caller, sometimes; mostly left to the engine. */
export function dayGiven({ random, today }: World, probability: number, back: number, ahead = 0): string | undefined {
  return random.chance(probability) ? dayText(today + random.int(-back, ahead)) : undefined
}

/** The invoices there are, of one customer or of all. */
export function invoicesOf({ state }: World, customer?: string): Invoice[] {
  return [...state.invoices.values()].filter((invoice) => customer === undefined || invoice.customer === customer)
}

/** What an invoice has open. */
export function openOf({ state }: World, invoice: string): bigint {
  return total(state.parts.filter((part) => part.invoice.id === invoice).map((part) => part.open))
}

/** A customer's open invoices with an early-payment discount. */
export function offers(world: World, customer: string): Invoice[] {
  return invoicesOf(world, customer).filter(({ id, offer }) => offer !== undefined && openOf(world, id) > 0n)
}

/** Mostly an invoice with something open, sometimes any. */
export function invoiceOf(world: World, customer?: string): string {
  const all = invoicesOf(world, customer)
  const open = all.filter((invoice) => openOf(world, invoice.id) > 0n)
  return idOf(world, world.random.chance(0.8) && open.length > 0 ? open : all)
}

/** Leaves out what was not given, as JSON would. */
export function given<T extends object>(input: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as never
}
