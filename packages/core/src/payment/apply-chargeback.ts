import { applyPostings } from '../journal/apply-postings.js'
import type { Books } from '../journal/books.js'
import type { Fact } from '../journal/fact.js'
import type { Row } from '../records/collections.js'

type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>

/** What a bank took of a payment. Amounts are minor units. */
interface Chargeback {
  /** All that it took. */
  readonly amount: bigint
  /** What of it was held for a reference, `forfeited` with it. */
  readonly held: bigint
  /** What of it had been forfeited before. */
  readonly forfeited: bigint
  /** What of it the payment did not have, and nothing has covered since. */
  readonly lost: bigint
  /** The bank gave it back, and that is in the books. */
  readonly isBack: boolean
}

/** The chargebacks of a payment, by the provider's id of the dispute. */
type Chargebacks = { readonly [dispute: string]: Chargeback }

/** What was charged back of a payment. */
export function chargebacksOf({ data }: Row<'sources'>): Chargebacks {
  return (data as unknown as { readonly chargebacks?: Chargebacks }).chargebacks ?? {}
}

const none: Chargeback = { amount: 0n, held: 0n, forfeited: 0n, lost: 0n, isBack: false }

/** Notes what the bank took, with the payment; the postings say what of it is lost. */
export function applyChargebackTaken(books: Books, fact: FactOf<'chargeback.taken'>): void {
  const { payment, dispute, amount, held, forfeited, lost } = fact.data
  note(books, payment, { [dispute]: { amount, held, forfeited, lost, isBack: false } })
  applyPostings(books, fact)
}

/** Notes what of a loss came back. */
export function applyChargebackCovered(books: Books, fact: FactOf<'chargeback.covered'>): void {
  const { payment, dispute, amount, held, from } = fact.data
  const source = books.sources.get(payment)
  if (source !== undefined) {
    const before = chargebacksOf(source)[dispute] ?? none
    note(books, payment, { [dispute]: { ...before, lost: before.lost - amount, held: before.held + held } })
  }
  const came = books.sources.get(payment)
  if (came !== undefined && from !== '')
    note(books, payment, { [from]: { ...(chargebacksOf(came)[from] ?? none), isBack: true } })
  applyPostings(books, fact)
}

function note(books: Books, payment: string, changed: Chargebacks): void {
  const row = books.sources.get(payment)
  if (row === undefined) return
  const data = { ...(row.data as object), chargebacks: { ...chargebacksOf(row), ...changed } }
  books.sources.put(payment, { ...row, data: data as unknown as Row<'sources'>['data'] })
}
