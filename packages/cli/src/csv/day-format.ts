import { ReceivablesError } from '@owekit/core'
import { formatDay, parseDay } from '@owekit/core/calendar'
import { shown } from '../shown.js'
import { Refusal } from '../refusal.js'

/** Reads a day in one agreed order, as `YYYY-MM-DD`. */
export type DayReader = (text: string) => string

const parts = /^(?:(Y{4})|(M{1,2})|(D{1,2})|([^A-Za-z0-9]))/i

/**
 * Makes the reader of a date format: `YYYY`, `M` or `MM`, `D` or `DD` in any order, with any separators.
 *
 * `M` and `D` take one or two digits, `MM` and `DD` exactly two; without separators all parts need a fixed width. The
 * order of a date is never guessed: 4/6/2013 is a day in April or in June, and only its writer knows.
 *
 * @throws Refusal `invalid_input` when the format does not name each part once
 * @example
 * dayFormat('M/D/YYYY')('4/6/2013') // '2013-04-06'
 */
export function dayFormat(format: string): DayReader {
  const order: ('y' | 'm' | 'd')[] = []
  let pattern = ''
  let rest = format.trim()
  let open = false
  let bad = rest.length > 20
  while (rest !== '' && !bad) {
    const [whole = '', year, month, day, separator] = parts.exec(rest) ?? []
    const digits = year ?? month ?? day
    if (digits !== undefined) {
      bad = open
      order.push(year ? 'y' : month ? 'm' : 'd')
      pattern += digits.length === 1 ? '(\\d{1,2})' : `(\\d{${digits.length}})`
      open = digits.length === 1
    } else if (separator !== undefined) {
      pattern += `\\u{${separator.codePointAt(0)!.toString(16)}}`
      open = false
    } else bad = true
    rest = rest.slice(whole.length)
  }
  if (bad || [...order].sort().join('') !== 'dmy') {
    throw new Refusal(
      'invalid_input',
      `Date format ${shown(format)} does not name year, month and day once each.`,
      'Write the order your file uses, such as --dates M/D/YYYY, --dates DD.MM.YYYY or --dates YYYY-MM-DD.',
      { dates: shown(format) },
    )
  }
  const expression = new RegExp(`^${pattern}$`, 'u')
  const [y, m, d] = ['y' as const, 'm' as const, 'd' as const].map((part) => order.indexOf(part) + 1) as [
    number,
    number,
    number,
  ]
  return (text) => {
    const match = expression.exec(text)
    const iso = match ? `${match[y]}-${match[m]!.padStart(2, '0')}-${match[d]!.padStart(2, '0')}` : ''
    try {
      return formatDay(parseDay(iso))
    } catch {
      throw new ReceivablesError('invalid_date', `${shown(text)} is not a calendar day written ${format}`, {
        day: shown(text),
      })
    }
  }
}
