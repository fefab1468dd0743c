import { ReceivablesError } from '../errors/index.js'
import type { Balance } from '../balance/balance.js'
import type { Fact } from '../journal/fact.js'
import type { Statement } from '../statement/statement.js'
import type { AllocationView, PaymentView } from '../views/payment-view.js'
import type { InvoiceView } from '../views/invoice-view.js'
import * as allocations from './commands/allocations.js'
import * as credits from './commands/credits.js'
import * as customers from './commands/customers.js'
import * as invoices from './commands/invoices.js'
import * as moneyBack from './commands/money-back.js'
import * as others from './commands/others.js'
import * as payments from './commands/payments.js'
import * as suspense from './commands/suspense.js'
import { type Command, execute, type Written } from './engine.js'
import { type FactView, factView } from './fact-view.js'
import { id } from './input/primitives.js'
import { parseInput } from './parse.js'
import { type ImportedJournal, importJournal } from './import-journal.js'
import { aging, type AgingReport } from './queries/aging.js'
import { balancesByReference, balancesOf } from './queries/balances.js'
import { allocationsOf, invoiceOf, paymentOf } from './queries/documents.js'
import { holdsOf, type HoldView, type PlanView, planView } from './queries/holds.js'
import { exportJournal, type JournalQuery, readJournal } from './queries/journal.js'
import {
  type CustomerView,
  customerView,
  type List,
  listCustomers,
  listInvoices,
  type ListOptions,
  listPayments,
  listSuspense,
  type SuspenseView,
} from './queries/lists.js'
import { statementsOf } from './queries/statements.js'
import { type Verified, verify } from './queries/verify.js'
import { readings } from './readings.js'
import { type ReceivablesOptions, type Settings, settingsFrom } from './settings.js'
import * as z from 'zod/mini'

type Run<C> = C extends Command<infer S, infer Extra> ? (input: z.input<S>) => Promise<Written & Extra> : never

/**
 * The receivables of one tenant: nouns that hold verbs. Commands write facts; questions read them.
 *
 * Every command answers {@link Written}; every money value is a `Money`; errors are `ReceivablesError`.
 */
export interface Receivables {
  readonly customers: {
    open: Run<typeof customers.open>
    update: Run<typeof customers.update>
    merge: Run<typeof customers.merge>
    erase: Run<typeof customers.erase>
    get: (id: string) => Promise<CustomerView>
    list: (options?: ListOptions) => List<CustomerView>
  }
  readonly invoices: {
    issue: Run<typeof invoices.issue>
    /** What `issue` would write; nothing is written. */
    preview: Run<typeof invoices.issue>
    void: Run<typeof invoices.voidIt>
    moveDueDate: Run<typeof invoices.moveDue>
    get: (asked: string | { invoice: string; asOf?: string; knownAt?: string }) => Promise<InvoiceView>
    list: (options?: ListOptions) => List<InvoiceView>
  }
  readonly credits: { issue: Run<typeof credits.issue> }
  readonly payments: {
    record: Run<typeof payments.record>
    /** What `record` would write, with the plan's hash; nothing is written. */
    preview: Run<typeof payments.record>
    refund: Run<typeof moneyBack.refund>
    reverse: Run<typeof moneyBack.reverse>
    assign: Run<typeof suspense.assign>
    get: (id: string) => Promise<PaymentView>
    list: (options?: ListOptions) => List<PaymentView>
    inSuspense: (options?: ListOptions) => List<SuspenseView>
  }
  readonly allocations: {
    apply: Run<typeof allocations.apply>
    /** What `apply` would write, with the plan's hash; nothing is written. */
    preview: Run<typeof allocations.apply>
    move: Run<typeof allocations.move>
    release: Run<typeof allocations.release>
    list: (by: { invoice: string } | { payment: string } | { customer: string }) => AsyncIterable<AllocationView>
  }
  readonly writeOffs: { record: Run<typeof others.recordWriteOff> }
  readonly holds: {
    place: Run<typeof others.placeHold>
    release: Run<typeof others.releaseHold>
    list: (by: { customer: string }) => AsyncIterable<HoldView>
  }
  readonly plans: {
    agree: Run<typeof others.agreePlan>
    cancel: Run<typeof others.cancelPlan>
    get: (id: string) => Promise<PlanView>
  }
  readonly deposits: {
    request: Run<typeof others.requestDeposit>
    settle: Run<typeof others.settleDeposit>
    apply: Run<typeof others.applyDeposit>
    forfeit: Run<typeof others.forfeitDeposit>
    release: Run<typeof others.releaseDeposit>
    list: (options?: ListOptions) => List<PaymentView>
  }
  readonly periods: { close: Run<typeof others.closePeriod> }
  readonly balances: {
    of: (
      asked: string | { customer: string; asOf?: string; knownAt?: string; currency?: string },
    ) => Promise<Balance & { readonly customer: string }>
    byReference: (
      asked: string | { reference: string; asOf?: string; knownAt?: string },
    ) => Promise<Balance & { readonly reference: string }>
  }
  readonly aging: { report: (asked?: AgingOptions) => Promise<AgingReport> }
  readonly statements: {
    of: (
      asked:
        | string
        | { customer: string; currency?: string; from?: string; to?: string; knownAt?: string; reference?: string },
    ) => Promise<Statement>
  }
  readonly journal: {
    read: (query?: JournalQuery) => AsyncIterable<FactView>
    export: (format: 'json' | 'hledger') => AsyncIterable<string>
    import: (lines: AsyncIterable<string> | Iterable<string>) => Promise<ImportedJournal>
    /** Called with the facts of every commit made through this face; answers how to stop. */
    subscribe: (listener: (facts: readonly FactView[]) => void) => () => void
  }
  /** Proves the books: replay equals what is stored, and every invariant holds. */
  verify: (options?: { customer?: string; onAccount?: (done: number) => void }) => Promise<Verified>
  /** The same books seen by another tenant's eyes: nothing is shared. */
  tenant: (tenant: string) => Receivables
  /** Binds who acts: the name is kept with every fact. */
  as: (actor: string) => Receivables
  /** The same commands, but each only answers the facts it would write. */
  readonly dryRun: Receivables
}

/** What `aging.report` takes. */
export interface AgingOptions {
  /** The day to look from. @default today in the account's zone */
  asOf?: string
  /** Only what was recorded by this instant counts. @default now */
  knownAt?: string
  /** Upper bounds in days past due; the last bucket is open-ended. @default [30, 60, 90] */
  buckets?: number[]
  /** Days since the due day or since the issue day. @default 'due' */
  basis?: 'due' | 'issued'
  /** How money on account is shown. @default 'separate' */
  credit?: 'separate' | 'ownDate' | 'netOldest'
  customer?: string
  reference?: string
  currency?: string
  /** Also group by this invoice metadata entry. */
  groupBy?: string
}

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

function face(settings: Settings): Receivables {
  const run = <S extends z.ZodMiniType, Extra extends object>(command: Command<S, Extra>) =>
    ((input: unknown) => execute(settings, command, input)) as Run<Command<S, Extra>>
  const dry = { ...settings, dryRun: true }
  const preview = <S extends z.ZodMiniType, Extra extends object>(command: Command<S, Extra>) =>
    ((input: unknown) => execute(dry, command, input)) as Run<Command<S, Extra>>
  let dryFace: Receivables | undefined
  return {
    customers: {
      open: run(customers.open),
      update: run(customers.update),
      merge: run(customers.merge),
      erase: run(customers.erase),
      get: (customer) => customerOf(settings, customer),
      list: (asked) => listCustomers(settings, asked),
    },
    invoices: {
      issue: run(invoices.issue),
      preview: preview(invoices.issue),
      void: run(invoices.voidIt),
      moveDueDate: run(invoices.moveDue),
      get: (asked) => invoiceOf(settings, asked),
      list: (asked) => listInvoices(settings, asked),
    },
    credits: { issue: run(credits.issue) },
    payments: {
      record: run(payments.record),
      preview: preview(payments.record),
      refund: run(moneyBack.refund),
      reverse: run(moneyBack.reverse),
      assign: run(suspense.assign),
      get: (payment) => paymentOf(settings, payment),
      list: (asked) => listPayments(settings, asked),
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
    plans: { agree: run(others.agreePlan), cancel: run(others.cancelPlan), get: (plan) => planView(settings, plan) },
    deposits: {
      request: run(others.requestDeposit),
      settle: run(others.settleDeposit),
      apply: run(others.applyDeposit),
      forfeit: run(others.forfeitDeposit),
      release: run(others.releaseDeposit),
      list: (asked) => listPayments(settings, asked, 'deposit'),
    },
    periods: { close: run(others.closePeriod) },
    balances: {
      of: (asked) => balancesOf(settings, asked),
      byReference: (asked) => balancesByReference(settings, asked),
    },
    aging: { report: (asked) => aging(settings, asked) },
    statements: { of: (asked) => statementsOf(settings, asked) },
    journal: {
      read: (query) => readJournal(settings, query),
      export: (format) => exportJournal(settings, format),
      import: (lines) => importJournal(settings, lines),
      subscribe: (listener) => subscribe(settings, listener),
    },
    verify: (options) => verify(settings, options),
    tenant: (tenant) => face({ ...settings, tenant: checkName('tenant', tenant) }),
    as: (actor) => face({ ...settings, actor: checkName('actor', actor) }),
    get dryRun() {
      return (dryFace ??= face(dry))
    },
  }
}

function subscribe(settings: Settings, listener: (facts: readonly FactView[]) => void): () => void {
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

function checkName(what: string, value: string): string {
  return parseInput(z.strictObject({ name: id }), { name: value }, what).name
}
