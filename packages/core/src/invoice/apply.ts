import { parseDay } from '../calendar/index.js'
import { applyPostings } from '../journal/apply-postings.js'
import { type Books, instalmentKey } from '../journal/books.js'
import type { DocumentData, DocumentIssued, Fact, InstalmentTerms } from '../journal/fact.js'
import type { Row } from '../records/collections.js'

type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>

/** The `documents` row of an issued document. */
export function documentRow(
  customer: string,
  kind: 'invoice' | 'credit_note' | 'promotional' | 'deposit_request',
  data: DocumentIssued,
  dueOn: string | null,
): Row<'documents'> {
  const held: DocumentData = {
    lines: data.lines,
    taxes: data.taxes,
    terms: data.terms,
    discount: data.discount,
    metadata: data.metadata,
    invoice: data.invoice,
  }
  return {
    id: data.id,
    customer,
    kind,
    number: data.number,
    currency: data.currency,
    exponent: data.exponent,
    total: data.total,
    net: data.net,
    issuedOn: parseDay(data.issuedOn),
    dueOn: dueOn === null ? null : parseDay(dueOn),
    voidedOn: null,
    corrects: data.invoice,
    reference: data.reference,
    data: held as unknown as Row<'documents'>['data'],
  }
}

/** Writes the invoice and its instalments; the postings open them. */
export function applyInvoiceIssued(books: Books, fact: FactOf<'invoice.issued'>): void {
  const { data } = fact
  const last = data.instalments.at(-1)
  books.documents.create(data.id, documentRow(books.customer, 'invoice', data, last?.dueOn ?? null))
  const lines = fact.postings.filter((line) => line.account === 'receivable')
  data.instalments.forEach((part, index) => {
    const carried = lines[index]?.home ?? null
    startInstalment(books, fact, part, {
      document: data.id,
      currency: data.currency,
      number: data.number,
      issuedOn: parseDay(data.issuedOn),
      reference: data.reference,
      component: data.component,
      discountUntil: data.discount === null ? null : parseDay(data.discount.until),
      rate: carried === null ? null : data.rate,
      home: carried === null ? null : 0n,
      plan: '',
    })
  })
  applyPostings(books, fact)
}

type Shared = Pick<
  Row<'instalments'>,
  | 'document'
  | 'currency'
  | 'number'
  | 'issuedOn'
  | 'reference'
  | 'component'
  | 'discountUntil'
  | 'rate'
  | 'home'
  | 'plan'
>

function startInstalment(books: Books, fact: Fact, part: InstalmentTerms, shared: Shared): void {
  books.instalments.put(instalmentKey(shared.document, part.no), {
    ...shared,
    no: part.no,
    customer: books.customer,
    startsOn: fact.effectiveOn,
    dueOn: parseDay(part.dueOn),
    amount: part.amount,
    open: 0n,
    freeFrom: fact.effectiveOn,
    endedOn: null,
  })
}

/** Marks the invoice void; the postings close what was open. */
export function applyInvoiceVoided(books: Books, fact: FactOf<'invoice.voided'>): void {
  const row = books.documents.get(fact.data.document)
  if (row !== undefined) books.documents.put(row.id, { ...row, voidedOn: fact.effectiveOn })
  applyPostings(books, fact)
}

/**
 * Ends instalments and starts new ones: a moved due day, a plan agreed or cancelled.
 *
 * An ended instalment keeps the part of it that was settled, so that the parts still add up to the total.
 */
export function applyRescheduled(books: Books, fact: FactOf<'invoice.rescheduled'>): void {
  const { data } = fact
  let pattern: Row<'instalments'> | undefined
  for (const no of data.ended) {
    const key = instalmentKey(data.document, no)
    const row = books.instalments.get(key)
    if (row === undefined) continue
    pattern ??= row
    books.instalments.put(key, { ...row, amount: row.amount - row.open, endedOn: fact.effectiveOn })
  }
  if (pattern === undefined) return
  for (const part of data.started)
    startInstalment(books, fact, part, {
      ...pattern,
      home: pattern.home === null ? null : 0n,
      plan: part.plan,
      discountUntil: part.plan === '' ? pattern.discountUntil : null,
    })
  const document = books.documents.get(data.document)
  const last = data.started.at(-1)
  if (document !== undefined && last !== undefined)
    books.documents.put(document.id, { ...document, dueOn: parseDay(last.dueOn) })
  applyPostings(books, fact)
}
