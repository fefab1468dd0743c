export type { Day, Instant } from '../calendar/index.js'
export { isReceivablesError, ReceivablesError, type ErrorCode } from '../errors/index.js'
export { decodeJson, encodeJson } from '../records/canonical.js'
export { checkAging } from './check-aging.js'
export { checkBatch, checkRead } from './check-batch.js'
export { checkBalances, checkClaim, checkSettle } from './check-claim.js'
export { checkMessage } from './check-message.js'
export { checkOpening } from './check-opening.js'
export { checkKey, checkRow, checkText } from '../records/check-row.js'
export {
  collections,
  type Collection,
  type CollectionName,
  type Collections,
  type Column,
  type ColumnKind,
  type Index,
  type Json,
  type Key,
  type Row,
  type RowOf,
} from '../records/collections.js'
export { compareKeys, compareText, compareValue } from '../records/compare-text.js'
export { groupOf } from '../records/group-of.js'
export { bindNumber, seriesNumber } from './late-binding.js'
export { orderingOf, scan, type Scan } from './scan.js'
export { parseUrl } from '../records/parse-url.js'
export type { AgingQuery, AgingRow } from '../aging/aging-query.js'
export type { BalanceRow, BalancesQuery } from '../balance/balance-row.js'
export type { OpeningQuery } from '../statement/opening-query.js'
export type {
  CallContext,
  ChargeRequest,
  ChargeSnapshot,
  CheckoutSnapshot,
  CreateCheckout,
  DisputeSnapshot,
  PaymentLinkProvider,
  PaymentSnapshot,
  PayoutSnapshot,
  ProviderCapabilities,
  ProviderEvent,
  RawWebhook,
  RefundRequest,
  RefundSnapshot,
} from './payment-provider.js'
export type {
  Address,
  Attachment,
  DeliveryEvent,
  Notifier,
  NotifierCapabilities,
  OutboundMessage,
  Purpose,
  SendReceipt,
} from './notifier.js'
export type {
  Batch,
  Claimed,
  CommitResult,
  Guard,
  GuardedCollection,
  MigrationPlan,
  Read,
  ReadResult,
  Rows,
  Store,
  StoreCaps,
} from './store.js'
