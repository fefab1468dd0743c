import { createReceivables, money, toDecimal } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import type { PaymentLinkProvider } from '@owekit/core/ports'
import { type FakeProvider, fakeProvider, type FakeProviderOptions } from '../src/fake/index.js'

export const eur = (amount: string) => money(amount, 'EUR')

/** What a test changes of the provider: its answers, on the way to us. */
export type Tamper = (fake: FakeProvider) => Partial<PaymentLinkProvider>

/** Receivables with a fake provider, a customer, and a clock that stands at 09:00 until it is moved. */
export async function shop(tamper: Tamper = () => ({}), options: FakeProviderOptions = {}) {
  const time = { now: Date.parse('2026-11-22T09:00:00Z') }
  const clock = () => time.now
  const fake = fakeProvider({ clock, ...options })
  const provider: PaymentLinkProvider = { ...fake, ...tamper(fake) }
  const store = memoryStore({ clock })
  const ar = createReceivables({
    store,
    clock,
    providers: [provider],
    links: { url: 'https://pay.example/pay', key: 'a key of thirty-two bytes or more!' },
  })
  await ar.customers.open({ id: 'cus_ada', name: 'Ada' })
  return {
    ar,
    fake,
    store,
    time,
    /** Brings what the provider sent, and says what became of each. */
    deliver: async (): Promise<string[]> => {
      const told: string[] = []
      for (const request of await fake.webhooks())
        for (const { type, state, reason } of await ar.intake.receive('fake', request))
          told.push([type, state, reason].filter((part) => part !== '').join(' '))
      return told
    },
    invoice: (number: string, amount: string, dueOn = '2026-12-22') =>
      ar.invoices.issue({ customer: 'cus_ada', number, total: eur(amount), issuedOn: '2026-11-22', dueOn }),
    open: async (invoice: string) => toDecimal((await ar.invoices.get(invoice)).open),
    /** open, unapplied, deposits and pending of the customer. */
    balance: async (): Promise<string[]> => {
      const { open, unapplied, deposits, pending } = await ar.balances.of('cus_ada')
      return [open, unapplied, deposits, pending].map(toDecimal)
    },
    incoming: async () => (await ar.payments.incoming({ customer: 'cus_ada' })).items,
    isSound: async () => (await ar.verify()).ok,
    types: async () => {
      const found: string[] = []
      for await (const fact of ar.journal.read({ customer: 'cus_ada' })) found.push(fact.type)
      return found
    },
  }
}

export type Shop = Awaited<ReturnType<typeof shop>>

/** A deposit of 100.00 for booking bk_1 whose payer has let it be held on a card; gives our name of the payment. */
export async function heldDeposit({ ar, fake, deliver }: Shop): Promise<{ payment: string; external: string }> {
  await ar.deposits.request({ customer: 'cus_ada', id: 'dpr_1', reference: 'bk_1', amount: eur('100.00') })
  const { token } = await ar.links.forDeposit({ request: 'dpr_1', capture: 'hold' })
  const { externalId } = fake.payer.pay((await ar.links.pay(token)).checkout)
  await deliver()
  return { payment: `pay_fake_${externalId}`, external: externalId }
}

/** How many facts of a kind were written. */
export async function count({ types }: Shop, type: string): Promise<number> {
  return (await types()).filter((one) => one === type).length
}

export const consent = 'Shop may charge this card for what I order, and 100.00 EUR if I do not come.'

/** A card that Ada left while she paid an invoice of 10.00; gives its name in the books and at the provider. */
export async function savedCard({ ar, fake, deliver, invoice }: Shop): Promise<{ method: string; external: string }> {
  await invoice('S-1', '10.00')
  const { token } = await ar.links.forInvoice({ invoice: 'inv_S-1' })
  const { externalId, savedMethod } = fake.payer.pay((await ar.links.pay(token, { saveMethod: { consent } })).checkout)
  await deliver()
  return { method: `pay_fake_${externalId}`, external: savedMethod ?? '' }
}
