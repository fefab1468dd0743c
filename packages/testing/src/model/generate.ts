import { agreements, bookings } from './generate-agreements.js'
import { documents } from './generate-documents.js'
import { creditOrRefund, deposits, holds } from './generate-others.js'
import { payments } from './generate-payments.js'
import type { Command } from './inputs.js'
import { dayAt } from './plain.js'
import { replay } from './replay.js'
import { weights, type World } from './world.js'

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
    case 'dispute':
    case 'resolve':
    case 'promise':
    case 'withdraw':
    case 'accept':
      return agreements(world, choice)
    case 'book':
    case 'cancelBooking':
    case 'noShow':
    case 'moveBooking':
      return bookings(world, choice)
    case 'settleDeposit':
    case 'applyDeposit':
    case 'forfeit':
    case 'releaseDeposit':
      return deposits(world, choice)
  }
}
