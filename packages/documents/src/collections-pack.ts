import type { CurrencyBalance, InvoiceView, OpenItemView, Statement } from '@owekit/core'
import { type Context, contextOf, notesOf } from './context.js'
import { documentOf, type Document } from './document.js'
import { invoiceSheet } from './invoice.js'
import { figuresOf } from './lines-table.js'
import { balanceFigures } from './open-items-table.js'
import type { DocumentOptions } from './options.js'
import type { Sheet, Table } from './sheet.js'
import { statementSheet } from './statement.js'

/** A message that was sent to the customer. */
export interface SentMessage {
  /** The day, `YYYY-MM-DD`. */
  readonly on: string
  /** `email`, `sms`, `letter` … */
  readonly channel: string
  /** Its subject, or its text. */
  readonly text: string
  /** What became of it: `delivered`, `bounced` … @default nothing is said of it */
  readonly outcome?: string
}

/** What a collector needs to take over: the account, its invoices, and what was said. */
export interface CollectionsFile {
  readonly statement: Statement
  readonly balance: CurrencyBalance
  readonly openItems?: readonly OpenItemView[]
  /** All of the statement's currency. */
  readonly invoices: readonly InvoiceView[]
  readonly messages: readonly SentMessage[]
}

/**
 * What is handed over when others are to collect: a cover with what is owed and a list of the invoices, the statement, every invoice,
 * and the messages that were sent, each on pages of its own.
 *
 * @throws ReceivablesError `invalid_input` with `path` for an option that cannot be used; `currency_mismatch`, `invalid_date`
 * @example
 * const invoices = await ar.invoices.several(['inv_A-1', 'inv_A-2'])
 * const pack = collectionsPack({ statement, balance, invoices, messages }, { brand: { name: 'Corner Shop' }, locale: 'de' })
 * await pack.pdf() // five pages: cover, statement, two invoices, messages
 */
export function collectionsPack(file: CollectionsFile, options: DocumentOptions): Document {
  const context = contextOf(options)
  const { statement, balance, openItems = [], invoices } = file
  const cover = coverSheet(file, context)
  const inside: Context = { ...context, options: withoutWays(options), payUrl: '' }
  const sheets = [
    cover,
    statementSheet(statement, { openItems, balance }, inside),
    ...invoices.map((view) => invoiceSheet(view, inside)),
    ...messagesSheet(file, context),
  ]
  return documentOf(
    { title: `${cover.heading}, ${options.brand.name}`, on: options.on ?? statement.to, sheets },
    context,
  )
}

/** Whoever collects says how to pay, and notes stand on the cover. */
function withoutWays(options: DocumentOptions): DocumentOptions {
  const { notes: _notes, bank: _bank, ...rest } = options
  return rest
}

function coverSheet({ statement, balance, invoices }: CollectionsFile, context: Context): Sheet {
  const { voice, recipient, options } = context
  const { headings, labels, period } = voice.words
  return {
    heading: headings.pack,
    recipient,
    facts: figuresOf([
      [labels.customer, voice.outside(statement.customer)],
      [labels.date, voice.day(options.on ?? statement.to)],
      [labels.period, period(voice.day(statement.from), voice.day(statement.to))],
      [labels.taxId, voice.outside(options.customer?.taxId ?? '')],
    ]),
    blocks: [{ ...invoicesTable(invoices, context), totals: balanceFigures(balance, context) }, ...notesOf(context)],
  }
}

function invoicesTable(invoices: readonly InvoiceView[], { voice }: Context): Table {
  const { labels } = voice.words
  const hasDisputes = invoices.some(({ disputed }) => disputed.minor !== 0n)
  return {
    kind: 'table',
    title: labels.invoices,
    columns: [
      { title: labels.number, side: 'start' },
      { title: labels.due, side: 'start' },
      { title: labels.daysLate, side: 'end' },
      { title: labels.total, side: 'end' },
      ...(hasDisputes ? [{ title: labels.disputed, side: 'end' as const }] : []),
      { title: labels.open, side: 'end' },
    ],
    rows: invoices.map(({ number, dueOn, daysLate, total, disputed, open }) => [
      voice.outside(number),
      voice.day(dueOn),
      daysLate > 0 ? String(daysLate) : '',
      voice.money(total),
      ...(hasDisputes ? [voice.moneyOrNone(disputed)] : []),
      voice.money(open),
    ]),
    totals: [],
  }
}

function messagesSheet({ messages }: CollectionsFile, { voice }: Context): Sheet[] {
  const { labels } = voice.words
  if (messages.length === 0) return []
  const hasOutcomes = messages.some(({ outcome = '' }) => outcome !== '')
  return [
    {
      heading: labels.messages,
      recipient: [],
      facts: [],
      blocks: [
        {
          kind: 'table',
          title: labels.messages,
          columns: [
            { title: labels.date, side: 'start' },
            { title: labels.channel, side: 'start' },
            { title: labels.message, side: 'start' },
            ...(hasOutcomes ? [{ title: labels.outcome, side: 'start' as const }] : []),
          ],
          rows: messages.map(({ on, channel, text, outcome = '' }) => [
            voice.day(on),
            voice.outside(channel),
            voice.outside(text),
            ...(hasOutcomes ? [voice.outside(outcome)] : []),
          ]),
          totals: [],
        },
      ],
    },
  ]
}
