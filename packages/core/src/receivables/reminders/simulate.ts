import * as z from 'zod/mini'
import { openDecision } from '../../account/decision.js'
import { dayAt, type Instant } from '../../calendar/index.js'
import { ReceivablesError } from '../../errors/index.js'
import { loadBooks } from '../load.js'
import { day, id } from '../input/primitives.js'
import { policyOf } from '../input/reminders.js'
import { parseInput } from '../parse.js'
import { contextFor, type Settings } from '../settings.js'
import { type Imagined, imagineMoment, type SimulatedMessage, type SimulatedStep, supposed } from './imagine.js'
import { readPolicies } from './policies.js'

/** What would be said to a customer, and of each step that would not be, why. */
export interface Simulated {
  readonly customer: string
  /** In the order of time. */
  readonly messages: readonly SimulatedMessage[]
  readonly steps: readonly SimulatedStep[]
}

const simulation = z.strictObject({
  customer: id,
  to: day,
  whatIf: z.optional(z.strictObject({ policy: z.record(z.string(), z.unknown()) })),
})

/** More moments than a customer ever has. */
const mostMoments = 10_000

/**
 * What would be said to a customer from now on, if nothing else happened and every message arrived: planned and decided by
 * the very code that says it, on a copy of the books. Nothing is written.
 */
export async function simulate(settings: Settings, asked: z.input<typeof simulation>): Promise<Simulated> {
  const { customer, to, whatIf } = parseInput(simulation, asked, 'reminders.simulate')
  const { store, tenant } = settings
  const kept = await readPolicies(settings)
  const policies = whatIf === undefined ? kept : supposed(settings, kept, policyOf(whatIf.policy))
  const start = await store.now()
  const loaded = await loadBooks(store, tenant, customer, { everything: true, openPromises: true })
  if (!loaded.exists)
    throw new ReceivablesError('customer_not_found', `There is no customer ${customer}.`, { customer })
  const context = contextFor(settings, dayAt(start, settings.timeZone), null, '')
  const imagined: Imagined = { decision: openDecision(loaded.books, context), loaded, messages: [], steps: [] }
  let now: Instant | undefined = start
  for (let moment = 0; now !== undefined && moment < mostMoments; moment++) {
    const next: Instant | undefined = await imagineMoment(settings, imagined, policies, now)
    now = next !== undefined && dayAt(next, settings.timeZone) <= to ? next : undefined
  }
  return { customer, messages: imagined.messages.map(({ shown }) => shown), steps: imagined.steps }
}
