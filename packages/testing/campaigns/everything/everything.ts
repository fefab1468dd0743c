import { createReceivables, errorCatalogue, type FactView, isReceivablesError, type Receivables } from '@owekit/core'
import { type FakeProvider, fakeProvider } from '@owekit/core/fake'
import { memoryNotifier, type MemoryNotifier } from '@owekit/core/notify'
import { decodeJson } from '@owekit/core/ports'
import { type CampaignStore, countingCommits } from '../../src/model/campaign.js'
import { given } from '../../src/model/generate-common.js'
import { randomFrom } from '../../src/model/random.js'
import { checkBooks, checkMessages, checkProvider } from './checks.js'
import { type MadeName, makers, weights } from './commands.js'
import { deeds, type Deed } from './deeds.js'
import { type Kind, World } from './world.js'

// Every command of the library at random, with a provider whose webhooks come late, twice and in any order, and a worker.
// The model knows to the cent what each of its commands does; here nothing is foretold, but everything must add up.

/** What a run of books counted. */
export interface EverythingTally {
  books: number
  operations: number
  accepted: number
  refused: number
  repeated: number
  checks: number
  readonly byName: Map<string, [accepted: number, refused: number]>
  readonly breaks: string[]
}

/** A fresh tally. */
export function newEverything(): EverythingTally {
  return {
    books: 0,
    operations: 0,
    accepted: 0,
    refused: 0,
    repeated: 0,
    checks: 0,
    byName: new Map(),
    breaks: [],
  }
}

/** A tally in one line. */
export function everythingLine({ books, operations, accepted, refused, repeated, checks, breaks }: EverythingTally) {
  return (
    `${books} books, ${operations} operations (${accepted} accepted, ${refused} refused), ${repeated} repeated, ` +
    `${checks} checks, ${breaks.length} breaks`
  )
}

/** What is at work in one run. */
export interface Stage {
  readonly world: World
  readonly ar: Receivables
  readonly fake: FakeProvider
  readonly post: MemoryNotifier
  /** Events of which webhooks were sent and have not come. */
  readonly underway: string[]
  /** Payments at the provider that a person or a bank has not done with. */
  readonly unsettled: Set<string>
  /** Refunds that the provider has not sent yet. */
  readonly pendingRefunds: () => readonly string[]
}

/** What broke. */
class Broken extends Error {}

/** What goes wrong with a message in five; what is lost is never lost for good, for the key is known. */
const faults = ['later', 'offline', 'lost', 'swallowed', 'address', 'content'] as const

const startsAt = Date.UTC(2026, 0, 5, 9)

/** Lives through random books of one seed; whatever does not hold goes into the tally, with its seed and operation. */
export async function liveThrough(
  { seed, operations }: { readonly seed: number; readonly operations: number },
  makeStore: (clock: () => number) => CampaignStore | Promise<CampaignStore>,
  tally: EverythingTally,
): Promise<void> {
  const random = randomFrom(seed)
  let now = startsAt
  let commits = 0
  let ids = 0
  const clock = () => now
  const inner = await makeStore(clock)
  const memory = new Map<string, string>()
  const fake = fakeProvider({ clock, memory, seed })
  const post = memoryNotifier({ id: 'post', clock })
  post.misbehave(() => (random.chance(0.8) ? undefined : random.pick(faults)))
  const ar = createReceivables({
    store: countingCommits(inner, () => (commits += 1)),
    clock,
    ids: () => `made-${(ids += 1)}`,
    providers: [fake],
    notifiers: [post],
    messages: { brand: { name: 'Corner Shop' } },
    links: { url: 'https://pay.example/pay', key: 'a key of thirty-two bytes or more!' },
    tolerance: random.chance(0.5) ? {} : { EUR: { amount: '0.05' } },
  })
  const world = new World(random, clock)
  const stage: Stage = {
    world,
    ar,
    fake,
    post,
    underway: [],
    unsettled: new Set(),
    pendingRefunds: () => pendingRefunds(memory),
  }
  let at = 'the start'

  const command = async (name: MadeName): Promise<void> => {
    const key = random.chance(0.3) ? { key: world.fresh('key-') } : {}
    const input = { ...given(makers[name](world)), ...key }
    at = `${name} ${JSON.stringify(input)}`
    const before = commits
    // Text costs as much as all the rows do.
    const rows = random.chance(0.02) ? inner.snapshot?.() : undefined
    const preview = random.chance(0.08) ? await send(ar.dryRun, name, input) : undefined
    if (commits !== before) throw new Broken('a preview wrote something')
    const answer = await send(ar, name, input)
    count(tally, name, answer.ok)
    if (!answer.ok) {
      if (commits !== before) throw new Broken(`refused with ${answer.code}, yet something was written`)
      if (rows !== undefined && inner.snapshot?.() !== rows)
        throw new Broken(`refused with ${answer.code}, yet rows changed`)
      // A preview does not look for what has that name already.
      if (preview?.ok === true && answer.code !== 'already_exists')
        throw new Broken(`refused with ${answer.code}; the preview was not`)
      return
    }
    if (preview !== undefined && (!preview.ok || bare(preview.value.facts) !== bare(answer.value.facts)))
      throw new Broken(`the preview says ${preview.ok ? bare(preview.value.facts) : preview.code}`)
    keepNames(world, answer.value)
    if (key.key === undefined || random.chance(0.7)) return
    const written = commits
    const again = await send(ar, name, input)
    tally.repeated++
    if (!again.ok) throw new Broken(`repeated, it is refused with ${again.code}`)
    if (!again.value.replayed || again.value.id !== answer.value.id || commits !== written)
      throw new Broken('repeated, it happened again')
  }

  const deed = async (name: Deed): Promise<void> => {
    at = name
    try {
      await deeds[name](stage)
      count(tally, name, true)
    } catch (error) {
      const code = codeOf(error)
      if (code === undefined) throw error
      count(tally, name, false)
    }
  }

  const check = async (what: () => Promise<string | undefined>): Promise<void> => {
    tally.checks++
    const problem = await what()
    if (problem !== undefined) throw new Broken(problem)
  }

  let operation = 0
  try {
    for (const name of ['customers.open', 'customers.open', 'customers.open', 'invoices.issue'] as const)
      await command(name)
    for (operation = 1; operation <= operations; operation++) {
      if (random.chance(0.6)) now += random.int(0, 30) * 3_600_000
      if (random.chance(0.3)) await deed(random.weighted(deedWeights))
      else await command(random.weighted(weights))
      if (operation % 50 === 0) await check(() => checkBooks(ar, world))
    }
    at = 'the end'
    post.misbehave(undefined)
    for (let hour = 0; hour < 3; hour++) {
      now += 6 * 3_600_000
      await deeds.settleAll(stage)
    }
    await check(() => checkBooks(ar, world))
    await check(() => checkMessages(ar, world, post))
    for await (const event of ar.intake.list()) stage.unsettled.add(paymentIn(event.body))
    for await (const event of ar.intake.list({ state: 'waiting' })) stage.unsettled.add(paymentIn(event.body))
    await check(() => checkProvider(ar, memory, world.all('atProvider'), (payment) => stage.unsettled.has(payment)))
  } catch (error) {
    const what = error instanceof Broken ? error.message : error instanceof Error ? error.stack : String(error)
    tally.breaks.push(`seed ${seed}, operation ${operation}, ${at}: ${what}`)
  } finally {
    tally.books++
    await inner.close()
  }
}

const deedWeights: { readonly [name in Exclude<Deed, 'settleAll'>]: number } = {
  tab: 12,
  pay: 8,
  announce: 4,
  settle: 4,
  fail: 2,
  reverse: 1,
  refund: 2,
  dispute: 1,
  endDispute: 1,
  releaseHold: 1,
  holdRefunds: 1,
  payout: 1,
  deliver: 12,
  resolve: 2,
  tick: 6,
  feedback: 3,
}

interface Written {
  readonly id: string
  readonly replayed: boolean
  readonly facts: readonly FactView[]
  readonly token?: string
}

type Answer = { readonly ok: true; readonly value: Written } | { readonly ok: false; readonly code: string }

type Verbs = { readonly [noun: string]: { readonly [verb: string]: (input: unknown) => Promise<unknown> } }

async function send(face: Receivables, name: string, input: object): Promise<Answer> {
  const [noun = '', verb = ''] = name.split('.')
  try {
    return { ok: true, value: (await (face as unknown as Verbs)[noun]![verb]!(input)) as Written }
  } catch (error) {
    const code = codeOf(error)
    if (code === undefined) throw error
    return { ok: false, code }
  }
}

/** The code of a refusal; nothing for what nobody should see: another error, or one that is our own fault. */
function codeOf(error: unknown): string | undefined {
  if (!isReceivablesError(error) || error.kind === 'internal') return undefined
  // Nobody else is at work here, and nothing is away.
  if (error.code === 'account_changed' || error.code.startsWith('store_')) return undefined
  return Object.hasOwn(errorCatalogue, error.code) ? error.code : undefined
}

function count(tally: EverythingTally, name: string, isAccepted: boolean): void {
  const counts = tally.byName.get(name) ?? [0, 0]
  counts[isAccepted ? 0 : 1]++
  tally.byName.set(name, counts)
  tally.operations++
  tally[isAccepted ? 'accepted' : 'refused']++
}

/** The provider's refunds that wait, from its own rows. */
function pendingRefunds(memory: ReadonlyMap<string, string>): string[] {
  const rows = [...memory].filter(([key]) => key.startsWith('refunds/')).map(([, text]) => decodeJson(text))
  return (rows as unknown as readonly { readonly id: string; readonly state: string }[])
    .filter(({ state }) => state === 'pending')
    .map(({ id }) => id)
}

/** Facts without what a preview cannot know. */
function bare(facts: readonly FactView[]): string {
  return JSON.stringify(
    facts.map(({ type, customer, effectiveOn, postings }) => [type, customer, effectiveOn, postings]),
  )
}

const kinds: { readonly [type: string]: readonly [Kind, string] } = {
  'account.opened': ['customer', 'customer'],
  'invoice.issued': ['invoice', 'id'],
  'credit.issued': ['credit', 'id'],
  'payment.allocated': ['allocation', 'id'],
  'hold.placed': ['hold', 'id'],
  'plan.agreed': ['plan', 'id'],
  'dispute.opened': ['dispute', 'id'],
  'promise.made': ['promise', 'id'],
  'booking.requested': ['booking', 'id'],
  'deposit.requested': ['request', 'id'],
  'suspense.received': ['suspense', 'id'],
  'link.created': ['link', 'id'],
}

function keepNames(world: World, { facts, token }: Written): void {
  if (token !== undefined) world.keep('token', token)
  for (const { type, data } of facts) {
    const [kind, name] = kinds[type] ?? []
    if (kind !== undefined) world.keep(kind, String(data[name!]))
    if (type === 'payment.settled') world.keep(data['kind'] === 'deposit' ? 'deposit' : 'payment', String(data['id']))
  }
}

/** The provider's id of the payment that an event is about, or `''`. */
function paymentIn(body: unknown): string {
  const { payment, refund, dispute } = body as {
    readonly payment?: { readonly externalId: string }
    readonly refund?: { readonly payment: string }
    readonly dispute?: { readonly payment: string }
  }
  return payment?.externalId ?? refund?.payment ?? dispute?.payment ?? ''
}
