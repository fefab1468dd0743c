import { parseInstant } from '../calendar/index.js'
import type { Books } from '../journal/books.js'
import type { Fact } from '../journal/fact.js'
import type { Row } from '../records/collections.js'

type FactOf<T extends Fact['type']> = Extract<Fact, { type: T }>

const instantOrNull = (text: string | null) => (text === null ? null : parseInstant(text))

/** Writes the link. */
export function applyLinkCreated(books: Books, fact: FactOf<'link.created'>): void {
  const { id, scope, target, instalment, currency, tokenHash, minimum, expiresAt, capture } = fact.data
  books.links.create(id, {
    id,
    customer: books.customer,
    scope,
    target,
    instalment,
    currency,
    tokenHash,
    generation: 1,
    createdOn: fact.effectiveOn,
    expiresAt: instantOrNull(expiresAt),
    revokedOn: null,
    minimum,
    data: capture === undefined ? {} : { capture },
  })
}

/** Gives the link a new token; the old one opens nothing any more. */
export function applyLinkRenewed(books: Books, fact: FactOf<'link.renewed'>): void {
  const { id, tokenHash, generation, expiresAt } = fact.data
  const row = books.links.get(id)
  if (row !== undefined)
    books.links.put(id, { ...row, tokenHash, generation, expiresAt: instantOrNull(expiresAt), revokedOn: null })
}

/** Closes the link. */
export function applyLinkRevoked(books: Books, fact: FactOf<'link.revoked'>): void {
  const row = books.links.get(fact.data.id)
  if (row !== undefined) books.links.put(row.id, { ...row, revokedOn: fact.effectiveOn })
}

/** Whether what is paid through a link is only held on the card. */
export function captureOf({ data }: Row<'links'>): 'now' | 'hold' {
  return (data as { readonly capture?: 'hold' }).capture ?? 'now'
}
