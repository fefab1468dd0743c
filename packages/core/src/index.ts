export type { Day, Instant } from './calendar/index.js'
export type { Balance, CurrencyBalance } from './balance/balance.js'
export { errorCatalogue, type ErrorCode, type ErrorKind, isReceivablesError, ReceivablesError } from './errors/index.js'
export type { Fact, FactData, FactType } from './journal/fact.js'
export { factId } from './journal/fact.js'
export type { LedgerAccount, Posting } from './journal/posting.js'
export { type Money, minor, money, moneyFromJSON, toDecimal } from './money/index.js'
export type { Row, Store, StoreCaps } from './ports/index.js'
export {
  type AgingOptions,
  createReceivables,
  type Receivables,
  type Written,
  type FactView,
  type PostingView,
  type ReceivablesOptions,
} from './receivables/index.js'
export type { InvoiceStatus, InvoiceView } from './views/invoice-view.js'
export type { AllocationView, PaymentView } from './views/payment-view.js'
