import type { CarrierAnswer } from './carrier.js'
import { inDoubt } from './failures.js'

/** The longest answer that is read, in bytes; receipts are a few hundred. */
const largest = 1_000_000

/**
 * Reads the JSON of an answer, and no more of it than a megabyte.
 *
 * A refusal is one whether its words can be read or not. A yes whose words were lost is no receipt.
 *
 * @throws ReceivablesError `notifier_indeterminate` a yes whose body did not come whole, or not in time
 */
export async function readAnswer(response: Response, signal: AbortSignal): Promise<CarrierAnswer> {
  const { status, headers } = response
  try {
    return { status, headers, json: jsonOf(await textOf(response, signal)) }
  } catch (cause) {
    if (status >= 200 && status < 300) throw inDoubt('Its answer was lost.', { status }, cause)
    return { status, headers, json: undefined }
  }
}

async function textOf({ body }: Response, signal: AbortSignal): Promise<string> {
  if (body === null) return ''
  const reader = body.getReader()
  const giveUp = () => void reader.cancel(signal.reason).catch(() => {})
  signal.addEventListener('abort', giveUp, { once: true })
  try {
    const chunks: Uint8Array[] = []
    let length = 0
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      chunks.push(read.value)
      length += read.value.length
      if (length > largest) throw new Error(`The answer has more than ${largest} bytes.`)
    }
    signal.throwIfAborted()
    return new TextDecoder().decode(await new Blob(chunks as Uint8Array<ArrayBuffer>[]).arrayBuffer())
  } finally {
    signal.removeEventListener('abort', giveUp)
    giveUp()
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
