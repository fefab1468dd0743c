import { dayAt, type Day, type Instant } from '../../calendar/index.js'
import type { Settings } from '../settings.js'

/** A reading's two clocks, resolved. */
export interface Moment {
  readonly asOf: Day
  readonly knownAt: Instant
  /** What was recorded later does not count; no limit unless one was asked for. */
  readonly knownBy: Instant
  /** Nothing was asked: the reading is of the books as they stand. */
  readonly isNow: boolean
}

/**
 * Resolves `asOf` and `knownAt`. An answer about now names the store's instant it was read at, so that asking again
 * with it gives the same answer.
 */
export async function momentOf(
  settings: Settings,
  asked: { readonly asOf?: Day | undefined; readonly knownAt?: Instant | undefined },
): Promise<Moment> {
  const today = dayAt(settings.clock(), settings.timeZone)
  return {
    asOf: asked.asOf ?? today,
    knownAt: asked.knownAt ?? (await settings.store.now()),
    knownBy: asked.knownAt ?? Infinity,
    isNow: asked.asOf === undefined && asked.knownAt === undefined,
  }
}

/** The moment of books as they stand, read at an instant of the store's clock. */
export function momentAt(today: Day, readAt: Instant): Moment {
  return { asOf: today, knownAt: readAt, knownBy: Infinity, isNow: true }
}

/** Now, for answers that do not name the instant they were read at. */
export function nowOf(settings: Settings): Moment {
  const now = settings.clock()
  return momentAt(dayAt(now, settings.timeZone), now)
}
