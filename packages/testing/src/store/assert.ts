import { isReceivablesError, type ErrorCode } from '@owekit/core/ports'

/** What a broken promise throws, whatever the test runner. */
export class BrokenPromise extends Error {
  override readonly name = 'BrokenPromise'
}

/** Fails unless two values are the same data: bigints, nulls, -0 and key order included where they matter. */
export function same(found: unknown, wanted: unknown, what: string): void {
  const [a, b] = [canonical(found), canonical(wanted)]
  if (a !== b) throw new BrokenPromise(`${what}:\n  found  ${cut(a)}\n  wanted ${cut(b)}`)
}

/** Fails unless a condition holds. */
export function holds(condition: boolean, what: string): void {
  if (!condition) throw new BrokenPromise(what)
}

/** Fails unless the work is refused with the code. */
export async function refused(code: ErrorCode, work: () => Promise<unknown>, what: string): Promise<void> {
  let answer: unknown
  try {
    answer = await work()
  } catch (error) {
    if (isReceivablesError(error, code)) return
    throw new BrokenPromise(`${what}: expected ${code}, got ${String(error)}`, { cause: error })
  }
  throw new BrokenPromise(`${what}: expected ${code}, got the answer ${cut(canonical(answer))}`)
}

/** Text that is equal only for equal data; object keys in any order. */
export function canonical(value: unknown): string {
  if (typeof value === 'bigint') return `${value}n`
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? String(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return `{${entries.map(([key, held]) => `${JSON.stringify(key)}:${canonical(held)}`).join(',')}}`
}

function cut(text: string): string {
  return text.length > 600 ? `${text.slice(0, 600)}…` : text
}
