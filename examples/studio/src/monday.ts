import type { FactView, InvoiceView, Money, PaymentView, Receivables } from '@owekit/core'
import { addDays, daysBetween, formatDay, parseDay } from '@owekit/core/calendar'
import { sum } from '@owekit/core/money'
import { type Letter, lettersOf } from './letters.js'
import type { Mail } from './mailbox.js'
import { studio } from './studio.js'

/** One customer's debt in one currency. */
export interface Debtor {
  readonly customer: string
  readonly name: string
  readonly currency: string
  /** What is open, money on account already taken off. */
  readonly owes: string
  readonly late: Money
  readonly daysLate: number
  /** The due day of the oldest late part. */
  readonly since: string
  /** The next due day of what is not late. */
  readonly nextDue: string
  readonly notes: readonly string[]
}

/** A payment and where it went, as the facts say. */
export interface Arrival {
  readonly payment: PaymentView
  readonly name: string
  readonly lines: readonly { readonly number: string; readonly amount: string; readonly why: string }[]
}

/** Everything the owner looks at on Monday morning. */
export interface Monday {
  readonly aging: Awaited<ReturnType<Receivables['aging']['report']>>
  readonly debtors: readonly Debtor[]
  readonly arrivals: readonly Arrival[]
  readonly preview: Awaited<ReturnType<Receivables['payments']['preview']>>
  readonly deposits: readonly { readonly deposit: PaymentView; readonly name: string }[]
  readonly held: readonly { readonly invoice: InvoiceView; readonly name: string }[]
  /** What arrived today, the earliest first. */
  readonly letters: readonly Letter[]
  readonly suspense: readonly Awaited<ReturnType<Receivables['payments']['inSuspense']>>['items'][number][]
  readonly proof: Awaited<ReturnType<Receivables['verify']>>
}

/** Whose payment the report tries out: a company with a disputed invoice. */
const tried = 'rheinkurier'

/** Asks the books everything the Monday report shows. Nothing is written. */
export async function monday(ar: Receivables, mails: readonly Mail[]): Promise<Monday> {
  const names = new Map<string, string>()
  for await (const { id, name } of ar.customers.list()) names.set(id, name)
  const nameOf = (customer: string) => names.get(customer) ?? customer
  const aging = homeFirst(await ar.aging.report())
  const open = await openInvoices(ar, aging)
  const { open: owed } = await ar.balances.of(tried)
  return {
    aging,
    debtors: debtorsOf(aging, open, nameOf),
    arrivals: await arrivalsOf(ar, nameOf),
    preview: await ar.payments.preview({ customer: tried, amount: owed }),
    deposits: await depositsOf(ar, nameOf),
    held: open.filter(({ holds }) => holds.length > 0).map((invoice) => ({ invoice, name: nameOf(invoice.customer) })),
    letters: await lettersOf(ar, mails),
    suspense: (await ar.payments.inSuspense()).items,
    proof: await ar.verify(),
  }
}

function homeFirst(aging: Monday['aging']): Monday['aging'] {
  const rank = (currency: string) => (currency === studio.currency ? 0 : 1)
  return { ...aging, currencies: aging.currencies.toSorted((a, b) => rank(a.currency) - rank(b.currency)) }
}

async function openInvoices(ar: Receivables, aging: Monday['aging']): Promise<InvoiceView[]> {
  const customers = new Set(aging.currencies.flatMap((block) => block.customers.map(({ customer }) => customer)))
  const found: InvoiceView[] = []
  for (const customer of customers)
    for await (const invoice of ar.invoices.list({ customer, openOnly: true })) found.push(invoice)
  return found
}

function debtorsOf(aging: Monday['aging'], open: readonly InvoiceView[], nameOf: (id: string) => string): Debtor[] {
  const today = formatDay(studio.today)
  return aging.currencies.flatMap(({ currency, customers }) =>
    customers
      .filter(({ total }) => Number(total) > 0)
      .map(({ customer, total }) => {
        const own = open.filter((invoice) => invoice.customer === customer && invoice.currency === currency)
        const parts = own.flatMap((invoice) => invoice.instalments.filter((part) => part.open.minor > 0n))
        const due = parts.map((part) => part.dueOn ?? '').sort()
        const since = due.find((day) => day < today) ?? ''
        const notes = own.flatMap(({ holds, instalments }) => [
          ...holds.map(({ reason }) => reason),
          ...(instalments.some((part) => part.plan !== '') ? ['plan'] : []),
        ])
        return {
          customer,
          name: nameOf(customer),
          currency,
          owes: total,
          late: sum(
            own.map((invoice) => invoice.overdue),
            currency,
          ),
          daysLate: since === '' ? 0 : daysBetween(parseDay(since), studio.today),
          since,
          nextDue: due.find((day) => day >= today) ?? '',
          notes: [...new Set(notes)],
        }
      })
      .sort((a, b) => b.daysLate - a.daysLate || (a.nextDue < b.nextDue ? -1 : 1)),
  )
}

/** What arrived since the last working day, with each allocation's reason from the facts. */
async function arrivalsOf(ar: Receivables, nameOf: (id: string) => string): Promise<Arrival[]> {
  const since = formatDay(addDays(studio.today, -3))
  const found: Arrival[] = []
  for await (const payment of ar.payments.list()) {
    if (payment.kind !== 'payment' || payment.receivedOn < since) continue
    const lines: Arrival['lines'][number][] = []
    for await (const fact of ar.journal.read({ customer: payment.customer })) {
      const line = settledBy(fact, payment)
      if (line !== undefined) lines.push(line)
    }
    found.push({ payment, name: nameOf(payment.customer), lines })
  }
  return found.sort((a, b) => (a.payment.receivedOn < b.payment.receivedOn ? -1 : 1))
}

function settledBy(fact: FactView, payment: PaymentView): Arrival['lines'][number] | undefined {
  const { source, cause, number, amount, why } = fact.data as { [name: string]: string }
  const own = payment.allocations.map(({ id }) => id)
  const isOwn = (fact.type === 'payment.allocated' && source === payment.id) || own.includes(cause ?? '')
  return isOwn && fact.type !== 'allocation.undone'
    ? { number: number ?? '', amount: amount ?? '', why: why ?? '' }
    : undefined
}

async function depositsOf(ar: Receivables, nameOf: (id: string) => string): Promise<Monday['deposits']> {
  const found: Monday['deposits'][number][] = []
  for await (const deposit of ar.deposits.list({ openOnly: true }))
    if (deposit.held.minor > 0n) found.push({ deposit, name: nameOf(deposit.customer) })
  return found.sort((a, b) => (a.deposit.reference < b.deposit.reference ? -1 : 1))
}
