import type { Store } from '../ports/store.js'
import type { Settings } from './settings.js'

/** A command's turns at the accounts it writes to. */
export interface Turns {
  /** Waits until the commands on these accounts that came before are done. Other turns held are given back first. */
  take(accounts: readonly string[]): Promise<void>
  /** Lets the next ones in. */
  end(): void
}

interface Turn {
  /** It is this one's turn. */
  readonly begun: Promise<void>
  /** It has been given back. */
  readonly ended: Promise<void>
}

/** The last turn taken at each account that somebody is at. */
const lines = new WeakMap<Store, Map<string, Turn>>()

/** How long one command may keep the next one waiting, in milliseconds: its store may never answer. */
export const patience = 10_000

/**
 * Lets this process's commands on one account in one at a time, in the order they came: they would only make each other
 * start over. Commands on other accounts do not wait.
 *
 * A courtesy and no lock: what keeps the books right are the revisions that a commit expects. So nobody waits for ever.
 * What joined a transaction of the host takes no turns, since the command before it may be waiting for that very
 * transaction; nor does a dry run, which writes nothing.
 */
export function turnsAt({ store, tenant, dryRun }: Pick<Settings, 'store' | 'tenant' | 'dryRun'>): Turns {
  const held = new Map<string, () => void>()
  const end = () => {
    for (const give of held.values()) give()
    held.clear()
  }
  return {
    end,
    async take(accounts) {
      if (dryRun || store.isJoined === true) return
      const places = [...new Set(accounts)].map((account) => JSON.stringify([tenant, account])).sort()
      if (places.length === held.size && places.every((place) => held.has(place))) return
      end()
      let line = lines.get(store)
      if (line === undefined) lines.set(store, (line = new Map()))
      // All who need several ask for them in this order and then for no more, so no two wait for each other.
      for (const place of places) held.set(place, await turn(line, place))
    },
  }
}

async function turn(line: Map<string, Turn>, place: string): Promise<() => void> {
  const before = line.get(place)
  const begun = signal()
  const ended = signal()
  const own = { begun: begun.given, ended: ended.given }
  line.set(place, own)
  if (before !== undefined) {
    await before.begun
    await atMost(patience, before.ended)
  }
  begun.give()
  return () => {
    ended.give()
    if (line.get(place) === own) line.delete(place)
  }
}

function signal(): { readonly given: Promise<void>; readonly give: () => void } {
  let give!: () => void
  const given = new Promise<void>((resolve) => {
    give = resolve
  })
  return { given, give }
}

async function atMost(milliseconds: number, awaited: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  await Promise.race([awaited, over])
  clearTimeout(timer)
}
