import { readFileSync } from 'node:fs'
import { isReceivablesError } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import { expect, it, test } from 'vitest'
import { parseScenarioFile, runScenarios } from '../src/index.js'
import { commandNames } from '../src/scenario/commands.js'
import { deedNames } from '../src/scenario/run-provider.js'
import { questionNames } from '../src/scenario/questions.js'

const opened = { at: '2026-03-01T09:00:00Z', do: 'customers.open', with: { id: 'cus_ada' }, as: 'ada' }
const asked = { ask: 'balances.of', with: { customer: '$ada.id' }, expect: { open: '0.00' } }
const fileOf = (...steps: unknown[]) => ({ scenarios: [{ id: 'S-1', title: 'A story', steps }] })
const scenarioOf = (changed: object) => ({
  scenarios: [{ id: 'S-1', title: 'A story', steps: [opened, asked], ...changed }],
})

function refusal(file: unknown): string {
  try {
    parseScenarioFile(typeof file === 'string' ? file : JSON.stringify(file))
  } catch (error) {
    if (isReceivablesError(error, 'invalid_input')) return error.message
    throw error
  }
  throw new Error('the file was accepted')
}

test('a well-formed file gives its scenarios as they are written', () => {
  const file = fileOf(
    opened,
    asked,
    { configure: { timeZone: 'Europe/Paris' } },
    { preview: 'customers.open', as: 'seen' },
  )
  expect(parseScenarioFile(JSON.stringify({ $schema: 'x', ...file }))).toEqual(file.scenarios)
})

it.each<{ title: string; file: unknown; says: string[] }>([
  { title: 'text that is not JSON', file: '{', says: ['not JSON'] },
  { title: 'a list', file: [], says: ['"scenarios"'] },
  { title: 'no scenarios', file: { scenarios: [] }, says: ['at least one'] },
  { title: 'an unknown key of the file', file: { ...fileOf(opened), more: 1 }, says: ['"more"'] },
  { title: 'a scenario that is none', file: { scenarios: ['x'] }, says: ['scenario 1', 'object'] },
  { title: 'a scenario without an id', file: scenarioOf({ id: undefined }), says: ['scenario 1', '"id"'] },
  { title: 'a scenario without a title', file: scenarioOf({ title: '' }), says: ['S-1', '"title"'] },
  { title: 'an unknown key of a scenario', file: scenarioOf({ note: 'x' }), says: ['S-1', '"note"'] },
  { title: 'an unknown setting', file: scenarioOf({ settings: { zone: 'UTC' } }), says: ['S-1', '"zone"', 'timeZone'] },
  { title: 'no steps', file: scenarioOf({ steps: [] }), says: ['S-1', '"steps"'] },
  {
    title: 'the same id twice',
    file: { scenarios: [...fileOf(opened).scenarios, ...fileOf(opened).scenarios] },
    says: ['S-1', 'twice'],
  },
  { title: 'a step that is none', file: fileOf(opened, 1), says: ['S-1, step 2', 'object'] },
  { title: 'a step of no kind', file: fileOf(opened, { expect: {} }), says: ['S-1, step 2', 'exactly one of'] },
  { title: 'a step of two kinds', file: fileOf({ ...opened, ask: 'verify' }), says: ['S-1, step 1', 'exactly one of'] },
  { title: 'an unknown key of a step', file: fileOf(opened, { ...asked, expct: 1 }), says: ['S-1, step 2', '"expct"'] },
  {
    title: 'an unknown command',
    file: fileOf({ ...opened, do: 'invoices.pay' }),
    says: ['S-1, step 1', '"invoices.pay"', 'invoices.issue'],
  },
  { title: 'a question for a command', file: fileOf({ ...opened, do: 'aging.report' }), says: ['step 1', 'use "ask"'] },
  {
    title: 'a command for a question',
    file: fileOf(opened, { ...asked, ask: 'holds.place' }),
    says: ['step 2', 'use "do"'],
  },
  { title: 'an inherited verb', file: fileOf({ ...opened, do: 'constructor' }), says: ['step 1', 'unknown verb'] },
  { title: 'no clock', file: fileOf(asked), says: ['step 1', '"at"'] },
  {
    title: 'an instant without a zone',
    file: fileOf({ ...opened, at: '2026-03-01T09:00:00' }),
    says: ['step 1', '"at"'],
  },
  {
    title: 'a clock that goes back',
    file: fileOf(opened, { ...asked, at: '2026-02-28T09:00:00Z' }),
    says: ['step 2', 'back'],
  },
  { title: 'a question that expects nothing', file: fileOf(opened, { ask: 'verify' }), says: ['step 2', 'expects'] },
  {
    title: 'an answer and a failure',
    file: fileOf(opened, { ...asked, fails: { code: 'invalid_input' } }),
    says: ['step 2', '"fails"'],
  },
  {
    title: 'an unknown error code',
    file: fileOf(opened, { ask: 'verify', fails: { code: 'oops' } }),
    says: ['step 2', '"oops"'],
  },
  { title: 'a failure without a code', file: fileOf(opened, { ask: 'verify', fails: {} }), says: ['step 2', '"code"'] },
  { title: 'a name nobody kept', file: fileOf({ ...opened, as: undefined }, asked), says: ['step 2', '"$ada"'] },
  {
    title: 'a name of the same step',
    file: fileOf({ ...opened, with: { id: '$ada.id' } }),
    says: ['step 1', '"$ada"'],
  },
  {
    title: 'a reference that is none',
    file: fileOf(opened, { ...asked, with: { customer: '$a b' } }),
    says: ['step 2', '"$a b"'],
  },
  {
    title: 'an unknown deed',
    file: fileOf(opened, { provider: 'steal' }),
    says: ['step 2', '"steal"', 'pay, announce'],
  },
  {
    title: 'a deed without a provider',
    file: fileOf(opened, { provider: 'payout' }),
    says: ['step 2', 'settings', '"provider"'],
  },
  {
    title: 'webhooks without a provider',
    file: fileOf(opened, { deliver: {} }),
    says: ['step 2', 'settings', '"provider"'],
  },
  {
    title: 'half a copy of a webhook',
    file: fileOf(opened, { deliver: { copies: 0.5 } }),
    says: ['step 2', '"copies"', '0.5'],
  },
  { title: 'a name kept twice', file: fileOf(opened, { ...asked, as: 'ada' }), says: ['step 2', 'taken'] },
  { title: 'a name that is none', file: fileOf({ ...opened, as: '1st' }), says: ['step 1', 'not a name'] },
])('$title is refused', ({ file, says }) => {
  const message = refusal(file)
  for (const text of says) expect(message).toContain(text)
})

test('a refusal names the scenario and the step as data too', () => {
  try {
    parseScenarioFile(JSON.stringify(fileOf(opened, { ...asked, expct: 1 })))
    expect.unreachable()
  } catch (error) {
    expect(error).toMatchObject({ code: 'invalid_input', details: { scenario: 'S-1', step: 2 } })
  }
})

const reference = readFileSync(new URL('../../../docs/reference/scenario-format.md', import.meta.url), 'utf8')

test('the reference names every verb', () => {
  const words = new Set(reference.match(/[a-z]+(?:\.[A-Za-z]+)?/gi))
  expect([...commandNames, ...questionNames, ...deedNames].filter((name) => !words.has(name))).toEqual([])
})

test('the example of the reference is a true story', async () => {
  const [, example = ''] = /```json\n([\s\S]*?)```/.exec(reference) ?? []
  const results = await runScenarios(parseScenarioFile(example), memoryStore)
  expect(results).toMatchObject([{ ok: true }])
})
