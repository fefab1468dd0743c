import { campaign, CampaignFailure, newTally } from '@owekit/testing'
import type { StoreMaker } from './arguments.js'

/**
 * Runs seeded ledgers, `each` operations in every one, until `operations` are done; engine and naive model have to
 * agree on all of them. A failing seed is printed; with it and as many operations it fails again in the same place.
 */
export async function runModel(numbers: {
  readonly seed: number
  readonly operations: number
  readonly each: number
  readonly store: StoreMaker
}): Promise<boolean> {
  const { store } = numbers
  const counted = newTally()
  const startedAt = performance.now()
  let shownAt = startedAt

  function line(seed: number): string {
    const seconds = (performance.now() - startedAt) / 1_000
    const rate = Math.round(counted.commands / seconds)
    const { commands, accepted, refused, replayed, checks } = counted
    return `${commands} operations (${accepted} accepted, ${refused} refused, ${replayed} repeated), ${checks} full checks, up to seed ${seed}, ${rate}/s`
  }

  let seed = numbers.seed
  try {
    for (let left = numbers.operations; left > 0; left -= numbers.each, seed++) {
      const tally = await campaign({ seed, operations: Math.min(left, numbers.each), store })
      for (const name of ['commands', 'accepted', 'refused', 'replayed', 'checks'] as const)
        counted[name] += tally[name]
      for (const [name, [accepted, refused]] of tally.byName) {
        const sums = counted.byName.get(name) ?? [0, 0]
        counted.byName.set(name, [sums[0] + accepted, sums[1] + refused])
      }
      if (performance.now() - shownAt > 2_000) {
        shownAt = performance.now()
        console.log(line(seed))
      }
    }
    console.log(`${line(seed - 1)}: no break`)
    for (const [name, [accepted, refused]] of [...counted.byName].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      console.log(
        `  ${name.padEnd(22)} ${String(accepted).padStart(8)} accepted ${String(refused).padStart(8)} refused`,
      )
    }
    return true
  } catch (error) {
    if (!(error instanceof CampaignFailure)) throw error
    console.error(error.message)
    console.error(
      `Replay with: pnpm sim model --seed ${error.seed} --operations ${numbers.each} --each ${numbers.each}`,
    )
    return false
  }
}
