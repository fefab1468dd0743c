import { checkKey, checkText } from '../records/check-row.js'
import type { OpeningQuery } from '../statement/opening-query.js'

/**
 * Checks which opening balance is asked for.
 *
 * @example
 * checkOpening({ tenant: 'acme', customer: 'cus_ada', currency: 'EUR', before: 20000, version: 12 }) // fine
 */
export function checkOpening({ tenant, customer, currency, before, version, knownAt, reference }: OpeningQuery): void {
  checkText(tenant, 'tenant')
  checkText(currency, 'postings.currency')
  checkKey('postings', ['customer', 'effectiveOn', 'version'], [customer, before, version])
  if (knownAt !== undefined) checkKey('postings', ['recordedAt'], [knownAt])
  if (reference !== undefined) checkText(reference, 'postings.reference')
}
