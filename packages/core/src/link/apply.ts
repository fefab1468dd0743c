import { type Instant, parseInstant } from '../calendar/index.js'
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
  const { id, tokenHash, generation, expiresAt, firstEnd } = fact.data
  const row = books.links.get(id)
  if (row === undefined) return
  const { firstEnd: _, ...others } = linkData(row)
  const data = firstEnd === undefined ? others : { ...others, firstEnd }
  books.links.put(id, { ...row, tokenHash, generation, expiresAt: instantOrNull(expiresAt), revokedOn: null, data })
}

/** Closes the link. */
export function applyLinkRevoked(books: Books, fact: FactOf<'link.revoked'>): void {
  const row = books.links.get(fact.data.id)
  if (row !== undefined) books.links.put(row.id, { ...row, revokedOn: fact.effectiveOn })
}

/** What a link row's `data` column holds. */
interface LinkData {
  readonly capture?: 'hold'
  /** The end that the host had given it, once whoever holds it has renewed it. */
  readonly firstEnd?: string
}

const linkData = ({ data }: Row<'links'>) => data as LinkData

/** Whether what is paid through a link is only held on the card. */
export function captureOf(row: Row<'links'>): 'now' | 'hold' {
  return linkData(row).capture ?? 'now'
}

/** The end that the host gave a link, however often whoever holds it renewed it since; null when it has none. */
export function firstEndOf(row: Row<'links'>): Instant | null {
  const { firstEnd } = linkData(row)
  return firstEnd === undefined ? row.expiresAt : parseInstant(firstEnd)
}
