// Long because it is one list: an input worth spoiling for every command and question, side by side.

/** A call on the public face with an input that is good in the ledger {@link fuzzStart} makes. */
export interface Template {
  readonly name: string
  readonly input: unknown
}

const eur = (amount: string) => ({ amount, currency: 'EUR' })

/** What a fuzzed ledger begins with, so that good and spoilt inputs have something to point at. */
export const fuzzStart: readonly Template[] = [
  { name: 'customers.open', input: { id: 'cus_1', name: 'Ada', email: 'ada@example.com', metadata: { tier: 'gold' } } },
  { name: 'customers.open', input: { id: 'cus_2' } },
  { name: 'customers.open', input: { id: 'cus_3' } },
  {
    name: 'invoices.issue',
    input: { customer: 'cus_1', number: 'A-1', total: eur('100.00'), issuedOn: '2026-01-01', terms: 'net 10' },
  },
  {
    name: 'invoices.issue',
    input: {
      customer: 'cus_1',
      number: 'A-2',
      total: eur('300.00'),
      issuedOn: '2026-01-01',
      reference: 'job-1',
      instalments: [
        { dueOn: '2026-02-01', amount: eur('100.00') },
        { dueOn: '2026-03-01', amount: eur('200.00') },
      ],
    },
  },
  {
    name: 'invoices.issue',
    input: { customer: 'cus_1', number: 'A-3', total: eur('50.00'), issuedOn: '2026-01-01', dueOn: '2026-01-31' },
  },
  {
    name: 'payments.record',
    input: { customer: 'cus_1', id: 'pay_1', amount: eur('120.00'), receivedOn: '2026-01-05' },
  },
  {
    name: 'payments.record',
    input: { customer: 'cus_1', id: 'pay_2', amount: eur('40.00'), receivedOn: '2026-01-06', allocate: 'onAccount' },
  },
  {
    name: 'payments.record',
    input: { id: 'sus_1', amount: eur('70.00'), receivedOn: '2026-01-06', payer: 'Somebody' },
  },
  {
    name: 'deposits.settle',
    input: { customer: 'cus_1', id: 'dep_1', reference: 'job-1', amount: eur('60.00'), receivedOn: '2026-01-07' },
  },
  { name: 'holds.place', input: { id: 'hold_1', invoice: 'inv_A-3', reason: 'dispute' } },
  { name: 'plans.agree', input: { id: 'plan_1', invoice: 'inv_A-3', monthly: { parts: 2, firstDueOn: '2026-03-31' } } },
  { name: 'disputes.open', input: { id: 'dis_1', invoice: 'inv_A-2', amount: eur('20.00'), reason: 'price' } },
  { name: 'promises.make', input: { id: 'prm_1', invoice: 'inv_A-3', until: '2026-12-31' } },
  {
    name: 'bookings.request',
    input: {
      customer: 'cus_1',
      reference: 'job-1',
      total: eur('300.00'),
      date: '2026-12-20',
      policy: 'moderate',
      noShow: { percent: '50' },
    },
  },
  {
    name: 'bookings.request',
    input: { customer: 'cus_2', reference: 'job-2', total: eur('80.00'), date: '2026-12-20', needsApproval: true },
  },
]

/** Every command of the public face, each with an input worth spoiling. */
export const fuzzCommands: readonly Template[] = [
  {
    name: 'customers.open',
    input: { id: 'cus_9', name: 'Bo', timeZone: 'Europe/Paris', locale: 'de', metadata: { a: 'b' } },
  },
  { name: 'customers.update', input: { id: 'cus_1', name: 'Ada L.', phone: '1', key: 'k1' } },
  { name: 'customers.merge', input: { from: 'cus_3', into: 'cus_2', on: '2026-02-01' } },
  { name: 'customers.erase', input: { id: 'cus_3' } },
  {
    name: 'invoices.issue',
    input: {
      customer: 'cus_1',
      id: 'inv_9',
      number: 'A-9',
      lines: [{ description: 'Work', quantity: '2', amount: eur('100.00'), reference: 'job-1' }],
      taxes: [{ code: 'vat', amount: eur('21.00') }],
      total: eur('121.00'),
      issuedOn: '2026-01-08',
      dueOn: '2026-02-08',
      discount: { percent: '2', days: 10, base: 'gross', mode: 'fullSettlementOnly' },
      component: 'principal',
      reference: 'job-2',
      metadata: { team: 'north' },
      rate: '1',
      applyDeposits: true,
      key: 'k2',
    },
  },
  { name: 'invoices.issue', input: { customer: 'cus_2', series: 'S', total: eur('10.00'), terms: '2/10 net 30' } },
  {
    name: 'invoices.issue',
    input: {
      customer: 'cus_2',
      number: 'P-1',
      total: eur('99.99'),
      instalments: [
        { dueOn: '2026-12-01', percent: '33.33' },
        { dueOn: '2026-12-08', percent: '66.67' },
      ],
    },
  },
  { name: 'invoices.void', input: { invoice: 'inv_A-3', on: '2026-02-01', reason: 'wrong' } },
  { name: 'invoices.moveDueDate', input: { invoice: 'inv_A-2', dueOn: '2026-05-01', instalment: 2, on: '2026-02-01' } },
  {
    name: 'credits.issue',
    input: {
      customer: 'cus_1',
      number: 'C-1',
      amount: eur('20.00'),
      invoice: 'inv_A-2',
      surplus: 'credit',
      issuedOn: '2026-02-01',
    },
  },
  {
    name: 'credits.issue',
    input: { customer: 'cus_1', number: 'C-2', amount: eur('20.00'), kind: 'promotional', expiresOn: '2026-12-31' },
  },
  {
    name: 'payments.record',
    input: {
      customer: 'cus_1',
      id: 'pay_9',
      amount: eur('30.00'),
      receivedOn: '2026-02-01',
      method: 'card',
      provider: 'stripe',
      externalId: 'ch_1',
      reference: 'job-1',
      metadata: { a: 'b' },
      rate: '1.1',
      allocate: { specific: [{ invoice: 'inv_A-2', instalment: 1, amount: eur('10.00') }], then: 'oldestDue' },
      key: 'k3',
    },
  },
  { name: 'payments.record', input: { customer: 'cus_1', id: 'pay_8', amount: eur('5.00'), allocate: 'proportional' } },
  {
    name: 'payments.record',
    input: {
      id: 'pay_7',
      amount: eur('30.00'),
      splits: [
        { customer: 'cus_1', amount: eur('10.00'), allocate: 'onAccount' },
        { customer: 'cus_2', amount: eur('20.00') },
      ],
    },
  },
  { name: 'payments.record', input: { id: 'sus_9', amount: eur('30.00'), payer: 'Who' } },
  {
    name: 'payments.assign',
    input: { suspense: 'sus_1', customer: 'cus_2', amount: eur('10.00'), id: 'pay_6', allocate: 'onAccount' },
  },
  { name: 'payments.refund', input: { payment: 'pay_2', amount: eur('5.00'), on: '2026-02-01', reason: 'sorry' } },
  {
    name: 'payments.refund',
    input: { payment: 'pay_1', amount: eur('15.00'), as: 'credit', invoice: 'inv_A-1', number: 'R-1' },
  },
  { name: 'payments.refund', input: { payment: 'pay_1', amount: eur('15.00'), as: 'reopen', invoice: 'inv_A-1' } },
  { name: 'payments.reverse', input: { payment: 'pay_1', on: '2026-02-02', reason: 'chargeback', hold: true } },
  {
    name: 'allocations.apply',
    input: { customer: 'cus_1', currency: 'EUR', sources: ['pay_2'], strategy: 'oldestDue', effectiveOn: '2026-02-01' },
  },
  { name: 'allocations.release', input: { allocation: 'cus_1/6', on: '2026-02-01', reason: 'x' } },
  { name: 'allocations.move', input: { allocation: 'cus_1/6', to: 'inv_A-2', instalment: 1 } },
  { name: 'writeOffs.record', input: { invoice: 'inv_A-2', amount: eur('1.00'), on: '2026-02-01', reason: 'small' } },
  { name: 'holds.place', input: { id: 'hold_9', invoice: 'inv_A-2', reason: 'dispute', note: 'n', on: '2026-02-01' } },
  { name: 'holds.place', input: { customer: 'cus_2', reason: 'waiting' } },
  { name: 'holds.release', input: { hold: 'hold_1', note: 'ok' } },
  {
    name: 'plans.agree',
    input: {
      id: 'plan_9',
      invoice: 'inv_A-2',
      instalments: [{ dueOn: '2026-06-01', amount: eur('260.00') }],
      on: '2026-02-01',
    },
  },
  { name: 'plans.agree', input: { invoice: 'inv_A-2', monthly: { parts: 3, firstDueOn: '2026-06-30' } } },
  {
    name: 'plans.preview',
    input: { invoice: 'inv_A-2', monthly: { parts: 2, firstDueOn: '2026-06-30' }, broken: 'cancel' },
  },
  { name: 'plans.accept', input: { plan: 'plan_1', by: 'Ada', on: '2026-02-03' } },
  {
    name: 'disputes.open',
    input: { id: 'dis_2', invoice: 'inv_A-2', amount: eur('10.00'), reason: 'price', note: 'x', on: '2026-02-03' },
  },
  { name: 'disputes.open', input: { payment: 'pay_1', reason: 'not_me' } },
  { name: 'disputes.note', input: { dispute: 'dis_1', text: 'x', url: 'https://example.com/x', on: '2026-02-03' } },
  {
    name: 'disputes.resolve',
    input: { dispute: 'dis_1', outcome: 'accepted', as: 'credit', series: 'CRN', releaseHold: false, note: 'x' },
  },
  {
    name: 'promises.make',
    input: { invoice: 'inv_A-2', amount: eur('10.00'), until: '2026-12-31', note: 'x', on: '2026-02-03' },
  },
  { name: 'promises.make', input: { customer: 'cus_2', amount: eur('10.00'), until: '2026-12-31' } },
  { name: 'promises.withdraw', input: { promise: 'prm_1', reason: 'x', on: '2026-02-03' } },
  {
    name: 'bookings.request',
    input: {
      customer: 'cus_1',
      reference: 'job-9',
      total: eur('400.00'),
      date: '2026-12-20',
      time: '18:00',
      timeZone: 'Europe/Paris',
      persons: 2,
      nights: 3,
      rule: { ask: { perPerson: eur('50.00') }, minimum: eur('20.00'), fullWithinDays: 3, fullBelow: eur('30.00') },
      policy: { windows: [{ until: { days: 7, at: '12:00' }, charge: 'firstNight' }], after: 'all', rest: 'credit' },
      noShow: { amount: eur('100.00') },
      disclosure: 'x',
      pay: 'full',
      needsApproval: true,
      holdMinutes: 60,
    },
  },
  { name: 'bookings.approve', input: { reference: 'job-2', holdMinutes: 60, number: 'D-9' } },
  { name: 'bookings.cancel', input: { reference: 'job-1', by: 'customer', at: '2026-02-03T09:00:00Z', reason: 'x' } },
  { name: 'bookings.preview', input: { reference: 'job-1', by: 'organiser', waive: true } },
  { name: 'bookings.reschedule', input: { reference: 'job-1', date: '2026-12-21', time: '09:00' } },
  { name: 'bookings.noShow', input: { reference: 'job-1', fee: eur('10.00'), reason: 'x' } },
  { name: 'plans.cancel', input: { plan: 'plan_1', on: '2026-02-03', reason: 'x' } },
  {
    name: 'deposits.request',
    input: {
      customer: 'cus_1',
      id: 'req_1',
      number: 'D-1',
      reference: 'job-3',
      amount: eur('50.00'),
      dueOn: '2026-04-01',
    },
  },
  {
    name: 'deposits.settle',
    input: {
      customer: 'cus_1',
      id: 'dep_9',
      reference: 'job-3',
      amount: eur('50.00'),
      receivedOn: '2026-02-01',
      method: 'cash',
    },
  },
  { name: 'deposits.apply', input: { deposit: 'dep_1', invoice: 'inv_A-2', amount: eur('10.00') } },
  { name: 'deposits.forfeit', input: { deposit: 'dep_1', amount: eur('10.00'), reason: 'no show' } },
  { name: 'deposits.release', input: { deposit: 'dep_1', amount: eur('10.00'), on: '2026-02-01' } },
  { name: 'periods.close', input: { through: '2025-12-31' } },
]

/** Every question of the public face. */
export const fuzzQuestions: readonly Template[] = [
  { name: 'balances.of', input: 'cus_1' },
  {
    name: 'balances.of',
    input: { customer: 'cus_1', asOf: '2026-02-01', knownAt: '2026-02-01T00:00:00Z', currency: 'EUR' },
  },
  { name: 'balances.byReference', input: 'job-1' },
  { name: 'balances.byReference', input: { reference: 'job-1', asOf: '2026-02-01' } },
  {
    name: 'aging.report',
    input: {
      asOf: '2026-02-01',
      buckets: [30, 60],
      basis: 'due',
      credit: 'separate',
      customer: 'cus_1',
      groupBy: 'team',
    },
  },
  { name: 'aging.report', input: { credit: 'netOldest', currency: 'EUR', reference: 'job-1' } },
  { name: 'statements.of', input: 'cus_1' },
  {
    name: 'statements.of',
    input: { customer: 'cus_1', currency: 'EUR', from: '2026-01-01', to: '2026-02-01', reference: 'job-1' },
  },
  { name: 'customers.get', input: 'cus_1' },
  { name: 'invoices.get', input: 'inv_A-1' },
  { name: 'invoices.get', input: { invoice: 'inv_A-1', asOf: '2026-01-20' } },
  { name: 'invoices.list', input: { customer: 'cus_1', openOnly: true, limit: 2, cursor: '' } },
  { name: 'payments.get', input: 'pay_1' },
  { name: 'payments.list', input: { customer: 'cus_1', limit: 1 } },
  { name: 'payments.inSuspense', input: {} },
  { name: 'allocations.list', input: { customer: 'cus_1', invoice: 'inv_A-1', payment: 'pay_1' } },
  { name: 'holds.list', input: { customer: 'cus_1' } },
  { name: 'deposits.list', input: { customer: 'cus_1', reference: 'job-1' } },
  { name: 'plans.get', input: 'plan_1' },
  { name: 'plans.list', input: { customer: 'cus_1', limit: 2 } },
  { name: 'plans.kept', input: { customer: 'cus_1', currency: 'EUR' } },
  { name: 'promises.get', input: 'prm_1' },
  { name: 'promises.list', input: { invoice: 'inv_A-3', openOnly: true } },
  { name: 'promises.kept', input: 'cus_1' },
  { name: 'disputes.get', input: 'dis_1' },
  { name: 'disputes.list', input: { customer: 'cus_1', openOnly: true, limit: 2 } },
  { name: 'bookings.get', input: 'job-1' },
  { name: 'bookings.list', input: { customer: 'cus_1', limit: 2 } },
  { name: 'journal.read', input: { customer: 'cus_1', from: 1 } },
  { name: 'journal.export', input: 'json' },
]
