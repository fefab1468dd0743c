import type { Row, Store } from '@owekit/core/ports'
import { between, seeded } from '../harness/random.js'

/** The first day of the ledger, and the day on which its two years are over. */
export const firstDay = 20_000
export const lastDay: number = firstDay + 730

type PostingRow = Row<'postings'>

/**
 * Writes the rows of a ledger of two years: 60 % of the invoices paid in full, 30 % in part, and now and then a
 * payment that is still on account. Heads and balances are written at the end; facts and documents are left out.
 */
export async function writeLedger(
  store: Store,
  size: { readonly invoices: number; readonly customers: number },
  onProgress: (done: number) => void,
): Promise<void> {
  const random = seeded(42)
  const versions = new Map<string, number>()
  const balances = new Map<string, Balance>()
  let rows = emptyRows()
  for (let i = 0; i < size.invoices; i++) {
    const customer = `cus_${between(random, 1, size.customers)}`
    const issuedOn = firstDay + between(random, 0, 729)
    const dueOn = issuedOn + [0, 14, 30, 60][between(random, 0, 3)]!
    const amount = BigInt(between(random, 300, 500_000))
    const book = new Book(rows, customer, versions, balances)
    const document = `inv_${i}`
    book.issue(document, amount, issuedOn, dueOn)
    const luck = random()
    const paidOn = Math.max(issuedOn, Math.min(dueOn + between(random, -10, 49), lastDay))
    const thenOn = Math.min(paidOn + between(random, 1, 60), lastDay)
    const item = { document, issuedOn, dueOn }
    if (luck < 0.6) book.pay(`pay_${i}`, amount, amount, paidOn, item)
    else if (luck < 0.9) {
      book.pay(`pay_${i}a`, amount / 3n, amount / 3n, paidOn, item)
      book.pay(`pay_${i}b`, amount / 3n, amount / 3n, thenOn, item)
    } else if (luck < 0.92) book.pay(`pay_${i}`, amount, 0n, paidOn, item)
    if (i % 5_000 === 4_999 || i === size.invoices - 1) {
      await store.commit({ tenant: 'default', expect: [], insert: rows, update: {} })
      rows = emptyRows()
      onProgress(i + 1)
    }
  }
  const heads = [...versions].map(([customer, rev]) => ({ customer, rev, recordedAt: 0, mergedInto: '' }))
  await store.commit({
    tenant: 'default',
    expect: [],
    insert: { heads, balances: [...balances].map(([customer, sums]) => balanceRow(customer, sums)) },
    update: {},
  })
}

interface Balance {
  receivable: bigint
  unapplied: bigint
}

const balanceRow = (customer: string, sums: Balance): Row<'balances'> => ({
  customer,
  currency: 'EUR',
  exponent: 2,
  ...sums,
  deposits: 0n,
  pending: 0n,
  refundDue: 0n,
  latestOn: lastDay,
})

const emptyRows = () => ({
  postings: [] as PostingRow[],
  instalments: [] as Row<'instalments'>[],
  sources: [] as Row<'sources'>[],
  allocations: [] as Row<'allocations'>[],
})

const blankPosting = {
  home: null,
  rate: null,
  part: '',
  taxCode: '',
  document: '',
  instalment: 0,
  issuedOn: null,
  dueOn: null,
  source: '',
  sourceOn: null,
  expiresOn: null,
  reference: '',
} as const

/** One customer's stream. */
class Book {
  readonly #rows: ReturnType<typeof emptyRows>
  readonly #customer: string
  readonly #versions: Map<string, number>
  readonly #balance: Balance

  constructor(
    rows: ReturnType<typeof emptyRows>,
    customer: string,
    versions: Map<string, number>,
    balances: Map<string, Balance>,
  ) {
    this.#rows = rows
    this.#customer = customer
    this.#versions = versions
    this.#balance = balances.get(customer) ?? { receivable: 0n, unapplied: 0n }
    balances.set(customer, this.#balance)
  }

  issue(document: string, amount: bigint, issuedOn: number, dueOn: number): void {
    const item = { document, instalment: 1, issuedOn, dueOn }
    this.#post(issuedOn, [
      { ...item, account: 'receivable', amount },
      { account: 'billed', amount: -amount, part: 'net' },
    ])
    this.#rows.instalments.push({
      document,
      no: 1,
      customer: this.#customer,
      currency: 'EUR',
      number: document,
      issuedOn,
      startsOn: issuedOn,
      dueOn,
      amount,
      open: amount,
      home: null,
      rate: null,
      freeFrom: issuedOn,
      endedOn: null,
      plan: '',
      reference: '',
      component: 'principal',
      discountUntil: null,
    })
  }

  pay(
    id: string,
    amount: bigint,
    allocated: bigint,
    on: number,
    item: { readonly document: string; readonly issuedOn: number; readonly dueOn: number },
  ): void {
    const source = { source: id, sourceOn: on }
    this.#post(on, [
      { account: 'cash_clearing', amount },
      { ...source, account: 'unapplied', amount: -amount },
    ])
    this.#rows.sources.push({
      id,
      customer: this.#customer,
      kind: 'payment',
      currency: 'EUR',
      exponent: 2,
      amount,
      unapplied: amount - allocated,
      held: 0n,
      refunded: 0n,
      refundDue: 0n,
      home: null,
      rate: null,
      receivedOn: on,
      freeFrom: on,
      expiresOn: null,
      reversedOn: null,
      reference: '',
      externalId: '',
      data: {},
    })
    if (allocated === 0n) return
    const version = this.#post(on, [
      { ...source, account: 'unapplied', amount: allocated },
      { ...item, account: 'receivable', instalment: 1, amount: -allocated },
    ])
    this.#rows.allocations.push({
      id: `${this.#customer}/${version}`,
      customer: this.#customer,
      kind: 'payment',
      source: id,
      document: item.document,
      number: item.document,
      instalment: 1,
      currency: 'EUR',
      amount: allocated,
      effectiveOn: on,
      stream: this.#customer,
      version,
      cause: '',
      why: '',
      undoneOn: null,
    })
    const instalments = this.#rows.instalments
    const last = instalments[instalments.length - 1]!
    instalments[instalments.length - 1] = { ...last, open: last.open - allocated }
  }

  /** Adds a fact's lines; gives its version. */
  #post(effectiveOn: number, lines: readonly (Partial<PostingRow> & Pick<PostingRow, 'account' | 'amount'>)[]): number {
    const customer = this.#customer
    const version = (this.#versions.get(customer) ?? 0) + 1
    this.#versions.set(customer, version)
    lines.forEach((line, index) => {
      if (line.account === 'receivable') this.#balance.receivable += line.amount
      if (line.account === 'unapplied') this.#balance.unapplied -= line.amount
      const place = { customer, version, line: index + 1, effectiveOn, recordedAt: 0, currency: 'EUR' }
      this.#rows.postings.push({ ...blankPosting, ...place, ...line })
    })
    return version
  }
}
