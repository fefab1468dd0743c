import type { Day } from '../../calendar/index.js'
import type { Payable } from '../../link/payable.js'
import type { Money } from '../../money/index.js'

/** One thing a link asks money for. */
export interface LinkItem {
  readonly document: string
  readonly number: string
  /** 0 for a deposit. */
  readonly instalment: number
  readonly dueOn: string | null
  readonly open: Money
  readonly overdueDays: number
}

/** What a link asks for, and what its view says besides. */
export interface Found {
  readonly payable: Payable
  readonly paidOn: Day | null
  readonly isVoid: boolean
  readonly items: readonly LinkItem[]
}
