import type { CustomerView, Money, Receivables } from '@owekit/core'
import { dayAt, type Instant } from '@owekit/core/calendar'
import type { Mail } from './mailbox.js'
import { studio } from './studio.js'

/** A mail that arrived on the Monday, and what the books know of it. */
export interface Letter {
  readonly mail: Mail
  readonly name: string
  /** What the customer's clock showed, `HH:MM`, and where. */
  readonly time: string
  readonly zone: string
  readonly purpose: string
  /** What is asked for; of a payment that is confirmed, what is left. */
  readonly toPay: Money
}

/** The mails of the Monday, by the customers' clocks, with what the books say that they ask for. */
export async function lettersOf(ar: Receivables, mails: readonly Mail[]): Promise<Letter[]> {
  const people = new Map<string, CustomerView>()
  for await (const customer of ar.customers.list()) people.set(customer.email, customer)
  const letters: Letter[] = []
  for (const mail of mails) {
    const customer = people.get(mail.to)
    if (customer === undefined || dayAt(mail.at, studio.timeZone) !== studio.today) continue
    const { messages } = await ar.reminders.history({ customer: customer.id })
    const known = messages.find(({ id }) => id === mail.message)
    if (known === undefined) throw new Error(`A mail arrived that the books know nothing of: ${mail.subject}`)
    const zone = customer.timeZone === '' ? studio.timeZone : customer.timeZone
    const { purpose, toPay } = known
    letters.push({ mail, name: customer.name, time: clockTime(mail.at, zone), zone, purpose, toPay })
  }
  return letters.sort((a, b) => a.mail.at - b.mail.at || (a.name < b.name ? -1 : 1))
}

const clockTime = (at: Instant, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, timeStyle: 'short' }).format(new Date(at))
