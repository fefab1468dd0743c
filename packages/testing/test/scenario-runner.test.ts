import { createReceivables, type Receivables } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import { describe, expect, it, test } from 'vitest'
import { bundledScenarios, runScenario, runScenarios, type Scenario, type Step } from '../src/index.js'
import { isList, isObject, type Json } from '../src/scenario/json.js'

const euros = (amount: string) => ({ amount, currency: 'EUR' })
const opened = { at: '2026-03-01T09:00:00Z', do: 'customers.open', with: { id: 'cus_ada', name: 'Ada' } }
const issued = {
  do: 'invoices.issue',
  with: { customer: 'cus_ada', number: 'A-1', total: euros('120.00'), issuedOn: '2026-03-01', dueOn: '2026-03-31' },
}
const paid = {
  at: '2026-03-05T09:00:00Z',
  do: 'payments.record',
  with: { customer: 'cus_ada', id: 'pay_1', amount: euros('50.00'), receivedOn: '2026-03-05' },
  as: 'paid',
}
const story = (...steps: Step[]): Scenario => ({ id: 'S-1', title: 'A story', steps: [opened, issued, paid, ...steps] })
const run = (...steps: Step[]) => runScenario(story(...steps), memoryStore)
const balance = (expected: Json): Step => ({ ask: 'balances.of', with: { customer: 'cus_ada' }, expect: expected })

describe('a true story', () => {
  test('passes, and tells what was checked', async () => {
    expect(await run(balance({ open: '70.00', toPay: '70.00' }))).toEqual({
      id: 'S-1',
      store: 'memory',
      ok: true,
      detail: expect.stringMatching(/^4 steps, \d+ facts$/) as string,
    })
  })

  test('may refer to what a step before it answered', async () => {
    const steps: Step[] = [
      { do: 'allocations.release', with: { allocation: '$paid.allocations.0.id' } },
      balance({ open: '120.00', unapplied: '$paid.allocations.0.amount' }),
    ]
    expect(await run(...steps)).toMatchObject({ ok: true })
  })

  test('drives the clock of the engine and of the store', async () => {
    const knownAt = (instant: string, open: string): Step => ({
      ask: 'balances.of',
      with: { customer: 'cus_ada', asOf: '2026-03-31', knownAt: instant },
      expect: { open },
    })
    const steps: Step[] = [
      { at: '2026-04-01T00:00:00Z', ask: 'invoices.get', with: { invoice: 'inv_A-1' }, expect: { isOverdue: true } },
      knownAt('2026-03-05T08:59:59Z', '120.00'),
      knownAt('2026-03-05T09:00:00Z', '70.00'),
    ]
    expect(await run(...steps)).toMatchObject({ ok: true })
  })

  test('can have a provider, whose books go on under other settings', async () => {
    const links = { url: 'https://pay.example/pay', key: 'a key of thirty-two bytes or more!' }
    const held = (expected: Json): Step => ({ deliver: { copies: 2 }, expect: expected })
    const steps: Step[] = [
      { configure: { links, provider: {} } },
      { do: 'links.forInvoice', with: { invoice: 'inv_A-1' }, as: 'link' },
      { do: 'links.pay', with: { token: '$link.token' }, as: 'started' },
      { provider: 'announce', with: { checkout: '$started.checkout' }, as: 'coming' },
      { configure: { timeZone: 'Europe/Paris' } },
      { provider: 'settle', with: { payment: '$coming.externalId' } },
      { provider: 'reverse', with: { payment: '$coming.externalId' } },
      held({ taken: [{ type: 'payment.pending' }, { state: 'applied' }, { type: 'payment.reversed' }], repeated: 3 }),
      balance({ open: '70.00', pending: '0.00' }),
    ]
    expect(await run(...steps)).toMatchObject({ ok: true })
    const wrong = held({ taken: [], repeated: 0 })
    expect(await run(...steps.slice(0, 4), wrong)).toMatchObject({
      ok: false,
      detail: expect.stringContaining('deliver'),
    })
  })

  test('can go on under other settings', async () => {
    const late = (overdue: string): Step => ({ ask: 'balances.of', with: { customer: 'cus_ada' }, expect: { overdue } })
    const steps: Step[] = [
      { ...late('0.00'), at: '2026-03-31T23:00:00Z' },
      { configure: { timeZone: 'Europe/Paris' } },
      late('70.00'),
    ]
    expect(await run(...steps)).toMatchObject({ ok: true })
  })
})

describe('a wrong story', () => {
  it.each<{ title: string; steps: Step[]; says: string[] }>([
    {
      title: 'a wrong figure',
      steps: [balance({ open: '70.01' })],
      says: ['step 4 (balances.of)', 'open', '"70.01"', '"amount":"70.00"'],
    },
    { title: 'a figure that is not there', steps: [balance({ opened: '70.00' })], says: ['opened', 'nothing'] },
    {
      title: 'an answer where a refusal was expected',
      steps: [{ ...balance({}), expect: undefined, fails: { code: 'invalid_input' } } as Step],
      says: ['step 4', 'expected invalid_input', 'got an answer'],
    },
    {
      title: 'a refusal where an answer was expected',
      steps: [{ ask: 'balances.of', with: { customer: 'cus_bob' }, expect: {} }],
      says: ['step 4', 'expected an answer', 'customer_not_found'],
    },
    {
      title: 'another refusal',
      steps: [{ ask: 'balances.of', with: { customer: 'cus_bob' }, fails: { code: 'invalid_input' } }],
      says: ['expected invalid_input', 'customer_not_found'],
    },
    {
      title: 'a refusal that says something else',
      steps: [
        { ask: 'balances.of', with: { customer: 'cus_bob' }, fails: { code: 'customer_not_found', says: ['cus_eve'] } },
      ],
      says: ['cus_eve', 'cus_bob'],
    },
    {
      title: 'a reference that leads nowhere',
      steps: [{ do: 'allocations.release', with: { allocation: '$paid.allocations.9.id' } }],
      says: ['step 4', '$paid.allocations.9.id', 'nowhere'],
    },
  ])('$title is found', async ({ steps, says }) => {
    const { ok, detail } = await run(...steps)
    expect(ok).toBe(false)
    for (const text of says) expect(detail).toContain(text)
  })

  test('stops where it goes wrong', async () => {
    const { detail } = await run(balance({ open: '1.00' }), balance({ open: '2.00' }))
    expect(detail).toContain('step 4')
    expect(detail).not.toContain('2.00')
  })
})

describe('a wrong engine', () => {
  /** The real engine with some of its nouns replaced. */
  const lying = (lies: (ar: Receivables) => Partial<Receivables>) => ({
    makeReceivables: (options: Parameters<typeof createReceivables>[0]) => {
      const ar = createReceivables(options)
      const lie = lies(ar)
      return new Proxy(ar, {
        get: (target, name) => Reflect.get(name in lie ? lie : target, name) as unknown,
      })
    },
  })

  test('whose books do not verify is found', async () => {
    const broken = lying((ar) => ({
      verify: async () => {
        const proof = await ar.verify()
        return {
          ...proof,
          ok: false,
          checks: proof.checks.map((check) => ({ ...check, ok: false, detail: 'off by 1' })),
        }
      },
    }))
    const { ok, detail } = await runScenario(story(), memoryStore, broken)
    expect(ok).toBe(false)
    expect(detail).toContain('off by 1')
  })

  test('that writes in a preview, or before it refuses, is found', async () => {
    const writes = lying((ar) => ({ dryRun: ar }))
    const preview: Step = { preview: 'payments.record', with: { ...paid.with, id: 'pay_2' }, expect: {} }
    expect((await runScenario(story(preview), memoryStore, writes)).detail).toContain('expected none')
    expect((await runScenario(story(preview), memoryStore)).ok).toBe(true)
  })
})

test('scenarios run apart, in order, and are told of one by one', async () => {
  const told: string[] = []
  const scenarios = [story(), { ...story(balance({ open: '1.00' })), id: 'S-2' }, { ...story(), id: 'S-3' }]
  const results = await runScenarios(scenarios, memoryStore, { onResult: ({ id }) => told.push(id) })
  expect(results.map(({ id, ok }) => [id, ok])).toEqual([
    ['S-1', true],
    ['S-2', false],
    ['S-3', true],
  ])
  expect(told).toEqual(['S-1', 'S-2', 'S-3'])
})

describe('no bundled expectation is idle: each, changed by one word, makes its scenario fail', () => {
  it.each(bundledScenarios())('$id', async (scenario) => {
    const idle: string[] = []
    for (const [index, step] of scenario.steps.entries()) {
      if (!('expect' in step) || step.expect === undefined) continue
      const variants = [...spoilt(step.expect)]
      expect(variants.length).toBeGreaterThan(0)
      // One word of each expectation, another one in each scenario and step: all of them together take too long.
      const expectation = variants[(index * 7 + Number(scenario.id.slice(3))) % variants.length] ?? null
      const steps = [...scenario.steps.slice(0, index).map(withoutAsking), { ...step, expect: expectation }]
      const { ok, detail } = await runScenario({ ...scenario, steps }, memoryStore)
      if (ok || !detail.startsWith(`step ${index + 1} `)) idle.push(`step ${index + 1}: ${JSON.stringify(expectation)}`)
    }
    expect(idle).toEqual([])
  })
})

/** A question changes nothing, so a step that only asks can be left out; its place and its clock stay. */
function withoutAsking(step: Step): Step {
  if (!('ask' in step) || step.as !== undefined) return step
  return step.at === undefined ? { configure: {} } : { at: step.at, configure: {} }
}

/** The expectation with one word changed, once for each of its words. */
function* spoilt(expected: Json): Generator<Json> {
  if (isList(expected)) {
    if (expected.length === 0) yield ['?']
    for (const [place, held] of expected.entries()) {
      for (const changed of spoilt(held)) yield expected.with(place, changed)
    }
  } else if (isObject(expected)) {
    for (const [name, held] of Object.entries(expected)) {
      if (name === 'by' || name === 'of') continue
      // Every element matches {}.
      if (name === 'lacks') yield { ...expected, lacks: [{}] }
      else for (const changed of spoilt(held)) yield { ...expected, [name]: changed }
    }
  } else if (typeof expected === 'number') yield expected + 1
  else yield typeof expected === 'boolean' ? !expected : `${String(expected)}?`
}
