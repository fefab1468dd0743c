import type { Fact } from '../journal/fact.js'
import { bindNumber, seriesNumber } from '../ports/late-binding.js'
import type { Batch } from '../ports/store.js'
import { readings } from './readings.js'
import type { Settings } from './settings.js'

/** Facts of a dry run with the number they would get, as the series stands now. */
export async function previewed(
  settings: Settings,
  facts: readonly Fact[],
  ask: Batch['number'],
): Promise<readonly Fact[]> {
  if (ask === undefined) return facts
  const list = readings(settings.store, settings.tenant)
  const rows = list.keys('series', [[ask.series]])
  await list.fetch()
  const number = seriesNumber(ask, rows()[0]?.next ?? 1n)
  return facts.map((fact) => bindNumber(fact, ask.token, number))
}

/** A fact with what the store bound at the commit: its time, and the number it took. */
export function bindFact(fact: Fact, recordedAt: number, ask: Batch['number'], number: string | undefined): Fact {
  const stamped = { ...fact, recordedAt }
  return ask === undefined || number === undefined ? stamped : bindNumber(stamped, ask.token, number)
}
