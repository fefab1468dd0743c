import type { Read, ReadResult, Store } from '../ports/store.js'
import type { Trip } from '../receivables/engine.js'
import { loadBooks } from '../receivables/load.js'
import { parseInput } from '../receivables/parse.js'
import { readings } from '../receivables/readings.js'
import { type Settings, todayOf } from '../receivables/settings.js'
import type { AnyCommand } from './commands.js'

/** A command and what it was given. */
export interface Given {
  readonly command: AnyCommand
  readonly input: unknown
}

const goneFarEnough = new Error('The first account is loaded.')

/**
 * Lets every command read what it will begin with, all of them side by side, so that a store behind `settings` that
 * keeps what it read is asked a few times for the whole group and not several times a command.
 *
 * Nothing is decided here; whatever fails will fail again, and be told, when the command is run.
 */
export async function rehearse(settings: Settings, group: readonly Given[]): Promise<void> {
  const store = together(settings.store)
  await Promise.all(group.map((given) => begin({ ...settings, store, ids: () => '' }, given).catch(() => undefined)))
}

async function begin(settings: Settings, { command, input: raw }: Given): Promise<void> {
  const input = parseInput(command.schema, raw, command.name)
  const asked = (input as { key?: string }).key
  const identity = command.identity?.(input)
  const key = asked ?? (identity === undefined ? undefined : `${command.name}:${identity}`)
  if (key !== undefined) {
    const list = readings(settings.store, settings.tenant)
    const known = list.keys('keys', [[key]])
    await list.fetch()
    if (known().length > 0) return
  }
  const trip: Trip = {
    settings,
    today: todayOf(settings),
    async account(customer, wanted) {
      await loadBooks(settings.store, settings.tenant, customer, wanted)
      throw goneFarEnough
    },
    guard: nothing,
    insert: nothing,
    update: nothing,
    nextNumber: () => '',
  }
  await command.run(trip, input)
}

const nothing = () => {}

/** The store, asked once for all reads that were waiting at the same time. */
function together(store: Store): Store {
  let waiting: { readonly tenant: string; readonly reads: readonly Read[]; readonly tell: Tell }[] = []
  const ask = async () => {
    const asked = waiting
    waiting = []
    try {
      const rows = (await store.read(
        asked[0]!.tenant,
        asked.flatMap(({ reads }) => reads),
      )) as readonly (readonly unknown[])[]
      let at = 0
      for (const { reads, tell } of asked) tell.give(rows.slice(at, (at += reads.length)))
    } catch (error) {
      for (const { tell } of asked) tell.fail(error)
    }
  }
  return {
    ...store,
    read: <const R extends readonly Read[]>(tenant: string, reads: R) =>
      new Promise<ReadResult<R>>((give, fail) => {
        if (waiting.length === 0) setTimeout(() => void ask(), 0)
        waiting.push({ tenant, reads, tell: { give: give as Tell['give'], fail } })
      }),
  }
}

interface Tell {
  readonly give: (rows: readonly (readonly unknown[])[]) => void
  readonly fail: (error: unknown) => void
}
