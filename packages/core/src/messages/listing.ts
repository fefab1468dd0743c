import { daysBetween, parseDay } from '../calendar/index.js'
import { ReceivablesError } from '../errors/index.js'
import { isPositive, type Money, sum } from '../money/index.js'
import type { Listed, ListedOpen } from './data.js'
import type { Voice } from './language.js'
import type { LetterRow } from './letter.js'

/** What a message is about, after a preposition: one by its number, several by their count. */
export function named(items: readonly Listed[], voice: Voice): string {
  const { words } = voice
  const [first] = items
  if (first === undefined) throw noItems()
  if (items.length === 1) return words.one(first.kind ?? 'invoice', voice.quoted(first.number))
  const kinds = new Set(items.map(({ kind = 'invoice' }) => kind))
  return words.many(kinds.size === 1 ? (first.kind ?? 'invoice') : 'item', items.length)
}

/** A row for each item, with how late it is on a day, if one is given. */
export function openRows(items: readonly ListedOpen[], voice: Voice, today?: string): LetterRow[] {
  return items.map((item) => {
    const days = today === undefined ? 0 : daysBetween(parseDay(item.dueOn), parseDay(today))
    return {
      item: title(item, voice),
      due: voice.day(item.dueOn),
      note: days > 0 ? voice.words.overdue(days) : '',
      amount: voice.money(item.open),
    }
  })
}

/** A row for each item that has nothing open. */
export function settledRows(items: readonly Listed[], voice: Voice): LetterRow[] {
  return items.map((item) => ({ item: title(item, voice), due: '', note: '', amount: '' }))
}

/**
 * What the items come to.
 *
 * @throws ReceivablesError `invalid_input` without items, or with one that has nothing open; `currency_mismatch`
 */
export function openSum(items: readonly ListedOpen[]): Money {
  const [first] = items
  if (first === undefined) throw noItems()
  const paid = items.find(({ open }) => !isPositive(open))
  if (paid !== undefined)
    throw new ReceivablesError(
      'invalid_input',
      `Only what is open is listed; ${paid.number} has ${String(paid.open)} open.`,
      {
        path: 'items',
        number: paid.number,
        open: paid.open.toJSON(),
      },
    )
  return sum(
    items.map(({ open }) => open),
    first.open.currency,
  )
}

const title = ({ kind = 'invoice', number }: Listed, voice: Voice): string =>
  voice.words.title(kind, voice.quoted(number))

const noItems = () =>
  new ReceivablesError('invalid_input', 'A message lists at least one item; none was given.', { path: 'items' })
