import type * as z from 'zod/mini'
import * as allocations from '../receivables/commands/allocations.js'
import * as authorisations from '../receivables/commands/authorisations.js'
import * as bookings from '../receivables/commands/bookings.js'
import * as credits from '../receivables/commands/credits.js'
import * as customers from '../receivables/commands/customers.js'
import * as disputes from '../receivables/commands/disputes.js'
import * as invoices from '../receivables/commands/invoices.js'
import * as methods from '../receivables/commands/methods.js'
import * as moneyBack from '../receivables/commands/money-back.js'
import * as others from '../receivables/commands/others.js'
import * as payments from '../receivables/commands/payments.js'
import * as promises from '../receivables/commands/promises.js'
import * as reminders from '../receivables/commands/reminders.js'
import * as suspense from '../receivables/commands/suspense.js'
import type { Command } from '../receivables/engine.js'

/** Every command, by the name that the face knows it by. */
export const commands = {
  'customers.open': customers.open,
  'customers.update': customers.update,
  'customers.merge': customers.merge,
  'customers.erase': customers.erase,
  'invoices.issue': invoices.issue,
  'invoices.void': invoices.voidIt,
  'invoices.moveDueDate': invoices.moveDue,
  'credits.issue': credits.issue,
  'payments.record': payments.record,
  'payments.refund': moneyBack.refund,
  'payments.reverse': moneyBack.reverse,
  'payments.capture': authorisations.capture,
  'payments.void': authorisations.voidIt,
  'payments.charge': methods.charge,
  'payments.forgetMethod': methods.forget,
  'payments.assign': suspense.assign,
  'allocations.apply': allocations.apply,
  'allocations.move': allocations.move,
  'allocations.release': allocations.release,
  'writeOffs.record': others.recordWriteOff,
  'holds.place': others.placeHold,
  'holds.release': others.releaseHold,
  'plans.agree': others.agreePlan,
  'plans.accept': others.acceptPlan,
  'plans.cancel': others.cancelPlan,
  'promises.make': promises.make,
  'promises.withdraw': promises.withdraw,
  'disputes.open': disputes.open,
  'disputes.note': disputes.note,
  'disputes.resolve': disputes.resolve,
  'bookings.request': bookings.request,
  'bookings.approve': bookings.approve,
  'bookings.cancel': bookings.cancel,
  'bookings.reschedule': bookings.reschedule,
  'bookings.noShow': bookings.noShow,
  'deposits.request': others.requestDeposit,
  'deposits.settle': others.settleDeposit,
  'deposits.apply': others.applyDeposit,
  'deposits.forfeit': others.forfeitDeposit,
  'deposits.release': others.releaseDeposit,
  'reminders.setPolicy': reminders.setPolicy,
  'reminders.setDefault': reminders.setDefault,
  'reminders.agree': reminders.agree,
  'reminders.waive': reminders.waive,
  'reminders.sendNow': reminders.sendNow,
  'reminders.closeTask': reminders.closeTask,
  'reminders.liftSuppression': reminders.liftSuppression,
  'reminders.paymentsSeen': reminders.paymentsSeen,
  'reminders.hold': reminders.hold,
  'reminders.release': reminders.release,
  'periods.close': others.closePeriod,
} as const

type Commands = typeof commands

/** A command's name on the face. */
export type CommandName = keyof Commands

/** A command as data: its name on the face, and what the face's function of that name takes. */
export type BatchCommand = {
  readonly [N in CommandName]: { readonly command: N; readonly input: z.input<Commands[N]['schema']> }
}[CommandName]

/** A command whose own types do not matter. */
export type AnyCommand = Command<z.ZodMiniType, object>
