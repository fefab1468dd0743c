import { setTimeout as wait } from 'node:timers/promises'
import { sqlState } from './driver/sql-state.js'

/** How often a deadlock or a serialisation failure is tried again. */
const tries = 8

/** Waits a little longer after each try, and not as long as its neighbours. */
export async function pause(attempt: number): Promise<void> {
  await wait(2 ** attempt * (0.5 + Math.random()))
}

/** Whether the server took a transaction back because of its neighbours, and another try may be left. */
export function mayTryAgain(error: unknown, attempt: number): boolean {
  return attempt < tries && isTakenBack(error)
}

/** Whether the server took a transaction back because of its neighbours: a deadlock, or no serial order. */
export function isTakenBack(error: unknown): boolean {
  return ['40001', '40P01'].includes(sqlState(error) ?? '')
}

/** Runs work again when the server took it back because of its neighbours, unless the transaction is the host's. */
export async function retried<T>(work: () => Promise<T>, isJoined = false): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (isJoined || !mayTryAgain(error, attempt)) throw error
      await pause(attempt)
    }
  }
}
