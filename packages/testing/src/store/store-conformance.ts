import type { Instant, Store } from '@owekit/core/ports'
import type { Bench, Case, DiskRoom, Group, GroupName, TestHost } from './case.js'
import { aging } from './groups/aging.js'
import { atomicity } from './groups/atomicity.js'
import { balances } from './groups/balances.js'
import { claims } from './groups/claims.js'
import { crashes } from './groups/crashes.js'
import { diskFull } from './groups/disk-full.js'
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
import { statements } from './groups/statements.js'
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
  /** Narrows the disk of a store that `makeStore` made. Without it the group `disk full` is not asked. */
  readonly diskFull?: (store: Store) => DiskRoom | Promise<DiskRoom>
  /**
   * Ends a store that `makeStore` made as a crash would, and opens again what it kept. Without it the group `crashes`
   * is not asked.
   */
  readonly crash?: (store: Store) => Store | Promise<Store>
}

/** The groups that need a hook, and which. */
const hooks: { readonly [G in GroupName]?: 'diskFull' | 'crash' } = { 'disk full': 'diskFull', crashes: 'crash' }

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
  statements,
  migration,
  diskFull,
  crashes,
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
    const hook = hooks[name]
    const missing = hook === undefined || options[hook] !== undefined ? undefined : `no ${hook} hook was given`
    const reason = options.skip?.[name] ?? missing
    const add = () => {
      if (reason !== undefined) test(`${name}: skipped, ${reason}`, async () => {})
      else for (const one of cases) test(`${name}: ${one.title}`, () => runCase(one, makeStore, options))
    }
    if (describe === undefined) add()
    else describe(name, add)
  }
}

async function runCase(one: Case, makeStore: MakeStore, options: ConformanceOptions): Promise<void> {
  const clock = { now: start }
  const store = await makeStore({ clock: () => clock.now })
  const opened = [store]
  try {
    await one.run({ store, clock, ...(await beside(store, opened, options)) })
  } finally {
    for (const each of opened.reverse()) await each.close()
  }
}

async function beside(store: Store, opened: Store[], options: ConformanceOptions): Promise<Partial<Bench>> {
  const { host, diskFull: room, crash } = options
  return {
    ...(host === undefined ? {} : { host: await host(store) }),
    ...(room === undefined ? {} : { diskFull: await room(store) }),
    ...(crash === undefined ? {} : { crash: async () => reopened(await crash(store), opened) }),
  }
}

function reopened(store: Store, opened: Store[]): Store {
  opened.push(store)
  return store
}
