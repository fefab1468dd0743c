import { Break } from './compare.js'
import type { Ledger, Step } from './ledger.js'

const mostRuns = 400

/**
 * Drops steps as long as the same check still breaks, and gives what is left.
 *
 * Steps name ids the engine made, so a dropped step can leave a later one pointing nowhere; both sides refuse that
 * alike, and it falls out too.
 */
export async function shrink(
  steps: readonly Step[],
  error: unknown,
  open: () => Promise<{ ledger: Ledger; close: () => Promise<void> }>,
): Promise<readonly Step[]> {
  const wanted = nameOf(error)
  let kept = steps
  let runs = 0
  const stillBreaks = async (tried: readonly Step[]): Promise<boolean> => {
    runs += 1
    const { ledger, close } = await open()
    try {
      for (const step of tried) await ledger.do(step)
      return false
    } catch (found) {
      return nameOf(found) === wanted
    } finally {
      await close()
    }
  }
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let end = kept.length - 1; end > 0 && runs < mostRuns; end -= size) {
      const tried = [...kept.slice(0, Math.max(0, end - size)), ...kept.slice(end)]
      if (await stillBreaks(tried)) kept = tried
    }
  }
  return kept
}

function nameOf(error: unknown): string {
  if (error instanceof Break) return error.check
  return error instanceof Error ? error.message : String(error)
}
