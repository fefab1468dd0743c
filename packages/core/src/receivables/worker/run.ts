import { isReceivablesError, ReceivablesError } from '../../errors/index.js'
import type { Settings } from '../settings.js'
import { pauseFor } from './pause.js'
import { type Tick, tick } from './tick.js'

/** How the worker runs. */
export interface WorkerOptions {
  /** Milliseconds between two turns that leave nothing to do. @default 1000 */
  every?: number
  /** Ends it, after the turn it is in. */
  signal: AbortSignal
  /** Told of each turn. */
  onTick?: (tick: Tick) => void
}

const longestPause = 60_000

/**
 * Works until it is stopped. While the store cannot be reached it waits, twice as long each time, up to a minute.
 *
 * @throws whatever is no passing trouble of the store
 */
export async function runWorker(settings: Settings, { every = 1_000, signal, onTick }: WorkerOptions): Promise<void> {
  if (!Number.isInteger(every) || every < 1)
    throw new ReceivablesError('invalid_input', `worker.run: every is a number of milliseconds; got ${String(every)}.`)
  let troubles = 0
  while (!signal.aborted) {
    try {
      const done = await tick(settings)
      troubles = 0
      onTick?.(done)
      if (!done.more) await pauseFor(every, signal)
    } catch (error) {
      if (!isReceivablesError(error) || !passing.has(error.code)) throw error
      await pauseFor(Math.min(every * 2 ** troubles++, longestPause) * (0.5 + Math.random() / 2), signal)
    }
  }
}

const passing = new Set<string>(['store_unavailable', 'store_indeterminate', 'account_changed'])
