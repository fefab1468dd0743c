import { money, toDecimal } from '@owekit/core'
import { expect, test } from 'vitest'
import { ledger } from './ledger.js'

const monthly = { parts: 3, firstDueOn: '2026-12-31' }

test('a preview shows the parts and what they replace, and writes nothing', async () => {
  const { ar, store, issue } = await ledger(['ada'])
  await issue('ada', 'A-1', '900.00', '2026-11-01', { dueOn: '2026-11-30' })
  const before = store.snapshot()
  const told = await ar.plans.preview({ invoice: 'inv_A-1', monthly })
  expect(store.snapshot()).toBe(before)
  const agreed = await ar.plans.agree({ invoice: 'inv_A-1', monthly })
  for (const { instalments, replaced } of [told, agreed]) {
    expect(instalments.map(({ dueOn, amount }) => [dueOn, toDecimal(amount)])).toEqual([
      ['2026-12-31', '300.00'],
      ['2027-01-31', '300.00'],
      ['2027-02-28', '300.00'],
    ])
    expect(replaced.map(({ dueOn, amount }) => [dueOn, toDecimal(amount)])).toEqual([['2026-11-30', '900.00']])
  }
})

test('a plan is accepted once, and by whom is kept', async () => {
  const { ar, issue, sound } = await ledger(['ada'])
  await issue('ada', 'A-1', '900.00', '2026-11-01')
  await ar.plans.agree({ id: 'plan', invoice: 'inv_A-1', monthly })
  await ar.plans.accept({ plan: 'plan', by: 'ada@example.com' })
  expect(await ar.plans.get('plan')).toMatchObject({ acceptedOn: '2026-11-22', acceptedBy: 'ada@example.com' })
  await expect(ar.plans.accept({ plan: 'plan', by: 'bob' })).rejects.toMatchObject({ code: 'already_exists' })
  await ar.plans.cancel({ plan: 'plan' })
  await expect(ar.plans.accept({ plan: 'plan', by: 'bob' })).rejects.toMatchObject({ code: 'plan_cancelled' })
  await expect(ar.plans.accept({ plan: 'none', by: 'bob' })).rejects.toMatchObject({ code: 'plan_not_found' })
  await sound()
})

test('all paid early settles a plan cleanly, and it counts as kept; a late one as broken; a cancelled one as neither', async () => {
  const { ar, at, issue, pay, sound } = await ledger(['ada'])
  for (const number of ['A-1', 'A-2', 'A-3', 'A-4']) {
    await issue('ada', number, '300.00', '2026-11-01')
    await ar.plans.agree({ id: `plan_${number}`, invoice: `inv_${number}`, monthly })
  }
  await pay('ada', 'p1', '300.00', '2026-11-23', { allocate: { specific: [{ invoice: 'inv_A-1' }] } })
  await pay('ada', 'p4', '100.00', '2026-11-23', { allocate: { specific: [{ invoice: 'inv_A-4' }] } })
  await ar.plans.cancel({ plan: 'plan_A-3' })
  at('2027-01-01T09:00:00Z')
  const states = (await ar.plans.list({ customer: 'ada' })).items.map(({ state, open }) => [state, toDecimal(open)])
  expect(states).toEqual([
    ['settled', '0.00'],
    ['broken', '300.00'],
    ['cancelled', '0.00'],
    ['running', '200.00'],
  ])
  expect((await ar.plans.kept('ada')).perCurrency).toMatchObject([
    {
      currency: 'EUR',
      kept: { count: 1, amount: money('300.00', 'EUR') },
      broken: { count: 1, amount: money('300.00', 'EUR') },
      open: { count: 1 },
      withdrawn: { count: 1 },
      byCount: '50.00',
      byAmount: '50.00',
    },
  ])
  expect((await ar.plans.list({ invoice: 'inv_A-2' })).items).toMatchObject([{ id: 'plan_A-2' }])
  await sound()
})
