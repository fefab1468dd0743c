import type { Books } from '../journal/books.js'
import type { Fact, InstalmentTerms, PlannedTerms } from '../journal/fact.js'
import type { Row } from '../records/collections.js'

/** What a plan row's `data` column holds. */
export interface PlanData {
  readonly replaced: readonly PlannedTerms[]
  readonly instalments: readonly InstalmentTerms[]
  /** What happens when a part is late. @default 'keep' */
  readonly broken?: 'keep' | 'cancel'
  /** Who said yes for the customer. */
  readonly acceptedBy?: string
}

/** A plan row's data, typed. */
export function planData(row: Row<'plans'>): PlanData {
  return row.data as unknown as PlanData
}

/** Writes the plan; the rescheduling that goes with it is a fact of its own. */
export function applyPlanAgreed(books: Books, fact: Extract<Fact, { type: 'plan.agreed' }>): void {
  const { id, document, replaced, instalments, broken } = fact.data
  const data: PlanData = { replaced, instalments, ...(broken === undefined ? {} : { broken }) }
  books.plans.create(id, {
    id,
    customer: books.customer,
    document,
    agreedOn: fact.effectiveOn,
    acceptedOn: null,
    brokenOn: null,
    cancelledOn: null,
    data: data as unknown as Row<'plans'>['data'],
  })
}

/** The customer said yes. */
export function applyPlanAccepted(books: Books, fact: Extract<Fact, { type: 'plan.accepted' }>): void {
  const row = books.plans.get(fact.data.id)
  if (row === undefined) return
  const data = { ...planData(row), acceptedBy: fact.data.by } as unknown as Row<'plans'>['data']
  books.plans.put(row.id, { ...row, acceptedOn: fact.effectiveOn, data })
}

/** A part of it is late. */
export function applyPlanBroken(books: Books, fact: Extract<Fact, { type: 'plan.broken' }>): void {
  const row = books.plans.get(fact.data.id)
  if (row !== undefined) books.plans.put(row.id, { ...row, brokenOn: fact.effectiveOn })
}

/** Ends the plan. */
export function applyPlanCancelled(books: Books, fact: Extract<Fact, { type: 'plan.cancelled' }>): void {
  const row = books.plans.get(fact.data.id)
  if (row !== undefined) books.plans.put(row.id, { ...row, cancelledOn: fact.effectiveOn })
}
