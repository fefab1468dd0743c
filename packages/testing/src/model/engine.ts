import { isReceivablesError } from '@owekit/core'
import type { Command } from './inputs.js'
import { toMinor } from './plain.js'

/** A fact as a command answers it: the parts the campaign compares. */
export interface SeenFact {
  readonly customer: string
  readonly version: number
  readonly type: string
  readonly effectiveOn: string
  readonly recordedAt: string
  readonly data: Readonly<Record<string, unknown>>
  readonly postings: readonly {
    readonly currency: string
    readonly amount: string
    readonly account: string
    readonly part: string
    readonly taxCode: string
  }[]
}

/** What every command answers. */
export interface SeenResult {
  readonly id: string
  readonly replayed: boolean
  readonly recordedAt: string
  readonly facts: readonly SeenFact[]
  readonly number?: string
}

/** The engine under test, seen only through its nouns and verbs. */
export interface Engine {
  tenant(name: string): Engine
  readonly dryRun: object
  readonly balances: { of(input: unknown): Promise<unknown>; byReference(input: unknown): Promise<unknown> }
  readonly aging: { report(input: unknown): Promise<unknown> }
  readonly statements: { of(input: unknown): Promise<unknown> }
  readonly invoices: { get(input: unknown): Promise<unknown> }
  readonly payments: { get(input: unknown): Promise<unknown> }
  readonly promises: { get(input: unknown): Promise<unknown> }
  readonly bookings: { get(input: unknown): Promise<unknown> }
  verify(): Promise<unknown>
}

/** How a call ended. A throw that is not ours is no answer and is passed on. */
export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string; readonly kind: string; readonly message: string }

type Verbs = { readonly [noun: string]: { readonly [verb: string]: (input: unknown) => Promise<unknown> } | undefined }

/** Runs a call and turns our errors into answers. */
export async function answerOf<T>(call: () => Promise<unknown>): Promise<Answer<T>> {
  try {
    return { ok: true, value: (await call()) as T }
  } catch (error) {
    if (!isReceivablesError(error)) throw error
    return { ok: false, code: error.code, kind: error.kind, message: error.message }
  }
}

/** Sends a command to the engine, or to its dry run. */
export async function send(face: object, { name, input }: Command): Promise<Answer<SeenResult>> {
  const [noun = '', verb = ''] = name.split('.')
  return answerOf<SeenResult>(async () => (face as Verbs)[noun]![verb]!(input))
}

/** Minor units of an amount as facts and answers write it: a bigint, decimal text, or money. */
export function minorOf(value: unknown, currency: string): bigint {
  if (typeof value === 'bigint') return value
  if (typeof value === 'string') return toMinor(value, currency)
  return toMinor(amountText(value), currency)
}

/** The decimal text of money in an answer. */
export function amountText(money: unknown): string {
  const { amount, toJSON } = money as { amount?: string; toJSON?: () => { amount: string } }
  return amount ?? toJSON!.call(money).amount
}
