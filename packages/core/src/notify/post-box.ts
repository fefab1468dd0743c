import type { Instant } from '../calendar/index.js'
import type { OutboundMessage, SendReceipt } from '../ports/notifier.js'

/** A message that arrived. */
export interface KeptMessage {
  /** What it was sent with. */
  readonly key: string
  readonly at: Instant
  readonly message: OutboundMessage
  readonly receipt: SendReceipt
}

/** Where messages of a {@link memoryNotifier} arrive. */
export interface PostBox {
  readonly kept: readonly KeptMessage[]
  /** Puts a message in, once for a key that is still remembered. */
  put(key: string, message: OutboundMessage): SendReceipt
  /** The receipt of a key that is still remembered. */
  of(key: string): SendReceipt | undefined
}

export function postBox(options: {
  readonly clock: () => Instant
  readonly isKeyed: boolean
  readonly keyLifetimeSeconds: number
}): PostBox {
  const { clock, isKeyed, keyLifetimeSeconds } = options
  const kept: KeptMessage[] = []
  const latest = new Map<string, KeptMessage>()
  const of = (key: string) => {
    const known = latest.get(key)
    return known !== undefined && clock() - known.at < keyLifetimeSeconds * 1000 ? known.receipt : undefined
  }
  return {
    kept,
    of,
    put(key, message) {
      const known = isKeyed ? of(key) : undefined
      if (known !== undefined) return known
      const one = { key, at: clock(), message: copied(message), receipt: { externalId: `mem_${kept.length + 1}` } }
      kept.push(one)
      latest.set(key, one)
      return one.receipt
    },
  }
}

/** What is done to a message after it was sent does not reach the reader. */
function copied(message: OutboundMessage): OutboundMessage {
  const attachments = message.attachments.map((one) => ({ ...one, content: one.content.slice() }))
  return { ...message, attachments }
}
