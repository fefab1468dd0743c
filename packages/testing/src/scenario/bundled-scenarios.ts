import asOfDates from '../../cases/01-as-of-dates.json' with { type: 'json' }
import buckets from '../../cases/02-buckets.json' with { type: 'json' }
import unappliedMoney from '../../cases/03-unapplied-money.json' with { type: 'json' }
import allocationOrder from '../../cases/04-allocation-order.json' with { type: 'json' }
import splits from '../../cases/05-splits.json' with { type: 'json' }
import terms from '../../cases/06-terms.json' with { type: 'json' }
import earlyPaymentDiscount from '../../cases/07-early-payment-discount.json' with { type: 'json' }
import creditNotes from '../../cases/09-credit-notes.json' with { type: 'json' }
import paymentsUndone from '../../cases/10-payments-undone.json' with { type: 'json' }
import currency from '../../cases/11-currency.json' with { type: 'json' }
import overdueMoment from '../../cases/12-overdue-moment.json' with { type: 'json' }
import reminders from '../../cases/13-reminders.json' with { type: 'json' }
import payLinks from '../../cases/16-pay-links.json' with { type: 'json' }
import depositsAndPlans from '../../cases/17-deposits-and-plans.json' with { type: 'json' }
import recordedTax from '../../cases/18-recorded-tax.json' with { type: 'json' }
import timeEvents from '../../cases/18a-time-events.json' with { type: 'json' }
import agreements from '../../cases/20-bookings-disputes-promises.json' with { type: 'json' }
import { readScenarios } from './read-scenarios.js'
import type { Scenario } from './scenario.js'

/**
 * The worked cases that say what every figure means, as scenarios, in the order of their sections.
 *
 * The same files are published under `@owekit/testing/cases/`.
 *
 * @example
 * bundledScenarios().find(({ id }) => id === 'AC-01')
 */
export function bundledScenarios(): Scenario[] {
  return [
    asOfDates,
    buckets,
    unappliedMoney,
    allocationOrder,
    splits,
    terms,
    earlyPaymentDiscount,
    creditNotes,
    paymentsUndone,
    currency,
    overdueMoment,
    reminders,
    payLinks,
    depositsAndPlans,
    recordedTax,
    timeEvents,
    agreements,
  ].flatMap((file) => readScenarios(file))
}
