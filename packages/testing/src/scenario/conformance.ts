import { bundledScenarios } from './bundled-scenarios.js'
import { runScenario, type ScenarioOptions, type StoreMaker } from './run-scenario.js'
import type { Scenario } from './scenario.js'

/** The one thing needed of a test runner; `test` of vitest, jest, bun and node:test all fit. */
export interface TestRunner {
  readonly test: (name: string, run: () => Promise<void>) => unknown
}

/** How the scenario suite is run. */
export interface ScenarioConformanceOptions extends ScenarioOptions {
  /** @default the bundled cases */
  readonly scenarios?: readonly Scenario[]
}

/**
 * Registers one test for each scenario, named by its id and title.
 *
 * @example
 * scenarioConformance({ test }, ({ clock }) => memoryStore({ clock }))
 */
export function scenarioConformance(
  { test }: TestRunner,
  makeStore: StoreMaker,
  { scenarios = bundledScenarios(), ...options }: ScenarioConformanceOptions = {},
): void {
  for (const scenario of scenarios) {
    test(`${scenario.id}: ${scenario.title}`, async () => {
      const { ok, detail } = await runScenario(scenario, makeStore, options)
      if (!ok) throw new Error(`${scenario.id}, ${detail}`)
    })
  }
}
