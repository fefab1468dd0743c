import { applyAllocationUndone, applySettlement } from '../allocation/apply.js'
import {
  applyBookingApproved,
  applyBookingEnded,
  applyFeeCollected,
  applyBookingRequested,
  applyBookingRescheduled,
} from '../booking/apply.js'
import { applyCreditIssued } from '../credit/apply.js'
import { applyAccountAbsorbed, applyAccountMerged } from '../customer/apply.js'
import { applyDisputeNoted, applyDisputeOpened, applyDisputeResolved } from '../dispute/apply.js'
import { applyDepositEnded, applyDepositRequested } from '../deposit/apply.js'
import {
  applyDecided,
  applyMessageSending,
  applyMessageSettled,
  applyMessageTold,
  applyPreferences,
  applyTaskClosed,
} from '../dunning/apply.js'
import { applyHoldPlaced, applyHoldReleased } from '../hold/apply.js'
import { applyInvoiceIssued, applyInvoiceVoided, applyRescheduled } from '../invoice/apply.js'
import { applyPostings } from '../journal/apply-postings.js'
import type { Books } from '../journal/books.js'
import type { Fact } from '../journal/fact.js'
import { applyLinkCreated, applyLinkRenewed, applyLinkRevoked } from '../link/apply.js'
import {
  applyAuthorisationAsked,
  applyAuthorisationKept,
  applyChargeRequested,
  applyChargeSent,
  applyMethodForgotten,
  applyMethodSaved,
  applyPaymentAuthorised,
  applyPaymentFailed,
  applyPaymentPending,
  applyPaymentVoided,
} from '../payment/apply-incoming.js'
import { applyChargebackCovered, applyChargebackTaken } from '../payment/apply-chargeback.js'
import {
  applyPaymentRefunded,
  applyPaymentReversed,
  applyPaymentSettled,
  applyRefundAsked,
  applyRefundFailed,
  applyRefundSent,
  applyRefundUnsent,
} from '../payment/apply.js'
import { applyPlanAccepted, applyPlanAgreed, applyPlanBroken, applyPlanCancelled } from '../plan/apply.js'
import { applyPromiseEnded, applyPromiseMade } from '../promise/apply.js'
import { applySuspenseAssigned, applySuspenseReceived } from '../suspense/apply.js'

/**
 * Applies one fact to the books: the projections as they stand after it.
 *
 * Accepts every fact that was ever appended and depends on nothing but the books and the fact, so replaying a
 * stream from empty books gives the stored projections byte for byte.
 */
export function apply(books: Books, fact: Fact): void {
  project(books, fact)
  books.rev = fact.version
}

function project(books: Books, fact: Fact): void {
  switch (fact.type) {
    case 'invoice.issued':
      return applyInvoiceIssued(books, fact)
    case 'invoice.voided':
      return applyInvoiceVoided(books, fact)
    case 'invoice.rescheduled':
      return applyRescheduled(books, fact)
    case 'credit.issued':
      return applyCreditIssued(books, fact)
    case 'payment.settled':
      return applyPaymentSettled(books, fact)
    case 'payment.refunded':
      return applyPaymentRefunded(books, fact)
    case 'payment.reversed':
      return applyPaymentReversed(books, fact)
    case 'chargeback.taken':
      return applyChargebackTaken(books, fact)
    case 'chargeback.covered':
      return applyChargebackCovered(books, fact)
    case 'refund.promised':
    case 'refund.withdrawn':
      return applyPostings(books, fact)
    case 'payment.allocated':
    case 'discount.granted':
    case 'rounding.recorded':
    case 'writeoff.recorded':
      return applySettlement(books, fact)
    case 'allocation.undone':
      return applyAllocationUndone(books, fact)
    case 'deposit.requested':
      return applyDepositRequested(books, fact)
    case 'deposit.forfeited':
    case 'forfeit.undone':
    case 'deposit.released':
      return applyDepositEnded(books, fact)
    case 'hold.placed':
      return applyHoldPlaced(books, fact)
    case 'hold.released':
      return applyHoldReleased(books, fact)
    case 'plan.agreed':
      return applyPlanAgreed(books, fact)
    case 'plan.accepted':
      return applyPlanAccepted(books, fact)
    case 'plan.broken':
      return applyPlanBroken(books, fact)
    case 'payment.pending':
      return applyPaymentPending(books, fact)
    case 'payment.failed':
      return applyPaymentFailed(books, fact)
    case 'payment.authorised':
      return applyPaymentAuthorised(books, fact)
    case 'payment.voided':
      return applyPaymentVoided(books, fact)
    case 'capture.requested':
    case 'void.requested':
      return applyAuthorisationAsked(books, fact)
    case 'charge.requested':
      return applyChargeRequested(books, fact)
    case 'charge.sent':
      return applyChargeSent(books, fact)
    case 'method.saved':
      return applyMethodSaved(books, fact)
    case 'method.forgotten':
      return applyMethodForgotten(books, fact)
    case 'capture.failed':
    case 'void.failed':
      return applyAuthorisationKept(books, fact)
    case 'refund.asked':
      return applyRefundAsked(books, fact)
    case 'refund.unsent':
      return applyRefundUnsent(books, fact)
    case 'refund.sent':
      return applyRefundSent(books, fact)
    case 'refund.failed':
      return applyRefundFailed(books, fact)
    case 'dispute.opened':
      return applyDisputeOpened(books, fact)
    case 'dispute.noted':
      return applyDisputeNoted(books, fact)
    case 'dispute.resolved':
      return applyDisputeResolved(books, fact)
    case 'promise.made':
      return applyPromiseMade(books, fact)
    case 'promise.kept':
    case 'promise.broken':
    case 'promise.withdrawn':
      return applyPromiseEnded(books, fact)
    case 'booking.requested':
      return applyBookingRequested(books, fact)
    case 'booking.approved':
      return applyBookingApproved(books, fact)
    case 'booking.rescheduled':
      return applyBookingRescheduled(books, fact)
    case 'booking.cancelled':
    case 'booking.no_show':
      return applyBookingEnded(books, fact)
    case 'booking.fee_collected':
      return applyFeeCollected(books, fact)
    case 'link.created':
      return applyLinkCreated(books, fact)
    case 'link.renewed':
      return applyLinkRenewed(books, fact)
    case 'link.revoked':
      return applyLinkRevoked(books, fact)
    case 'reminder.decided':
      return applyDecided(books, fact)
    case 'message.sending':
      return applyMessageSending(books, fact)
    case 'message.settled':
      return applyMessageSettled(books, fact)
    case 'message.told':
      return applyMessageTold(books, fact)
    case 'preferences.changed':
      return applyPreferences(books, fact)
    case 'task.closed':
      return applyTaskClosed(books, fact)
    case 'plan.cancelled':
      return applyPlanCancelled(books, fact)
    case 'account.merged':
      return applyAccountMerged(books, fact)
    case 'account.absorbed':
      return applyAccountAbsorbed(books, fact)
    case 'suspense.received':
      return applySuspenseReceived(books, fact)
    case 'suspense.assigned':
      return applySuspenseAssigned(books, fact)
    case 'account.opened':
    case 'period.closed':
    case 'customer.updated':
    case 'customer.erased':
    case 'invoice.became_due':
    case 'invoice.became_overdue':
    case 'discount.expiring':
    case 'deposit.expired':
    case 'payout.recorded':
      return
    default:
      return unknownFact(fact)
  }
}

function unknownFact(fact: never): never {
  throw new Error(`unknown fact ${(fact as Fact).type}`)
}
