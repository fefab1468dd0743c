import type { Io } from './io.js'

/** Says how far a long job is. */
export interface Progress {
  /** This share (0 to 1) is done, if anyone knows; `text` says of what. */
  at(share: number | undefined, text: string): void
  /** The job is over: the bar goes away. */
  end(): void
}

const silent: Progress = { at: () => {}, end: () => {} }
const quickJob = 500
const redrawEvery = 80
const firstLine = 1000
const linesEvery = 5000
const cells = 24

/**
 * Shows progress on stderr once a job has run a moment: a bar on a terminal, a plain line every five seconds
 * elsewhere, nothing when `quiet`.
 */
export function progress(io: Io, label: string, quiet: boolean): Progress {
  if (quiet) return silent
  const { stderr } = io
  const started = performance.now()
  let shownAt = 0
  let drawn = false
  return {
    at(share, text) {
      const now = performance.now()
      const ran = now - started
      const since = now - shownAt
      const part = Math.max(0, Math.min(1, share ?? 0))
      const percent = `${Math.floor(part * 100)} %`
      if (stderr.isTTY) {
        if (ran < quickJob || since < redrawEvery) return
        const full = Math.round(part * cells)
        const bar = share === undefined ? '…' : `${'█'.repeat(full)}${'░'.repeat(cells - full)} ${percent.padStart(5)} `
        void stderr.write(`\r\u001b[K${label} ${bar} ${text}`)
        drawn = true
      } else {
        if (ran < firstLine || (shownAt > 0 && since < linesEvery)) return
        void stderr.write(`${label}: ${share === undefined ? '' : `${percent}, `}${text}\n`)
      }
      shownAt = now
    },
    end() {
      if (drawn) void stderr.write('\r\u001b[K')
    },
  }
}
