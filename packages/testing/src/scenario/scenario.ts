import type { ErrorCode } from '@owekit/core'
import type { Json } from './json.js'

/** How the receivables of a scenario are made: the options of `createReceivables` that are plain data. */
export interface ScenarioSettings {
  /** The home currency. @default EUR */
  readonly currency?: string
  /** The account's IANA zone, in which days begin. @default UTC */
  readonly timeZone?: string
  /** Per currency, the difference that is closed as `rounding_difference`. @default off */
  readonly tolerance?: Json
  /** How payments are spread when a command does not say. @default oldestDue */
  readonly allocation?: Json
  /** When an early-payment discount is granted. @default fullSettlementOnly */
  readonly discountMode?: string
  /** What an invoice without a due day is. @default onReceipt */
  readonly missingDueDate?: string
  /** Terms of invoices that bring none. */
  readonly terms?: string
  /** How pay links are made: `url`, `key`, `days`, `returnTo`. */
  readonly links?: Json
  /** Puts the fake provider in, as `fake`, with these options that are plain data. @default there is none */
  readonly provider?: Json
  /**
   * Puts memory notifiers in, by channel, with their options that are plain data, and `faults`: what goes wrong with the
   * first messages, in order. @default there are none
   */
  readonly notifiers?: Json
}

/** The refusal a step must end in. */
export interface ExpectedFailure {
  readonly code: ErrorCode
  /** Texts the message must hold. */
  readonly says?: readonly string[]
  /** Matched like any other expectation. */
  readonly details?: Json
}

interface StepParts {
  /** Sets the clock of the engine and of the store; it never goes back. @default where the step before left it */
  readonly at?: string
  /** Keeps the answer, so that later steps can say `$name.path`. */
  readonly as?: string
}

interface Asking extends StepParts {
  /** The input, as it crosses the wire. */
  readonly with?: Json
  /** What the answer must hold at least. */
  readonly expect?: Json
  readonly fails?: ExpectedFailure
}

/** Gives a command. */
export interface DoStep extends Asking {
  readonly do: string
  /** Who acts. */
  readonly actor?: string
}

/** Looks at what a command would do; the runner checks that nothing was written. */
export interface PreviewStep extends Asking {
  readonly preview: string
}

/** Asks a question. */
export interface AskStep extends Asking {
  readonly ask: string
}

/** Goes on with other settings over the same store, as a host that was deployed anew. */
export interface ConfigureStep {
  readonly at?: string
  readonly configure: ScenarioSettings
}

/** Lets time pass with a worker at work: it ticks at once, then every so many minutes, the last time no later than `until`. */
export interface TickStep {
  readonly at?: string
  readonly tick: { readonly until: string; readonly everyMinutes: number }
  /** What all the ticks together must have done: `ticks`, `done`, `idle`, `sequenced`, `problems`, `sent`. */
  readonly expect?: Json
}

/** Lets something happen at the fake provider: a payer pays, a bank takes money back. Nobody here hears of it yet. */
export interface ProviderStep {
  readonly at?: string
  readonly as?: string
  readonly provider: string
  readonly with?: Json
}

/** Delivers the webhooks that the fake provider has to send, each `copies` times at once. */
export interface DeliverStep {
  readonly at?: string
  readonly deliver: { readonly copies?: number }
  /** What must have become of them: `taken`, in the order they were sent, and how many were `repeated`. */
  readonly expect?: Json
}

/** One step of a scenario. */
export type Step = DoStep | PreviewStep | AskStep | ConfigureStep | TickStep | ProviderStep | DeliverStep

/**
 * A story with known figures: commands at known instants, then questions with their answers.
 *
 * Plain JSON; `docs/reference/scenario-format.md` describes it.
 */
export interface Scenario {
  /** Unique in its file set: `AC-01`. */
  readonly id: string
  readonly title: string
  /** The rule it shows, in a few words. */
  readonly section?: string
  readonly settings?: ScenarioSettings
  readonly steps: readonly Step[]
}
