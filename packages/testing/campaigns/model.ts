import { campaign, CampaignFailure, newTally } from '@owekit/testing'
import type { Part } from './parts.js'
import { openStores } from './stores.js'

/** A part of the model campaign: so many operations on a store, from a seed on. */
export interface ModelPart {
  readonly store: string
  readonly seed: number
  readonly operations: number
  /** Operations in each ledger. */
  readonly each: number
}

/** What a release runs, for a machine with two cores: lists that are run at the same time, each one part after another. */
export function modelParts(seed: number, each: number, operationsOn: (store: string) => number): Part[][] {
  const memory = Math.ceil(operationsOn('memory') / 2)
  const part = (options: ModelPart): Part => ({ name: 'model', options: { ...options } })
  return ['sqlite', 'postgres'].map((store, no) => [
    part({ store, seed, each, operations: operationsOn(store) }),
    // Far enough away that the two do not run the same ledgers.
    part({ store: 'memory', seed: seed + no * 1_000_000, each, operations: memory }),
  ])
}

/**
 * Runs seeded ledgers, `each` operations in every one, until `operations` are done; engine and naive model have to
 * agree on all of them. A failing seed is printed; with it and as many operations it fails again in the same place.
 */
export async function runModel({ store, seed: first, operations, each }: ModelPart): Promise<boolean> {
  const counted = newTally()
  const startedAt = performance.now()
  let shownAt = startedAt

  function line(seed: number): string {
    const seconds = (performance.now() - startedAt) / 1_000
    const rate = Math.round(counted.commands / seconds)
    const { commands, accepted, refused, replayed, checks } = counted
    return `model on ${store}: ${commands} operations (${accepted} accepted, ${refused} refused, ${replayed} repeated), ${checks} full checks, seeds ${first} to ${seed}, ${rate}/s`
  }

  const stores = await openStores(store)
  let seed = first
  try {
    for (; counted.commands < operations; seed++) {
      const tally = await campaign({ seed, operations: each, store: stores.make })
      for (const name of ['commands', 'accepted', 'refused', 'replayed', 'checks'] as const)
        counted[name] += tally[name]
      for (const [name, [accepted, refused]] of tally.byName) {
        const sums = counted.byName.get(name) ?? [0, 0]
        counted.byName.set(name, [sums[0] + accepted, sums[1] + refused])
      }
      if (performance.now() - shownAt > 10_000) {
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
      `Replay with: pnpm sim model --store ${store} --seed ${error.seed} --operations ${each} --each ${each}`,
    )
    return false
  } finally {
    await stores.close()
  }
}
