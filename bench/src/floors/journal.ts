interface Entry {
  readonly journal: number
  readonly account: 'cash' | 'receivable'
  readonly customer: string
  readonly amount: bigint
}

/** A ledger as one writes it by hand in an evening: unique keys, two entries a posting, a balance a customer. */
export class HandLedger {
  readonly #journal = new Map<string, number>()
  readonly #entries: Entry[] = []
  readonly #balances = new Map<string, bigint>()

  /** Posts money received; false when the key was posted before. */
  post(key: string, customer: string, amount: bigint): boolean {
    if (this.#journal.has(key)) return false
    const journal = this.#journal.size
    this.#journal.set(key, journal)
    this.#entries.push(
      { journal, account: 'cash', customer, amount },
      { journal, account: 'receivable', customer, amount: -amount },
    )
    this.#balances.set(customer, (this.#balances.get(customer) ?? 0n) - amount)
    return true
  }

  balanceOf(customer: string): bigint {
    return this.#balances.get(customer) ?? 0n
  }
}
