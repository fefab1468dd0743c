import { stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import { Refusal } from '../refusal.js'
import { decode, type Encoding } from './decode.js'
import { csvLimits } from './limits.js'

/** How a file is written. */
export interface CsvOptions {
  readonly encoding: Encoding
  /** One character. */
  readonly delimiter: string
}

/** A row with the line it begins on. */
export interface CsvRow {
  readonly line: number
  readonly cells: readonly string[]
  /** How much of the file is behind it. */
  readonly bytes: number
}

const linesIn = (cells: readonly string[]): number =>
  cells.reduce<number>((lines, cell) => lines + (/[\r\n]/.test(cell) ? cell.match(/\r\n|\r|\n/g)!.length : 0), 1)

/** Counted as the parser meets fields, so that a limit stops it before the memory is spent. */
function checkField(value: string, { index }: { readonly index: number }): string {
  if (index >= csvLimits.columns) throw overLimit(`has more than ${csvLimits.columns} columns`, 'columns')
  if (value.length > csvLimits.field)
    throw overLimit(`has a field of ${value.length} characters; the limit is ${csvLimits.field}`, 'field')
  return value
}

class OverLimit extends Error {}
const limitNames = new WeakMap<OverLimit, string>()
function overLimit(message: string, limit: string): OverLimit {
  const error = new OverLimit(message)
  limitNames.set(error, limit)
  return error
}

/** Says a parser's refusal in our words, with the line the row begins on. */
function explained(error: unknown, line: number): unknown {
  if (error instanceof OverLimit) {
    return new Refusal('text_too_long', `The row on line ${line} ${error.message}.`, '', {
      line,
      limit: limitNames.get(error) ?? '',
    })
  }
  if (!(error instanceof CsvError)) return error
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return new Refusal(
        'invalid_input',
        `A quote that opens in the row on line ${line} is never closed.`,
        'The file may have been cut short, or a lone " stands in a field: inside quotes write it twice ("").',
        { line },
      )
    case 'CSV_MAX_RECORD_SIZE':
      return new Refusal(
        'text_too_long',
        `The row on line ${line} is longer than ${csvLimits.row} characters.`,
        'A quote that opens there may never be closed.',
        { line, limit: 'row' },
      )
    default:
      return new Refusal(
        'invalid_input',
        `The row on line ${line} has a quote where none may stand.`,
        'A field with quotes is quoted as a whole, and a quote inside it is written twice: "say ""hi""".',
        { line },
      )
  }
}

/** Refuses what is not a file of bearable size. */
async function checkFile(path: string): Promise<void> {
  const about = await stat(path).catch(() => undefined)
  if (about === undefined) throw new Refusal('invalid_input', `There is no file ${path}.`, 'Check the path.', { path })
  if (!about.isFile())
    throw new Refusal(
      'invalid_input',
      `${path} is not a plain file.`,
      'An import reads its file twice: save the data first.',
      { path },
    )
  if (about.size > csvLimits.file)
    throw new Refusal(
      'text_too_long',
      `${path} has ${about.size} bytes; the limit is ${csvLimits.file}.`,
      'Split it.',
      { limit: 'file', bytes: about.size },
    )
}

/**
 * Reads a CSV file (RFC 4180: quotes, CRLF or LF, an optional byte order mark) row by row, within {@link csvLimits}.
 *
 * The first row is the header. Empty lines are skipped. Memory stays bounded by one row, whatever the file.
 *
 * @throws Refusal for what makes the rest of the file unreadable, with its line
 */
export async function* csvRows(path: string, { encoding, delimiter }: CsvOptions): AsyncGenerator<CsvRow> {
  await checkFile(path)
  // Lines are counted as the parser meets rows: an error comes before the rows that still wait to be read.
  let next = 1
  let empty = 0
  let rows = -1
  const parser = parse({
    delimiter,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    max_record_size: csvLimits.row,
    cast: checkField,
    on_record: (cells, { empty_lines, bytes }) => {
      const line = next + empty_lines - empty
      empty = empty_lines
      next = line + linesIn(cells)
      if (++rows > csvLimits.rows)
        throw overLimit(`is beyond the limit of ${csvLimits.rows} rows: split the file`, 'rows')
      // The types know rows as arrays only; the parser hands on whatever it is given.
      return { line, cells, bytes } satisfies CsvRow as unknown as string[]
    },
  })
  const feeding = pipeline(Readable.from(decode(path, encoding)), parser)
  // Its error comes out of the loop below as well.
  feeding.catch(() => {})
  try {
    yield* parser as AsyncIterable<CsvRow>
    await feeding
  } catch (error) {
    throw explained(error, next + parser.info.empty_lines - empty)
  } finally {
    parser.destroy()
  }
}
