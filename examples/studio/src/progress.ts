import { formatDay, type Day } from '@owekit/core/calendar'
import type { Output } from './terminal.js'

/** Says how far the year is. */
export interface Progress {
  at(done: number, of: number, day: Day): void
  end(text: string): void
}

const cells = 36
const redrawEvery = 50

/** A bar that fills on a terminal; a line at each quarter elsewhere. */
export function progress(output: Output, label: string): Progress {
  let drawnAt = 0
  let quarter = 0
  return {
    at(done, of, day) {
      const percent = Math.floor((done * 100) / of)
      if (output.isTTY) {
        const now = performance.now()
        if (now - drawnAt < redrawEvery) return
        drawnAt = now
        const full = Math.round((done * cells) / of)
        const picture = '█'.repeat(full) + '░'.repeat(cells - full)
        output.write(`\r\u001b[K${label}  ${picture} ${String(percent).padStart(3)} %  ${formatDay(day)}`)
      } else if (Math.floor(percent / 25) > quarter) {
        quarter = Math.floor(percent / 25)
        output.write(`${label}: ${percent} %, ${formatDay(day)}\n`)
      }
    },
    end(text) {
      output.write(`${output.isTTY ? '\r\u001b[K' : ''}${text}\n`)
    },
  }
}
