import type { CreditView } from '@owekit/core'
import { contextOf, notesOf } from './context.js'
import { documentOf, type Document } from './document.js'
import { figuresOf, linesTable } from './lines-table.js'
import type { DocumentOptions } from './options.js'
import type { Paragraph } from './sheet.js'
import { usedTable } from './used-table.js'

/**
 * A credit note, or promotional credit: what is credited, for which invoice, what it was set against, and what of it is free.
 *
 * @throws ReceivablesError `invalid_input` with `path` for an option that cannot be used
 * @example
 * const view = await ar.credits.get('crn_C-1') // €60.50 for invoice A-1
 * creditNoteDocument(view, { brand: { name: 'Corner Shop' }, locale: 'fr' }).html // 'Avoir C-1', 'Rectifie la facture A-1'
 */
export function creditNoteDocument(view: CreditView, options: DocumentOptions): Document {
  const context = contextOf(options)
  const { voice, recipient } = context
  const { headings, labels, credited, promotional } = voice.words
  const isNote = view.kind !== 'promotional'
  const number = voice.outside(view.number)
  const heading = isNote ? headings.creditNote(number) : headings.promotional(number)
  const say = (text: string): Paragraph => ({ kind: 'paragraph', text })
  const sheet = {
    heading,
    recipient,
    facts: figuresOf([
      [labels.number, number],
      [labels.date, voice.day(view.issuedOn)],
      [labels.corrects, view.corrects === null ? '' : voice.outside(view.corrects.number)],
      [labels.reference, voice.outside(view.reference)],
      [labels.validUntil, voice.day(view.expiresOn)],
      [labels.taxId, voice.outside(options.customer?.taxId ?? '')],
    ]),
    blocks: [
      say(credited(voice.money(view.amount))),
      ...(isNote ? [] : [say(promotional)]),
      linesTable(view, view.amount, context),
      ...usedTable(view, [], context),
      ...notesOf(context),
    ],
  }
  return documentOf(
    { title: `${heading}, ${options.brand.name}`, on: options.on ?? view.issuedOn, sheets: [sheet] },
    context,
  )
}
