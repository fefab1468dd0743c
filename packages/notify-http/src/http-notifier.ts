import { ReceivablesError } from '@owekit/core'
import { checkMessage, type Notifier, type SendReceipt } from '@owekit/core/ports'
import type { Carrier, CarrierAnswer, CarrierRequest } from './carrier.js'
import { failureOf, failureWithout, inDoubt } from './failures.js'
import { notConfigured } from './not-configured.js'
import { readAnswer } from './read-answer.js'
import { rejected } from './rejected.js'

/** What every service takes. */
export interface HttpNotifierOptions {
  /** Sends requests: that of another runtime, or one behind a proxy. It has to try once. @default the global fetch */
  readonly fetch?: typeof globalThis.fetch
  /** The longest a message may take, from connecting to the end of the answer, in seconds. @default 30 */
  readonly timeoutSeconds?: number
  /** Names it in rows and URLs; give each of several its own. @default that of the service */
  readonly id?: string
}

/** The longest webhook that is looked at, in bytes. */
const largest = 1_000_000

/** How long a message that a service is at already is left alone, in milliseconds. */
const pause = 200

/**
 * Makes a notifier of a service that takes messages by one POST.
 *
 * What the service refused was certainly not sent. No connection, and it was not sent either; but once there was one, nobody
 * knows: `fetch` does not tell how far a request came. So a connection that is lost, no answer in time, a failure inside the
 * service (5xx but 503), and a yes without a receipt are `notifier_indeterminate`. Nothing is tried a second time.
 *
 * @throws ReceivablesError `not_configured` the time is none
 *
 * @example
 * const sms = httpNotifier(carrier, { timeoutSeconds: 10 })
 * await sms.send(message, { idempotencyKey: 'msg_1' }) // { externalId: 'SM2b1c…', segments: 1 }
 */
export function httpNotifier(carrier: Carrier, options: HttpNotifierOptions = {}): Notifier {
  const { timeoutSeconds = 30, id = carrier.id } = options
  const { channel, capabilities } = carrier
  // A timer takes no more than 2³¹ − 1 milliseconds.
  if (!(timeoutSeconds > 0 && timeoutSeconds <= 86_400)) throw notConfigured('timeoutSeconds', 'is not within a day')

  const ask = async (request: CarrierRequest, signal: AbortSignal): Promise<CarrierAnswer> => {
    const { url, ...given } = request
    // Read at each call, so that a global fetch that was replaced is the one that is asked.
    const send = options.fetch ?? globalThis.fetch
    let response: Response
    try {
      response = await send(url, { ...given, method: 'POST', redirect: 'manual', signal })
    } catch (error) {
      throw failureWithout(error)
    }
    return readAnswer(response, signal)
  }

  return {
    id,
    channel,
    capabilities,
    async send(message, { idempotencyKey, signal }) {
      checkMessage(message, { channel, capabilities })
      const request = carrier.request(message, idempotencyKey)
      const patience = AbortSignal.timeout(timeoutSeconds * 1000)
      const until = signal ? AbortSignal.any([signal, patience]) : patience
      checkNotGivenUp(until)
      for (;;) {
        const answer = await ask(request, until)
        const outcome = outcomeOf(carrier, answer)
        if (outcome !== 'inProgress') return outcome
        await pauseUntil(until)
      }
    },
    ...(carrier.receive === undefined
      ? {}
      : {
          async receive(request, { now }) {
            if (request.method !== 'POST') throw rejected(`It came by ${request.method}; webhooks are posted.`)
            const { length } = request.body
            if (length > largest) throw rejected(`It has ${length} bytes; at most ${largest} are read.`)
            return carrier.receive?.(request, now) ?? []
          },
        }),
  }
}

function outcomeOf(carrier: Carrier, answer: CarrierAnswer): SendReceipt | 'inProgress' {
  if (answer.status >= 200 && answer.status < 300) {
    const receipt = carrier.receipt(answer)
    if (receipt === undefined) throw inDoubt('It answered, and gave no receipt.', { status: answer.status })
    return receipt
  }
  const refusal = carrier.refusal?.(answer)
  if (refusal === 'inProgress') return refusal
  throw failureOf(answer, refusal, carrier.codeOf?.(answer))
}

function checkNotGivenUp(signal: AbortSignal): void {
  if (!signal.aborted) return
  const why = 'The message was given up before it was sent.'
  throw new ReceivablesError('notifier_unavailable', why, {}, { cause: signal.reason })
}

/** What the service is at is under its key, so this attempt certainly sent nothing when it is given up here. */
async function pauseUntil(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, pause))
  if (!signal.aborted) return
  const why = 'The service is still at an earlier attempt to send the message.'
  throw new ReceivablesError('notifier_unavailable', why, {}, { cause: signal.reason })
}
