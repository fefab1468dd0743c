import type { Receivables } from '@owekit/core'
import { journalTotals } from './journal-totals.js'
import { pureQuestions } from './pure-questions.js'

/** Asks one question. The input comes from JSON; the engine's own schema checks it. */
export type Question = (ar: Receivables, input: never) => unknown

async function listed(items: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = []
  for await (const item of items) all.push(item)
  return all
}

const questions: Readonly<Record<string, Question>> = {
  'customers.get': (ar, input: { readonly customer: string }) => ar.customers.get(input.customer),
  'customers.list': (ar, input) => ar.customers.list(input),
  'balances.of': (ar, input) => ar.balances.of(input),
  'balances.byReference': (ar, input) => ar.balances.byReference(input),
  'aging.report': (ar, input) => ar.aging.report(input),
  'statements.of': (ar, input) => ar.statements.of(input),
  'invoices.get': (ar, input) => ar.invoices.get(input),
  'invoices.list': (ar, input) => ar.invoices.list(input),
  'payments.get': (ar, input: { readonly payment: string }) => ar.payments.get(input.payment),
  'payments.list': (ar, input) => ar.payments.list(input),
  'payments.inSuspense': (ar, input) => ar.payments.inSuspense(input),
  'allocations.list': (ar, input) => listed(ar.allocations.list(input)),
  'holds.list': (ar, input) => listed(ar.holds.list(input)),
  'deposits.list': (ar, input) => ar.deposits.list(input),
  'links.resolve': (ar, input: { readonly token: string }) => ar.links.resolve(input.token),
  'disputes.get': (ar, input: { readonly dispute: string }) => ar.disputes.get(input.dispute),
  'disputes.list': (ar, input) => ar.disputes.list(input),
  'plans.get': (ar, input: { readonly plan: string }) => ar.plans.get(input.plan),
  'plans.list': (ar, input) => ar.plans.list(input),
  'plans.kept': (ar, input) => ar.plans.kept(input),
  'promises.get': (ar, input: { readonly promise: string }) => ar.promises.get(input.promise),
  'promises.list': (ar, input) => ar.promises.list(input),
  'promises.kept': (ar, input) => ar.promises.kept(input),
  'bookings.get': (ar, input: { readonly reference: string }) => ar.bookings.get(input.reference),
  'bookings.list': (ar, input) => ar.bookings.list(input),
  'reminders.upcoming': (ar, input) => ar.reminders.upcoming(input),
  'reminders.history': (ar, input) => ar.reminders.history(input),
  'reminders.policies': (ar) => ar.reminders.policies(),
  'reminders.tasks': (ar, input) => ar.reminders.tasks(input),
  'journal.read': (ar, input) => listed(ar.journal.read(input)),
  'journal.subscribe': (ar, input) => listed(ar.journal.subscribe(input)),
  'journal.totals': (ar, input) => journalTotals(ar, input),
  verify: (ar) => ar.verify(),
  'calendar.dueOn': (_, input) => pureQuestions['calendar.dueOn'](input),
  'calendar.overdueFrom': (_, input) => pureQuestions['calendar.overdueFrom'](input),
  'money.percent': (_, input) => pureQuestions['money.percent'](input),
  'money.split': (_, input) => pureQuestions['money.split'](input),
  'money.splitPercent': (_, input) => pureQuestions['money.splitPercent'](input),
  'text.edited': (_, input) => pureQuestions['text.edited'](input),
}

/** Every question a scenario can ask: of the books, by noun and verb, and the arithmetic that needs none. */
export const questionNames: readonly string[] = Object.keys(questions)

/** The question of that name, if there is one. */
export function questionNamed(name: string): Question | undefined {
  return Object.hasOwn(questions, name) ? questions[name] : undefined
}
