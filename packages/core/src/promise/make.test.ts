import { parseDay } from '@owekit/core/calendar'
import { minor } from '@owekit/core/money'
import { expect, it, test } from 'vitest'
import { openDecision } from '../account/decision.js'
import { issueInvoice } from '../invoice/issue.js'
import { emptyBooks } from '../journal/books.js'
import type { Decision } from '../journal/decision.js'
import { settle } from '../allocation/settle.js'
import { issueCredit } from '../credit/issue.js'
import { receive } from '../payment/receive.js'
import { breakPlan } from '../plan/accept.js'
import { agreePlan } from '../plan/agree.js'
import { keptRatios } from './kept.js'
import { endPromise, makePromise } from './make.js'

const day = parseDay

/** An account with an invoice of 100.00 and a promise of 60.00 until 2026-12-01. */
function books(): Decision {
  const decision = openDecision(emptyBooks('t', 'ada'), {
    today: day('2026-11-22'),
    lockedThrough: null,
    home: { currency: 'EUR', exponent: 2 },
    tolerance: new Map(),
    actor: 'test',
    requestKey: '',
  })
  issueInvoice(
    decision,
    { id: 'inv', number: 'A-1', total: minor(100_00n, 'EUR'), issuedOn: day('2026-11-01'), dueOn: day('2026-11-30') },
    { terms: undefined, missingDueDate: 'onReceipt', discountMode: 'fullSettlementOnly' },
  )
  return decision
}

function promised(): Decision {
  const decision = books()
  const on = day('2026-11-22')
  makePromise(decision, {
    id: 'prm',
    invoice: 'inv',
    amount: minor(60_00n, 'EUR'),
    until: day('2026-12-01'),
    note: '',
    on,
  })
  return decision
}

function pay(decision: Decision, id: string, amount: bigint, on: string): void {
  receive(decision, { id, amount: minor(amount, 'EUR'), receivedOn: day(on) })
  settle(decision, { source: id, document: 'inv', instalment: 1, amount, why: 'test' })
}

it.each([
  {
    title: 'kept with the last cent',
    paid: [
      ['59.99', '2026-11-25'],
      ['0.01', '2026-12-01'],
    ],
    on: '2026-12-01',
    state: 'kept',
  },
  {
    title: 'open with a cent missing on its last day',
    paid: [['59.99', '2026-11-25']],
    on: '2026-12-01',
    state: 'open',
  },
  { title: 'broken the day after', paid: [['59.99', '2026-11-25']], on: '2026-12-02', state: 'broken' },
  { title: 'broken by money that came a day late', paid: [['60.00', '2026-12-02']], on: '2026-12-02', state: 'broken' },
  { title: 'kept although noticed late', paid: [['60.00', '2026-12-01']], on: '2026-12-20', state: 'kept' },
])('a promise of 60.00 until the first of December is $title', ({ paid, on, state }) => {
  const decision = promised()
  paid.forEach(([amount = '', received = ''], index) =>
    pay(decision, `p${index}`, BigInt(amount.replace('.', '')), received),
  )
  const before = decision.facts.length
  expect(endPromise(decision, { promise: 'prm', on: day(on) })).toBe(state !== 'open')
  expect(decision.books.promises.get('prm')?.state).toBe(state)
  expect(decision.facts.length - before).toBe(state === 'open' ? 0 : 1)
})

test('a promise whose invoice was credited since is moot: neither kept nor broken', () => {
  const decision = promised()
  pay(decision, 'p1', 10_00n, '2026-11-25')
  const issuedOn = day('2026-11-26')
  issueCredit(decision, {
    id: 'crn',
    number: 'C',
    amount: minor(90_00n, 'EUR'),
    issuedOn,
    kind: 'credit_note',
    invoice: 'inv',
  })
  expect(endPromise(decision, { promise: 'prm', on: day('2026-11-27') })).toBe(true)
  expect(decision.books.promises.get('prm')).toMatchObject({ state: 'withdrawn', endedOn: day('2026-11-27') })
  expect(() => endPromise(decision, { promise: 'prm', on: day('2026-11-28') })).toThrow('ended')
})

it.each([
  { rule: 'keep', cancelledOn: null },
  { rule: 'cancel', cancelledOn: day('2026-12-11') },
] as const)('a plan whose part is late is broken once; its rule says $rule', ({ rule, cancelledOn }) => {
  const decision = books()
  const context = { ...decision.context, today: day('2026-12-11') }
  const late = { ...decision, context }
  const instalments = [
    { dueOn: day('2026-12-10'), amount: minor(50_00n, 'EUR') },
    { dueOn: day('2027-01-10'), amount: minor(50_00n, 'EUR') },
  ]
  agreePlan(decision, { id: 'plan', invoice: 'inv', instalments, broken: rule })
  expect(breakPlan(late, { plan: 'plan', on: day('2026-12-10') })).toBe(false)
  expect(breakPlan(late, { plan: 'plan', on: day('2026-12-11') })).toBe(true)
  expect(decision.books.plans.get('plan')).toMatchObject({ brokenOn: day('2026-12-11'), cancelledOn })
  const open = decision.books.instalments.group('inv').filter((part) => part.open > 0n)
  expect(open.map(({ dueOn, amount }) => [dueOn, amount])).toEqual(
    rule === 'keep'
      ? [
          [day('2026-12-10'), 50_00n],
          [day('2027-01-10'), 50_00n],
        ]
      : [[day('2026-11-30'), 100_00n]],
  )
  if (rule === 'keep') expect(breakPlan(late, { plan: 'plan', on: day('2026-12-12') })).toBe(false)
  else expect(() => breakPlan(late, { plan: 'plan', on: day('2026-12-12') })).toThrow('cancelled')
})

test('kept ÷ ended: by count 2 of 3, by amount 400.00 of 700.00; open and withdrawn are told apart', () => {
  const one = (amount: bigint, state: 'kept' | 'broken' | 'open' | 'withdrawn', currency = 'EUR') => ({
    currency,
    amount,
    state,
  })
  const all = [one(300_00n, 'kept'), one(100_00n, 'kept'), one(300_00n, 'broken'), one(50_00n, 'open')]
  const ratios = keptRatios([...all, one(20_00n, 'withdrawn'), one(1n, 'broken', 'BHD')])
  expect(ratios.map(({ currency, byCount, byAmount }) => [currency, byCount, byAmount])).toEqual([
    ['BHD', '0.00', '0.00'],
    ['EUR', '66.67', '57.14'],
  ])
  expect(ratios[1]).toMatchObject({
    kept: { count: 2 },
    broken: { count: 1 },
    open: { count: 1 },
    withdrawn: { count: 1 },
  })
})
