import { documents } from './generate-documents.js'
import { creditOrRefund, deposits, holds } from './generate-others.js'
import { payments } from './generate-payments.js'
import type { Command } from './inputs.js'
import type { Model } from './model.js'
import type { Random } from './random.js'
import { dayAt } from './plain.js'
import { replay, type State } from './replay.js'

/** Where random commands come from: the books as the model knows them, and a seeded source of choices. */
export interface World {
  readonly random: Random
  readonly model: Model
  readonly state: State
  readonly today: number
  /** A number never given before in this ledger. */
  readonly fresh: () => number
  readonly customers: readonly string[]
  readonly currencies: readonly string[]
}

const weights = {
  issue: 22,
  record: 18,
  credit: 6,
  apply: 9,
  release: 6,
  move: 3,
  refund: 6,
  reverse: 4,
  writeOff: 3,
  void: 3,
  moveDueDate: 3,
  hold: 3,
  releaseHold: 2,
  plan: 3,
  cancelPlan: 2,
  settleDeposit: 5,
  applyDeposit: 3,
  forfeit: 1,
  releaseDeposit: 2,
  close: 0.7,
} as const

/** The kinds of command the campaign chooses from. */
export type Choice = keyof typeof weights

/** Makes a random command that often is allowed and often is not. */
export function nextCommand(parts: Omit<World, 'state' | 'today'>, now: number): Command {
  const { model, random } = parts
  const world: World = { ...parts, state: replay(model.events), today: dayAt(now, model.timeZone) }
  const choice = random.weighted(weights)
  switch (choice) {
    case 'issue':
    case 'void':
    case 'moveDueDate':
    case 'writeOff':
    case 'plan':
    case 'cancelPlan':
    case 'close':
      return documents(world, choice)
    case 'record':
    case 'apply':
    case 'release':
    case 'move':
      return payments(world, choice)
    case 'credit':
    case 'refund':
    case 'reverse':
      return creditOrRefund(world, choice)
    case 'hold':
    case 'releaseHold':
      return holds(world, choice)
    case 'settleDeposit':
    case 'applyDeposit':
    case 'forfeit':
    case 'releaseDeposit':
      return deposits(world, choice)
  }
}
