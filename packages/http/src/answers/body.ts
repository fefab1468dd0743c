import { ReceivablesError } from '@owekit/core'
import { Refusal } from './problem.js'

/** Reads at most `limit` bytes; one more is refused, whatever the length header says. */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  const tooLarge = () => new Refusal('too_large', `The body may have ${limit} bytes.`, { Connection: 'close' })
  const told = Number(request.headers.get('Content-Length') ?? 0)
  if (told > limit) throw tooLarge()
  if (request.body === null) return new Uint8Array()
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.length
    if (size > limit) {
      await reader.cancel().catch(() => undefined)
      throw tooLarge()
    }
    chunks.push(value)
  }
  const [only] = chunks
  if (chunks.length === 1 && only !== undefined) return only
  const all = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}

/** The media type of a request, without parameters. */
export function mediaTypeOf(request: Request): string {
  return (request.headers.get('Content-Type') ?? '').split(';', 1)[0]!.trim().toLowerCase()
}

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** A JSON object from the body: at most 1 MB of `application/json`. */
export async function readJsonObject(request: Request): Promise<Record<string, unknown>> {
  if (mediaTypeOf(request) !== 'application/json')
    throw new Refusal('unsupported_media_type', 'The body is application/json.', { Accept: 'application/json' })
  const bytes = await readBytes(request, 1_000_000)
  let value: unknown
  try {
    value = JSON.parse(utf8.decode(bytes))
  } catch (cause) {
    throw new ReceivablesError('invalid_input', 'The body is no JSON.', {}, { cause })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ReceivablesError('invalid_input', 'The body is a JSON object.')
  return value as Record<string, unknown>
}
