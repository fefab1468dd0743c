import { type ErrorCode, isReceivablesError } from '@owekit/core'
import { Refusal } from '../refusal.js'
import { oneLine } from '../terminal/text-width.js'

/** Why a row cannot be imported. */
export interface Problem {
  /** The line of the file the row begins on. */
  readonly line: number
  /** The column, or `''` when the row as a whole is meant. */
  readonly column: string
  readonly code: ErrorCode
  readonly reason: string
}

/** How many problems are told one by one. */
const told = 50

/** Collects what is wrong with a file: the first problems in full, then their number. */
export class Problems {
  readonly #first: Problem[] = []
  readonly #codes = new Set<ErrorCode>()
  #lastLine = 0
  #rows = 0

  /** How many rows are bad. */
  get rows(): number {
    return this.#rows
  }

  /** Notes an error of a row; what is not an error of ours is thrown on. */
  add(line: number, column: string, error: unknown): void {
    if (!isReceivablesError(error)) throw error
    if (line !== this.#lastLine) this.#rows += 1
    this.#lastLine = line
    this.#codes.add(error.code)
    const reason = error.message.replace(/\.$/, '').slice(0, 500)
    if (this.#first.length < told) this.#first.push({ line, column, code: error.code, reason })
  }

  /** The refusal of the whole file. */
  refusal(file: string, rows: number): BadRows {
    const [only] = this.#codes
    const code = this.#codes.size === 1 && only !== undefined ? only : 'invalid_input'
    return new BadRows(code, file, rows, this.#rows, this.#first)
  }
}

/** A file that is refused for its rows: nothing of it was written. */
export class BadRows extends Refusal {
  readonly #problems: readonly Problem[]
  readonly #bad: number

  constructor(code: ErrorCode, file: string, rows: number, bad: number, problems: readonly Problem[]) {
    const those = bad === 1 ? 'row' : 'rows'
    super(
      code,
      `${bad} of ${rows} ${those} cannot be imported; nothing was written.`,
      'Correct the file and run the same command again.',
      {
        file,
        rows,
        bad,
        problems: problems.map((problem) => ({ ...problem })),
      },
    )
    this.#problems = problems
    this.#bad = bad
  }

  /** The problems as lines for a person. */
  findings(): string {
    const line = Math.max(...this.#problems.map((problem) => String(problem.line).length))
    const column = Math.max(...this.#problems.map((problem) => problem.column.length))
    const rows = new Set(this.#problems.map((problem) => problem.line)).size
    return (
      this.#problems
        .map((problem) => {
          const where = `line ${String(problem.line).padStart(line)}${column > 0 ? `  ${problem.column.padEnd(column)}` : ''}`
          return `  ${where}  ${oneLine(problem.reason)} (${problem.code})\n`
        })
        .join('') + (this.#bad > rows ? `  … and ${this.#bad - rows} more rows\n` : '')
    )
  }
}
