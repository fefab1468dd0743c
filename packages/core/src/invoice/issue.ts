import { type Day, formatDay, parseDay } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import type { Decision } from '../journal/decision.js'
import type { DiscountOffer, Fact, Metadata } from '../journal/fact.js'
import { homeValue, withHome } from '../journal/home.js'
import { taxParts } from '../journal/parts.js'
import { type Posting, posting } from '../journal/posting.js'
import { checkAmounts, type DocumentAmounts } from './amounts.js'
import { discountOffer, type DiscountTerms } from './discount.js'
import { schedule, type ScheduleTerms } from './schedule.js'

/** An invoice as asked for, checked at the edge. */
export interface IssueInvoice extends DocumentAmounts, ScheduleTerms {
  readonly id: string
  readonly number: string
  readonly issuedOn: Day
  readonly reference?: string | undefined
  readonly metadata?: Metadata | undefined
  readonly discount?: DiscountTerms | undefined
  readonly component?: 'principal' | 'interest' | 'costs' | undefined
  readonly rate?: string | undefined
}

/** What an account does where an invoice says nothing. */
export interface InvoicePolicy {
  readonly terms: string | undefined
  readonly missingDueDate: 'onReceipt' | 'current'
  readonly discountMode: DiscountOffer['mode']
}

/**
 * Decides that an invoice is issued: +receivable for each instalment, −billed for its net and tax parts.
 *
 * @throws ReceivablesError `due_before_issue`, `invalid_terms`, `splits_do_not_add_up`, `currency_mismatch`, `period_closed`
 */
export function issueInvoice(decision: Decision, input: IssueInvoice, policy: InvoicePolicy): Fact {
  const what = `Invoice ${input.number}`
  const amounts = checkAmounts(what, input)
  const plan = schedule(input.number, amounts, input.issuedOn, input, policy)
  const asked = input.discount ?? plan.discount
  if (asked !== undefined && plan.instalments.length > 1)
    throw new ReceivablesError(
      'invalid_terms',
      `${what} has ${plan.instalments.length} instalments; an early-payment discount needs a single one.`,
      { instalments: plan.instalments.length },
    )
  const discount =
    asked === undefined ? null : discountOffer({ ...amounts, issuedOn: input.issuedOn }, asked, policy.discountMode)
  const reference = input.reference ?? ''
  const { currency } = amounts
  const { home } = decision.context
  const rate = input.rate ?? (currency === home.currency ? '1' : null)
  const value = homeValue(amounts.total, { currency, home: home.currency, rate })
  const receivable = plan.instalments.map((part): Posting =>
    posting({
      account: 'receivable',
      currency,
      amount: part.amount,
      document: input.id,
      instalment: part.no,
      issuedOn: input.issuedOn,
      dueOn: parseDay(part.dueOn),
      reference,
    }),
  )
  const billed = taxParts('billed', currency, -amounts.total, amounts).map((line) => ({ ...line, reference }))
  return decision.add({
    type: 'invoice.issued',
    effectiveOn: input.issuedOn,
    data: {
      id: input.id,
      number: input.number,
      ...amounts,
      issuedOn: formatDay(input.issuedOn),
      reference,
      rate,
      terms: plan.terms,
      discount,
      metadata: input.metadata ?? {},
      invoice: '',
      component: input.component ?? 'principal',
      instalments: plan.instalments,
    },
    postings: [...withHome(receivable, value, rate), ...withHome(billed, value === null ? null : -value, rate)],
  })
}
