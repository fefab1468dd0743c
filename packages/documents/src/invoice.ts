import type { InvoiceView } from '@owekit/core'
import { isPositive } from '@owekit/core/money'
import { type Context, contextOf, notesOf } from './context.js'
import { documentOf, type Document } from './document.js'
import { figuresOf, linesTable } from './lines-table.js'
import type { DocumentOptions } from './options.js'
import { payOf } from './pay.js'
import type { Block, Labelled, Paragraph, Sheet, Table } from './sheet.js'
import { termsOf } from './terms.js'
import { settledBy } from './words/words.js'

/**
 * An invoice to look at, to print and to send: what is asked for, what of it is settled, what is open, when it is due, what paying
 * early saves and paying late costs, and how to pay.
 *
 * Every amount is the view's; none is worked out here.
 *
 * @throws ReceivablesError `invalid_input` with `path` for an option that cannot be used; `invalid_date`
 * @example
 * const view = await ar.invoices.get('inv_A-1') // €121.00, €50.00 of it paid
 * const invoice = invoiceDocument(view, { brand: { name: 'Corner Shop' }, locale: 'de', payUrl })
 * invoice.html // a whole page; 'Offen 71,00 €'
 * await invoice.pdf() // the same as PDF
 */
export function invoiceDocument(view: InvoiceView, options: DocumentOptions): Document {
  const context = contextOf(options)
  const { name } = options.brand
  const sheet = invoiceSheet(view, context)
  return documentOf({ title: `${sheet.heading}, ${name}`, on: options.on ?? view.issuedOn, sheets: [sheet] }, context)
}

/** The sheet of an invoice. */
export function invoiceSheet(view: InvoiceView, context: Context): Sheet {
  const { voice, recipient } = context
  const { headings } = voice.words
  return {
    heading: headings.invoice(voice.outside(view.number)),
    recipient,
    facts: factsOf(view, context),
    blocks: [
      ...standing(view, context),
      ...tables(view, context),
      ...(isAsked(view) ? termsOf(view, context) : []),
      ...(isAsked(view) ? payOf(context, view.open, view.number) : []),
      ...notesOf(context),
    ],
  }
}

const isAsked = ({ open, voidedOn }: InvoiceView) => voidedOn === null && isPositive(open)

function factsOf(view: InvoiceView, { voice, options }: Context): Labelled[] {
  const { labels } = voice.words
  return figuresOf([
    [labels.number, voice.outside(view.number)],
    [labels.date, voice.day(view.issuedOn)],
    [labels.due, isAsked(view) ? voice.day(view.dueOn) : ''],
    [labels.reference, voice.outside(view.reference)],
    [labels.taxId, voice.outside(options.customer?.taxId ?? '')],
  ])
}

/** What became of it, where there is nothing to be paid, or part of it is disputed. */
function standing(view: InvoiceView, { voice }: Context): Paragraph[] {
  const { words } = voice
  const say = (text: string): Paragraph => ({ kind: 'paragraph', text, isStrong: true })
  if (view.voidedOn !== null) return [say(words.voided(voice.day(view.voidedOn)))]
  if (view.status === 'paid') return [say(words.paid)]
  if (view.status === 'written_off') return [say(words.writtenOff)]
  return isPositive(view.disputed) ? [say(words.disputed(voice.money(view.disputed)))] : []
}

/** The lines, what settled it, and its instalments; what is open stands below the last of the first two. */
function tables(view: InvoiceView, context: Context): Block[] {
  const { voice, options } = context
  const { words } = voice
  const label = options.on === undefined ? words.labels.open : words.openOn(voice.day(options.on))
  const open = view.voidedOn === null ? [{ label, value: voice.money(view.open) }] : []
  const settled = settledTable(view, context)
  const lines = linesTable(view, view.total, context)
  if (settled === undefined) return [{ ...lines, totals: [...lines.totals, ...open] }, ...instalments(view, context)]
  return [lines, { ...settled, totals: open }, ...instalments(view, context)]
}

function settledTable(view: InvoiceView, { voice }: Context): Table | undefined {
  const { words } = voice
  const { labels } = words
  const live = view.settlements.filter(({ undoneOn }) => undoneOn === null)
  if (live.length === 0) return undefined
  return {
    kind: 'table',
    title: labels.settled,
    columns: [
      { title: labels.date, side: 'start' },
      { title: labels.settledWith, side: 'start' },
      { title: labels.amount, side: 'end' },
    ],
    rows: live.map(({ effectiveOn, kind, amount }) => [
      voice.day(effectiveOn),
      settledBy(words, kind),
      voice.money(amount),
    ]),
    totals: [],
  }
}

function instalments(view: InvoiceView, { voice }: Context): Table[] {
  const { labels } = voice.words
  const live = view.instalments.filter(({ endedOn }) => endedOn === null)
  if (live.length < 2 || view.voidedOn !== null) return []
  return [
    {
      kind: 'table',
      title: labels.instalments,
      columns: [
        { title: labels.instalment, side: 'start' },
        { title: labels.due, side: 'start' },
        { title: labels.amount, side: 'end' },
        { title: labels.open, side: 'end' },
      ],
      rows: live.map(({ no, dueOn, amount, open }) => [
        String(no),
        voice.day(dueOn),
        voice.money(amount),
        voice.money(open),
      ]),
      totals: [],
    },
  ]
}
