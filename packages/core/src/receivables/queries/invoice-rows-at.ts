import type { Fact } from '../../journal/fact.js'
import { scan } from '../../ports/scan.js'
import type { Row } from '../../records/collections.js'
import type { InvoiceRows } from '../../views/invoice-view.js'
import { factsFrom } from '../facts.js'
import type { Settings } from '../settings.js'
import type { Moment } from './clocks.js'

/**
 * An invoice's rows as a moment shows them: open amounts are sums of the postings that count by then, and what the
 * later facts did to parts, allocations and the invoice itself is taken back.
 */
export async function invoiceRowsAt(settings: Settings, rows: InvoiceRows, moment: Moment): Promise<InvoiceRows> {
  const { id } = rows.document
  const lines: Row<'postings'>[] = []
  for await (const line of scan(settings.store, settings.tenant, {
    collection: 'postings',
    index: 'byDocument',
    where: [id],
  }))
    lines.push(line)
  const counts = (line: { readonly effectiveOn: number; readonly recordedAt: number }) =>
    line.effectiveOn <= moment.asOf && line.recordedAt <= moment.knownBy
  const open = new Map<number, bigint>()
  for (const line of lines)
    if (counts(line) && line.account === 'receivable')
      open.set(line.instalment, (open.get(line.instalment) ?? 0n) + line.amount)
  const places = new Map(
    lines.map((line) => [`${line.customer}/${line.version}`, [line.customer, line.version]] as const),
  )
  const facts = await factsFrom(settings.store, settings.tenant, [...places.values()] as [string, number][])
  const later = facts.filter((fact) => !counts(fact))
  return {
    ...rows,
    document: later.some(({ type }) => type === 'invoice.voided')
      ? { ...rows.document, voidedOn: null }
      : rows.document,
    instalments: instalmentsBefore(rows.instalments, id, later).map((row) => ({
      ...row,
      open: open.get(row.no) ?? 0n,
    })),
    allocations: allocationsBefore(rows.allocations, later),
  }
}

/** The parts without what later facts started, and with the amounts that later facts ended. */
function instalmentsBefore(
  rows: readonly Row<'instalments'>[],
  document: string,
  later: readonly Fact[],
): Row<'instalments'>[] {
  const started = new Set<number>()
  const ended = new Map<number, bigint>()
  for (const fact of later) {
    if (fact.type !== 'invoice.rescheduled' || fact.data.document !== document) continue
    for (const part of fact.data.started) started.add(part.no)
    for (const line of fact.postings) if (line.amount < 0n) ended.set(line.instalment, -line.amount)
  }
  return rows
    .filter((row) => !started.has(row.no))
    .map((row) => {
      const amount = ended.get(row.no)
      return amount === undefined ? row : { ...row, amount: row.amount + amount, endedOn: null }
    })
}

/** The allocations without those that later facts made or undid. */
function allocationsBefore(rows: readonly Row<'allocations'>[], later: readonly Fact[]): Row<'allocations'>[] {
  const made = new Set(later.map((fact) => `${fact.customer}/${fact.version}`))
  const undone = new Set(later.flatMap((fact) => (fact.type === 'allocation.undone' ? [fact.data.allocation] : [])))
  return rows
    .filter((row) => !made.has(`${row.stream}/${row.version}`))
    .map((row) => (undone.has(row.id) ? { ...row, undoneOn: null } : row))
}
