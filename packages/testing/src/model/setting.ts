import type { Event } from './events.js'
import type { State } from './replay.js'
import type { Tolerance } from './spread.js'

/** What a decision may look at. The state is told anew for every command and may be changed freely. */
export interface Setting {
  readonly events: readonly Event[]
  readonly state: State
  readonly today: number
  /** The instant the command is given. */
  readonly now: number
  readonly tolerance: Tolerance
}
