import { isReceivablesError } from '../errors/index.js'
import { moneyFromJSON, type MoneyJSON } from '../money/money.js'
import type { CallContext } from '../ports/payment-provider.js'
import type { FakeBooks } from './books.js'
import { refusal } from './desk.js'

/** A call, as the key remembers it. */
interface Call {
  readonly name: string
  readonly request: object
  readonly context: CallContext
}

/**
 * Does it the first time a key comes, and answers the same every further time, be it a refusal.
 *
 * @throws ReceivablesError `provider_refused` when the key came with another request before
 */
export async function once<A>(books: FakeBooks, call: Call, act: () => A): Promise<A> {
  const { name, request, context } = call
  context.signal?.throwIfAborted()
  const id = context.idempotencyKey
  const text = JSON.stringify([name, request])
  const known = books.answers.get(id)
  if (known === undefined) return first(books, id, text, act)
  if (known.request !== text) throw refusal(`Key ${id} came with another request before.`, { idempotencyKey: id })
  if (known.isRefusal) throw refusal(known.answer)
  return JSON.parse(known.answer, withMoney) as A
}

function first<A>(books: FakeBooks, id: string, request: string, act: () => A): A {
  try {
    const answer = act()
    books.answers.put({ id, request, answer: JSON.stringify(answer), isRefusal: false })
    return answer
  } catch (error) {
    if (isReceivablesError(error, 'provider_refused')) {
      books.answers.put({ id, request, answer: error.message, isRefusal: true })
    }
    throw error
  }
}

/** Amounts are written as `{ amount, currency }` and nothing else is. */
function withMoney(_: string, value: unknown): unknown {
  const isMoney = typeof value === 'object' && value !== null && Object.keys(value).sort().join() === 'amount,currency'
  return isMoney ? moneyFromJSON(value as MoneyJSON) : value
}
