import { formatInstant } from '../../calendar/index.js'
import { ReceivablesError } from '../../errors/index.js'
import { type Fact, factId } from '../../journal/fact.js'
import { scan } from '../../ports/scan.js'
import type { Row } from '../../records/collections.js'
import type { InvoiceRows } from '../../views/invoice-view.js'
import { factsFrom } from '../facts.js'
import type { Settings } from '../settings.js'
import type { Moment } from './clocks.js'

/**
 * An invoice's rows as a moment shows them: open amounts are sums of the postings that count by then, and what later
 * facts did to its parts, its allocations and its being void is taken back. Holds are shown by their days alone.
 *
 * @throws ReceivablesError `invoice_not_found` when nobody knew of the invoice then
 */
export async function invoiceRowsAt(settings: Settings, rows: InvoiceRows, moment: Moment): Promise<InvoiceRows> {
  const { id, number } = rows.document
  const { lines, facts } = await historyOf(settings, id)
  const isKnown = (entry: Recorded) => entry.recordedAt <= moment.knownBy
  const counts = (entry: Recorded) => entry.effectiveOn <= moment.asOf && isKnown(entry)
  if (!facts.some((fact) => fact.type === 'invoice.issued' && isKnown(fact)))
    throw new ReceivablesError(
      'invoice_not_found',
      `Invoice ${number} was not known at ${formatInstant(moment.knownAt)}.`,
      { invoice: id, knownAt: formatInstant(moment.knownAt) },
    )
  const open = new Map<number, bigint>()
  for (const line of lines)
    if (counts(line) && line.account === 'receivable')
      open.set(line.instalment, (open.get(line.instalment) ?? 0n) + line.amount)
  const later = facts.filter((fact) => !counts(fact))
  const instalments = instalmentsBefore(rows.instalments, facts.filter(isRescheduling), new Set(later))
  const isVoid = !later.some(({ type }) => type === 'invoice.voided')
  return {
    ...rows,
    document: {
      ...rows.document,
      dueOn: instalments.at(-1)?.dueOn ?? rows.document.dueOn,
      voidedOn: isVoid ? rows.document.voidedOn : null,
    },
    instalments: instalments.map((row) => ({ ...row, open: open.get(row.no) ?? 0n })),
    allocations: allocationsBefore(rows.allocations, later),
  }
}

type Recorded = Pick<Fact, 'effectiveOn' | 'recordedAt'>
type Rescheduling = Extract<Fact, { type: 'invoice.rescheduled' }>

const isRescheduling = (fact: Fact): fact is Rescheduling => fact.type === 'invoice.rescheduled'

/** Every posting of an invoice and the facts they belong to. */
async function historyOf(settings: Settings, document: string) {
  const { store, tenant } = settings
  const lines: Row<'postings'>[] = []
  const places = new Map<string, [customer: string, version: number]>()
  const where = [document]
  for await (const line of scan(store, tenant, { collection: 'postings', index: 'byDocument', where })) {
    lines.push(line)
    places.set(factId(line.customer, line.version), [line.customer, line.version])
  }
  return { lines, facts: await factsFrom(store, tenant, [...places.values()]) }
}

/** The parts, by number, without what later facts started, and as they were before later facts ended them. */
function instalmentsBefore(
  rows: readonly Row<'instalments'>[],
  all: readonly Rescheduling[],
  later: ReadonlySet<Fact>,
): Row<'instalments'>[] {
  const started = new Set<number>()
  const taken = new Map<number, bigint>()
  const ended = new Map<number, number>()
  for (const fact of all) {
    if (!later.has(fact)) {
      for (const no of fact.data.ended) ended.set(no, Math.max(fact.effectiveOn, ended.get(no) ?? -Infinity))
      continue
    }
    for (const part of fact.data.started) started.add(part.no)
    for (const { instalment, amount } of fact.postings)
      if (amount < 0n) taken.set(instalment, (taken.get(instalment) ?? 0n) - amount)
  }
  return rows
    .filter((row) => !started.has(row.no))
    .map((row) => ({ ...row, amount: row.amount + (taken.get(row.no) ?? 0n), endedOn: ended.get(row.no) ?? null }))
    .sort((a, b) => a.no - b.no)
}

/** The allocations without those that later facts made or undid. */
function allocationsBefore(rows: readonly Row<'allocations'>[], later: readonly Fact[]): Row<'allocations'>[] {
  const made = new Set(later.map((fact) => factId(fact.customer, fact.version)))
  const undone = new Set(later.flatMap((fact) => (fact.type === 'allocation.undone' ? [fact.data.allocation] : [])))
  return rows
    .filter((row) => !made.has(factId(row.stream, row.version)))
    .map((row) => (undone.has(row.id) ? { ...row, undoneOn: null } : row))
}
