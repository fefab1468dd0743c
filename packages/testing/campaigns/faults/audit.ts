import { createReceivables, type Receivables } from '@owekit/core'
import { scan, type Json, type Store } from '@owekit/core/ports'
import { ask } from './ask.js'
import { clock, customers, series, type KeyedCommand } from './commands.js'
import { digestOf } from './digest.js'
import { countDoubts, type FaultTally } from './tally.js'

const tenant = 'default'

/** A command that somebody asked for, and what was heard of it. */
export interface Asked {
  readonly command: KeyedCommand
  /** The digest of the answer; `refused` when the books said no; undefined when nothing was heard. */
  readonly heard: string | undefined
}

/** Opens the accounts that the writers share. */
export async function openAccounts(store: Store): Promise<Receivables> {
  const ar = createReceivables({ store, clock })
  for (const id of customers) await ar.customers.open({ id })
  return ar
}

/**
 * Looks through books on which nobody works: what was acknowledged is there once and is answered again alike, what was
 * refused left nothing, what nobody heard of landed wholly or not at all, and the books prove themselves.
 *
 * Gives what is known afterwards of the commands nobody had heard of.
 */
export async function audit(store: Store, asked: readonly Asked[], tally: FaultTally): Promise<Map<string, string>> {
  const ar = createReceivables({ store, clock })
  const landed = await landedKeys(store, tally)
  for (const { command, heard } of asked) {
    const { key } = command.input
    if (heard === undefined) continue
    const isThere = landed.has(key)
    if (heard === 'refused' && isThere) tally.breaks.push(`${key} was refused, and is there`)
    if (heard === 'refused' || isThere) continue
    tally.lost++
    tally.breaks.push(`${key} was acknowledged, and is not there`)
  }
  const learnt = new Map<string, string>()
  for (const { command, heard } of asked) {
    if (heard === 'refused') continue
    const { key } = command.input
    const wasThere = landed.has(key)
    const told = await ask(ar, command)
    countDoubts(tally, told.doubts)
    if (told.status === 'refused') {
      learnt.set(key, 'refused')
      if (wasThere) tally.breaks.push(`${key} is there, and asking again was refused: ${told.code}`)
      else tally.unknownRedone++
      continue
    }
    const digest = digestOf(told.answer)
    if (wasThere && !told.answer.replayed) {
      tally.doubled++
      tally.breaks.push(`${key} was done again`)
    }
    if (heard !== undefined && digest !== heard) tally.breaks.push(`${key} is answered otherwise than before`)
    if (heard !== undefined) continue
    learnt.set(key, digest)
    if (wasThere) tally.unknownLanded++
    else tally.unknownRedone++
  }
  await proveBooks(store, tally)
  return learnt
}

/** The request keys that are there, each with just the facts it names. */
async function landedKeys(store: Store, tally: FaultTally): Promise<Set<string>> {
  const facts = new Map<string, string[]>()
  const ids = new Set<string>()
  for await (const { customer, version, requestKey } of scan(store, tenant, { collection: 'facts', where: [] })) {
    const place = `${customer}/${version}`
    if (ids.has(place)) tally.breaks.push(`the fact ${place} is there twice`)
    ids.add(place)
    if (requestKey !== '') facts.set(requestKey, [...(facts.get(requestKey) ?? []), place])
  }
  const keys = new Set<string>()
  for await (const { id, result } of scan(store, tenant, { collection: 'keys', where: [] })) {
    keys.add(id)
    const named = placesIn(result).sort().join(' ')
    const found = (facts.get(id) ?? []).sort().join(' ')
    if (named === found) continue
    if (found.length > named.length) tally.doubled++
    else tally.partial++
    tally.breaks.push(`${id} names the facts [${named}], and [${found}] carry it`)
  }
  for (const key of facts.keys()) {
    if (keys.has(key)) continue
    tally.partial++
    tally.breaks.push(`${key} has facts, and no answer to give again`)
  }
  return keys
}

function placesIn(result: Json): string[] {
  const { places } = result as { readonly places?: readonly (readonly [string, number])[] }
  return (places ?? []).map(([customer, version]) => `${customer}/${version}`)
}

/** What the books prove by themselves: verify, postings that come to nothing, numbers without a gap. */
export async function proveBooks(store: Store, tally: FaultTally): Promise<void> {
  const ar = createReceivables({ store, clock })
  const { ok, checks } = await ar.verify()
  if (!ok) tally.breaks.push(`verify: ${JSON.stringify(checks.filter((check) => !check.ok))}`)
  const sums = new Map<string, bigint>()
  for await (const { currency, amount } of scan(store, tenant, { collection: 'postings', where: [] }))
    sums.set(currency, (sums.get(currency) ?? 0n) + amount)
  for (const [currency, sum] of sums)
    if (sum !== 0n) tally.breaks.push(`postings come to ${sum} ${currency} minor units`)
  const taken = await seriesNumbers(store)
  const wanted = taken.map((_, i) => i + 1)
  if (taken.join() !== wanted.join()) tally.breaks.push(`${series} has a gap or a duplicate: ${taken.join(' ')}`)
}

/** The numbers that were taken from the series, in order. */
export async function seriesNumbers(store: Store): Promise<number[]> {
  const numbers: number[] = []
  for await (const { number } of scan(store, tenant, { collection: 'documents', where: [] }))
    if (number.startsWith(`${series}-`)) numbers.push(Number(number.slice(series.length + 1)))
  return numbers.sort((a, b) => a - b)
}
