import type { Model } from './model.js'
import type { Random } from './random.js'
import type { State } from './replay.js'

/** Where random commands come from: the books as the model knows them, and a seeded source of choices. */
export interface World {
  readonly random: Random
  readonly model: Model
  readonly state: State
  readonly today: number
  /** A number never given before in this ledger. */
  readonly fresh: () => number
  readonly customers: readonly string[]
  readonly currencies: readonly string[]
}

/** The jobs that invoices and money are for. */
export const references = ['job-1', 'job-2', 'job-3'] as const

/** How often each kind of command is chosen. */
export const weights = {
  issue: 22,
  record: 18,
  credit: 8,
  apply: 9,
  release: 6,
  move: 5,
  refund: 6,
  reverse: 4,
  writeOff: 3,
  void: 3,
  moveDueDate: 3,
  hold: 3,
  releaseHold: 2,
  plan: 3,
  cancelPlan: 2,
  settleDeposit: 6,
  applyDeposit: 5,
  forfeit: 1,
  releaseDeposit: 2,
  dispute: 2,
  resolve: 2,
  promise: 2,
  withdraw: 1,
  accept: 0.5,
  book: 2,
  cancelBooking: 1,
  noShow: 0.5,
  moveBooking: 0.6,
  close: 0.7,
} as const

/** The kinds of command the campaign chooses from. */
export type Choice = keyof typeof weights
