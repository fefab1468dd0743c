import { formatDay, dayAt } from '@owekit/core/calendar'
import { formatMinor } from '@owekit/core/money'
import type { Random } from '../../src/model/random.js'

/** What can be named in a command. */
export type Kind =
  | 'customer'
  | 'invoice'
  | 'payment'
  | 'provided'
  | 'deposit'
  | 'credit'
  | 'allocation'
  | 'hold'
  | 'plan'
  | 'dispute'
  | 'promise'
  | 'booking'
  | 'request'
  | 'suspense'
  | 'task'
  | 'link'
  | 'token'
  | 'checkout'
  | 'atProvider'
  | 'disputeAtProvider'

/** Amounts as commands take them. */
export interface Wire {
  readonly amount: string
  readonly currency: string
}

/** Names that were made so far, and random choices among them and of everything else. */
export class World {
  readonly random: Random
  readonly #names = new Map<Kind, string[]>()
  #now: () => number
  #count = 0

  constructor(random: Random, now: () => number) {
    this.random = random
    this.#now = now
  }

  /** A name nobody used before. */
  fresh(prefix: string): string {
    return `${prefix}${++this.#count}`
  }

  /** Keeps a name. */
  keep(kind: Kind, name: string): void {
    const names = this.#names.get(kind) ?? []
    if (!names.includes(name)) names.push(name)
    this.#names.set(kind, names)
  }

  /** Every name of a kind. */
  all(kind: Kind): readonly string[] {
    return this.#names.get(kind) ?? []
  }

  /** One of a kind, mostly a late one; now and then a name that nothing has. */
  one(kind: Kind): string {
    const names = this.all(kind)
    if (names.length === 0 || this.random.chance(0.02)) return 'nothing'
    return this.random.pick(this.random.chance(0.6) ? names.slice(-8) : names)
  }

  /** A few cents, or a few hundred. */
  amount(currency = this.currency()): Wire {
    const { random } = this
    const cents = random.pick([random.int(1, 99), random.int(100, 9_999), random.int(1, 20) * 500])
    return { amount: formatMinor(BigInt(cents), 2), currency }
  }

  /** An amount, or nothing: then the command takes what there is. */
  perhaps(chance = 0.5): Wire | undefined {
    return this.random.chance(chance) ? this.amount() : undefined
  }

  currency(): string {
    return this.random.chance(0.93) ? 'EUR' : 'USD'
  }

  /** A day so far from today. */
  day(from: number, to: number): string {
    return formatDay(dayAt(this.#now(), 'UTC') + this.random.int(from, to))
  }

  /** A day, or nothing: then the command takes today. */
  perhapsDay(from: number, to: number): string | undefined {
    return this.random.chance(0.2) ? this.day(from, to) : undefined
  }

  /** What invoices, deposits and bookings are for. */
  reference(): string {
    return this.random.chance(0.3) ? this.one('booking') : this.random.pick(['job-1', 'job-2'])
  }
}
