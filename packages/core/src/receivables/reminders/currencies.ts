import { readings } from '../readings.js'
import type { Settings } from '../settings.js'

/** The currencies in which a customer has a balance, in the order of their codes. */
export async function currenciesOf({ store, tenant }: Settings, customer: string): Promise<string[]> {
  const reads = readings(store, tenant)
  const balances = reads.all('balances', { where: [customer] })
  await reads.fetch()
  return balances()
    .map(({ currency }) => currency)
    .sort()
}
