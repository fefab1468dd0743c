import { type Day, formatDay } from '../calendar/index.js'
import type { DocumentData } from '../journal/fact.js'
import { type Money, minor } from '../money/index.js'
import { noDueDay } from '../invoice/schedule.js'
import type { Row } from '../records/collections.js'
import { type DisputeView, disputeView } from './dispute-view.js'

/** What an invoice's standing amounts to; computed, never stored. */
export type InvoiceStatus = 'scheduled' | 'open' | 'partially_paid' | 'paid' | 'written_off' | 'void'

/** An instalment as shown. */
export interface InstalmentView {
  readonly no: number
  readonly dueOn: string | null
  readonly amount: Money
  readonly open: Money
  readonly startsOn: string
  readonly endedOn: string | null
  readonly plan: string
  readonly daysLate: number
  readonly isOverdue: boolean
}

/** An invoice as shown, on a day. */
export interface InvoiceView {
  readonly id: string
  readonly kind: string
  readonly number: string
  readonly customer: string
  readonly currency: string
  readonly total: Money
  readonly net: Money
  readonly taxes: readonly { readonly code: string; readonly amount: Money }[]
  readonly lines: readonly {
    readonly description: string
    readonly quantity: string
    readonly amount: Money
    readonly reference: string
  }[]
  readonly open: Money
  readonly overdue: Money
  readonly issuedOn: string
  /** The next due day of what is open, or the last one. */
  readonly dueOn: string | null
  readonly status: InvoiceStatus
  readonly isOverdue: boolean
  /** Days since the oldest open part was due; 0 when none is late. */
  readonly daysLate: number
  readonly instalments: readonly InstalmentView[]
  readonly holds: readonly {
    readonly id: string
    readonly reason: string
    readonly placedOn: string
    readonly note: string
  }[]
  /** What is or was disputed of it, with its evidence. */
  readonly disputes: readonly DisputeView[]
  /** What open disputes come to. */
  readonly disputed: Money
  readonly discount: {
    readonly percent: string
    readonly until: string
    readonly payable: Money
    readonly amount: Money
    /** What of it was granted. */
    readonly taken: Money
  } | null
  readonly settlements: readonly {
    readonly allocation: string
    readonly kind: string
    readonly source: string
    readonly instalment: number
    readonly amount: Money
    readonly effectiveOn: string
    readonly undoneOn: string | null
  }[]
  readonly reference: string
  readonly metadata: { readonly [name: string]: string }
  readonly voidedOn: string | null
}

/** The rows an invoice is shown from, as they stand on the day asked for. */
export interface InvoiceRows {
  readonly document: Row<'documents'>
  readonly instalments: readonly Row<'instalments'>[]
  readonly allocations: readonly Row<'allocations'>[]
  readonly holds: readonly Row<'holds'>[]
  readonly disputes: readonly Row<'disputes'>[]
}

/** Shows an invoice as of a day. Status, overdue days and what is left are worked out here. */
export function invoiceView(rows: InvoiceRows, on: Day): InvoiceView {
  const { document, instalments, allocations, holds } = rows
  const { currency } = document
  const data = document.data as unknown as DocumentData
  const show = (amount: bigint) => minor(amount, currency)
  const parts = instalments.filter((row) => row.startsOn <= on).sort((a, b) => a.no - b.no)
  const open = parts.reduce((sum, part) => sum + part.open, 0n)
  const late = parts.filter((part) => part.open > 0n && part.dueOn < on)
  const live = allocations.filter((row) => row.effectiveOn <= on && (row.undoneOn === null || row.undoneOn > on))
  const due = parts.filter((part) => part.open > 0n).map((part) => part.dueOn)
  const dueOn = due.length > 0 ? Math.min(...due) : document.dueOn
  const disputes = rows.disputes.filter((row) => row.openedOn <= on)
  const disputed = disputes.filter((row) => row.resolvedOn === null || row.resolvedOn > on)
  const isVoid = document.voidedOn !== null && document.voidedOn <= on
  const taken = live.filter((row) => row.kind === 'discount').reduce((sum, row) => sum + row.amount, 0n)
  return {
    id: document.id,
    kind: document.kind,
    number: document.number,
    customer: document.customer,
    currency,
    total: show(document.total),
    net: show(document.net),
    taxes: data.taxes.map((tax) => ({ code: tax.code, amount: show(tax.amount) })),
    lines: data.lines.map((line) => ({ ...line, amount: show(line.amount) })),
    open: show(open),
    overdue: show(late.reduce((sum, part) => sum + part.open, 0n)),
    issuedOn: formatDay(document.issuedOn),
    dueOn: dayText(dueOn),
    status: statusOf(document, open, live, on, isVoid),
    isOverdue: late.length > 0,
    daysLate: late.reduce((most, part) => Math.max(most, on - part.dueOn), 0),
    instalments: parts.map((part) => instalmentView(part, on)),
    holds: holds
      .filter((hold) => hold.placedOn <= on && (hold.releasedOn === null || hold.releasedOn > on))
      .map(({ id, reason, placedOn, note }) => ({ id, reason, placedOn: formatDay(placedOn), note })),
    disputes: disputes.map((row) => disputeView(row, on)),
    disputed: show(disputed.reduce((sum, row) => sum + row.amount, 0n)),
    discount:
      data.discount === null
        ? null
        : {
            percent: data.discount.percent,
            until: data.discount.until,
            payable: show(data.discount.payable),
            amount: show(data.discount.amount),
            taken: show(taken),
          },
    settlements: allocations
      .filter((row) => row.effectiveOn <= on)
      .map((row) => ({
        allocation: row.id,
        kind: row.kind,
        source: row.source,
        instalment: row.instalment,
        amount: show(row.amount),
        effectiveOn: formatDay(row.effectiveOn),
        undoneOn: row.undoneOn === null || row.undoneOn > on ? null : formatDay(row.undoneOn),
      })),
    reference: document.reference,
    metadata: data.metadata,
    voidedOn: isVoid && document.voidedOn !== null ? formatDay(document.voidedOn) : null,
  }
}

function instalmentView(part: Row<'instalments'>, on: Day): InstalmentView {
  const isOverdue = part.open > 0n && part.dueOn < on
  return {
    no: part.no,
    dueOn: dayText(part.dueOn),
    amount: minor(part.amount, part.currency),
    open: minor(part.open, part.currency),
    startsOn: formatDay(part.startsOn),
    endedOn: part.endedOn === null || part.endedOn > on ? null : formatDay(part.endedOn),
    plan: part.plan,
    daysLate: isOverdue ? on - part.dueOn : 0,
    isOverdue,
  }
}

function statusOf(
  document: Row<'documents'>,
  open: bigint,
  live: readonly Row<'allocations'>[],
  on: Day,
  isVoid: boolean,
): InvoiceStatus {
  if (isVoid) return 'void'
  if (document.issuedOn > on) return 'scheduled'
  if (open === 0n) return live.some((row) => row.kind === 'writeoff') ? 'written_off' : 'paid'
  return open < document.total ? 'partially_paid' : 'open'
}

const dayText = (day: Day | null) => (day === null || day >= noDueDay ? null : formatDay(day))
