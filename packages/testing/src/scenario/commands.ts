import type { Receivables } from '@owekit/core'

/** The nouns a command can be given through: the receivables themselves, or their dry run. */
type Commands = Pick<
  Receivables,
  | 'customers'
  | 'invoices'
  | 'credits'
  | 'payments'
  | 'allocations'
  | 'writeOffs'
  | 'holds'
  | 'plans'
  | 'disputes'
  | 'promises'
  | 'bookings'
  | 'deposits'
  | 'periods'
  | 'links'
  | 'reminders'
>

/** Gives one command. The input comes from JSON; the engine's own schema checks it. */
export type Command = (ar: Commands, input: never) => Promise<unknown>

const commands: Readonly<Record<string, Command>> = {
  'customers.open': (ar, input) => ar.customers.open(input),
  'customers.update': (ar, input) => ar.customers.update(input),
  'customers.merge': (ar, input) => ar.customers.merge(input),
  'customers.erase': (ar, input) => ar.customers.erase(input),
  'invoices.issue': (ar, input) => ar.invoices.issue(input),
  'invoices.void': (ar, input) => ar.invoices.void(input),
  'invoices.moveDueDate': (ar, input) => ar.invoices.moveDueDate(input),
  'credits.issue': (ar, input) => ar.credits.issue(input),
  'payments.record': (ar, input) => ar.payments.record(input),
  'payments.assign': (ar, input) => ar.payments.assign(input),
  'payments.refund': (ar, input) => ar.payments.refund(input),
  'payments.reverse': (ar, input) => ar.payments.reverse(input),
  'allocations.apply': (ar, input) => ar.allocations.apply(input),
  'allocations.release': (ar, input) => ar.allocations.release(input),
  'allocations.move': (ar, input) => ar.allocations.move(input),
  'writeOffs.record': (ar, input) => ar.writeOffs.record(input),
  'holds.place': (ar, input) => ar.holds.place(input),
  'holds.release': (ar, input) => ar.holds.release(input),
  'disputes.open': (ar, input) => ar.disputes.open(input),
  'disputes.note': (ar, input) => ar.disputes.note(input),
  'disputes.resolve': (ar, input) => ar.disputes.resolve(input),
  'plans.agree': (ar, input) => ar.plans.agree(input),
  'plans.accept': (ar, input) => ar.plans.accept(input),
  'plans.cancel': (ar, input) => ar.plans.cancel(input),
  'deposits.request': (ar, input) => ar.deposits.request(input),
  'deposits.settle': (ar, input) => ar.deposits.settle(input),
  'deposits.apply': (ar, input) => ar.deposits.apply(input),
  'deposits.forfeit': (ar, input) => ar.deposits.forfeit(input),
  'deposits.release': (ar, input) => ar.deposits.release(input),
  'links.forInvoice': (ar, input) => ar.links.forInvoice(input),
  'links.forDeposit': (ar, input) => ar.links.forDeposit(input),
  'links.forReference': (ar, input) => ar.links.forReference(input),
  'links.forBalance': (ar, input) => ar.links.forBalance(input),
  'links.renew': (ar, input) => ar.links.renew(input),
  'links.revoke': (ar, input) => ar.links.revoke(input),
  'links.pay': (ar, { token, ...input }: { readonly token: string }) => ar.links.pay(token, input),
  'promises.make': (ar, input) => ar.promises.make(input),
  'promises.withdraw': (ar, input) => ar.promises.withdraw(input),
  'bookings.request': (ar, input) => ar.bookings.request(input),
  'bookings.approve': (ar, input) => ar.bookings.approve(input),
  'bookings.cancel': (ar, input) => ar.bookings.cancel(input),
  'bookings.reschedule': (ar, input) => ar.bookings.reschedule(input),
  'bookings.noShow': (ar, input) => ar.bookings.noShow(input),
  'reminders.setPolicy': (ar, input) => ar.reminders.setPolicy(input),
  'reminders.setDefault': (ar, input) => ar.reminders.setDefault(input),
  'reminders.agree': (ar, input) => ar.reminders.agree(input),
  'reminders.waive': (ar, input) => ar.reminders.waive(input),
  'reminders.sendNow': (ar, input) => ar.reminders.sendNow(input),
  'reminders.closeTask': (ar, input) => ar.reminders.closeTask(input),
  'reminders.liftSuppression': (ar, input) => ar.reminders.liftSuppression(input),
  'reminders.paymentsSeen': (ar, input) => ar.reminders.paymentsSeen(input),
  'reminders.hold': (ar, input) => ar.reminders.hold(input),
  'reminders.release': (ar, input) => ar.reminders.release(input),
  'periods.close': (ar, input) => ar.periods.close(input),
}

/** Every command a scenario can give, by noun and verb. */
export const commandNames: readonly string[] = Object.keys(commands)

/** The command of that name, if there is one. */
export function commandNamed(name: string): Command | undefined {
  return Object.hasOwn(commands, name) ? commands[name] : undefined
}
