import { storeConformance, type ConformanceOptions, type GroupName, type MakeStore } from '@owekit/testing'

interface Asked {
  readonly group: string
  readonly name: string
  readonly run: () => Promise<void>
}

/** Every case of the suite, with the group it is in. */
export function casesFor(makeStore: MakeStore, options: ConformanceOptions = {}): readonly Asked[] {
  const cases: Asked[] = []
  let group = ''
  const describe = (name: string, add: () => void) => {
    group = name
    add()
  }
  storeConformance({ describe, test: (name, run) => cases.push({ group, name, run }) }, makeStore, options)
  return cases
}

/** Runs the suite, or one group of it; gives the names of the cases that failed. */
export async function failedCases(
  makeStore: MakeStore,
  options: ConformanceOptions = {},
  only?: GroupName,
): Promise<string[]> {
  const failed: string[] = []
  for (const { group, name, run } of casesFor(makeStore, options))
    if (only === undefined || group === only) await run().catch(() => failed.push(name))
  return failed
}
