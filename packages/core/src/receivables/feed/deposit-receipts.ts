import type { FactData } from '../../journal/fact.js'
import type { Row } from '../../records/collections.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'

/** What a fact added to what was received for a deposit request, or took from it: minor units. */
export interface DepositReceipt {
  readonly customer: string
  readonly version: number
  readonly amount: bigint
}

/** The facts that moved what a deposit request has received in its own currency: money in, taken back, paid back. */
export async function depositReceipts(settings: Settings, request: Row<'documents'>): Promise<DepositReceipt[]> {
  const { store, tenant } = settings
  const first = readings(store, tenant)
  const lines = first.all('postings', { index: 'byReference', where: [request.reference] })
  await first.fetch()
  const places = new Map<string, readonly [string, number]>()
  for (const { account, customer, version } of lines())
    if (account === 'customer_deposits') places.set(`${customer}/${version}`, [customer, version])
  const second = readings(store, tenant)
  const facts = second.keys('facts', [...places.values()])
  await second.fetch()
  const left = new Map<string, bigint>()
  const receipts: DepositReceipt[] = []
  const move = ({ customer, version }: Row<'facts'>, source: string, amount: bigint) => {
    left.set(source, (left.get(source) ?? 0n) + amount)
    receipts.push({ customer, version, amount })
  }
  for (const row of facts()) {
    if (row.type !== 'payment.settled') continue
    const { id, request: answered, amount, currency } = row.data as unknown as FactData['payment.settled']
    if (answered === request.id && currency === request.currency) move(row, id, amount)
  }
  for (const row of facts())
    if (row.type === 'payment.refunded') {
      const { source, amount } = row.data as unknown as FactData['payment.refunded']
      if (left.has(source)) move(row, source, -amount)
    } else if (row.type === 'refund.failed') {
      const { source, amount } = row.data as unknown as FactData['refund.failed']
      if (left.has(source)) move(row, source, amount)
    }
  // What was paid back before is not taken back again.
  for (const row of facts()) {
    if (row.type !== 'payment.reversed') continue
    const { payment } = row.data as unknown as FactData['payment.reversed']
    const rest = left.get(payment)
    if (rest !== undefined) move(row, payment, -rest)
  }
  return receipts
}

/** All of the receipts together. */
export function sumOf(receipts: readonly DepositReceipt[]): bigint {
  return receipts.reduce((sum, { amount }) => sum + amount, 0n)
}
