import { issueCredit, writeOff } from './decide-credits.js'
import { applyDeposit, endDeposit, placeHold, releaseHold, settleDeposit } from './decide-deposits.js'
import { issue, voidInvoice } from './decide-invoices.js'
import { apply, move, record, release } from './decide-payments.js'
import { acceptPlan, makePromise, openDispute, resolveDispute, withdrawPromise } from './decide-agreements.js'
import { cancelBooking, missBooking, moveBooking, requestBooking } from './decide-bookings.js'
import { agree, cancelPlan, moveDueDate } from './decide-plans.js'
import { refund, reverse } from './decide-refunds.js'
import type { Draft, Event } from './events.js'
import type { Command } from './inputs.js'
import { dayAt, toDay } from './plain.js'
import { Refusal } from './refusal.js'
import { replay, type Sight, type State } from './replay.js'
import type { Setting } from './setting.js'
import type { Tolerance } from './spread.js'

/** What the model says to a command: the events it makes, or every code that would be a true refusal. */
export type Verdict =
  { readonly ok: true; readonly drafts: readonly Draft[] } | { readonly ok: false; readonly codes: readonly string[] }

/**
 * The books of one tenant, kept in the simplest way there is: a list of what happened.
 *
 * Written without a look at the engine's own decisions. Nothing is indexed, cached or summed up beforehand; each
 * question tells the story again from the first event.
 */
export class Model {
  readonly events: Event[] = []
  readonly timeZone: string
  readonly tolerance: Tolerance
  numbered = 0

  constructor(timeZone = 'UTC', tolerance: Tolerance = {}) {
    this.timeZone = timeZone
    this.tolerance = tolerance
  }

  /** Where the story ends, or where it stood. */
  state(sight: Sight = {}): State {
    return replay(this.events, sight)
  }

  /** Says what a command would do; changes nothing. */
  decide(command: Command, now: number): Verdict {
    const setting = {
      events: this.events,
      state: this.state(),
      today: dayAt(now, this.timeZone),
      now,
      tolerance: this.tolerance,
    }
    try {
      return { ok: true, drafts: this.#drafts(setting, command) }
    } catch (error) {
      if (error instanceof Refusal) return { ok: false, codes: error.codes }
      throw error
    }
  }

  /** Keeps what was decided. */
  keep(drafts: readonly Draft[], recordedAt: number): void {
    for (const draft of drafts) this.events.push({ ...draft, at: recordedAt })
  }

  #drafts(setting: Setting, command: Command): readonly Draft[] {
    const { today } = setting
    switch (command.name) {
      case 'customers.open':
        return [{ type: 'customer', customer: command.input.id, on: today }]
      case 'invoices.issue':
        return issue(setting, command.input, command.input.number ?? `next of ${this.numbered}`)
      case 'invoices.void':
        return voidInvoice(setting, command.input)
      case 'invoices.moveDueDate':
        return moveDueDate(setting, command.input)
      case 'credits.issue':
        return issueCredit(setting, command.input)
      case 'payments.record':
        return record(setting, command.input)
      case 'payments.refund':
        return refund(setting, command.input)
      case 'payments.reverse':
        return reverse(setting, command.input)
      case 'allocations.apply':
        return apply(setting, command.input)
      case 'allocations.release':
        return release(setting, command.input)
      case 'allocations.move':
        return move(setting, command.input)
      case 'writeOffs.record':
        return writeOff(setting, command.input)
      case 'holds.place':
        return placeHold(setting, command.input)
      case 'holds.release':
        return releaseHold(setting, command.input)
      case 'plans.agree':
        return agree(setting, command.input, command.input.id ?? '')
      case 'plans.cancel':
        return cancelPlan(setting, command.input)
      case 'plans.accept':
        return acceptPlan(setting, command.input)
      case 'disputes.open':
        return openDispute(setting, command.input)
      case 'disputes.resolve':
        return resolveDispute(setting, command.input)
      case 'promises.make':
        return makePromise(setting, command.input)
      case 'promises.withdraw':
        return withdrawPromise(setting, command.input)
      case 'bookings.request':
        return requestBooking(setting, command.input)
      case 'bookings.cancel':
        return cancelBooking(setting, command.input)
      case 'bookings.noShow':
        return missBooking(setting, command.input)
      case 'bookings.reschedule':
        return moveBooking(setting, command.input)
      case 'deposits.settle':
        return settleDeposit(setting, command.input)
      case 'deposits.apply':
        return applyDeposit(setting, command.input)
      case 'deposits.forfeit':
        return endDeposit(setting, command.input, 'forfeited')
      case 'deposits.release':
        return endDeposit(setting, command.input, 'depositReleased')
      case 'periods.close':
        return [{ type: 'closed', through: toDay(command.input.through), customer: '', on: today }]
    }
  }
}
