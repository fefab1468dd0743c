import { assertBalanced } from '../journal/balance.js'
import type { Books } from '../journal/books.js'
import { assertOpenPeriod, type Decision, type DecisionContext } from '../journal/decision.js'
import { type Fact, factId } from '../journal/fact.js'
import { apply } from './apply.js'

/**
 * Opens a decision on an account's books.
 *
 * The books are the decision's working copy: they change with each fact added, and are thrown away when the
 * command fails.
 */
export function openDecision(books: Books, context: DecisionContext): Decision {
  const facts: Fact[] = []
  return {
    books,
    context,
    facts,
    nextId: () => factId(books.customer, books.rev + 1),
    add(draft) {
      if (draft.postings.length > 0) {
        assertOpenPeriod(context, draft.effectiveOn, draft.type)
        assertBalanced(draft.type, draft.postings)
      }
      const fact: Fact = {
        type: draft.type,
        effectiveOn: draft.effectiveOn,
        data: draft.data,
        postings: draft.postings,
        ...(draft.cause === undefined ? undefined : { cause: draft.cause }),
        tenant: books.tenant,
        customer: books.customer,
        version: books.rev + 1,
        schema: 1,
        recordedAt: 0,
        actor: context.actor,
        requestKey: context.requestKey,
      } as Fact
      apply(books, fact)
      facts.push(fact)
      return fact
    },
  }
}
