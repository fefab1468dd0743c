import { ReceivablesError } from '../errors/index.js'
import { checkText } from '../records/check-row.js'
import type { AgingQuery } from '../aging/aging-query.js'

/**
 * Checks what aging is asked: bounds ascending and positive, texts well formed, the day a whole number.
 *
 * @example
 * checkAging({ tenant: 'acme', asOf: 20000, basis: 'due', bounds: [30, 60, 90] }) // fine
 */
export function checkAging(query: AgingQuery): void {
  for (const name of ['tenant', 'customer', 'reference', 'currency', 'groupBy'] as const) {
    if (query[name] !== undefined) checkText(query[name], name)
  }
  const isAscending = query.bounds.every(
    (bound, i) => Number.isSafeInteger(bound) && bound > (query.bounds[i - 1] ?? 0),
  )
  if (!isAscending || query.bounds.length > 200) {
    throw new ReceivablesError('invalid_input', 'Bucket bounds must be positive whole days in ascending order.')
  }
  if (!Number.isSafeInteger(query.asOf)) throw new ReceivablesError('invalid_input', 'asOf must be a day number.')
  if (query.basis !== 'due' && query.basis !== 'issued') {
    throw new ReceivablesError('invalid_input', 'The basis of aging is due or issued.')
  }
}
