import { createReceivables, type Store } from '@owekit/core'
import { scan } from '@owekit/core/ports'
import { memoryStore } from '@owekit/core/memory'
import { bundledScenarios } from './bundled-scenarios.js'
import { runScenario, type StoreMaker } from './run-scenario.js'
import type { Scenario } from './scenario.js'

/** A day after all that the cases tell of. */
const today = 21_000

/** The cases that bring a kind of fact which none before them has: together they have every kind there is. */
async function tellingCases(): Promise<Scenario[]> {
  const seen = new Set<string>()
  const telling: Scenario[] = []
  for (const scenario of bundledScenarios()) {
    const store = memoryStore()
    await runScenario(scenario, () => ({ ...store, close: async () => {} }))
    const before = seen.size
    for await (const { type } of scan(store, scenario.id, { collection: 'facts' })) seen.add(type)
    if (seen.size > before) telling.push(scenario)
  }
  return telling
}

async function write(makeStore: StoreMaker): Promise<void> {
  for (const scenario of await tellingCases()) {
    const { ok, detail } = await runScenario(scenario, makeStore)
    if (!ok) throw new Error(`${scenario.id}: ${detail}`)
  }
}

async function figures(store: Store): Promise<string> {
  const lines: string[] = []
  const add = (tenant: string, what: string, value: object) =>
    lines.push(
      `${tenant} ${what} ${JSON.stringify(value, (_, one: unknown) => (typeof one === 'bigint' ? String(one) : one))}`,
    )
  for (const tenant of await store.tenants()) {
    for await (const { customer, version, type, data } of scan(store, tenant, { collection: 'facts' }))
      add(tenant, 'fact', { customer, version, type, data })
    for (const { customer, currency, receivable, unapplied, deposits, overdue, expired } of await store.balances!({
      tenant,
      today,
      limit: 1000,
    }))
      add(tenant, 'balance', { customer, currency, receivable, unapplied, deposits, overdue, expired })
    for (const row of await store.aging!({ tenant, asOf: today, basis: 'due', bounds: [30, 60, 90] }))
      add(tenant, 'aging', row)
  }
  return lines.map((line) => `${line}\n`).join('')
}

async function problems(store: Store): Promise<string[]> {
  const found: string[] = []
  for (const tenant of await store.tenants()) {
    const { checks } = await createReceivables({ store, tenant, currency: 'EUR' }).verify()
    found.push(...checks.filter(({ ok }) => !ok).map(({ name, detail }) => `${tenant}: ${name}: ${detail}`))
  }
  return found
}

/**
 * Books to keep a released schema with, so that later releases prove that they can carry them on.
 *
 * - `write` puts them into a new store: cases that together have every kind of fact, each a tenant of its own.
 * - `figures` are what no migration may change: facts, balances and aging of every tenant, a line each.
 * - `problems` are what `verify()` finds wrong in any tenant.
 *
 * @example
 * await booksToKeep.write(({ clock }) => sqliteStore({ path: 'v1.db' }, { clock }))
 */
export const booksToKeep: {
  readonly write: (makeStore: StoreMaker) => Promise<void>
  readonly figures: (store: Store) => Promise<string>
  readonly problems: (store: Store) => Promise<string[]>
} = { write, figures, problems }
