import { createReadStream } from 'node:fs'
import { Refusal } from '../refusal.js'

/** The encodings a file may be read in; `latin1` is read as windows-1252, which it always is in practice. */
export const encodings = ['utf-8', 'latin1', 'windows-1252', 'utf-16le'] as const

/** One of {@link encodings}. */
export type Encoding = (typeof encodings)[number]

const lineFeed = 0x0a

const countLines = (text: string): number => {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1
  return lines
}

/** How many complete lines of a chunk decode before its first bad byte. */
function goodLines(chunk: Uint8Array, encoding: Encoding): number {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let lines = 0
  let from = 0
  try {
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, from)) {
      decoder.decode(chunk.subarray(from, end + 1), { stream: true })
      lines += 1
      from = end + 1
    }
  } catch {
    // The line that ends here holds the bad byte.
  }
  return lines
}

function badEncoding(line: number, encoding: Encoding, start: Uint8Array): Refusal {
  const wide = (start[0] === 0xff && start[1] === 0xfe) || start[1] === 0
  const guess = wide ? 'utf-16le' : encoding === 'utf-8' ? 'latin1' : 'utf-8'
  return new Refusal(
    'invalid_text',
    `Line ${line} is not ${encoding} text.`,
    `If the file was written in another encoding, name it: --encoding ${guess} (known: ${encodings.join(', ')}).`,
    { line, encoding },
  )
}

/**
 * Reads a file as text, piece by piece, and refuses what is not text in that encoding: an invalid sequence or a NUL,
 * with its line.
 */
export async function* decode(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  let line = 1
  let start: Uint8Array | undefined
  // The last bytes of a piece may be half a character: its line is known only with the next piece.
  for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) {
    start ??= chunk
    let text: string
    try {
      text = decoder.decode(chunk, { stream: true })
    } catch {
      throw badEncoding(line + (encoding === 'utf-16le' ? 0 : goodLines(chunk, encoding)), encoding, start)
    }
    const nul = text.indexOf('\0')
    if (nul >= 0) throw badEncoding(line + countLines(text.slice(0, nul)), encoding, start)
    line += countLines(text)
    yield text
  }
  try {
    decoder.decode()
  } catch {
    throw badEncoding(line, encoding, start ?? new Uint8Array())
  }
}
