import { adopt, Break, checkFacts, holds, same } from './compare.js'
import type { CheckQuestion } from './check-reports.js'
import { checkTaxes } from './check-taxes.js'
import { checkAll, checkTouched } from './checks.js'
import { send, type Engine, type SeenResult } from './engine.js'
import type { Command } from './inputs.js'
import { Model } from './model.js'
import type { Tolerance } from './spread.js'

/** One thing the campaign does at a moment; a list of them is a whole run and can be replayed. */
export type Step = { readonly at: number; readonly tenant: string } & (
  | { readonly do: 'command'; readonly command: Command; readonly preview: boolean }
  | { readonly do: 'malformed'; readonly command: Command; readonly codes: readonly string[] }
  | { readonly do: 'check'; readonly question: CheckQuestion }
)

/** The engine under test and ways to look behind it. */
export interface Subject {
  readonly engine: Engine
  /** How many batches were committed so far. */
  readonly commits: () => number
  /** Every stored row as text, when the store can say. */
  readonly snapshot: (() => string) | undefined
  readonly setClock: (instant: number) => void
}

/** What a run counts. */
export interface Tally {
  commands: number
  accepted: number
  refused: number
  replayed: number
  checks: number
  readonly byName: Map<string, [accepted: number, refused: number]>
}

/** A fresh tally. */
export function newTally(): Tally {
  return { commands: 0, accepted: 0, refused: 0, replayed: 0, checks: 0, byName: new Map() }
}

interface Kept {
  readonly text: string
  readonly id: string
}

interface Known extends Kept {
  /** Known by its request key; else by the object's own id or number. */
  readonly byKey: boolean
}

/** Engine and model side by side, one model per tenant. Each step is done by both and compared. */
export class Ledger {
  readonly models = new Map<string, Model>()
  readonly #kept = new Map<string, Kept>()
  readonly #heads = new Map<string, Map<string, number>>()
  readonly #subject: Subject
  readonly #tally: Tally
  #lastSnapshot: { commits: number; text: string } | undefined
  #refusals = 0

  constructor(subject: Subject, tenants: readonly string[], timeZone: string, tolerance: Tolerance, tally: Tally) {
    this.#subject = subject
    this.#tally = tally
    for (const tenant of tenants) {
      this.models.set(tenant, new Model(timeZone, tolerance))
      this.#heads.set(tenant, new Map())
    }
  }

  /** Does one step on both sides; throws a {@link Break} when they part. */
  async do(step: Step): Promise<void> {
    this.#subject.setClock(step.at)
    const engine = this.#subject.engine.tenant(step.tenant)
    const model = this.models.get(step.tenant)!
    if (step.do === 'check') {
      this.#tally.checks += 1
      await checkAll(engine, model, step.question, step.at)
    } else if (step.do === 'malformed') {
      await this.#refused(engine, step.command, step.codes)
    } else {
      await this.#command(engine, model, step)
    }
  }

  async #command(engine: Engine, model: Model, step: Step & { do: 'command' }): Promise<void> {
    const { command, at, tenant } = step
    const repeated = this.#repeated(tenant, command)
    const verdict = model.decide(command, at)
    if (repeated !== undefined) return this.#repeat(engine, command, repeated, verdict.ok ? [] : verdict.codes)
    if (!verdict.ok) return this.#refused(engine, command, verdict.codes)
    const preview = step.preview ? await send(engine.dryRun, command) : undefined
    const answer = await send(engine, command)
    this.#count(command.name, answer.ok)
    if (!answer.ok) throw new Break(`${command.name} refused`, `${answer.code}: ${answer.message}`)
    const { value } = answer
    if (preview !== undefined) samePreview(preview.ok ? preview.value : undefined, value)
    same('replayed', value.replayed, false)
    const facts = value.facts
    checkFacts(facts, this.#heads.get(tenant)!)
    const drafts = adopt(verdict.drafts, facts)
    model.keep(drafts, Date.parse(value.recordedAt))
    if (facts.length > 0) checkTaxes(facts, model.state())
    if (facts.length > 0 || command.input.key !== undefined) this.#keep(tenant, command, value.id)
    await checkTouched(engine, model, drafts, at, this.#tally.accepted % 3 === 0)
  }

  /** A command both must refuse: with one of these codes, and nothing written. */
  async #refused(engine: Engine, command: Command, codes: readonly string[]): Promise<void> {
    const before = this.#before()
    const answer = await send(engine, command)
    this.#count(command.name, false)
    if (answer.ok) throw new Break(`${command.name} accepted`, `the model says ${codes.join(' or ')}`)
    holds(
      `${command.name} code`,
      codes.includes(answer.code),
      () => `engine ${answer.code} (${answer.message}), model ${codes.join(' or ')}`,
    )
    this.#unchanged(before)
  }

  async #repeat(engine: Engine, command: Command, kept: Known, alsoWrong: readonly string[]): Promise<void> {
    const commits = this.#subject.commits()
    const answer = await send(engine, command)
    this.#tally.replayed += 1
    if (kept.text !== textOf(command)) {
      const code = kept.byKey ? 'request_key_reused' : 'already_exists'
      if (answer.ok) throw new Break('changed repeat accepted', code)
      holds('changed repeat', [code, ...alsoWrong].includes(answer.code), () => `${answer.code} instead of ${code}`)
    } else {
      if (!answer.ok) throw new Break('repeat refused', `${answer.code}: ${answer.message}`)
      same('repeat', { id: answer.value.id, replayed: answer.value.replayed }, { id: kept.id, replayed: true })
    }
    same('repeat writes nothing', this.#subject.commits(), commits)
  }

  #before(): { commits: number; text: string | undefined } {
    const commits = this.#subject.commits()
    this.#refusals += 1
    if (this.#subject.snapshot === undefined || this.#refusals % 100 !== 0) return { commits, text: undefined }
    if (this.#lastSnapshot?.commits !== commits) this.#lastSnapshot = { commits, text: this.#subject.snapshot() }
    return { commits, text: this.#lastSnapshot.text }
  }

  #unchanged(before: { commits: number; text: string | undefined }): void {
    same('a refused command commits nothing', this.#subject.commits(), before.commits)
    if (before.text !== undefined && this.#subject.snapshot!() !== before.text) {
      throw new Break('a refused command leaves the store as it was', 'the snapshot differs')
    }
  }

  #count(name: string, isAccepted: boolean): void {
    const counts = this.#tally.byName.get(name) ?? [0, 0]
    counts[isAccepted ? 0 : 1] += 1
    this.#tally.byName.set(name, counts)
    this.#tally.commands += 1
    this.#tally[isAccepted ? 'accepted' : 'refused'] += 1
  }

  #names(tenant: string, { name, input }: Command): string[] {
    const given = input as { key?: string; id?: string; number?: string; reference?: string }
    const { key, number } = given
    const id = name === 'bookings.request' ? given.reference : given.id
    const names = key === undefined ? [] : [`key ${key}`]
    if (id !== undefined) names.push(`${name} id ${id}`)
    else if (number !== undefined) names.push(`${name} number ${number}`)
    return names.map((each) => `${tenant}\n${each}`)
  }

  #repeated(tenant: string, command: Command): Known | undefined {
    for (const name of this.#names(tenant, command)) {
      const kept = this.#kept.get(name)
      if (kept !== undefined) return { ...kept, byKey: name.includes('\nkey ') }
    }
    return undefined
  }

  #keep(tenant: string, command: Command, id: string): void {
    const kept = { text: textOf(command), id }
    for (const name of this.#names(tenant, command)) this.#kept.set(name, kept)
  }
}

function textOf({ name, input }: Command): string {
  return JSON.stringify([name, input])
}

/** A preview says exactly what then is written, except when. */
function samePreview(preview: SeenResult | undefined, result: SeenResult): void {
  const bare = ({ facts }: SeenResult): unknown => facts.map((fact) => ({ ...fact, recordedAt: '' }))
  if (preview === undefined) throw new Break('preview refused', 'but the command was accepted')
  same('preview', bare(preview), bare(result))
}
