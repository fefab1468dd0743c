import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createReceivables, type FactView, type Store } from '@owekit/core'
import { batch, type BatchCommand, type BatchOutcome } from '@owekit/core/batch'
import { memoryStore } from '@owekit/core/memory'
import { collections, compareText, scan, type CollectionName } from '@owekit/core/ports'
import { sqliteStore } from '@owekit/store-sqlite'
import { expect, test } from 'vitest'
import { adopt } from '../src/model/compare.js'
import { send } from '../src/model/engine.js'
import { nextCommand } from '../src/model/generate.js'
import type { Command } from '../src/model/inputs.js'
import { Model } from '../src/model/model.js'
import { randomFrom } from '../src/model/random.js'

const at = Date.UTC(2026, 4, 5, 9)
const clock = () => at
const customers = ['cus_1', 'cus_2', 'cus_3']

/** What a command came to, as text: its answer, or its refusal. */
type Told = string

interface Run {
  readonly commands: readonly BatchCommand[]
  readonly told: readonly Told[]
  readonly heard: readonly FactView[]
  readonly snapshot: string
  readonly commits: number
}

function books(inner: Store = memoryStore({ clock })) {
  let commits = 0
  const commit: Store['commit'] = async (written) => {
    const result = await inner.commit(written)
    if (result.status === 'committed') commits += 1
    return result
  }
  const store = { ...inner, commit }
  const ar = createReceivables({ store, clock, ids: () => 'no-command-here-needs-one' })
  const heard: FactView[] = []
  ar.journal.listen((facts) => heard.push(...facts))
  return { ar, snapshot: () => snapshotOf(inner), heard, commits: () => commits }
}

/** Every row of the books, as text. */
async function snapshotOf(store: Store): Promise<string> {
  const rows = [...(await store.tenants())]
  for (const collection of Object.keys(collections) as CollectionName[])
    for await (const row of scan(store, 'default', { collection })) rows.push(`${collection} ${written(row)}`)
  return rows.join('\n')
}

/** Random commands one by one: allowed ones, refused ones, and ones that were sent before. */
async function oneByOne(seed: number, count: number, store?: Store): Promise<Run> {
  const random = randomFrom(seed)
  const { ar, snapshot, heard, commits } = books(store)
  const model = new Model('UTC', {})
  const commands: BatchCommand[] = []
  const told: Told[] = []
  let number = 0
  const fresh = () => (number += 1)
  const sent: Command[] = customers.map((id) => ({ name: 'customers.open', input: { id } }))
  const parts = { random, model, fresh, customers: [...customers, 'cus_unknown'], currencies: ['EUR', 'USD'] }
  for (let i = 0; i < count; i++) {
    const old = random.chance(0.06) ? random.maybe(sent.slice(customers.length, i)) : undefined
    const command = sent[i] ?? old ?? withId(nextCommand(parts, at), random.chance(0.3), fresh)
    sent[i] = command
    const verdict = model.decide(command, at)
    const answer = await send(ar, command)
    if (answer.ok && !answer.value.replayed && verdict.ok) {
      model.keep(adopt(verdict.drafts, answer.value.facts), Date.parse(answer.value.recordedAt))
    }
    commands.push({ command: command.name, input: command.input } as unknown as BatchCommand)
    told.push(answer.ok ? written(answer.value) : `${answer.code}: ${answer.message}`)
  }
  return { commands, told, heard, snapshot: await snapshot(), commits: commits() }
}

/** Ids that the engine would make up differ from run to run, so every command brings its own. */
function withId(command: Command, keyed: boolean, fresh: () => number): Command {
  const input: Record<string, unknown> = { ...command.input }
  if (command.name === 'invoices.issue' && input['number'] === undefined) input['id'] ??= `inv_own-${fresh()}`
  if (keyed) input['key'] = `key-${fresh()}`
  return { ...command, input } as unknown as Command
}

/** As text, every object by its names: stores give the columns and the data of a row in orders of their own. */
const written = (answer: object): Told =>
  JSON.stringify(answer, (_, held: unknown) => {
    if (typeof held === 'bigint') return `${held}`
    const isPlain = typeof held === 'object' && held !== null && !Array.isArray(held)
    return isPlain ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => compareText(a, b))) : held
  })

const toldOf = (outcome: BatchOutcome): Told =>
  outcome.status === 'written' ? written(outcome.written) : `${outcome.error.code}: ${outcome.error.message}`

async function all(outcomes: AsyncIterable<BatchOutcome>): Promise<BatchOutcome[]> {
  const list: BatchOutcome[] = []
  for await (const outcome of outcomes) list.push(outcome)
  return list
}

test.each([1, 2, 3, 4])(
  'a batch is what its commands are one by one (seed %i)',
  async (seed) => {
    const first = await oneByOne(seed, 100)
    expect(first.told.filter((text) => !text.startsWith('{')).length).toBeGreaterThan(5)
    for (const size of [1, 9, 64]) {
      const { ar, snapshot, heard, commits } = books()
      const outcomes = await all(batch(ar, first.commands, { size }))
      expect(outcomes.map(({ index }) => index)).toEqual(first.commands.map((_, at) => at))
      expect(outcomes.map(toldOf)).toEqual(first.told)
      expect(heard).toEqual(first.heard)
      expect(await snapshot()).toBe(first.snapshot)
      expect(await ar.verify()).toMatchObject({ ok: true })
      if (size === 64) expect(commits()).toBeLessThan(first.commits / 2)
      const again = await all(batch(ar, first.commands.slice(0, customers.length), { size }))
      expect(again.map((outcome) => outcome.status === 'written' && outcome.written.replayed)).toEqual([
        true,
        true,
        true,
      ])
      expect(await snapshot()).toBe(first.snapshot)
    }
  },
  60_000,
)

test.each([5, 6])(
  'in a SQLite file, a batch is what its commands are one by one in another (seed %i)',
  async (seed) => {
    const folder = mkdtempSync(join(tmpdir(), 'owekit-batch-'))
    const file = (name: string) => sqliteStore({ path: join(folder, `${name}.db`) }, { clock })
    const stores = [file('first'), file('second')] as const
    const first = await oneByOne(seed, 80, stores[0])
    const { ar, snapshot, heard, commits } = books(stores[1])
    const outcomes = await all(batch(ar, first.commands, { size: 16 }))
    expect(outcomes.map(toldOf)).toEqual(first.told)
    expect(heard).toEqual(first.heard)
    expect(await snapshot()).toBe(first.snapshot)
    expect(await ar.verify()).toMatchObject({ ok: true })
    expect(commits()).toBeLessThan(first.commits / 2)
    // The memory store keeps the same rows in the same order.
    expect((await oneByOne(seed, 80)).snapshot).toBe(first.snapshot)
    for (const store of stores) await store.close()
    rmSync(folder, { recursive: true, force: true })
  },
  60_000,
)
