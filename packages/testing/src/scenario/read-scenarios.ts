import { errorCatalogue, isReceivablesError, ReceivablesError } from '@owekit/core'
import { parseInstant } from '@owekit/core/calendar'
import { commandNamed, commandNames } from './commands.js'
import { isList, isObject, type Json, type JsonObject, shownJson } from './json.js'
import { questionNamed, questionNames } from './questions.js'
import { namesIn } from './references.js'
import { deedNames } from './run-provider.js'
import type { Scenario } from './scenario.js'

const kinds = ['do', 'preview', 'ask', 'configure', 'tick', 'provider', 'deliver'] as const
type Kind = (typeof kinds)[number]

const settingNames = [
  'currency',
  'timeZone',
  'tolerance',
  'allocation',
  'discountMode',
  'missingDueDate',
  'terms',
  'links',
  'provider',
  'notifiers',
]

const stepNames: Record<Kind, readonly string[]> = {
  do: ['at', 'do', 'with', 'expect', 'fails', 'as', 'actor'],
  preview: ['at', 'preview', 'with', 'expect', 'fails', 'as'],
  ask: ['at', 'ask', 'with', 'expect', 'fails', 'as'],
  configure: ['at', 'configure'],
  tick: ['at', 'tick', 'expect'],
  provider: ['at', 'provider', 'with', 'as'],
  deliver: ['at', 'deliver', 'expect'],
}

/**
 * Reads a scenario file from its text.
 *
 * Everything is checked before anything runs: the shape, the verbs, the order of the instants and the names that steps
 * refer to. The error names the scenario and the step, counted from 1.
 *
 * @throws ReceivablesError `invalid_input`
 * @example
 * parseScenarioFile('{ "scenarios": [] }') // throws: there must be at least one scenario
 */
export function parseScenarioFile(text: string): Scenario[] {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new ReceivablesError('invalid_input', `The scenario file is not JSON: ${reason}`, {}, { cause })
  }
  return readScenarios(value)
}

/** Reads a scenario file that was already parsed; see {@link parseScenarioFile}. */
export function readScenarios(file: unknown): Scenario[] {
  const place: Place = {}
  if (!isObject(file)) throw wrong(place, `must be an object with "scenarios"; got ${shownJson(file as Json)}`)
  checkNames(file, ['$schema', 'scenarios'], 'the file', place)
  const { scenarios } = file
  if (!isList(scenarios) || scenarios.length === 0)
    throw wrong(place, '"scenarios" must be a list with at least one scenario')
  const ids = new Set<string>()
  return scenarios.map((scenario, index) => {
    checkScenario(scenario, index)
    const { id } = scenario
    if (ids.has(id)) throw wrong({ scenario: id }, 'the id is used twice in this file')
    ids.add(id)
    return scenario
  })
}

interface Place {
  readonly scenario?: string
  readonly step?: number
}

function wrong(place: Place, problem: string): ReceivablesError {
  const where = [place.scenario, place.step === undefined ? undefined : `step ${place.step}`].filter(
    (part) => part !== undefined,
  )
  return new ReceivablesError(
    'invalid_input',
    `${where.length === 0 ? 'The scenario file' : where.join(', ')}: ${problem}.`,
    {
      ...place,
    },
  )
}

function checkNames(value: JsonObject, known: readonly string[], what: string, place: Place): void {
  const unknown = Object.keys(value).find((name) => !known.includes(name))
  if (unknown !== undefined) throw wrong(place, `unknown key "${unknown}"; ${what} has ${known.join(', ')}`)
}

function checkText(value: JsonObject, name: string, place: Place): string {
  const text = value[name]
  if (typeof text === 'string' && text !== '') return text
  throw wrong(place, `"${name}" must be a text; got ${shownJson(text)}`)
}

function checkScenario(value: Json, index: number): asserts value is Json & Scenario {
  const unnamed = { scenario: `scenario ${index + 1}` }
  if (!isObject(value)) throw wrong(unnamed, `must be an object; got ${shownJson(value)}`)
  const place = { scenario: checkText(value, 'id', unnamed) }
  checkNames(value, ['id', 'title', 'section', 'settings', 'steps'], 'a scenario', place)
  checkText(value, 'title', place)
  if (value['section'] !== undefined) checkText(value, 'section', place)
  if (value['settings'] !== undefined) checkSettings(value['settings'], 'settings', place)
  const { steps } = value
  if (!isList(steps) || steps.length === 0) throw wrong(place, '"steps" must be a list with at least one step')
  const settings = value['settings'] as JsonObject | undefined
  const story: Story = { now: undefined, names: new Set(), hasProvider: settings?.['provider'] !== undefined }
  steps.forEach((step, at) => checkStep(step, story, { ...place, step: at + 1 }))
}

function checkSettings(value: Json | undefined, name: string, place: Place): void {
  if (!isObject(value)) throw wrong(place, `"${name}" must be an object; got ${shownJson(value)}`)
  checkNames(value, settingNames, name, place)
}

/** What the steps so far have said. */
interface Story {
  now: number | undefined
  readonly names: Set<string>
  hasProvider: boolean
}

function checkStep(step: Json, story: Story, place: Place): void {
  if (!isObject(step)) throw wrong(place, `must be an object; got ${shownJson(step)}`)
  const found = kinds.filter((kind) => Object.hasOwn(step, kind))
  const [kind] = found
  if (kind === undefined || found.length > 1) {
    throw wrong(place, `a step has exactly one of ${kinds.join(', ')}; got ${shownJson(Object.keys(step))}`)
  }
  checkNames(step, stepNames[kind], `a step with "${kind}"`, place)
  checkInstant(step['at'], story, place)
  if (kind === 'configure') checkConfigure(step[kind], story, place)
  else if (kind === 'tick') checkTick(step[kind], story, place)
  else if (kind === 'deliver') checkDeliver(step[kind], story, place)
  else if (kind === 'provider') checkDeed(step, story, place)
  else checkAsking(step, kind, story, place)
}

function checkInstant(at: Json | undefined, story: Story, place: Place): void {
  if (at === undefined) {
    if (story.now === undefined) throw wrong(place, 'the first step sets the clock with "at"')
    return
  }
  if (typeof at !== 'string') throw wrong(place, `"at" must be an instant; got ${shownJson(at)}`)
  try {
    const now = parseInstant(at)
    if (story.now !== undefined && now < story.now) throw wrong(place, `"at" goes back in time to ${at}`)
    story.now = now
  } catch (error) {
    if (isReceivablesError(error, 'invalid_instant')) throw wrong(place, `"at": ${error.message.replace(/\.$/, '')}`)
    throw error
  }
}

function checkTick(value: Json | undefined, story: Story, place: Place): void {
  if (!isObject(value)) throw wrong(place, `"tick" must be an object; got ${shownJson(value)}`)
  checkNames(value, ['until', 'everyMinutes'], '"tick"', place)
  checkInstant(checkText(value, 'until', place), story, place)
  const { everyMinutes } = value
  if (typeof everyMinutes !== 'number' || !Number.isInteger(everyMinutes) || everyMinutes < 1)
    throw wrong(place, `"everyMinutes" must be a whole number from 1; got ${shownJson(everyMinutes)}`)
}

function checkConfigure(value: Json | undefined, story: Story, place: Place): void {
  checkSettings(value, 'configure', place)
  if ((value as JsonObject)['provider'] !== undefined) story.hasProvider = true
}

function checkDeliver(value: Json | undefined, story: Story, place: Place): void {
  if (!isObject(value)) throw wrong(place, `"deliver" must be an object; got ${shownJson(value)}`)
  checkNames(value, ['copies'], '"deliver"', place)
  const { copies = 1 } = value
  if (typeof copies !== 'number' || !Number.isInteger(copies) || copies < 1)
    throw wrong(place, `"copies" must be a whole number from 1; got ${shownJson(copies)}`)
  if (!story.hasProvider) throw wrong(place, 'the settings have no "provider"')
}

function checkDeed(step: JsonObject, story: Story, place: Place): void {
  const deed = checkText(step, 'provider', place)
  if (!deedNames.includes(deed)) throw wrong(place, `unknown "${deed}"; "provider" knows ${deedNames.join(', ')}`)
  if (!story.hasProvider) throw wrong(place, 'the settings have no "provider"')
  checkReferences([step['with']], story, place)
  if (step['as'] !== undefined) keepName(checkText(step, 'as', place), step, story, place)
}

function checkReferences(values: readonly (Json | undefined)[], story: Story, place: Place): void {
  const unknown = values
    .flatMap((value) => (value === undefined ? [] : namesIn(value)))
    .find((name) => !story.names.has(name))
  if (unknown !== undefined) throw wrong(place, `"$${unknown}" is not kept by an earlier step`)
}

function checkAsking(step: JsonObject, kind: 'do' | 'preview' | 'ask', story: Story, place: Place): void {
  checkVerb(step, kind, place)
  if (step['actor'] !== undefined) checkText(step, 'actor', place)
  if (step['expect'] !== undefined && step['fails'] !== undefined) {
    throw wrong(place, '"expect" and "fails" cannot both be')
  }
  if (step['fails'] !== undefined) checkFailure(step['fails'], place)
  if (kind !== 'do' && ['expect', 'fails', 'as'].every((name) => step[name] === undefined)) {
    throw wrong(place, `a step with "${kind}" says what it expects: "expect", "fails", or "as" to keep the answer`)
  }
  checkReferences([step['with'], step['expect'], step['fails']], story, place)
  if (step['as'] !== undefined) keepName(checkText(step, 'as', place), step, story, place)
}

function keepName(name: string, step: JsonObject, story: Story, place: Place): void {
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name) || name === 'nothing')
    throw wrong(place, `"as": ${shownJson(name)} is not a name`)
  if (story.names.has(name)) throw wrong(place, `"as": ${shownJson(name)} is already taken`)
  if (step['fails'] !== undefined) throw wrong(place, '"as" has nothing to keep of a step that fails')
  story.names.add(name)
}

function checkVerb(step: JsonObject, kind: 'do' | 'preview' | 'ask', place: Place): void {
  const verb = checkText(step, kind, place)
  const [command, question] = [commandNamed(verb), questionNamed(verb)]
  if ((kind === 'ask' ? question : command) !== undefined) return
  const all = kind === 'ask' ? questionNames : commandNames
  const hint =
    command !== undefined
      ? '. That is a command: use "do"'
      : question !== undefined
        ? '. That is a question: use "ask"'
        : ''
  throw wrong(place, `unknown verb "${verb}"; "${kind}" knows ${all.join(', ')}${hint}`)
}

function checkFailure(value: Json, place: Place): void {
  if (!isObject(value)) throw wrong(place, `"fails" must be an object with a code; got ${shownJson(value)}`)
  checkNames(value, ['code', 'says', 'details'], '"fails"', place)
  const code = checkText(value, 'code', place)
  if (!Object.hasOwn(errorCatalogue, code)) throw wrong(place, `"fails": ${shownJson(code)} is not an error code`)
  const { says } = value
  if (says !== undefined && !(isList(says) && says.every((text) => typeof text === 'string'))) {
    throw wrong(place, `"says" must be a list of texts; got ${shownJson(says)}`)
  }
}
