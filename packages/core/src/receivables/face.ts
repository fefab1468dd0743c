// Long because it is the public face: every noun and verb with what it promises, in one place.
import type * as z from 'zod/mini'
import type { Balance } from '../balance/balance.js'
import type { Statement } from '../statement/statement.js'
import type { BookingView } from '../views/booking-view.js'
import type { DisputeView } from '../views/dispute-view.js'
import type { IncomingView } from '../views/incoming-view.js'
import type { MethodView } from '../views/method-view.js'
import type { CreditView } from '../views/credit-view.js'
import type { InvoiceView } from '../views/invoice-view.js'
import type { AllocationView, PaymentView } from '../views/payment-view.js'
import type * as allocations from './commands/allocations.js'
import type * as authorisations from './commands/authorisations.js'
import type * as bookings from './commands/bookings.js'
import type * as credits from './commands/credits.js'
import type * as customers from './commands/customers.js'
import type * as disputes from './commands/disputes.js'
import type * as invoices from './commands/invoices.js'
import type * as links from './commands/links.js'
import type * as methods from './commands/methods.js'
import type * as moneyBack from './commands/money-back.js'
import type * as others from './commands/others.js'
import type * as payments from './commands/payments.js'
import type * as promises from './commands/promises.js'
import type * as reminders from './commands/reminders.js'
import type * as suspense from './commands/suspense.js'
import type { Command, Written } from './engine.js'
import type { FactView } from './fact-view.js'
import type { EventOutcome, EventView } from './intake/intake.js'
import type { resolveEvent } from './input/provider-events.js'
import type { payLink } from './input/links.js'
import type { StartedCheckout } from './pay-link.js'
import type { LinkGrant, LinkView } from './queries/links.js'
import type { LinkEntry } from './queries/list-links.js'
import type { RawWebhook } from '../ports/payment-provider.js'
import type { FeedEntry, SubscribeOptions } from './feed/subscribe.js'
import type { ImportedJournal } from './import-journal.js'
import type { AgingReport } from './queries/aging.js'
import type { BookingListOptions } from './queries/bookings.js'
import type { DisputeListOptions } from './queries/disputes.js'
import type { HoldView } from './queries/holds.js'
import type { IncomingListOptions } from './queries/incoming.js'
import type { MethodListOptions } from './queries/methods.js'
import type { JournalQuery } from './queries/journal.js'
import type { PlanListOptions, PlanView } from './queries/plans.js'
import type { KeptView, PromiseListOptions, PromiseView } from './queries/promises.js'
import type { CustomerView, List, ListOptions, SuspenseView } from './queries/lists.js'
import type { OpenItemView } from './queries/open-items.js'
import type { AgreedReminders } from './queries/agreed-reminders.js'
import type { OverrideListOptions, OverrideView } from './queries/overrides.js'
import type { PolicyView, ReminderHistory, TaskListOptions, TaskView, UpcomingStep } from './queries/reminders.js'
import type { Verified } from './queries/verify.js'
import type { FeedbackOutcome } from './reminders/feedback.js'
import type { BackTest } from './reminders/back-test.js'
import type { Simulated } from './reminders/simulate.js'
import type { WorkerOptions } from './worker/run.js'
import type { FailedJob } from './worker/failed.js'
import type { Tick, TickOptions } from './worker/tick.js'
import type { AccountVersion } from './queries/version.js'

/** A command as a function of its input. */
export type Run<C> = C extends Command<infer S, infer Extra> ? (input: z.input<S>) => Promise<Written & Extra> : never

/** A command that makes a link: its answer has the token. */
export type RunLink<C> =
  C extends Command<infer S, infer Extra> ? (input: z.input<S>) => Promise<Written & Extra & LinkGrant> : never

/**
 * The receivables of one tenant: nouns that hold verbs. Commands write facts; questions read them.
 *
 * Every command answers {@link Written}; every money value is a `Money`; errors are `ReceivablesError`.
 */
export interface Receivables {
  readonly customers: {
    /**
     * Opens an account for a customer; the same id again with the same profile is answered again.
     *
     * @throws ReceivablesError `already_exists`, `invalid_id`, `invalid_time_zone`
     * @example
     * await ar.customers.open({ id: 'cus_ada', name: 'Ada', email: 'ada@example.com' })
     */
    open: Run<typeof customers.open>
    /**
     * Changes the personal data that is given; the rest stays.
     *
     * @throws ReceivablesError `customer_not_found`, `customer_merged`
     */
    update: Run<typeof customers.update>
    /**
     * Moves everything open (items, money, deposits) from one account into another, in one batch. History stays where it was:
     * a day before the merge still shows it there.
     *
     * @throws ReceivablesError `customer_not_found`, `customer_merged`
     */
    merge: Run<typeof customers.merge>
    /**
     * Removes the personal data. Facts hold none, so the books stay as they are.
     *
     * @throws ReceivablesError `customer_not_found`
     */
    erase: Run<typeof customers.erase>
    /**
     * The profile.
     *
     * @throws ReceivablesError `customer_not_found`
     */
    get: (id: string) => Promise<CustomerView>
    /**
     * Customers by id, a page at a time or with `for await`.
     */
    list: (options?: ListOptions) => List<CustomerView>
    /**
     * How far the account has come, from one row: as long as version and day stay, so does every answer about it.
     *
     * @throws ReceivablesError `customer_not_found`
     */
    version: (customer: string) => Promise<AccountVersion>
  }
  readonly invoices: {
    /**
     * Issues an invoice: due on a day, by terms, or in instalments. Deposits held for its reference are used at once.
     *
     * @throws ReceivablesError `customer_not_found`, `already_exists`, `due_before_issue`, `invalid_terms`, `splits_do_not_add_up`,
     * `period_closed`
     * @example
     * await ar.invoices.issue({ customer: 'cus_ada', number: 'A-1', total: money('120.00', 'EUR'), terms: '2/10 net 30' })
     */
    issue: Run<typeof invoices.issue>
    /** What `issue` would write; nothing is written. */
    preview: Run<typeof invoices.issue>
    /**
     * Voids an unpaid invoice of an open period. Its number stays used; days before the void day still show it.
     *
     * @throws ReceivablesError `invoice_not_found`, `invoice_voided`, `invoice_has_payments`, `period_closed`
     */
    void: Run<typeof invoices.voidIt>
    /**
     * Moves what is open to another due day, effective `on`; aging as of an earlier day still shows the old one.
     *
     * @throws ReceivablesError `invoice_not_found`, `invoice_voided`, `due_before_issue`, `allocation_too_early`
     */
    moveDueDate: Run<typeof invoices.moveDue>
    /**
     * One invoice with status, instalments, holds, discount and what settled it; now, or as of a day and a knowledge.
     *
     * @throws ReceivablesError `invoice_not_found`
     * @example
     * (await ar.invoices.get({ invoice: 'inv_A-1', asOf: '2026-03-04' })).open // €120.00
     */
    get: (asked: string | { invoice: string; asOf?: string; knownAt?: string }) => Promise<InvoiceView>
    /**
     * Up to 100 invoices as they are now, in the order asked for; the store is read once for 25 of them.
     *
     * @throws ReceivablesError `invoice_not_found` for the first that is not there
     * @example
     * const [first, second] = await ar.invoices.several(['inv_A-1', 'inv_A-2'])
     */
    several: (ids: readonly string[]) => Promise<readonly InvoiceView[]>
    /**
     * Invoices of a customer or a reference by issue day, or all by id.
     */
    list: (options?: ListOptions) => List<InvoiceView>
    /**
     * What a customer has open, an instalment each, the oldest due first.
     */
    openItems: (asked: { customer: string; reference?: string }) => Promise<readonly OpenItemView[]>
  }
  readonly credits: {
    /**
     * Issues a credit note or promotional credit. With `invoice` it settles that first; the surplus stays as credit, or is
     * kept to be paid back (`surplus: 'refund'`), at most what was paid.
     *
     * @throws ReceivablesError `credit_exceeds_invoice`, `invoice_not_found`, `currency_mismatch`, `already_exists`
     * @example
     * // invoice 1000.00, 700.00 paid: 300.00 settles it, 200.00 is credit
     * await ar.credits.issue({ customer: 'cus_ada', number: 'C-1', amount: money('500.00', 'EUR'), invoice: 'inv_A-1' })
     */
    issue: Run<typeof credits.issue>
    /**
     * One credit note or promotional credit by id, with what is printed on it: number, lines, taxes.
     *
     * @throws ReceivablesError `payment_not_found`
     * @example
     * (await ar.credits.get('crn_C-1')).unapplied // €200.00 of the €500.00 is free
     */
    get: (id: string) => Promise<CreditView>
  }
  readonly payments: {
    /**
     * Records money received and spreads it over open items, oldest due first unless it says otherwise. With `splits` one
     * payer pays for several customers; with `payer` alone it waits in suspense.
     *
     * @throws ReceivablesError `customer_not_found`, `already_exists`, `allocation_exceeds_open_amount`, `currency_mismatch`,
     * `splits_do_not_add_up`, `plan_hash_changed`, `period_closed`
     * @example
     * const { allocations, unapplied } = await ar.payments.record({
     *   customer: 'cus_ada', id: 'pay_1', amount: money('50.00', 'EUR'), receivedOn: '2026-03-05',
     * })
     */
    record: Run<typeof payments.record>
    /** What `record` would write, with the plan's hash; nothing is written. */
    preview: Run<typeof payments.record>
    /**
     * Pays money back. For money set against invoices `as` says what becomes of the debt: `credit` or `reopen`.
     *
     * @throws ReceivablesError `refund_treatment_required`, `refund_exceeds_payment`, `payment_reversed`, `payment_not_found`
     * @example
     * await ar.payments.refund({ payment: 'pay_1', amount: money('30.00', 'EUR'), as: 'credit' })
     */
    refund: Run<typeof moneyBack.refund>
    /**
     * Takes a payment back (chargeback, bounce, error): its allocations are undone, the invoices open again with their old
     * due days; a chargeback holds them until someone clears it.
     *
     * @throws ReceivablesError `payment_not_found`, `payment_reversed`, `refund_exceeds_payment`, `allocation_too_early`
     */
    reverse: Run<typeof moneyBack.reverse>
    /**
     * Takes money that is held on a card (a link made with `capture: 'hold'`): all of it, or a part, and the rest goes
     * free. The worker asks the provider, once; nothing is posted before it has the money. The same amount again changes
     * nothing. When the provider refuses, the money stays held (`capture.failed`) and may be captured again.
     *
     * @throws ReceivablesError `payment_not_found`, `authorisation_ended`, `capture_exceeds_authorised`,
     * `currency_mismatch`, `provider_unsupported`
     * @example
     * // 100.00 held: 60.00 is captured, 40.00 goes free
     * await ar.payments.capture({ payment: 'pay_stripe_pi_1', amount: money('60.00', 'EUR') })
     */
    capture: Run<typeof authorisations.capture>
    /**
     * Gives money that is held on a card free. Nothing was posted, so nothing is refunded. Of a charge that was not sent, or
     * that nobody had an answer to, it ends the wait; its money is booked should it arrive all the same.
     *
     * @throws ReceivablesError `payment_not_found`, `authorisation_ended`, `provider_unsupported`
     * @example
     * await ar.payments.void({ payment: 'pay_stripe_pi_1', reason: 'no damage' })
     */
    void: Run<typeof authorisations.voidIt>
    /**
     * Charges a method that the payer left (`links.pay` with `saveMethod`), without the payer: for what an invoice has
     * open, or for the fee of a booking that ended, up to what was disclosed when it was made. The worker asks the
     * provider, once; until it answers the amount counts as pending.
     *
     * Declined and `authentication_required` are answers: the fact `payment.failed` says which, nothing is pending any
     * more, and the payer can be given a link (`links.forInvoice`). A fee that no invoice asks for becomes income when it
     * arrives, and is taken off what the booking owes.
     *
     * @throws ReceivablesError `method_not_found`, `invoice_not_found`, `invoice_voided`, `invoice_on_hold`, `nothing_due`,
     * `payment_in_progress`, `amount_not_payable`, `booking_not_found`, `fee_not_disclosed`, `currency_mismatch`,
     * `customer_erased`, `provider_unsupported`, `already_exists`
     * @example
     * // nobody came; 100.00 was disclosed, 30.00 of it kept of the deposit: 70.00 is charged
     * const [left] = (await ar.payments.methods({ customer: 'cus_ada' })).items
     * await ar.payments.charge({ method: left!.id, booking: 'bk_1' })
     */
    charge: Run<typeof methods.charge>
    /**
     * Forgets a method that a payer left, because the payer said so: it is not charged any more.
     *
     * @throws ReceivablesError `method_not_found`
     */
    forgetMethod: Run<typeof methods.forget>
    /** The methods that a customer left and that can be charged, by the payment they were left with. */
    methods: (options: MethodListOptions) => List<MethodView>
    /**
     * Names the customer of money in suspense, all of it or part, effective on the day it arrived.
     *
     * @throws ReceivablesError `suspense_not_found`, `allocation_exceeds_source`, `customer_not_found`
     */
    assign: Run<typeof suspense.assign>
    /**
     * One payment, credit or deposit with what it was set against.
     *
     * @throws ReceivablesError `payment_not_found`
     */
    get: (id: string) => Promise<PaymentView>
    /**
     * Payments, credits and deposits of a customer by the day received, or all by id.
     */
    list: (options?: ListOptions) => List<PaymentView>
    /**
     * Payments that providers announced, by id: on their way, held on a card, or over, and what became of them.
     *
     * @example
     * (await ar.payments.incoming({ customer: 'cus_ada', openOnly: true })).items[0]?.state // 'authorised'
     */
    incoming: (options?: IncomingListOptions) => List<IncomingView>
    /**
     * Money nobody has placed yet, oldest first.
     */
    inSuspense: (options?: ListOptions) => List<SuspenseView>
  }
  readonly allocations: {
    /**
     * Spreads money and credit on account over open items: expiring credits first, then credit notes, then money.
     *
     * @throws ReceivablesError `currency_required`, `plan_hash_changed`, `allocation_too_early`, `period_closed`
     * @example
     * const { planHash } = await ar.allocations.preview({ customer: 'cus_ada' })
     * await ar.allocations.apply({ customer: 'cus_ada', planHash })
     */
    apply: Run<typeof allocations.apply>
    /** What `apply` would write, with the plan's hash; nothing is written. */
    preview: Run<typeof allocations.apply>
    /**
     * Undoes an allocation and sets the money against another invoice.
     *
     * @throws ReceivablesError `allocation_not_found`, `invoice_not_found`, `currency_mismatch`, `deposit_reference_mismatch`
     */
    move: Run<typeof allocations.move>
    /**
     * Undoes an allocation, a discount, a tolerance or a write-off; the money is on account again.
     *
     * @throws ReceivablesError `allocation_not_found`, `already_exists` when it was undone before, `period_closed`
     */
    release: Run<typeof allocations.release>
    /**
     * Allocations of an invoice, a payment or a customer, undone ones too.
     */
    list: (by: { invoice: string } | { payment: string } | { customer: string }) => AsyncIterable<AllocationView>
  }
  readonly writeOffs: {
    /**
     * Gives up what is open of an invoice, or part, as bad debt. Release it and record a payment when the money comes after all.
     *
     * @throws ReceivablesError `writeoff_exceeds_open`, `invoice_not_found`, `invoice_voided`
     */
    record: Run<typeof others.recordWriteOff>
  }
  readonly holds: {
    /**
     * Leaves an invoice (or all of a customer's) alone: no reminders, no automatic allocation.
     *
     * @throws ReceivablesError `invoice_not_found`, `customer_not_found`, `invoice_voided`
     */
    place: Run<typeof others.placeHold>
    /**
     * Clears a hold.
     *
     * @throws ReceivablesError `hold_not_found`, `already_exists`
     */
    release: Run<typeof others.releaseHold>
    /**
     * A customer's holds, released ones too.
     */
    list: (by: { customer: string }) => AsyncIterable<HoldView>
  }
  readonly disputes: {
    /**
     * Notes that an invoice, some of its lines or a payment is disputed, and leaves the invoice alone until someone has
     * decided. What is owed stays owed.
     *
     * @throws ReceivablesError `invoice_not_found`, `payment_not_found`, `dispute_exceeds_amount`, `invoice_voided`
     * @example
     * // lines of 600.00 and 400.00: 400.00 is disputed
     * await ar.disputes.open({ id: 'dis_1', invoice: 'inv_A-1', lines: [2], reason: 'not_delivered' })
     */
    open: Run<typeof disputes.open>
    /**
     * Adds to the log of a dispute, resolved ones too: a note, or with `url` evidence. Who acts is kept with it.
     *
     * @throws ReceivablesError `dispute_not_found`
     * @example
     * await ar.as('user:7').disputes.note({ dispute: 'dis_1', text: 'Delivery slip', url: 'https://files.example.com/7' })
     */
    note: Run<typeof disputes.note>
    /**
     * Ends a dispute and releases its hold. Accepted `as: 'credit'`, a credit note over what was disputed comes with it.
     *
     * @throws ReceivablesError `dispute_not_found`, `dispute_resolved`, `credit_exceeds_invoice`, `period_closed`
     * @example
     * // 400.00 of 1000.00: 600.00 is left open
     * await ar.disputes.resolve({ dispute: 'dis_1', outcome: 'accepted', as: 'credit' })
     */
    resolve: Run<typeof disputes.resolve>
    /**
     * One dispute with its log.
     *
     * @throws ReceivablesError `dispute_not_found`
     */
    get: (id: string) => Promise<DisputeView>
    /** Disputes of an invoice, of a customer, or all, by id. */
    list: (options?: DisputeListOptions) => List<DisputeView>
  }
  readonly plans: {
    /**
     * Agrees a payment plan over what an invoice has open. The paid part and the history stay.
     *
     * @throws ReceivablesError `plan_total_mismatch`, `invoice_not_found`, `invalid_input`
     * @example
     * // 900.00 open: 300.00 on 2026-12-31, 2027-01-31 and 2027-02-28
     * await ar.plans.agree({ invoice: 'inv_A-1', monthly: { parts: 3, firstDueOn: '2026-12-31' } })
     */
    agree: Run<typeof others.agreePlan>
    /**
     * What `agree` would write: the instalments, and the open parts they take the place of. Nothing is written.
     *
     * @example
     * // one part of 900.00 is replaced by three of 300.00
     * const { instalments, replaced } = await ar.plans.preview({
     *   invoice: 'inv_A-1', monthly: { parts: 3, firstDueOn: '2026-12-31' },
     * })
     */
    preview: Run<typeof others.agreePlan>
    /**
     * Notes that the customer said yes, and who.
     *
     * @throws ReceivablesError `plan_not_found`, `plan_cancelled`, `already_exists` when it was accepted before
     */
    accept: Run<typeof others.acceptPlan>
    /**
     * Ends a plan; what is still open falls back to the old due days.
     *
     * @throws ReceivablesError `plan_not_found`, `plan_cancelled`
     */
    cancel: Run<typeof others.cancelPlan>
    /**
     * One plan with what each part has open.
     *
     * @throws ReceivablesError `plan_not_found`
     */
    get: (id: string) => Promise<PlanView>
    /** Plans of an invoice, of a customer, or all, by id. */
    list: (options?: PlanListOptions) => List<PlanView>
    /**
     * How a customer kept their plans, a line a currency: kept ÷ (kept + broken), by count and by amount, with the parts.
     * Settled without a part having been late is kept.
     *
     * @throws ReceivablesError `customer_not_found`
     */
    kept: (asked: string | { customer: string; currency?: string }) => Promise<KeptView>
  }
  readonly promises: {
    /**
     * Notes that a customer promised to pay: an invoice, or whatever they owe. Nothing is posted. One promise stands at a
     * time for the same debt.
     *
     * @throws ReceivablesError `invoice_not_found`, `customer_not_found`, `promise_exceeds_open`, `promise_stands`,
     * `invalid_input`
     * @example
     * // 1000.00 open: 400.00 of it by the first of December
     * await ar.promises.make({ invoice: 'inv_A-1', amount: money('400.00', 'EUR'), until: '2026-12-01' })
     */
    make: Run<typeof promises.make>
    /**
     * Takes a promise back: it counts neither as kept nor as broken.
     *
     * @throws ReceivablesError `promise_not_found`, `promise_ended`
     */
    withdraw: Run<typeof promises.withdraw>
    /**
     * One promise with what has been received of it: since it was made, and no later than `until`.
     *
     * @throws ReceivablesError `promise_not_found`
     */
    get: (id: string) => Promise<PromiseView>
    /** Promises of an invoice, of a customer by the day they were made, or all by id. */
    list: (options?: PromiseListOptions) => List<PromiseView>
    /**
     * How a customer kept their promises, a line a currency: kept ÷ (kept + broken), by count and by amount, with the parts.
     *
     * @throws ReceivablesError `customer_not_found`
     * @example
     * // kept 300.00 and 100.00, broken 200.00
     * (await ar.promises.kept('cus_ada')).perCurrency[0].byCount // '66.67'
     */
    kept: (asked: string | { customer: string; currency?: string }) => Promise<KeptView>
  }
  readonly deposits: {
    /**
     * Asks for a deposit for a reference. Nothing is owed by it.
     *
     * @throws ReceivablesError `customer_not_found`, `already_exists`
     */
    request: Run<typeof others.requestDeposit>
    /**
     * Records deposit money for a reference: held apart, never used for another one.
     *
     * @throws ReceivablesError `deposit_not_found`, `deposit_reference_mismatch`, `already_exists`
     */
    settle: Run<typeof others.settleDeposit>
    /**
     * Sets held money against an invoice of the same reference.
     *
     * @throws ReceivablesError `deposit_reference_mismatch`, `deposit_exceeds_held`, `allocation_exceeds_open_amount`
     */
    apply: Run<typeof others.applyDeposit>
    /**
     * Keeps held money as income.
     *
     * @throws ReceivablesError `deposit_not_found`, `deposit_exceeds_held`
     */
    forfeit: Run<typeof others.forfeitDeposit>
    /**
     * Turns held money into money on account. A refund goes through `payments.refund`.
     *
     * @throws ReceivablesError `deposit_not_found`, `deposit_exceeds_held`
     */
    release: Run<typeof others.releaseDeposit>
    /**
     * Deposits of a customer or a reference.
     */
    list: (options?: ListOptions) => List<PaymentView>
  }
  readonly bookings: {
    /**
     * Takes a booking: what it costs, what is asked at first, what cancelling and not coming would cost. That is fixed from
     * here on. The deposit is requested at once, or with `needsApproval` once someone has said yes.
     *
     * @throws ReceivablesError `customer_not_found`, `already_exists`, `currency_mismatch`, `invalid_time_zone`,
     * `invalid_input`
     * @example
     * // 30 % of 400.00: a deposit of 120.00 is asked, kept for an hour
     * await ar.bookings.request({
     *   customer: 'cus_ada', reference: 'bk_1', total: money('400.00', 'EUR'), date: '2026-12-20', time: '18:00',
     *   rule: { ask: { percent: '30' } }, policy: 'moderate', noShow: 'all', holdMinutes: 60,
     * })
     */
    request: Run<typeof bookings.request>
    /**
     * Says yes: the deposit is requested, and the time it is kept unpaid begins.
     *
     * @throws ReceivablesError `booking_not_found`, `booking_ended`, `already_exists` when it was approved before
     */
    approve: Run<typeof bookings.approve>
    /** What `cancel` would come to now: show it to the payer before. Nothing is written. */
    preview: Run<typeof bookings.cancel>
    /**
     * Cancels by the policy the booking was made under. The fee is kept of what was paid; the rest is promised back, or left
     * on account. Nothing is paid out: release it with `payments.refund`. An organiser who cancels takes no fee.
     *
     * @throws ReceivablesError `booking_not_found`, `booking_ended`, `period_closed`
     * @example
     * // 200.00 paid of 300.00 and half is the fee: kept 150.00, refund 50.00, owed 0.00
     * await ar.bookings.cancel({ reference: 'bk_1', by: 'customer' })
     */
    cancel: Run<typeof bookings.cancel>
    /**
     * Moves the booking to another day. Money stays; what its invoices have open is due as many days later or earlier.
     *
     * @throws ReceivablesError `booking_not_found`, `booking_ended`, `period_closed`
     */
    reschedule: Run<typeof bookings.reschedule>
    /**
     * Nobody came: the fee is at most what was disclosed when the booking was made.
     *
     * @throws ReceivablesError `booking_not_found`, `booking_ended`, `fee_not_disclosed`
     * @example
     * // 100.00 disclosed and 120.00 paid: kept 100.00, refund 20.00
     * await ar.bookings.noShow({ reference: 'bk_1' })
     */
    noShow: Run<typeof bookings.noShow>
    /**
     * One booking: total, deposit, what is paid, what comes next, what cancelling would cost until when, how it ended.
     *
     * @throws ReceivablesError `booking_not_found`
     * @example
     * const { status, next } = await ar.bookings.get('bk_1') // 'deposit_paid', { amount: €280.00, dueOn: '2026-12-20' }
     */
    get: (reference: string) => Promise<BookingView>
    /** Bookings of a customer by reference, or all by their day. */
    list: (options?: BookingListOptions) => List<BookingView>
  }
  /** Closing the books: nothing may take effect on or before the day any more; default days move past it. */
  readonly periods: { close: Run<typeof others.closePeriod> }
  readonly balances: {
    /**
     * What a customer owes and has with us: now in one read, or as of any day and knowledge.
     *
     * @throws ReceivablesError `customer_not_found`; reading a scalar throws `currency_required` with several currencies
     * @example
     * (await ar.balances.of('cus_ada')).toPay // €70.00
     */
    of: (
      asked: string | { customer: string; asOf?: string; knownAt?: string; currency?: string },
    ) => Promise<Balance & { readonly customer: string }>
    /**
     * The same for a booking, project or job, over all customers it belongs to.
     */
    byReference: (
      asked: string | { reference: string; asOf?: string; knownAt?: string },
    ) => Promise<Balance & { readonly reference: string }>
  }
  /**
   * Pay links: a URL that always asks for what is open when it is opened. Needs `links` in {@link createReceivables}.
   */
  readonly links: {
    /**
     * The link for an invoice, or for one instalment of it. Asked again it is the same link, with the minimum and duration
     * that it was made with unless another is named; one that expired meanwhile is renewed, and its old token opens nothing
     * any more. One that was revoked stays so until `renew`. The same goes for the other three.
     *
     * @throws ReceivablesError `not_configured`, `invoice_not_found`, `already_exists` with another minimum or duration
     * @example
     * const { url } = await ar.links.forInvoice({ invoice: 'inv_A-1', minimum: money('50.00', 'EUR') })
     */
    forInvoice: RunLink<typeof links.forInvoice>
    /**
     * The link for a deposit that was requested.
     *
     * @throws ReceivablesError `not_configured`, `deposit_not_found`
     */
    forDeposit: RunLink<typeof links.forDeposit>
    /** The link for everything open of a booking, project or job. */
    forReference: RunLink<typeof links.forReference>
    /** The link for everything a customer has open, less money on account; deposits are not netted. */
    forBalance: RunLink<typeof links.forBalance>
    /**
     * Gives a link a new token and a new last day; the old token opens nothing any more. It also opens one again that was
     * revoked, unless `holder` says that whoever holds it asks: then it is renewed only once it expired, with the token
     * that opens it now, if nobody revoked it, and no later than `within` days after the end that you gave it.
     *
     * @throws ReceivablesError `link_not_found`; for `holder` also `link_revoked`, `link_expired` when it is too late
     * @example
     * // ended on 1 March: can be renewed until 30 April, whatever fresh ends it got meanwhile
     * await ar.links.renew({ link: 'lnk_1', days: 7, holder: { token, within: 60 } })
     */
    renew: RunLink<typeof links.renew>
    /**
     * Closes a link for good; `renew` opens it again with another token.
     *
     * @throws ReceivablesError `link_not_found`
     */
    revoke: Run<typeof links.revoke>
    /**
     * What a token opens: its state and what it asks for now. It says no name.
     *
     * @throws ReceivablesError `link_not_found`
     * @example
     * (await ar.links.resolve(token)).amount // €1500.00, after 500.00 of 2000.00 came by bank
     */
    resolve: (token: string) => Promise<LinkView>
    /**
     * Starts a payment of all or part of it: gives where the payer goes. While a checkout over the same amount is open it
     * is given again.
     *
     * @throws ReceivablesError `link_not_found`, `link_revoked`, `link_expired`, `nothing_due`, `payment_in_progress`,
     * `amount_not_payable`, `currency_mismatch`, `provider_not_found`, `provider_unavailable`, `provider_refused`
     */
    pay: (token: string, input?: z.input<typeof payLink>) => Promise<StartedCheckout>
    /** A link with its token, to be handed out again. */
    get: (link: string) => Promise<LinkGrant & { readonly view: LinkView }>
    /** Links of a customer, or all. */
    list: (options?: ListOptions) => List<LinkEntry>
  }
  /** What payment providers tell us. */
  readonly intake: {
    /**
     * Takes a provider's request in, raw bytes and all: each event is booked once, in whatever order and however often it
     * comes.
     *
     * @throws ReceivablesError `provider_not_found`, `webhook_rejected`
     */
    receive: (provider: string, request: RawWebhook) => Promise<readonly EventOutcome[]>
    /** Events of a state, the oldest first. @default those that are held for a person */
    list: (asked?: { state?: EventOutcome['state'] }) => AsyncIterable<EventView>
    /**
     * Decides about an event that is held: book it after all, or leave it.
     *
     * @throws ReceivablesError `event_not_found`, and what the books say against it
     * @example
     * await ar.intake.resolve({ provider: 'stripe', event: 'evt_1', action: 'apply', as: 'credit' })
     */
    resolve: (input: z.input<typeof resolveEvent>) => Promise<EventOutcome>
    /** Takes up again what waits for an earlier event; gives how many found it. */
    retry: () => Promise<number>
  }
  /** Open amounts by days past due, a block a currency; now, as of a day, and as known at an instant. */
  readonly aging: { report: (asked?: AgingOptions) => Promise<AgingReport> }
  readonly statements: {
    /**
     * A customer's account over a period in one currency, with a running balance.
     *
     * @throws ReceivablesError `customer_not_found`, `currency_required`, `invalid_input`
     */
    of: (
      asked:
        | string
        | { customer: string; currency?: string; from?: string; to?: string; knownAt?: string; reference?: string },
    ) => Promise<Statement>
  }
  readonly journal: {
    /**
     * Facts in stream order, a page in memory at a time.
     */
    read: (query?: JournalQuery) => AsyncIterable<FactView>
    /**
     * The journal as text: `json` lines that `import` restores, or an `hledger` journal with our balances.
     */
    export: (format: 'json' | 'hledger') => AsyncIterable<string>
    /**
     * Restores exported `json` lines into empty books; every fact is checked and applied again.
     *
     * @throws ReceivablesError `already_exists` when the books are not empty, `invalid_input` naming the line
     */
    import: (lines: AsyncIterable<string> | Iterable<string>) => Promise<ImportedJournal>
    /**
     * What happened, whoever did it, in one order without gaps: every fact once, and what follows from them
     * (`invoice.settled`, `invoice.reopened`, `deposit.paid`). Keep the cursor of the last entry you dealt with, and go on
     * from there.
     *
     * @throws ReceivablesError `invalid_input` for a cursor that is none
     * @example
     * for await (const entry of ar.journal.subscribe({ after: cursor, follow: true, signal })) {
     *   if (entry.type === 'invoice.settled') await release(entry.data['reference'])
     *   cursor = entry.cursor
     * }
     */
    subscribe: (options?: SubscribeOptions) => AsyncIterable<FeedEntry>
    /** Called with the facts of every commit made through this face, in this process; answers how to stop. */
    listen: (listener: (facts: readonly FactView[]) => void) => () => void
  }
  /**
   * What is said to customers about what they owe: when, how, and what became of it. Nothing is said where no policy is
   * set, and `worker` says it.
   */
  readonly reminders: {
    /**
     * Saves a policy under its id; with `isDefault` it holds for everybody who has no other. Steps that were said are not
     * said again; the rest follows the policy from the next turn of the worker on.
     *
     * @throws ReceivablesError `invalid_policy`, with the place in `path`
     * @example
     * await ar.reminders.setPolicy({ policy: { id: 'standard', steps: [{ id: 'due' }, { id: 'late', days: 7 }] }, isDefault: true })
     */
    setPolicy: Run<typeof reminders.setPolicy>
    /**
     * Says which policy holds for whoever has no other; `none` for no reminders.
     *
     * @throws ReceivablesError `policy_not_found`
     */
    setDefault: Run<typeof reminders.setDefault>
    /** The policies that are kept, by name. */
    policies: () => Promise<readonly PolicyView[]>
    /**
     * Notes what is agreed with a customer, or about an invoice: another policy, a pause, a day until which nothing is
     * said, channels that are not wanted. An invoice's policy goes before the customer's, and that before the tenant's.
     *
     * @throws ReceivablesError `invalid_input`, `customer_not_found`, `invoice_not_found`, `policy_not_found`
     * @example
     * await ar.as('eve').reminders.agree({ invoice: 'inv_A-1', snoozedUntil: '2026-12-01', reason: 'back from leave then' })
     */
    agree: Run<typeof reminders.agree>
    /**
     * What is agreed with a customer, and about their invoices.
     *
     * @throws ReceivablesError `customer_not_found`
     * @example
     * (await ar.reminders.agreed({ customer: 'cus_ada' })).optedOut // ['sms']
     */
    agreed: (asked: { customer: string }) => Promise<AgreedReminders>
    /**
     * A step of an invoice is not to be said: by its name in the policy, or its id.
     *
     * @throws ReceivablesError `invoice_not_found`, `step_not_found`
     */
    waive: Run<typeof reminders.waive>
    /**
     * The next step of an invoice, or the one named, is said at the next turn of the worker, whatever it would wait for:
     * a gap, quiet hours, a pause. What is settled or on hold is not said all the same.
     *
     * @throws ReceivablesError `invoice_not_found`, `step_not_found`
     */
    sendNow: Run<typeof reminders.sendNow>
    /**
     * What comes next for a customer, if nothing else happens, in the order of time.
     *
     * @throws ReceivablesError `customer_not_found`
     * @example
     * (await ar.reminders.upcoming({ customer: 'cus_ada' }))[0] // { step: 'late', day: '2026-11-08', … }
     */
    upcoming: (asked: { customer: string; currency?: string }) => Promise<readonly UpcomingStep[]>
    /**
     * All that was said to a customer, with what became of it, and what was not said, and why; the newest first.
     *
     * @throws ReceivablesError `customer_not_found`
     */
    history: (asked: { customer: string }) => Promise<ReminderHistory>
    /**
     * What would be said to a customer up to a day, if nothing else happened and every message arrived, with each move and
     * each thing left unsaid and why: under the policies as they are, or another for whoever has none of their own. Nothing
     * is written.
     *
     * @throws ReceivablesError `customer_not_found`, `invalid_policy`
     * @example
     * (await ar.reminders.simulate({ customer: 'cus_ada', to: '2026-12-31', whatIf: { policy: { ...gentle } } })).messages.length // 3
     */
    simulate: (asked: {
      customer: string
      to: string
      whatIf?: { policy: Record<string, unknown> }
    }) => Promise<Simulated>
    /**
     * What a policy would have said from one past day to another, both inclusive, had it been saved as the first began and held
     * for whoever has none of their own: each customer's facts replayed as they were recorded, and decided between them from
     * what was known by then (due days, what was open, payments, holds, promises, what was agreed). Await it for the sums
     * over everybody, or walk it customer by customer with `for await` for every message, move and suppression with its
     * reason. Nothing is written.
     *
     * Addresses, closed addresses, and other policies that customers agreed on are as they are now; payments are taken to
     * have been complete. Books that were imported are known from the import on. One customer's facts are in memory at a
     * time, and each is planned anew at each of its facts and steps.
     *
     * @throws ReceivablesError `customer_not_found`, `invalid_policy`, `invalid_date`, `invalid_input`
     * @example
     * const test = ar.reminders.backTest({ policy: { ...gentle }, from: '2026-01-01', to: '2026-06-30' })
     * await test // { customers: 40, messages: 120, paidAnyway: 31, byLevel: [{ level: 0, messages: 80 }, …], skipped: { on_hold: 2 }, … }
     * for await (const { customer, messages } of test) console.log(customer, messages.length) // cus_ada 3
     */
    backTest: (asked: { policy: Record<string, unknown>; from: string; to: string; customer?: string }) => BackTest
    /**
     * What somebody decided about reminders, newest last, a page at a time or with `for await`: pauses, snoozes, opt-outs,
     * other policies, steps waived or sent at once, tasks closed, holds, each with who, when, about what and why. Of one
     * customer it reads their facts, of everybody the feed. What holds for the whole tenant (policies, suppressions,
     * `hold`) is configuration and is not in it.
     *
     * @throws ReceivablesError `customer_not_found`, `invalid_date`, `invalid_input`
     * @example
     * await ar.as('eve').reminders.agree({ invoice: 'inv_A-1', snoozedUntil: '2026-12-01', reason: 'back from leave then' })
     * const { items } = await ar.reminders.overrides({ customer: 'cus_ada', from: '2026-11-01' })
     * items[0] // { by: 'eve', kind: 'agreed', invoice: 'inv_A-1', reason: 'back from leave then',
     * //           changes: [{ field: 'snoozedUntil', from: '', to: '2026-12-01' }], … }
     */
    overrides: (options?: OverrideListOptions) => List<OverrideView>
    /** What staff is asked to do, the oldest first, a page at a time or with `for await`. */
    tasks: (options?: TaskListOptions) => List<TaskView>
    /**
     * Closes what staff was asked to do.
     *
     * @throws ReceivablesError `task_not_found`
     */
    closeTask: Run<typeof reminders.closeTask>
    /**
     * Takes in what a notifier tells: deliveries, bounces, complaints, each event once, in whatever order they come.
     *
     * @throws ReceivablesError `notifier_not_found`, `webhook_rejected`
     */
    receive: (notifier: string, request: RawWebhook) => Promise<FeedbackOutcome[]>
    /** Writes to an address again that bounced, complained or was refused. */
    liftSuppression: Run<typeof reminders.liftSuppression>
    /** Says that all payments up to an instant are in the books: what a policy's `freshness` asks. */
    paymentsSeen: Run<typeof reminders.paymentsSeen>
    /**
     * Holds all that fell due before an instant: for books that were restored from a backup, whose messages may have gone
     * out already. Importing a journal does so by itself.
     *
     * @example
     * await ar.reminders.hold({ before: '2026-11-22T09:00:00Z' })
     */
    hold: Run<typeof reminders.hold>
    /** Lets go what is held: the newest step of each item that is not too late is said. */
    release: Run<typeof reminders.release>
  }
  /** Does what is due without anybody asking. Any number of processes may run it at once. */
  readonly worker: {
    /**
     * Does what is due now: tells what time did (`invoice.became_due`, `invoice.became_overdue`, `discount.expiring`,
     * `deposit.expired`, `plan.broken`, `promise.kept`, `promise.broken`), each once, says what reminders say, and gives
     * new facts their place in the feed. For a host with a scheduler of its own.
     *
     * @throws ReceivablesError `store_unavailable`, `store_unsupported` in a dry run or inside a host's transaction
     * @example
     * await ar.worker.tick() // { done: 2, idle: 0, problems: [], sequenced: 2, more: false }
     */
    tick: (options?: TickOptions) => Promise<Tick>
    /**
     * Works until the signal ends it.
     *
     * @example
     * const stop = new AbortController()
     * process.once('SIGTERM', () => stop.abort())
     * await ar.worker.run({ signal: stop.signal })
     */
    run: (options: WorkerOptions) => Promise<void>
    /** Jobs that threw ten times and were given up. */
    failed: () => AsyncIterable<FailedJob>
    /**
     * Tries a job again that was given up, from the next turn on, as if it had not been tried before.
     *
     * @throws ReceivablesError `job_not_found` when no job of this id was given up, or somebody else was faster
     * @example
     * for await (const { job } of ar.worker.failed()) await ar.worker.retry({ job })
     */
    retry: (input: { job: string }) => Promise<void>
  }
  /** Proves the books: replay equals what is stored, and every invariant holds. */
  verify: (options?: { customer?: string; onAccount?: (done: number) => void }) => Promise<Verified>
  /** The same books seen by another tenant's eyes: nothing is shared. */
  tenant: (tenant: string) => Receivables
  /**
   * The same books inside a transaction that the host has open: commands land or vanish with it. A command that is
   * refused leaves the host's transaction usable. Subscribers are not told, for nothing has happened yet.
   *
   * @throws ReceivablesError `store_unsupported` when the store cannot join, `invalid_input` when it is no transaction
   * @example
   * await booking.insert(tx, room)
   * await ar.join(tx).invoices.issue({ customer: 'cus_ada', total: money('200.00', 'EUR'), terms: 'net 7' })
   */
  join: (transaction: unknown) => Receivables
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
