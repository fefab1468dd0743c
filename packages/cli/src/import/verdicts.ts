import { ReceivablesError, type Row } from '@owekit/core'

/** A document as a row says it should be. */
interface Wanted {
  readonly customer: string
  readonly amount: bigint
  readonly currency: string
  readonly issuedOn: number
  readonly dueOn: number
  readonly metadata: Readonly<Record<string, string>>
}

/** The fields in which a stored invoice differs from a row. */
export function differing(stored: Row<'documents'>, wanted: Wanted): string[] {
  const data = stored.data as { readonly metadata?: Readonly<Record<string, unknown>> }
  const tags = Object.entries(wanted.metadata).filter(([name, text]) => data.metadata?.[name] !== text)
  return [
    ...(stored.customer === wanted.customer ? [] : ['customer']),
    ...(stored.currency === wanted.currency ? [] : ['currency']),
    ...(stored.total === wanted.amount ? [] : ['amount']),
    ...(stored.issuedOn === wanted.issuedOn ? [] : ['issuedOn']),
    ...(stored.dueOn === wanted.dueOn ? [] : ['dueOn']),
    ...tags.map(([name]) => `tag ${name}`),
  ]
}

/** The refusal of a row that says something else than the books. */
export function sayDiffering(what: string, fields: readonly string[]): ReceivablesError {
  return new ReceivablesError('already_exists', `${what} is in the books with another ${fields.join(', ')}`, {
    fields: [...fields],
  })
}
