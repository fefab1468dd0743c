export { createHandler } from './handler.js'
export type { Intake, Notices } from './intake.js'
export type { Changes } from './live/hub.js'
export { type NodeListener, toNode } from './node.js'
export { openApi, type OpenApiDocument } from './openapi.js'
export type { Handler, HandlerOptions, InvoiceLinks, LogEntry, RequestContext, Staff } from './options.js'
export type { HandlerCode, Problem } from './answers/problem.js'
export type { PayChoice, PayLinks, PayLinkView, PayStart } from './pay/links.js'
export { payLinks, type PayLinksOptions } from './pay/links-of.js'
export type { Locale } from './pay/words.js'
export { type RateAnswer, type RateLimit, tokenBucket, type TokenBucketOptions } from './rate-limit.js'
export { type PreferenceLinkOptions, preferenceLinks, type PreferenceLinks } from './reminders/preference-links.js'
export type { WidgetKey, WidgetKeys } from './tokens/keys.js'
export { mintWidgetToken, type Scope, type WidgetGrant } from './tokens/mint.js'
export { type VerifyOptions, verifyWidgetToken, type WidgetClaims } from './tokens/verify.js'
export type {
  AccountView,
  BookingDetailView,
  BookingsView,
  DepositsView,
  DisputeDetailView,
  DisputesView,
  InvoiceDetailView,
  InvoicesView,
  PaymentDetailView,
  PaymentsView,
  PayPageView,
  PlanDetailView,
  PlansView,
  StatementView,
  TimelineView,
  WireBalance,
  WireBooking,
  WireDispute,
  WireInvoice,
  WireMoney,
  WirePayment,
  WirePlan,
} from './views/shapes.js'
