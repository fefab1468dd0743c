import { createReceivables, type FactView, type Receivables, type Store } from '@owekit/core'
import { batch, type BatchCommand, type BatchOutcome } from '@owekit/core/batch'
import { memoryStore } from '@owekit/core/memory'
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

function books(): { ar: Receivables; store: Store; snapshot: () => string; heard: FactView[]; commits: () => number } {
  const inner = memoryStore({ clock })
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
  return { ar, store, snapshot: () => inner.snapshot(), heard, commits: () => commits }
}

/** Random commands one by one: allowed ones, refused ones, and ones that were sent before. */
async function oneByOne(seed: number, count: number): Promise<Run> {
  const random = randomFrom(seed)
  const { ar, snapshot, heard, commits } = books()
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
  return { commands, told, heard, snapshot: snapshot(), commits: commits() }
}

/** Ids that the engine would make up differ from run to run, so every command brings its own. */
function withId(command: Command, keyed: boolean, fresh: () => number): Command {
  const input: Record<string, unknown> = { ...command.input }
  if (command.name === 'invoices.issue' && input['number'] === undefined) input['id'] ??= `inv_own-${fresh()}`
  if (keyed) input['key'] = `key-${fresh()}`
  return { ...command, input } as unknown as Command
}

const written = (answer: object): Told =>
  JSON.stringify(answer, (_, held: unknown) => (typeof held === 'bigint' ? `${held}` : held))

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
      expect(snapshot()).toBe(first.snapshot)
      expect(await ar.verify()).toMatchObject({ ok: true })
      if (size === 64) expect(commits()).toBeLessThan(first.commits / 2)
      const again = await all(batch(ar, first.commands.slice(0, customers.length), { size }))
      expect(again.map((outcome) => outcome.status === 'written' && outcome.written.replayed)).toEqual([
        true,
        true,
        true,
      ])
      expect(snapshot()).toBe(first.snapshot)
    }
  },
  60_000,
)
