import * as z from 'zod/mini'
import { ReceivablesError } from '../errors/index.js'
import type { Fact } from '../journal/fact.js'
import * as allocations from './commands/allocations.js'
import * as authorisations from './commands/authorisations.js'
import * as bookings from './commands/bookings.js'
import * as credits from './commands/credits.js'
import * as customers from './commands/customers.js'
import * as disputes from './commands/disputes.js'
import * as invoices from './commands/invoices.js'
import * as links from './commands/links.js'
import * as methods from './commands/methods.js'
import * as moneyBack from './commands/money-back.js'
import * as others from './commands/others.js'
import * as payments from './commands/payments.js'
import * as promises from './commands/promises.js'
import * as reminders from './commands/reminders.js'
import * as suspense from './commands/suspense.js'
import { type Command, execute } from './engine.js'
import type { Receivables, Run, RunLink } from './face.js'
import { type FactView, factView } from './fact-view.js'
import { eventsOf, receiveWebhook, resolveHeld } from './intake/intake.js'
import { retryAllWaiting } from './intake/retry-waiting.js'
import { runForLink } from './link-again.js'
import { payThroughLink } from './pay-link.js'
import { grantOf, linkRow, openLink, readLink } from './queries/links.js'
import { listLinks } from './queries/list-links.js'
import { subscribe } from './feed/subscribe.js'
import { importJournal } from './import-journal.js'
import { id } from './input/primitives.js'
import { parseInput } from './parse.js'
import { aging } from './queries/aging.js'
import { balancesByReference, balancesOf } from './queries/balances.js'
import { allocationsOf, creditOf, invoiceOf, invoicesOf, paymentOf } from './queries/documents.js'
import { bookingFor, listBookings } from './queries/bookings.js'
import { disputeFor, listDisputes } from './queries/disputes.js'
import { holdsOf } from './queries/holds.js'
import { listIncoming } from './queries/incoming.js'
import { listInvoices } from './queries/invoices.js'
import { exportJournal, readJournal } from './queries/journal.js'
import { type CustomerView, customerView, listCustomers, listPayments, listSuspense } from './queries/lists.js'
import { openItemsOf } from './queries/open-items.js'
import { listMethods } from './queries/methods.js'
import { listPlans, plansKept, planView } from './queries/plans.js'
import { listPromises, promiseFor, promisesKept } from './queries/promises.js'
import { agreedReminders } from './queries/agreed-reminders.js'
import { listOverrides } from './queries/overrides.js'
import { historyOf, listTasks, policiesOf, upcomingSteps } from './queries/reminders.js'
import { statementsOf } from './queries/statements.js'
import { verify } from './queries/verify.js'
import { versionOf } from './queries/version.js'
import type { Store } from '../ports/store.js'
import { readings } from './readings.js'
import { receiveFeedback } from './reminders/feedback.js'
import { backTest } from './reminders/back-test.js'
import { simulate } from './reminders/simulate.js'
import { type ReceivablesOptions, type Settings, settingsFrom } from './settings.js'
import { runWorker } from './worker/run.js'
import { failedJobs, retryJob } from './worker/failed.js'
import { tick } from './worker/tick.js'

/**
 * Opens receivables on a store. Nothing is read or written until the first command or question.
 *
 * @throws ReceivablesError `unknown_currency`, `invalid_time_zone`, `invalid_terms`
 * @example
 * const ar = createReceivables({ store: memoryStore(), currency: 'EUR' })
 */
export function createReceivables(options: ReceivablesOptions): Receivables {
  return face(settingsFrom(options))
}

const behind = new WeakMap<Receivables, Settings>()

/** The settings a face was made with. */
export const settingsOf = (ar: Receivables): Settings | undefined => behind.get(ar)

function face(settings: Settings): Receivables {
  const run = <S extends z.ZodMiniType, Extra extends object>(command: Command<S, Extra>) =>
    ((input: unknown) => execute(settings, command, input)) as Run<Command<S, Extra>>
  const link = <S extends z.ZodMiniType, Extra extends object>(command: Command<S, Extra>) =>
    ((input: unknown) => runForLink(settings, command, input)) as RunLink<Command<S, Extra>>
  const dry = { ...settings, dryRun: true }
  const preview = <S extends z.ZodMiniType, Extra extends object>(command: Command<S, Extra>) =>
    ((input: unknown) => execute(dry, command, input)) as Run<Command<S, Extra>>
  let dryFace: Receivables | undefined
  const made: Receivables = {
    customers: {
      open: run(customers.open),
      update: run(customers.update),
      merge: run(customers.merge),
      erase: run(customers.erase),
      get: (customer) => customerOf(settings, customer),
      list: (asked) => listCustomers(settings, asked),
      version: (customer) => versionOf(settings, customer),
    },
    invoices: {
      issue: run(invoices.issue),
      preview: preview(invoices.issue),
      void: run(invoices.voidIt),
      moveDueDate: run(invoices.moveDue),
      get: (asked) => invoiceOf(settings, asked),
      several: (ids) => invoicesOf(settings, ids),
      list: (asked) => listInvoices(settings, asked),
      openItems: (asked) => openItemsOf(settings, asked),
    },
    credits: { issue: run(credits.issue), get: (credit) => creditOf(settings, credit) },
    payments: {
      record: run(payments.record),
      preview: preview(payments.record),
      refund: run(moneyBack.refund),
      reverse: run(moneyBack.reverse),
      capture: run(authorisations.capture),
      void: run(authorisations.voidIt),
      charge: run(methods.charge),
      forgetMethod: run(methods.forget),
      methods: (asked) => listMethods(settings, asked),
      assign: run(suspense.assign),
      get: (payment) => paymentOf(settings, payment),
      list: (asked) => listPayments(settings, asked),
      incoming: (asked) => listIncoming(settings, asked),
      inSuspense: (asked) => listSuspense(settings, asked),
    },
    allocations: {
      apply: run(allocations.apply),
      preview: preview(allocations.apply),
      move: run(allocations.move),
      release: run(allocations.release),
      list: (by) => allocationsOf(settings, by),
    },
    writeOffs: { record: run(others.recordWriteOff) },
    holds: { place: run(others.placeHold), release: run(others.releaseHold), list: (by) => holdsOf(settings, by) },
    disputes: {
      open: run(disputes.open),
      note: run(disputes.note),
      resolve: run(disputes.resolve),
      get: (dispute) => disputeFor(settings, dispute),
      list: (asked) => listDisputes(settings, asked),
    },
    plans: {
      agree: run(others.agreePlan),
      preview: preview(others.agreePlan),
      accept: run(others.acceptPlan),
      cancel: run(others.cancelPlan),
      get: (plan) => planView(settings, plan),
      list: (asked) => listPlans(settings, asked),
      kept: (asked) => plansKept(settings, asked),
    },
    promises: {
      make: run(promises.make),
      withdraw: run(promises.withdraw),
      get: (promise) => promiseFor(settings, promise),
      list: (asked) => listPromises(settings, asked),
      kept: (asked) => promisesKept(settings, asked),
    },
    deposits: {
      request: run(others.requestDeposit),
      settle: run(others.settleDeposit),
      apply: run(others.applyDeposit),
      forfeit: run(others.forfeitDeposit),
      release: run(others.releaseDeposit),
      list: (asked) => listPayments(settings, asked, 'deposit'),
    },
    bookings: {
      request: run(bookings.request),
      approve: run(bookings.approve),
      preview: preview(bookings.cancel),
      cancel: run(bookings.cancel),
      reschedule: run(bookings.reschedule),
      noShow: run(bookings.noShow),
      get: (reference) => bookingFor(settings, reference),
      list: (asked) => listBookings(settings, asked),
    },
    periods: { close: run(others.closePeriod) },
    balances: {
      of: (asked) => balancesOf(settings, asked),
      byReference: (asked) => balancesByReference(settings, asked),
    },
    links: {
      forInvoice: link(links.forInvoice),
      forDeposit: link(links.forDeposit),
      forReference: link(links.forReference),
      forBalance: link(links.forBalance),
      renew: link(links.renew),
      revoke: run(links.revoke),
      resolve: async (token) => (await openLink(settings, token)).view,
      pay: (token, input) => payThroughLink(settings, token, input),
      async get(id) {
        const row = await linkRow(settings, checkName('link', id))
        return { ...(await grantOf(settings, row)), view: (await readLink(settings, row)).view }
      },
      list: (asked) => listLinks(settings, asked),
    },
    intake: {
      receive: (provider, request) => receiveWebhook(settings, provider, request),
      list: (asked) => eventsOf(settings, asked),
      resolve: (input) => resolveHeld(settings, input),
      retry: () => retryAllWaiting(settings),
    },
    aging: { report: (asked) => aging(settings, asked) },
    statements: { of: (asked) => statementsOf(settings, asked) },
    journal: {
      read: (query) => readJournal(settings, query),
      export: (format) => exportJournal(settings, format),
      import: (lines) => importJournal(settings, lines),
      subscribe: (options) => subscribe(settings, options),
      listen: (listener) => listen(settings, listener),
    },
    reminders: {
      setPolicy: run(reminders.setPolicy),
      setDefault: run(reminders.setDefault),
      policies: () => policiesOf(settings),
      agree: run(reminders.agree),
      agreed: (asked) => agreedReminders(settings, asked),
      waive: run(reminders.waive),
      sendNow: run(reminders.sendNow),
      upcoming: (asked) => upcomingSteps(settings, asked),
      history: (asked) => historyOf(settings, asked),
      simulate: (asked) => simulate(settings, asked),
      backTest: (asked) => backTest(settings, asked),
      overrides: (asked) => listOverrides(settings, asked),
      tasks: (asked) => listTasks(settings, asked),
      closeTask: run(reminders.closeTask),
      receive: (notifier, request) => receiveFeedback(settings, notifier, request),
      liftSuppression: run(reminders.liftSuppression),
      paymentsSeen: run(reminders.paymentsSeen),
      hold: run(reminders.hold),
      release: run(reminders.release),
    },
    worker: {
      tick: (options) => tick(settings, options),
      run: (options) => runWorker(settings, options),
      failed: () => failedJobs(settings),
      retry: (input) => retryJob(settings, input),
    },
    verify: (options) => verify(settings, options),
    tenant: (tenant) => face({ ...settings, tenant: checkName('tenant', tenant) }),
    join: (transaction) => face({ ...settings, store: joined(settings.store, transaction) }),
    as: (actor) => face({ ...settings, actor: checkName('actor', actor) }),
    get dryRun() {
      return (dryFace ??= face(dry))
    },
  }
  behind.set(made, settings)
  return made
}

function joined(store: Store, transaction: unknown): Store {
  if (store.join !== undefined) return store.join(transaction)
  throw new ReceivablesError('store_unsupported', `The ${store.caps.name} store cannot join a transaction of the host.`)
}

function listen(settings: Settings, listener: (facts: readonly FactView[]) => void): () => void {
  const inner = (facts: readonly Fact[]) => listener(facts.map((fact) => factView(fact, settings.home.currency)))
  settings.listeners.add(inner)
  return () => void settings.listeners.delete(inner)
}

async function customerOf(settings: Settings, customer: string): Promise<CustomerView> {
  const list = readings(settings.store, settings.tenant)
  const rows = list.keys('customers', [[checkName('customer', customer)]])
  await list.fetch()
  const [row] = rows()
  if (row === undefined)
    throw new ReceivablesError('customer_not_found', `There is no customer ${customer}.`, { customer })
  return customerView(row)
}

const named = z.strictObject({ name: id })

function checkName(what: string, value: string): string {
  return parseInput(named, { name: value }, what).name
}
