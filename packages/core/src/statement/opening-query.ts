import type { Day, Instant } from '../calendar/index.js'

/** What a statement asks of a store: what the lines before its first day come to. */
export interface OpeningQuery {
  readonly tenant: string
  readonly customer: string
  readonly currency: string
  /** Lines effective before this day count. */
  readonly before: Day
  /** Only facts up to this version count: what came later is for the next statement. */
  readonly version: number
  /** Only lines recorded by this instant count. */
  readonly knownAt?: Instant | undefined
  /** Only lines about this booking, project or job. */
  readonly reference?: string | undefined
}
