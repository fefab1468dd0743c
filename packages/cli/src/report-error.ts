import { type ErrorCode, isReceivablesError } from '@owekit/core'
import { CommanderError } from 'commander'
import { Refusal } from './refusal.js'
import type { Io } from './terminal/io.js'
import { oneLine } from './terminal/text-width.js'
import { styleOf } from './terminal/style.js'

/** What scripts may branch on. */
export const exitCodes = {
  ok: 0,
  /** The books say no: a rule, a conflict, a failed check. */
  rule: 1,
  /** The caller's mistake: usage, input, something that does not exist. */
  input: 2,
  /** The store, or our own bug. */
  store: 3,
} as const

const hints: Partial<Record<ErrorCode, string>> = {
  unknown_currency: 'Use an ISO 4217 code in capitals, such as USD or EUR.',
  currency_required: 'Say --currency CODE, or set one for these books with: owekit init',
  too_many_decimals: 'The currency decides how many decimals there are; nothing is rounded for you.',
  invalid_date: 'Days are written YYYY-MM-DD.',
  invalid_instant: 'Instants are written 2026-11-22T11:00:00Z.',
  customer_not_found: 'See who there is with: owekit balance',
  invoice_not_found: 'See what is open with: owekit open',
  period_closed: 'The books are closed through that day; choose a later one.',
  plan_hash_changed: 'Look at the new plan with --preview, then give its hash.',
  account_changed: 'Somebody else wrote at the same time; run it again.',
  store_unavailable: 'Check the path given with --db, and that no other program keeps the file locked.',
  store_indeterminate: 'Run the same command again: what was done is recognised and not done twice.',
  store_full: 'Make room on the disk, then run the same command again.',
  store_corrupt: 'Keep a copy of the file, then run: owekit verify',
  store_newer_schema: 'Update owekit.',
  internal_error: 'Please report this with the message.',
}

/** An error as every program gets it. */
interface ReportedError {
  readonly code: string
  readonly kind: string
  readonly message: string
  readonly details: unknown
}

interface Described extends ReportedError {
  readonly exitCode: number
  readonly hint: string
  /** Lines between the message and the hint: bad rows. */
  readonly more: string
}

/** An error that brings its own list of findings. */
interface WithFindings {
  /** The findings as printed lines. */
  findings(): string
}

const hasFindings = (error: unknown): error is WithFindings =>
  typeof error === 'object' && error !== null && 'findings' in error && typeof error.findings === 'function'

function exitCodeOf(kind: string): number {
  switch (kind) {
    case 'rule':
    case 'conflict':
      return exitCodes.rule
    case 'invalid':
    case 'not_found':
      return exitCodes.input
    default:
      return exitCodes.store
  }
}

function described(error: unknown): Described {
  if (error instanceof CommanderError) {
    const message = error.message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ')
    const code = 'invalid_input'
    return {
      code,
      kind: 'invalid',
      message,
      details: {},
      exitCode: exitCodes.input,
      hint: 'See: owekit --help',
      more: '',
    }
  }
  if (isReceivablesError(error)) {
    const { code, kind, message, details } = error
    const own = error instanceof Refusal ? error.hint : ''
    return {
      code,
      kind,
      message,
      details,
      exitCode: hasFindings(error) ? exitCodes.input : exitCodeOf(kind),
      hint: own || (hints[code] ?? ''),
      more: hasFindings(error) ? error.findings() : '',
    }
  }
  const message = error instanceof Error ? error.message : String(error)
  const hint = hints.internal_error ?? ''
  return { code: 'internal_error', kind: 'internal', message, details: {}, exitCode: exitCodes.store, hint, more: '' }
}

/**
 * Reports what went wrong and gives the exit code: for a person on stderr with a hint on what to do, and with --json
 * as one document on stdout.
 */
export async function reportError(error: unknown, io: Io, options: { json: boolean; color: boolean }): Promise<number> {
  const { exitCode, hint, more, ...reported } = described(error)
  if (options.json) {
    await io.stdout.write(`${JSON.stringify({ error: reported }, null, 2)}\n`)
  }
  const style = styleOf(io.stderr, io.env, options.color)
  await io.stderr.write(
    `${style.red('error')} ${style.bold(reported.code)}: ${oneLine(reported.message)}\n${more}` +
      (hint === '' ? '' : `${style.dim('hint:')} ${hint}\n`),
  )
  if (reported.kind === 'internal' && error instanceof Error && io.env['OWEKIT_DEBUG']) {
    await io.stderr.write(`${error.stack ?? ''}\n`)
  }
  return exitCode
}
