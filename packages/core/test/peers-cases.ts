import { money, toDecimal } from '@owekit/core'
import { ledger, type TestLedger } from './ledger.js'

/** A case of a peer's own tests, in the neutral form of the shared data. */
export interface PeerCase {
  readonly id: string
  readonly input: Readonly<Record<string, never>>
  readonly expected: Readonly<Record<string, unknown>>
}

type Given = Readonly<Record<string, unknown>>

const eur = (amount: string) => money(amount, 'EUR')
const day = '2026-11-22'
const list = (value: unknown) => value as readonly string[]

/** One customer with one invoice; the given settlement is left to the caller. */
async function withInvoice(given: Given, more: object = {}): Promise<TestLedger> {
  const books = await ledger(['ada'])
  await books.issue('ada', 'A-1', String(given['invoice']), day, more)
  return books
}

async function instalments(books: TestLedger) {
  return (await books.ar.invoices.get('inv_A-1')).instalments.map((part) => ({
    due: toDecimal(part.amount),
    paid:
      toDecimal(money(toDecimal(part.amount), 'EUR')) === toDecimal(part.open)
        ? '0.00'
        : paid(part.amount.minor, part.open.minor),
    open: toDecimal(part.open),
  }))
}

const paid = (amount: bigint, open: bigint) =>
  `${(amount - open) / 100n}.${String((amount - open) % 100n).padStart(2, '0')}`

const scheduleOf = (given: Given) => ({
  instalments: (given['schedule'] as readonly { percent: number; days: number }[]).map((part, index) => ({
    percent: String(part.percent),
    dueOn: `2027-0${index + 1}-15`,
  })),
})

/** How each case of `receivables-and-allocation` is put to our engine; the answer is in the case's own words. */
export const receivables: Readonly<Record<string, (given: Given) => Promise<unknown>>> = {
  '001': async (given) => ({
    instalments: (await instalments(await withInvoice(given, scheduleOf(given)))).map((p) => p.due),
  }),
  '002': async (given) => ({ instalments: await paidInstalments(given) }),
  '003': async (given) => ({ instalments: await paidInstalments(given) }),
  '004': async (given) => {
    const books = await withInvoice(given, scheduleOf(given))
    const amount = eur(String(given['creditNoteAgainstInvoice']))
    await books.ar.credits.issue({ customer: 'ada', number: 'C-1', amount, invoice: 'inv_A-1' })
    return { openRows: (await instalments(books)).filter((part) => part.open !== '0.00').length }
  },
  '005': async (given) => {
    const books = await withInvoice(given)
    for (const amount of list(given['payments'])) await books.pay('ada', amount, amount, day)
    return { open: await books.open('A-1') }
  },
  '006': async (given) => {
    const books = await ledger(['ada'])
    for (const [index, total] of list(given['invoices']).entries()) await books.issue('ada', `A-${index}`, total, day)
    const total = (await books.ar.aging.report()).currencies[0]?.total
    return { partyTotal: total, grandTotal: total }
  },
  '007': async (given) => {
    const books = await ledger(['ada'])
    await books.pay('ada', 'p1', String(given['advance']), day)
    return { rows: [{ what: 'payment', open: (await books.ar.aging.report()).currencies[0]?.unapplied }] }
  },
  '008': async (given) => {
    const books = await withInvoice(given)
    const future = given['futurePayment'] as { amount: string }
    await books.pay('ada', 'p1', future.amount, '2026-11-23')
    const today = await books.ar.invoices.get({ invoice: 'inv_A-1', asOf: day })
    const tomorrow = await books.ar.invoices.get({ invoice: 'inv_A-1', asOf: '2026-11-23' })
    return { open: toDecimal(today.open), futureAmount: future.amount, remaining: toDecimal(tomorrow.open) }
  },
  '009': async () => {
    const books = await ledger(['ada'], { currency: 'INR' })
    const usd = await books.ar.invoices.issue({
      customer: 'ada',
      number: 'U',
      total: money('100.00', 'USD'),
      rate: '80',
    })
    const inr = await books.ar.invoices.issue({ customer: 'ada', number: 'I', total: money('100.00', 'INR') })
    const row = (answer: typeof usd) => {
      const line = answer.facts[0]?.postings[0]
      return { base: line?.home, party: `${line?.amount} ${line?.currency}` }
    }
    return { rows: [row(usd), row(inr)] }
  },
  '011': async (given) => {
    const books = await withInvoice(given)
    await books.pay('ada', 'p1', String(given['unallocatedPayment']), day, { allocate: 'onAccount' })
    const balance = await books.ar.balances.of('ada')
    return {
      invoiced: toDecimal(balance.open),
      advance: toDecimal(balance.unapplied),
      outstanding: toDecimal(balance.toPay),
    }
  },
  '012': async (given) => {
    const books = await withInvoice(given)
    await books.pay('ada', 'p1', String(given['allocatedPayment']), day)
    const afterFirst = await books.open('A-1')
    await books.pay('ada', 'p2', afterFirst, day)
    const rows = (await books.ar.invoices.list({ customer: 'ada', openOnly: true })).items.length
    return { afterFirst, afterAll: await books.open('A-1'), rowsAfterAll: rows }
  },
  '013': async (given) => {
    const books = await withInvoice(given)
    for (const amount of list(given['unallocatedPayments']))
      await books.pay('ada', amount, amount, day, { allocate: 'onAccount' })
    await books.ar.allocations.apply({ customer: 'ada' })
    return { ...(await standing(books)), unallocatedLeft: toDecimal((await books.ar.balances.of('ada')).unapplied) }
  },
  '014': async (given) => {
    const books = await withInvoice(given)
    await books.ar.credits.issue({ customer: 'ada', number: 'C-1', amount: eur(String(given['standaloneCreditNote'])) })
    await books.ar.allocations.apply({
      customer: 'ada',
      strategy: { specific: [{ invoice: 'inv_A-1', amount: eur('80.00') }] },
    })
    return { ...(await standing(books)), creditLeft: toDecimal((await books.ar.payments.get('crn_C-1')).unapplied) }
  },
  '015': async () => {
    const books = await ledger(['ada'])
    await books.pay('ada', 'p1', '25.00', '2026-10-23', { allocate: 'onAccount' })
    await books.issue('ada', 'A-1', '25.00', day)
    await books.ar.allocations.apply({ customer: 'ada' })
    return { open: await books.open('A-1') }
  },
  '016': async (given) => {
    const books = await ledger(['ada'])
    const parts = list(given['instalments']).map((amount, index) => ({
      amount: eur(amount),
      dueOn: `2026-12-0${index + 1}`,
    }))
    await books.issue('ada', 'A-1', '236.00', day, {
      instalments: parts,
      taxes: [{ code: 'VAT', amount: eur('36.00') }],
    })
    await books.pay('ada', 'p1', '236.00', day)
    return { instalmentsPaid: (await instalments(books)).map((part) => part.paid) }
  },
  '017': async (given) => {
    const books = await withInvoice(given)
    const amount = eur(String(given['attemptAllocation']))
    return refused(() =>
      books.pay('ada', 'p1', '201.00', day, { allocate: { specific: [{ invoice: 'inv_A-1', amount }] } }),
    )
  },
  '018': async (given) => {
    const books = await ledger(['ada'])
    await books.issue('ada', 'A-1', String(given['order']), day)
    await books.pay('ada', 'p1', list(given['payments'])[0] ?? '', day)
    await books.pay('ada', 'p2', await books.open('A-1'), day)
    const view = await books.ar.invoices.get('inv_A-1')
    return { paid: paid(view.total.minor, view.open.minor) }
  },
  '019': async (given) => {
    const books = await ledger(['ada'])
    await books.ar.deposits.settle({
      customer: 'ada',
      id: 'd1',
      reference: 'job',
      amount: eur(String(given['deposit'])),
    })
    await books.issue('ada', 'A-1', String(given['invoice']), day, { reference: 'job' })
    return { open: await books.open('A-1'), depositLeft: toDecimal((await books.ar.payments.get('d1')).held) }
  },
  '020': async () => {
    const books = await ledger(['ada'])
    await books.issue('ada', 'A-1', '2.00', day)
    await books.pay('ada', 'p1', '1.00', day, { allocate: 'onAccount' })
    const strategy = { specific: [{ invoice: 'inv_A-1', amount: eur('2.00') }] }
    const code = await books.ar.allocations.apply({ customer: 'ada', strategy }).then(
      () => '',
      (error: unknown) => (error as { code: string }).code,
    )
    return { error: code === 'allocation_exceeds_source' }
  },
  '021': async (given) => {
    const books = await withInvoice(given)
    await books.pay('ada', 'p1', String(given['payment']), day)
    const source = await books.ar.payments.get('p1')
    return { applied: paid(source.amount.minor, source.unapplied.minor), unapplied: toDecimal(source.unapplied) }
  },
  '022': async () => {
    const books = await ledger(['ada'])
    await books.issue('ada', 'A-1', '10.00', day)
    await books.pay('ada', 'p1', '20.00', day)
    await books.issue('ada', 'A-2', '10.00', day)
    await books.ar.allocations.apply({ customer: 'ada' })
    const source = await books.ar.payments.get('p1')
    return { applied: paid(source.amount.minor, source.unapplied.minor), unapplied: toDecimal(source.unapplied) }
  },
  '023': async () => {
    const books = await ledger(['ada'])
    await books.issue('ada', 'A-1', '10.00', day)
    const specific = [{ invoice: 'inv_A-1', amount: eur('-5.00') }]
    return refused(() => books.pay('ada', 'p1', '10.00', day, { allocate: { specific } }))
  },
  '025': async () => {
    const books = await ledger(['ada'])
    await books.issue('ada', 'A-1', '10.00', day)
    await books.pay('ada', 'p1', '5.00', day)
    await books.ar.credits.issue({ customer: 'ada', number: 'C-1', amount: eur('5.00') })
    await books.ar.allocations.apply({ customer: 'ada' })
    return { open: await books.open('A-1') }
  },
  '026': async (given) => {
    const books = await ledger(['ada'])
    await books.pay('ada', 'p1', String(given['payment']), day)
    await books.ar.payments.refund({ payment: 'p1', amount: eur(String(given['refund'])) })
    const source = await books.ar.payments.get('p1')
    return {
      customerPaidToDate: paid(source.amount.minor, source.refunded.minor),
      unapplied: toDecimal(source.unapplied),
    }
  },
  '027': (given) => refund(given),
  '028': (given) => refund(given),
  '029': (given) => refund(given),
  '030': async (given) => {
    const books = await ledger(['ada'])
    const unpaid = (given['unpaid'] as readonly { balance: string }[]).filter((one) => Number(one.balance) > 0)
    for (const [index, one] of unpaid.entries())
      await books.issue('ada', `A-${index}`, `${Number(one.balance)}.00`, day)
    return { sum: toDecimal((await books.ar.balances.of('ada')).open) }
  },
}

async function paidInstalments(given: Given) {
  const books = await withInvoice(given, scheduleOf(given))
  for (const amount of list(given['payments'])) await books.pay('ada', amount, amount, day)
  return instalments(books)
}

async function standing(books: TestLedger) {
  const view = await books.ar.invoices.get('inv_A-1')
  return { status: view.status.replace('_', ' '), open: toDecimal(view.open) }
}

async function refused(act: () => Promise<unknown>) {
  try {
    await act()
    return { error: false }
  } catch {
    return { error: true }
  }
}

async function refund(given: Given) {
  const books = await ledger(['ada'])
  await books.pay('ada', 'p1', `${String(given['payment'])}.00`, day)
  const asked = given['requestedRefund'] as string | null
  const amount = asked === null ? {} : { amount: eur(`${asked}.00`) }
  if ((await refused(() => books.ar.payments.refund({ payment: 'p1', ...amount }))).error) return { error: true }
  return { refund: String(Number(toDecimal((await books.ar.payments.get('p1')).refunded))) }
}
