import { ReceivablesError } from '@owekit/core'
import type { CsvRow } from '../csv/rows.js'
import { shown } from '../shown.js'
import type { Problems } from './problems.js'

/** Takes a row apart cell by cell and notes every cell that cannot be read. */
export class RowReader {
  readonly #row: CsvRow
  readonly #header: readonly string[]
  readonly #problems: Problems
  #sound = true

  constructor(row: CsvRow, header: readonly string[], problems: Problems) {
    this.#row = row
    this.#header = header
    this.#problems = problems
    if (row.cells.length !== header.length) {
      this.#refuse(
        '',
        new ReceivablesError('invalid_input', `has ${row.cells.length} columns; the header has ${header.length}`),
      )
    }
  }

  /** Nothing was wrong so far. */
  get sound(): boolean {
    return this.#sound
  }

  /** The cell as it stands. */
  text(at: number): string {
    return this.#row.cells[at] ?? ''
  }

  /** Reads a cell, blanks at its ends aside; undefined when it cannot be read, which is then noted. */
  read<T>(at: number, reader: (text: string) => T): T | undefined {
    if (!this.#sound && this.#row.cells.length !== this.#header.length) return undefined
    try {
      return reader(this.text(at).trim())
    } catch (error) {
      this.#refuse(this.#header[at] ?? '', error)
      return undefined
    }
  }

  /** Reads a cell that names something: kept exactly, and never empty. */
  name(at: number, seen?: { readonly lines: Map<string, number>; readonly what: string }): string | undefined {
    return this.read(at, () => {
      const text = this.text(at)
      if (text === '') throw new ReceivablesError('invalid_id', 'is empty')
      if (text.length > longestName)
        throw new ReceivablesError('text_too_long', `has ${text.length} characters; the limit is ${longestName}`)
      if (text.trim() !== text) throw new ReceivablesError('invalid_id', `${shown(text)} begins or ends with a blank`)
      const before = seen?.lines.get(text)
      if (before !== undefined)
        throw new ReceivablesError('already_exists', `${seen?.what} ${shown(text)} is on line ${before} already`)
      seen?.lines.set(text, this.#row.line)
      return text
    })
  }

  #refuse(column: string, error: unknown): void {
    this.#sound = false
    this.#problems.add(this.#row.line, column, error)
  }
}

/** Ids are 200 characters at most, and some are made of a name and a short prefix. */
const longestName = 180
