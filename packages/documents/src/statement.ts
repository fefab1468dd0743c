import type { CurrencyBalance, OpenItemView, Statement, StatementLine } from '@owekit/core'
import { type Context, contextOf, notesOf } from './context.js'
import { documentOf, type Document } from './document.js'
import { figuresOf } from './lines-table.js'
import { balanceFigures, openItemsTable } from './open-items-table.js'
import type { DocumentOptions } from './options.js'
import { payOf } from './pay.js'
import type { Block, Paragraph, Sheet } from './sheet.js'

/** What a statement says besides its lines. */
export interface StatementNow {
  /** What is open now. @default nothing is said of it */
  readonly openItems?: readonly OpenItemView[]
  /** The balance in the statement's currency; with it come the figures and the ways to pay. @default neither */
  readonly balance?: CurrencyBalance
}

/** What a statement is made with. */
export interface StatementOptions extends DocumentOptions, StatementNow {}

/**
 * An account over a period with a running balance, what is open now, and how to pay it.
 *
 * @throws ReceivablesError `invalid_input` with `path` for an option that cannot be used; `currency_mismatch`
 * @example
 * const [statement] = await ar.statements.of({ customer: 'cus_ada', from: '2026-03-01', to: '2026-03-31' })
 * statementDocument(statement, { brand: { name: 'Corner Shop' }, locale: 'es', balance }).html // 'Saldo final 70,00 €'
 */
export function statementDocument(view: Statement, options: StatementOptions): Document {
  const context = contextOf(options)
  const sheet = statementSheet(view, options, context)
  return documentOf(
    { title: `${sheet.heading}, ${options.brand.name}`, on: options.on ?? view.to, sheets: [sheet] },
    context,
  )
}

/** The sheet of a statement. */
export function statementSheet(view: Statement, now: StatementNow, context: Context): Sheet {
  const { voice, recipient, options } = context
  const { headings, labels, period, nothingHappened } = voice.words
  const quiet: Paragraph[] = view.lines.length > 0 ? [] : [{ kind: 'paragraph', text: nothingHappened }]
  return {
    heading: headings.statement,
    recipient,
    facts: figuresOf([
      [labels.customer, voice.outside(view.customer)],
      [labels.period, period(voice.day(view.from), voice.day(view.to))],
      [labels.taxId, voice.outside(options.customer?.taxId ?? '')],
    ]),
    blocks: [...quiet, linesOf(view, context), ...nowBlocks(view, now, context), ...notesOf(context)],
  }
}

function nowBlocks(view: Statement, { openItems = [], balance }: StatementNow, context: Context): Block[] {
  if (balance === undefined) return openItemsTable(openItems, [], context)
  return [
    ...openItemsTable(openItems, balanceFigures(balance, context), context),
    ...payOf(context, balance.toPay, view.customer),
  ]
}

function linesOf(view: Statement, { voice }: Context): Block {
  const { labels } = voice.words
  return {
    kind: 'table',
    title: labels.entry,
    columns: [
      { title: labels.date, side: 'start' },
      { title: labels.entry, side: 'start' },
      { title: labels.charged, side: 'end' },
      { title: labels.credited, side: 'end' },
      { title: labels.balance, side: 'end' },
    ],
    rows: [
      [voice.day(view.from), labels.opening, '', '', voice.money(view.opening)],
      ...view.lines.map((line) => [
        voice.day(line.on),
        entryOf(line, { voice }),
        voice.moneyOrNone(line.charge),
        voice.moneyOrNone(line.payment),
        voice.money(line.balance),
      ]),
    ],
    totals: [{ label: labels.closing, value: voice.money(view.closing) }],
  }
}

function entryOf({ type, description, number }: StatementLine, { voice }: Pick<Context, 'voice'>): string {
  const name = voice.words.entries[type] ?? voice.outside(description)
  return number === '' ? name : `${name} ${voice.outside(number)}`
}
