import { createReceivables, type Store } from '@owekit/core'
import type { Engine } from './engine.js'
import { nextCommand } from './generate.js'
import { malformed } from './generate-malformed.js'
import type { Command } from './inputs.js'
import { Ledger, newTally, type Step, type Subject, type Tally } from './ledger.js'
import { dayAt } from './plain.js'
import { randomFrom, type Random } from './random.js'
import { shrink } from './shrink.js'
import type { Tolerance } from './spread.js'

/** A store, or a store that can also show every row as text. */
export type CampaignStore = Store & { readonly snapshot?: () => string }

/** What a campaign is run with. */
export interface CampaignOptions {
  /** Decides everything: the same seed does the same operations. */
  readonly seed: number
  /** @default 500 */
  readonly operations?: number
  /** Makes an empty store that dates its writes by this clock. */
  readonly store: (clock: () => number) => CampaignStore | Promise<CampaignStore>
  /** @default 2 */
  readonly tenantCount?: number
  /** Operations between two full checks. @default 60 */
  readonly checkEvery?: number
  /** Try to shorten a failing run before reporting it. @default true */
  readonly shrinks?: boolean
}

interface Plan {
  readonly tenants: readonly string[]
  readonly customers: readonly string[]
  readonly currencies: readonly string[]
  readonly timeZone: string
  readonly tolerance: Tolerance
}

/** A run in which engine and model parted, with the shortest list of steps that still shows it. */
export class CampaignFailure extends Error {
  readonly seed: number
  readonly operation: number
  readonly steps: readonly Step[]

  constructor(seed: number, operation: number, steps: readonly Step[], cause: unknown) {
    const tail = steps.map((step) => JSON.stringify(step)).join('\n')
    super(
      `seed ${seed}, operation ${operation}: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}\n${tail}`,
      { cause },
    )
    this.seed = seed
    this.operation = operation
    this.steps = steps
  }
}

/**
 * Drives the engine and the naive model side by side through random commands and compares every answer.
 *
 * After each command the touched customer's balance, invoices and money are compared; every so often everything is,
 * on a random day and as known at a random moment. On a difference it throws a {@link CampaignFailure} that names
 * the seed, the operation, and the steps that lead there.
 *
 * @example
 * await campaign({ seed: 1, operations: 200, store: (clock) => memoryStore({ clock }) })
 */
export async function campaign(options: CampaignOptions): Promise<Tally> {
  const { seed, operations = 500, checkEvery = 60, shrinks = true } = options
  const random = randomFrom(seed)
  const plan = planOf(random, options.tenantCount ?? 2)
  const tally = newTally()
  const steps: Step[] = []
  const { ledger, close } = await open(options, plan, tally)
  let at = Date.UTC(2026, 0, 5, 9)
  let count = 0
  const fresh = () => (count += 1)
  const run = async (step: Step) => {
    steps.push(step)
    await ledger.do(step)
  }
  try {
    for (const tenant of plan.tenants) {
      for (const id of plan.customers) await run(commandStep({ name: 'customers.open', input: { id } }, tenant, at))
    }
    for (let i = 1; i <= operations; i++) {
      at += timePassing(random)
      const tenant = random.pick(plan.tenants)
      const model = ledger.models.get(tenant)!
      if (random.chance(0.03)) await run({ do: 'malformed', at, tenant, ...malformed(random, plan.customers[0]!) })
      else await run(nextStep({ random, model, fresh, ...plan }, steps, tenant, at))
      if (i % checkEvery === 0 || i === operations) {
        for (const each of plan.tenants)
          await run({ do: 'check', at, tenant: each, question: questionAt(random, at, plan, i === operations) })
      }
    }
  } catch (error) {
    const found = shrinks ? await shrink(steps, error, async () => open(options, plan, newTally())) : steps.slice(-15)
    throw new CampaignFailure(seed, steps.length, found, error)
  } finally {
    await close()
  }
  return tally
}

const tolerances: readonly Tolerance[] = [
  { EUR: { amount: '0.05' }, JPY: { amount: '3' } },
  { EUR: { amount: '0.10', percent: '1' }, USD: { amount: '0.02' }, JPY: { amount: '5', percent: '0.5' } },
  { EUR: { amount: '2.00', percent: '2.5' }, KWD: { amount: '0.005', percent: '1' } },
]

function planOf(random: Random, tenantCount: number): Plan {
  return {
    tenants: Array.from({ length: tenantCount }, (_, i) => `tenant-${i + 1}`),
    customers: Array.from({ length: random.int(1, 4) }, (_, i) => `cus_${i + 1}`),
    currencies: random.pick([['EUR'], ['EUR', 'USD'], ['EUR', 'USD'], ['JPY', 'KWD']]),
    timeZone: random.pick(['UTC', 'Europe/Paris', 'Pacific/Auckland', 'America/Los_Angeles']),
    tolerance: random.chance(0.5) ? {} : random.pick(tolerances),
  }
}

async function open(
  options: CampaignOptions,
  plan: Plan,
  tally: Tally,
): Promise<{ ledger: Ledger; close: () => Promise<void> }> {
  let now = 0
  let commits = 0
  let ids = 0
  const inner = await options.store(() => now)
  const store = countingCommits(inner, () => (commits += 1))
  const engine = createReceivables({
    store,
    currency: 'EUR',
    timeZone: plan.timeZone,
    tolerance: plan.tolerance,
    clock: () => now,
    ids: () => `made-${(ids += 1)}`,
  }) as unknown as Engine
  const subject: Subject = {
    engine,
    commits: () => commits,
    snapshot: inner.snapshot === undefined ? undefined : () => inner.snapshot!(),
    setClock: (instant) => (now = instant),
  }
  return {
    ledger: new Ledger(subject, plan.tenants, plan.timeZone, plan.tolerance, tally),
    close: async () => inner.close(),
  }
}

/** The same store, which also tells of every batch that was written. */
export function countingCommits(inner: Store, onCommit: () => void): Store {
  const commit: Store['commit'] = async (batch) => {
    const result = await inner.commit(batch)
    if (result.status === 'committed') onCommit()
    return result
  }
  return new Proxy(inner, {
    get: (_, name) => {
      const held: unknown = name === 'commit' ? commit : Reflect.get(inner, name)
      return typeof held === 'function' ? (held.bind(inner) as unknown) : held
    },
  })
}

function timePassing(random: Random): number {
  if (random.chance(0.2)) return 0
  return random.chance(0.5) ? random.int(1, 3_600_000) : random.int(3_600_000, 2 * 86_400_000)
}

function commandStep(command: Command, tenant: string, at: number, preview = false): Step {
  return { do: 'command', command, preview, tenant, at }
}

type Making = Parameters<typeof nextCommand>[0]

/** A new command; or one of the last again, the same or changed, which must not happen twice. */
function nextStep(parts: Making, steps: readonly Step[], tenant: string, at: number): Step {
  const { random, fresh } = parts
  if (random.chance(0.04)) {
    const before = steps.filter(
      (step) => step.tenant === tenant && step.do === 'command' && step.command.input.key !== undefined,
    )
    const step = random.maybe(before)
    if (step?.do === 'command')
      return commandStep(random.chance(0.8) ? step.command : changed(step.command), tenant, at)
  }
  const command = nextCommand(parts, at)
  const keyed = random.chance(0.25) ? { ...command, input: { ...command.input, key: `key-${fresh()}` } } : command
  return commandStep(keyed as Command, tenant, at, random.chance(0.08))
}

/** The same request key for something else. */
function changed({ input }: Command): Command {
  return { name: 'customers.open', input: { id: 'cus_other', key: input.key! } }
}

function questionAt(
  random: Random,
  at: number,
  { timeZone }: Plan,
  everything: boolean,
): (Step & { do: 'check' })['question'] {
  const today = dayAt(at, timeZone)
  const isNow = random.chance(0.3)
  const knownAt = random.chance(0.4) ? at - random.int(0, 40 * 86_400_000) : undefined
  return {
    asOf: isNow ? today : today + random.int(-70, 15),
    ...(knownAt === undefined ? {} : { knownAt }),
    basis: random.pick(['due', 'issued']),
    credit: random.pick(['separate', 'ownDate', 'netOldest']),
    bounds: random.pick([[30, 60, 90], [15, 45], [7]]),
    everything,
  }
}
