import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

/**
 * A map of texts that a file keeps: a line for each change, the file written anew when it is opened.
 *
 * @example
 * keptMap('a.jsonl').set('k', 'v')
 * keptMap('a.jsonl').get('k') // 'v', in the next process too
 */
export function keptMap(path: string): Map<string, string> {
  return new KeptMap(path)
}

class KeptMap extends Map<string, string> {
  readonly #path: string | undefined

  constructor(path: string) {
    super()
    for (const [key, value] of linesOf(path)) {
      if (value === undefined) super.delete(key)
      else super.set(key, value)
    }
    writeFileSync(`${path}.new`, [...this].map((entry) => lineOf(...entry)).join(''), { mode: 0o600 })
    renameSync(`${path}.new`, path)
    this.#path = path
  }

  override set(key: string, value: string): this {
    if (this.#path !== undefined) appendFileSync(this.#path, lineOf(key, value))
    return super.set(key, value)
  }

  override delete(key: string): boolean {
    if (this.#path !== undefined) appendFileSync(this.#path, lineOf(key))
    return super.delete(key)
  }
}

const lineOf = (...entry: readonly string[]) => `${JSON.stringify(entry)}\n`

function linesOf(path: string): [string, string | undefined][] {
  if (!existsSync(path)) return []
  // A line without its end was being written when the process died: it never happened.
  const whole = readFileSync(path, 'utf8').split('\n').slice(0, -1)
  return whole.map((line) => JSON.parse(line) as [string, string | undefined])
}
