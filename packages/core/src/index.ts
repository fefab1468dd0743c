export type { AgingSums, Bucket, CreditMode, CurrencyAging } from './aging/index.js'
export type { Balance, CurrencyBalance } from './balance/balance.js'
export {
  type BookingOutcome,
  cancellationFor,
  cancellationPolicies,
  type FeeStep,
  feeSteps,
  outcomeOf,
} from './booking/cancellation-for.js'
export { type Chargeable, chargeOf } from './booking/charge.js'
export {
  type BookingTerms,
  depositFor,
  type DepositOffer,
  type DepositRule,
  depositRules,
} from './booking/deposit-for.js'
export type { Day, Instant } from './calendar/index.js'
export { errorCatalogue, type ErrorCode, type ErrorKind, isReceivablesError, ReceivablesError } from './errors/index.js'
export type { BeforeBooking, CancellationTerms, ChargeTerms } from './journal/booking-terms.js'
export { type Fact, type FactData, factId, type FactType, type Settlement } from './journal/fact.js'
export { type LedgerAccount, ledgerAccounts, type Posting } from './journal/posting.js'
export { returnUrl } from './link/return-url.js'
export { type Money, minor, money, moneyFromJSON, toDecimal } from './money/index.js'
export type { KeptRatio, Tally } from './promise/kept.js'
export type { Row, Store, StoreCaps } from './ports/index.js'
export {
  type AccountVersion,
  type AgingOptions,
  type AgingReport,
  type AllocatedView,
  type BackTested,
  type BackTestedMessage,
  createReceivables,
  type CustomerView,
  type DerivedType,
  type EventOutcome,
  type EventView,
  type FactView,
  type FailedJob,
  type FeedEntry,
  type HoldView,
  type ImportedJournal,
  type JobProblem,
  type KeptView,
  type LinkEntry,
  type LinkGrant,
  type LinkItem,
  type LinkState,
  type LinkView,
  type List,
  type ListOptions,
  type OpenItemView,
  type OverrideView,
  type Page,
  type PlanView,
  type MessageView,
  type PolicyView,
  type PromiseView,
  type ReminderHistory,
  type Simulated,
  type SimulatedMessage,
  type StepView,
  type TaskView,
  type UpcomingStep,
  type FeedbackOutcome,
  type PostingView,
  type Receivables,
  type ReceivablesOptions,
  type StartedCheckout,
  type SubscribeOptions,
  type SuspenseView,
  type Tick,
  type TickOptions,
  type Verified,
  type WorkerOptions,
  type Written,
} from './receivables/index.js'
export type { Statement, StatementLine } from './statement/statement.js'
export type { VerifyCheck } from './verify/verify.js'
export type { BookingStatus, BookingView } from './views/booking-view.js'
export type { CreditView } from './views/credit-view.js'
export type { DisputeView } from './views/dispute-view.js'
export type { IncomingView } from './views/incoming-view.js'
export type { MethodView } from './views/method-view.js'
export type { InstalmentView, InvoiceStatus, InvoiceView } from './views/invoice-view.js'
export type { AllocationView, PaymentView } from './views/payment-view.js'
