import { createReceivables, money } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import {
  collectionsPack,
  creditNoteDocument,
  type Document,
  type DocumentOptions,
  invoiceDocument,
  receiptDocument,
  reminderDocument,
  statementDocument,
} from '@owekit/documents'

export const eur = (amount: string) => money(amount, 'EUR')
export const locales = ['en', 'de', 'fr', 'es', 'ar'] as const
export const payUrl = 'https://pay.example/pay/k3J9xQvYp0aTz8Wn?x=1&y=2'

/** Books with two invoices, a payment, a credit note: what every document is made from. */
export async function books() {
  const ar = createReceivables({
    store: memoryStore(),
    currency: 'EUR',
    clock: () => Date.parse('2026-04-20T12:00:00Z'),
  })
  await ar.customers.open({ id: 'cus_ada', name: 'Ada Lovelace' })
  await ar.invoices.issue({
    customer: 'cus_ada',
    number: 'A-1',
    issuedOn: '2026-03-01',
    terms: '2/10 net 30',
    reference: 'bk_77',
    lines: [
      { description: 'Room with a view, 2 nights', quantity: '2', amount: eur('200.00') },
      { description: 'غرفة مع إفطار (عدد 12)', quantity: '4', amount: eur('48.50') },
    ],
    taxes: [
      { code: 'VAT 7%', amount: eur('14.00') },
      { code: 'VAT 19%', amount: eur('9.22') },
    ],
  })
  await ar.invoices.issue({
    customer: 'cus_ada',
    number: '2026-0042',
    issuedOn: '2026-03-10',
    total: eur('1234.56'),
    instalments: [
      { dueOn: '2026-04-09', amount: eur('1000.00') },
      { dueOn: '2026-05-09', amount: eur('234.56') },
    ],
  })
  const record = { customer: 'cus_ada', id: 'pay_1', receivedOn: '2026-03-05', method: 'card' }
  await ar.payments.record({ ...record, amount: eur('50.00') })
  await ar.credits.issue({
    customer: 'cus_ada',
    number: 'C-1',
    invoice: 'inv_A-1',
    issuedOn: '2026-03-12',
    lines: [{ description: 'One night less', amount: eur('30.00') }],
    taxes: [{ code: 'VAT 7%', amount: eur('2.10') }],
    amount: eur('32.10'),
  })
  return {
    ar,
    first: await ar.invoices.get('inv_A-1'),
    second: await ar.invoices.get('inv_2026-0042'),
    credit: await ar.credits.get('crn_C-1'),
    payment: await ar.payments.get('pay_1'),
    statement: await ar.statements.of({ customer: 'cus_ada', from: '2026-03-01', to: '2026-03-31' }),
    balance: (await ar.balances.of('cus_ada')).perCurrency[0]!,
    openItems: await ar.invoices.openItems({ customer: 'cus_ada' }),
  }
}

export type Books = Awaited<ReturnType<typeof books>>

/** Options with everything in them. */
export const fullOptions = (locale: string): DocumentOptions => ({
  brand: {
    name: locale === 'ar' ? 'متجر الزاوية' : 'Corner Shop',
    colour: '#0f766e',
    address: 'Market 1\n10115 Berlin',
    legal: 'HRB 1234, DE123456789',
    signature: 'Grace\nCorner Shop',
  },
  locale,
  customer: {
    name: locale === 'ar' ? 'محمد العبدالله (المدير)' : 'Éloïse Groß-Núñez',
    address: '12 Long Street\nLondon',
    taxId: 'DE99',
  },
  payUrl,
  bank: { holder: 'Corner Shop', iban: 'DE89370400440532013000', bic: 'COBADEFFXXX', hasCode: true },
  late: { percent: '9.12', fee: eur('40.00') },
  notes: 'Thank you for your stay.',
})

/** The documents that there are, and the view each is made from. */
export const kinds: readonly {
  readonly kind: string
  readonly view: (from: Books) => unknown
  readonly make: (from: Books, options: DocumentOptions) => Document
}[] = [
  { kind: 'invoice', view: ({ first }) => first, make: ({ first }, options) => invoiceDocument(first, options) },
  {
    kind: 'invoice in instalments',
    view: ({ second }) => second,
    make: ({ second }, options) => invoiceDocument(second, options),
  },
  {
    kind: 'credit note',
    view: ({ credit }) => credit,
    make: ({ credit }, options) => creditNoteDocument(credit, options),
  },
  {
    kind: 'receipt',
    view: ({ payment, openItems }) => [payment, openItems],
    make: ({ payment, openItems }, options) => receiptDocument(payment, { ...options, openItems }),
  },
  {
    kind: 'statement',
    view: ({ statement, balance, openItems }) => [statement, balance, openItems],
    make: ({ statement, balance, openItems }, options) =>
      statementDocument(statement, { ...options, balance, openItems }),
  },
  {
    kind: 'reminder',
    view: ({ balance, openItems }) => [balance.open, openItems],
    make: ({ openItems }, options) => {
      const items = openItems.map(({ number, open, dueOn }) => ({ number, open, dueOn: dueOn! }))
      return reminderDocument({ tone: 'firm', today: '2026-04-20', items }, options)
    },
  },
  {
    kind: 'collections pack',
    view: ({ statement, balance, openItems, first, second }) => [statement, balance, openItems, first, second],
    make: ({ statement, balance, openItems, first, second }, options) =>
      collectionsPack(
        {
          statement,
          balance,
          openItems,
          invoices: [first, second],
          messages: [
            { on: '2026-04-02', channel: 'email', text: 'A friendly reminder about A-1', outcome: 'delivered' },
          ],
        },
        options,
      ),
  },
]
