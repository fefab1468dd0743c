import { type ReminderData, reminderLetter } from '@owekit/core/messages'
import { contextOf, notesOf, signatureOf } from './context.js'
import { documentOf, type Document } from './document.js'
import { figuresOf } from './lines-table.js'
import type { DocumentOptions } from './options.js'
import { payOf } from './pay.js'
import type { Block, Paragraph, Table } from './sheet.js'

/** What a letter reminds of: as a mail would, without its frame. */
export type LetterData = Omit<ReminderData, 'brand' | 'customer' | 'payUrl' | 'preferencesUrl'>

/**
 * A reminder on paper: the words of the mail in the same tone, with the ways to pay below.
 *
 * @throws ReceivablesError `invalid_input` with `path` for an option that cannot be used, no items, or nothing left to pay;
 *   `currency_mismatch`, `invalid_date`
 * @example
 * const items = [{ number: 'A-1', open: money('70.00', 'EUR'), dueOn: '2026-03-31' }]
 * const data = { tone: 'firm', today: '2026-04-10', items } as const
 * reminderDocument(data, { brand: { name: 'Corner Shop' }, locale: 'en' }).title
 * // 'Please pay now: invoice A-1, 10 days overdue, Corner Shop'
 */
export function reminderDocument(data: LetterData, options: DocumentOptions): Document {
  const context = contextOf(options)
  const { voice, recipient } = context
  const { labels } = voice.words
  const { customer, brand, locale } = options
  const letter = reminderLetter({ ...data, brand: { name: brand.name }, customer: customer?.name ?? '' }, locale)
  const say = (text: string): Paragraph => ({ kind: 'paragraph', text })
  const table: Table = {
    kind: 'table',
    title: labels.openItems,
    columns: [
      { title: labels.invoice, side: 'start' },
      { title: labels.due, side: 'start' },
      { title: labels.open, side: 'end' },
    ],
    rows: letter.rows.map(({ item, due, note, amount }) => [item, note === '' ? due : `${due} (${note})`, amount]),
    totals: letter.sums.map(({ label, amount }) => ({ label, value: amount })),
  }
  const blocks: Block[] = [
    say(letter.greeting),
    ...letter.before.map(say),
    table,
    ...letter.after.map(say),
    ...payOf(context, letter.toPay, data.items.map(({ number }) => number).join(', ')),
    ...notesOf(context),
    signatureOf(context, letter.regards),
  ]
  const sheet = {
    heading: letter.subject,
    recipient,
    facts: figuresOf([[labels.date, voice.day(data.today)]]),
    blocks,
  }
  return documentOf(
    { title: `${letter.subject}, ${brand.name}`, on: options.on ?? data.today, sheets: [sheet] },
    context,
  )
}
