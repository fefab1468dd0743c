import type { Row } from '../../records/collections.js'
import { scan } from '../../ports/scan.js'
import type { Settings } from '../settings.js'

/**
 * What counts towards a promise to pay, in minor units: of an invoice, the money set against it from the day of the
 * promise to its last day; of no invoice, all the customer paid in that currency on those days, less what was paid back.
 */
export async function promiseReceived({ store, tenant }: Settings, promise: Row<'promises'>): Promise<bigint> {
  const { customer, document, currency, madeOn, until } = promise
  let sum = 0n
  if (document !== '') {
    const settled = { collection: 'allocations', index: 'byDocument', where: [document] } as const
    for await (const { kind, effectiveOn, undoneOn, amount } of scan(store, tenant, settled))
      if ((kind === 'payment' || kind === 'deposit') && undoneOn === null && isWithin(effectiveOn)) sum += amount
    return sum
  }
  const paid = { collection: 'sources', index: 'byCustomer', where: [customer], after: [madeOn - 1, lastText] } as const
  for await (const row of scan(store, tenant, paid)) {
    if (!isWithin(row.receivedOn)) {
      if (row.receivedOn > until) break
      continue
    }
    const isMoney = row.kind === 'payment' || row.kind === 'deposit'
    if (isMoney && row.currency === currency && row.reversedOn === null) sum += row.amount - row.refunded
  }
  return sum

  function isWithin(day: number): boolean {
    return day >= madeOn && day <= until
  }
}

/** Behind every id of a day. */
const lastText = '\u{10FFFF}'
