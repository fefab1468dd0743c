import { setTimeout as wait } from 'node:timers/promises'
import { isReceivablesError, type Receivables, type Written } from '@owekit/core'
import type { KeyedCommand } from './commands.js'

/** How asking ended: an answer, or the books said no. `doubts` are the store's errors on the way. */
export type Told =
  | { readonly status: 'answered'; readonly answer: Written; readonly doubts: readonly string[] }
  | { readonly status: 'refused'; readonly code: string; readonly message: string; readonly doubts: readonly string[] }

type Verbs = { readonly [noun: string]: { readonly [verb: string]: (input: unknown) => Promise<Written> } | undefined }

/**
 * Runs a command as an application should: when the store does not say how it ended, or others were in the way, ask
 * again with the same key.
 *
 * @throws whatever is not one of our errors, or is none that asking again could end
 */
export async function ask(ar: Receivables, { name, input }: KeyedCommand, patienceMs = 60_000): Promise<Told> {
  const [noun = '', verb = ''] = name.split('.')
  const doubts: string[] = []
  for (const since = Date.now(); ;) {
    try {
      const answer = await (ar as unknown as Verbs)[noun]![verb]!(input)
      return { status: 'answered', answer, doubts }
    } catch (error) {
      if (!isReceivablesError(error)) throw error
      const mayEnd = ['store_unavailable', 'store_indeterminate', 'account_changed'].includes(error.code)
      if (!mayEnd && (error.kind === 'adapter' || error.kind === 'internal')) throw error
      if (!mayEnd) return { status: 'refused', code: error.code, message: error.message, doubts }
      if (Date.now() - since > patienceMs) throw error
      doubts.push(error.code)
      await wait(5 + Math.random() * 30)
    }
  }
}
