import type * as z from 'zod/mini'
import { type ErrorCode, errorCatalogue, isReceivablesError, ReceivablesError } from '../errors/index.js'

const deepest = 32
const largest = 20_000

/**
 * Checks an input once, at the edge, and gives it its inside types: amounts as `Money`, days as day numbers.
 *
 * @throws ReceivablesError with the code of the rule that was broken (`invalid_input` for the wrong shape), naming the
 * command and the path
 */
export function parseInput<S extends z.ZodMiniType>(schema: S, input: unknown, what: string): z.output<S> {
  let result: z.core.util.SafeParseResult<z.output<S>>
  try {
    assertPlain(input)
    result = schema.safeParse(input)
  } catch (error) {
    if (isReceivablesError(error)) throw error
    throw new ReceivablesError(
      'invalid_input',
      `${what}: the input could not be read.`,
      { command: what },
      { cause: error },
    )
  }
  if (result.success) return result.data
  const issue = deepestIssue(result.error.issues[0])
  const path = issue?.path.map(String).join('.') ?? ''
  const at = path === '' ? '' : ` ${shorten(path)}`
  throw new ReceivablesError(codeOf(issue), `${what}:${at} ${messageOf(issue)}`, { command: what, path: shorten(path) })
}

type Issue = z.core.$ZodIssue

/** Of a union's branches, the one that got furthest says what is wrong. */
function deepestIssue(issue: Issue | undefined, at: readonly PropertyKey[] = []): Issue | undefined {
  if (issue === undefined) return undefined
  const here = { ...issue, path: [...at, ...issue.path] }
  if (issue.code !== 'invalid_union') return here
  const branches = (issue.errors as readonly (readonly Issue[])[])
    .map((issues) => deepestIssue(issues[0], here.path))
    .filter((branch) => branch !== undefined)
  const ours = branches.find((branch) => paramsCode(branch) !== undefined)
  const longest = branches.reduce<Issue | undefined>(
    (best, branch) => (best === undefined || branch.path.length > best.path.length ? branch : best),
    undefined,
  )
  return ours ?? longest ?? here
}

function paramsCode(issue: Issue | undefined): ErrorCode | undefined {
  if (issue?.code !== 'custom') return undefined
  const code: unknown = issue.params?.['code']
  return typeof code === 'string' && code in errorCatalogue ? (code as ErrorCode) : undefined
}

function codeOf(issue: Issue | undefined): ErrorCode {
  return paramsCode(issue) ?? 'invalid_input'
}

function messageOf(issue: Issue | undefined): string {
  if (issue === undefined) return 'is not valid.'
  if (issue.code === 'unrecognized_keys')
    return `has entries that are not known: ${issue.keys.slice(0, 5).map(shorten).join(', ')}.`
  if (issue.code === 'invalid_type') return `must be ${issue.expected}.`
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}.`
  return issue.message === '' ? 'is not valid.' : issue.message
}

const shorten = (text: string) => (text.length > 80 ? `${text.slice(0, 80)}…` : text)

/** Input is data: no accessors, proxies, cycles or towers. `Money` values pass. */
function assertPlain(input: unknown): void {
  let count = 0
  const walk = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null) return
    if (depth > deepest || ++count > largest)
      throw new ReceivablesError(
        'invalid_input',
        `The input is nested or long beyond ${deepest} levels, ${largest} objects.`,
      )
    for (const name of Object.keys(value)) {
      if (name === '__proto__') throw new ReceivablesError('invalid_input', 'The input has an entry named "__proto__".')
      walk((value as Record<string, unknown>)[name], depth + 1)
    }
  }
  walk(input, 0)
}
