import { money, toDecimal } from '@owekit/core'
import { expect, test } from 'vitest'
import { ledger } from './ledger.js'

test('bug: what lay beyond the thousandth row of an account was not read', { timeout: 60_000 }, async () => {
  const { ar, issue, pay, open, sound } = await ledger(['ada'])
  await issue('ada', 'BIG', '1100.00', '2026-11-01')
  for (let index = 0; index < 1090; index++) await pay('ada', `p${index}`, '1.00', '2026-11-02')
  // A payment for a named invoice reads everything around it.
  for (let index = 1090; index < 1100; index++)
    await pay('ada', `p${index}`, '1.00', '2026-11-02', { allocate: { specific: [{ invoice: 'inv_BIG' }] } })
  expect(await open('BIG')).toBe('0.00')
  expect((await ar.invoices.get('inv_BIG')).settlements).toHaveLength(1100)
  await expect(ar.invoices.void({ invoice: 'inv_BIG' })).rejects.toMatchObject({ details: { allocations: 1100 } })
  for (let index = 0; index < 1050; index++) await issue('ada', `S${index}`, '1.00', '2026-11-03')
  await pay('ada', 'all', '1050.00', '2026-11-04')
  await ar.payments.reverse({ payment: 'all', on: '2026-11-05' })
  expect(toDecimal((await ar.balances.of('ada')).open)).toBe('1050.00')
  await ar.payments.record({ customer: 'ada', id: 'half', amount: money('525.00', 'EUR'), allocate: 'proportional' })
  expect(toDecimal((await ar.balances.of('ada')).open)).toBe('525.00')
  await sound()
})
