/** How much something matters: `fail` keeps the site from working as it should. */
export type Level = 'ok' | 'warn' | 'fail'

/** One line of what was looked at. */
export interface Finding {
  /** What was looked at: `books`, `schema`, `keys`, `clock`, `site`, `staff`, `webhook`, `stripe`, `work`. */
  readonly check: string
  readonly level: Level
  readonly message: string
  /** What to do; `''` when there is nothing. */
  readonly todo: string
}

/** Makes the findings of one check. */
export function findingsOf(check: string): {
  readonly [L in Level]: (message: string, todo?: string) => Finding
} {
  const at =
    (level: Level) =>
    (message: string, todo = ''): Finding => ({ check, level, message, todo })
  return { ok: at('ok'), warn: at('warn'), fail: at('fail') }
}

/** What an error says, on one line. */
export const wordsOf = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).replaceAll(/\s*\n\s*/g, ' ')
