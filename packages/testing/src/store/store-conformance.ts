import type { Instant, Store } from '@owekit/core/ports'
import type { Case, Group, GroupName, TestHost } from './case.js'
import { aging } from './groups/aging.js'
import { atomicity } from './groups/atomicity.js'
import { balances } from './groups/balances.js'
import { claims } from './groups/claims.js'
import { guards } from './groups/guards.js'
import { identity } from './groups/identity.js'
import { joining } from './groups/joining.js'
import { json } from './groups/json.js'
import { migration } from './groups/migration.js'
import { money } from './groups/money.js'
import { ordering } from './groups/ordering.js'
import { races } from './groups/races.js'
import { scans } from './groups/scans.js'
import { series } from './groups/series.js'
import { snapshots } from './groups/snapshots.js'
import { tenants } from './groups/tenants.js'
import { text } from './groups/text.js'
import { time } from './groups/time.js'
import { start } from './rows.js'

/** The little that the suite asks of a test runner; vitest, jest and node:test all have it. */
export interface StoreTestRunner {
  readonly test: (name: string, run: () => Promise<void>) => unknown
  readonly describe?: (name: string, run: () => void) => unknown
  /** Accepted so that a runner can be passed whole; the suite brings its own assertions. */
  readonly expect?: unknown
}

/** Makes a fresh, empty store that reads the given clock. */
export type MakeStore = (options: { readonly clock: () => Instant }) => Store | Promise<Store>

/** What an adapter may leave out. */
export interface ConformanceOptions {
  /** Groups that the adapter cannot hold to, each with the reason; its README should say the same. */
  readonly skip?: { readonly [G in GroupName]?: string }
  /** The host beside a store that `makeStore` made; a store that can join must have one. */
  readonly host?: (store: Store) => TestHost | Promise<TestHost>
}

const groups: readonly Group[] = [
  identity,
  atomicity,
  guards,
  races,
  joining,
  tenants,
  money,
  text,
  json,
  ordering,
  scans,
  series,
  time,
  claims,
  snapshots,
  aging,
  balances,
  migration,
]

/**
 * Asks a store every question its contract answers, with any test runner.
 *
 * Each case opens a store of its own with `makeStore` and closes it. A store that passes can carry the books.
 *
 * @example
 * import { memoryStore } from '@owekit/core/memory'
 * import { storeConformance } from '@owekit/testing'
 * import { test } from 'vitest'
 *
 * storeConformance({ test }, memoryStore)
 */
export function storeConformance(
  runner: StoreTestRunner,
  makeStore: MakeStore,
  options: ConformanceOptions = {},
): void {
  const { test, describe } = runner
  for (const { name, cases } of groups) {
    const reason = options.skip?.[name]
    const add = () => {
      if (reason !== undefined) test(`${name}: skipped, ${reason}`, async () => {})
      else for (const one of cases) test(`${name}: ${one.title}`, () => runCase(one, makeStore, options))
    }
    if (describe === undefined) add()
    else describe(name, add)
  }
}

async function runCase(one: Case, makeStore: MakeStore, { host }: ConformanceOptions): Promise<void> {
  const clock = { now: start }
  const store = await makeStore({ clock: () => clock.now })
  try {
    await one.run({ store, clock, ...(host === undefined ? {} : { host: await host(store) }) })
  } finally {
    await store.close()
  }
}
