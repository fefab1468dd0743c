export { allowedMoment, type Allowed, type Moment, type MovedBy } from './allowed-moment.js'
export { checkedPolicy } from './checked-policy.js'
export {
  decide,
  type Ask,
  type Decision,
  type OpenPart,
  type Reach,
  type Situation,
  type Skipped,
  type SkippedStep,
  type Waiting,
} from './decide.js'
export { planItem, type PlannableItem, type PlannedStep } from './plan-item.js'
export type { Channel, QuietHours, ReminderPolicy, ReminderStep, StepBase, Tone } from './policy.js'
export { bookingDeposit, firm, gentle, standard } from './presets.js'
export { resolvePolicy, type Resolved, type Step } from './resolve.js'
