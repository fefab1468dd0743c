import { moneyFromJSON, type MoneyJSON } from '../money/money.js'
import type { ProviderEvent } from '../ports/payment-provider.js'

type Body = Readonly<Record<string, unknown>>

/** What a part of an event is made of. Optional ones end in `?`. */
interface Part {
  readonly types: readonly ProviderEvent['type'][]
  readonly texts: readonly string[]
  readonly amounts: readonly string[]
}

const parts: Readonly<Record<string, Part>> = {
  payment: {
    types: [
      'payment.pending',
      'payment.succeeded',
      'payment.authorised',
      'payment.voided',
      'payment.failed',
      'payment.reversed',
    ],
    texts: ['externalId', 'account', 'method', 'savedMethod?'],
    amounts: ['amount', 'fee?'],
  },
  refund: {
    types: ['refund.pending', 'refund.sent', 'refund.failed'],
    texts: ['externalId', 'refund', 'payment', 'state', 'reason'],
    amounts: ['amount'],
  },
  dispute: {
    types: ['dispute.opened', 'dispute.withdrawn', 'dispute.reinstated', 'dispute.won', 'dispute.lost'],
    texts: ['externalId', 'payment', 'reason'],
    amounts: ['amount'],
  },
  payout: {
    types: ['payout.paid', 'payout.failed'],
    texts: ['externalId', 'arrivesOn'],
    amounts: ['amount', 'fees'],
  },
  '': { types: ['checkout.expired', 'checkout.closed'], texts: [], amounts: [] },
}

/** The text of an event: itself as JSON, amounts as decimal text. */
export function writeEvent(event: ProviderEvent): string {
  return JSON.stringify(event)
}

/**
 * Reads the text of an event back; `undefined` for a kind that this provider does not know.
 *
 * @throws what is not an event of ours: an `Error`, or the `ReceivablesError` of a wrong amount
 */
export function readEvent(text: string): ProviderEvent | undefined {
  const body = recordOf(JSON.parse(text))
  const found = Object.entries(parts).find(([, { types }]) => types.some((type) => type === body['type']))
  if (found === undefined) return undefined
  const [name, part] = found
  checkTexts(body, ['event', 'checkout', 'tenant?'])
  if (!Number.isSafeInteger(body['occurredAt'])) throw new TypeError('occurredAt is no instant')
  const read = name === '' ? body : { ...body, [name]: readPart(recordOf(body[name]), part) }
  return read as unknown as ProviderEvent
}

/** The same part with its amounts as money. */
function readPart(given: Body, { texts, amounts }: Part): Body {
  checkTexts(given, texts)
  const money = present(given, amounts).map((name) => [name, moneyFromJSON(given[name] as MoneyJSON)] as const)
  return { ...given, ...Object.fromEntries(money) }
}

function checkTexts(given: Body, names: readonly string[]): void {
  for (const name of present(given, names)) {
    if (typeof given[name] !== 'string') throw new TypeError(`${name} is no text`)
  }
}

/** The names without their marks; those that may be missing only when they are there. */
function present(given: Body, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const bare = name.replace('?', '')
    return bare === name || bare in given ? [bare] : []
  })
}

function recordOf(value: unknown): Body {
  if (typeof value === 'object' && value !== null) return value as Body
  throw new TypeError('not an object')
}
