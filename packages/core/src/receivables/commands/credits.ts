import { issueCredit as decideIssue } from '../../credit/issue.js'
import { type Money, minor } from '../../money/index.js'
import type { Command } from '../engine.js'
import { issueCredit } from '../input/invoices.js'
import { named } from './invoices.js'
import { type AllocationAnswer, allocationAnswer } from './strategy.js'

/** What `credits.issue` answers besides. */
export interface CreditAnswer extends AllocationAnswer {
  readonly number: string
  /** What is to be paid back of it. */
  readonly refundDue: Money | null
}

export const issue: Command<typeof issueCredit, CreditAnswer> = {
  name: 'credits.issue',
  schema: issueCredit,
  identity: (input) => input.id ?? (input.number === undefined ? undefined : `crn_${input.number}`),
  async run(trip, input) {
    const { id, number } = named(trip, 'crn', input)
    const { invoice } = input
    const wanted = invoice === undefined ? {} : { around: [invoice] }
    const { decision } = await trip.account(input.customer, wanted)
    decideIssue(decision, {
      ...input,
      id,
      number,
      kind: input.kind ?? 'credit_note',
      issuedOn: input.issuedOn ?? trip.today,
    })
    return { id }
  },
  extra(facts) {
    const issued = facts.find((fact) => fact.type === 'credit.issued')
    const promised = facts.find((fact) => fact.type === 'refund.promised')
    const currency = issued?.data.currency
    return {
      number: issued?.data.number ?? '',
      refundDue: currency === undefined ? null : minor(promised?.data.amount ?? 0n, currency),
      ...allocationAnswer(facts, undefined),
    }
  },
}
