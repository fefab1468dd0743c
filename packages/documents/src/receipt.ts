import type { OpenItemView, PaymentView } from '@owekit/core'
import { contextOf, notesOf } from './context.js'
import { documentOf, type Document } from './document.js'
import { figuresOf } from './lines-table.js'
import { openItemsTable } from './open-items-table.js'
import type { DocumentOptions } from './options.js'
import type { Paragraph } from './sheet.js'
import { usedTable } from './used-table.js'

/** What a receipt is made with. */
export interface ReceiptOptions extends DocumentOptions {
  /** What is still open after it. @default nothing is said of it */
  readonly openItems?: readonly OpenItemView[]
}

/**
 * A receipt for a payment: what came in and when, what it was set against, and what became of the rest.
 *
 * @throws ReceivablesError `invalid_input` with `path` for an option that cannot be used
 * @example
 * receiptDocument(await ar.payments.get('pay_1'), { brand: { name: 'Corner Shop' }, locale: 'en' }).html
 * // 'Thank you. We received €50.00 on March 5, 2026.'
 */
export function receiptDocument(view: PaymentView, options: ReceiptOptions): Document {
  const context = contextOf(options)
  const { voice, recipient } = context
  const { headings, labels, reversed, thanks } = voice.words
  const amount = voice.money(view.amount)
  const day = voice.day(view.receivedOn)
  const heading = headings.receipt(voice.outside(view.id))
  const said: Paragraph =
    view.reversedOn === null
      ? { kind: 'paragraph', text: thanks(amount, day) }
      : { kind: 'paragraph', text: reversed(voice.day(view.reversedOn)), isStrong: true }
  const sheet = {
    heading,
    recipient,
    facts: figuresOf([
      [labels.number, voice.outside(view.id)],
      [labels.received, day],
      [labels.method, voice.outside(view.method)],
      [labels.reference, voice.outside(view.reference)],
    ]),
    blocks: [
      said,
      ...usedTable(view, [{ label: labels.total, value: amount }], context),
      ...openItemsTable(options.openItems ?? [], [], context),
      ...notesOf(context),
    ],
  }
  return documentOf(
    { title: `${heading}, ${options.brand.name}`, on: options.on ?? view.receivedOn, sheets: [sheet] },
    context,
  )
}
