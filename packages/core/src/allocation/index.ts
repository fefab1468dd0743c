export { allocate, fill, type Filled } from './fill.js'
export { oldestFirst } from './oldest-first.js'
export { takeFrom, type Taken } from './offer.js'
export type { AllocationSource, Component, OpenItem, StandingOffer } from './open-item.js'
export { type Compare, currentFirst, feesFirst, oldestDue, principalFirst, sourceOrder } from './order.js'
export {
  type AllocationPlan,
  type PassedOver,
  planAllocation,
  type PlanLine,
  type Strategy,
  type StrategyName,
  type Target,
} from './plan.js'
