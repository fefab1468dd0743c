import type { Books } from '../journal/books.js'
import type { Row } from '../records/collections.js'
import type { Findings } from './verify.js'

/** Checks the figures of one account's rows against each other. */
export function checkFigures(books: Books, found: Findings): void {
  const live = [...books.allocations.values()].filter((row) => row.undoneOn === null)
  const parts = grouped(books.instalments.values(), (row) => row.document)
  const settling = grouped(live, (row) => row.document)
  const notes = grouped(books.documents.values(), (row) => row.corrects)
  const uses = grouped(live, (row) => row.source)
  for (const row of books.instalments.values()) checkInstalment(row, found)
  for (const row of books.documents.values())
    if (row.kind === 'invoice') {
      const settled = settling.get(row.id) ?? []
      checkInvoice(row, parts.get(row.id) ?? [], settled, found)
      const sources = (notes.get(row.id) ?? []).flatMap((note) => books.sources.get(note.id) ?? [])
      checkCredits(row, sources, settled, found)
    }
  for (const row of books.allocations.values()) checkAllocation(books, row, found)
  for (const row of books.sources.values()) checkSource(row, total(uses.get(row.id) ?? [], amountOf), found)
  for (const row of books.balances.values()) checkBalance(books, row, found)
}

const amountOf = (row: { readonly amount: bigint }) => row.amount

function grouped<T>(rows: Iterable<T>, keyOf: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const key = keyOf(row)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return groups
}

function checkInstalment(row: Row<'instalments'>, found: Findings): void {
  const name = `instalment ${row.document}#${row.no}`
  if (row.open < 0n || row.open > row.amount) found.fail('opens', `${name} has ${row.open} open of ${row.amount}`)
  if (row.open === 0n && row.home !== null && row.home !== 0n)
    found.fail('home', `${name} is settled and still carried at ${row.home}`)
}

function checkInvoice(
  invoice: Row<'documents'>,
  parts: readonly Row<'instalments'>[],
  settled: readonly Row<'allocations'>[],
  found: Findings,
): void {
  const amount = total(parts, amountOf)
  if (amount !== invoice.total)
    found.fail('opens', `the instalments of ${invoice.id} come to ${amount}, its total is ${invoice.total}`)
  const open = total(parts, (row) => row.open)
  const due = invoice.voidedOn === null ? invoice.total - total(settled, amountOf) : 0n
  if (open !== due) found.fail('opens', `${invoice.id} has ${open} open, its total less what settled it is ${due}`)
}

function checkCredits(
  invoice: Row<'documents'>,
  notes: readonly Row<'sources'>[],
  settled: readonly Row<'allocations'>[],
  found: Findings,
): void {
  const credited = total(notes, amountOf)
  if (credited > invoice.total)
    found.fail('credits', `${credited} is credited of ${invoice.id}, its total is ${invoice.total}`)
  const promised = total(notes, (row) => row.refundDue)
  const money = settled.filter(({ kind }) => kind === 'payment' || kind === 'deposit')
  const paid = total(money, amountOf) - total(notes, (row) => row.refunded)
  if (promised > 0n && promised > paid)
    found.fail('credits', `${promised} is promised back of ${invoice.id}, ${paid} is left of what was paid`)
}

function checkAllocation(books: Books, row: Row<'allocations'>, found: Findings): void {
  const item = row.document === '' ? undefined : books.instalments.get(`${row.document}#${row.instalment}`)
  const source = row.source === '' ? undefined : books.sources.get(row.source)
  if (
    (item !== undefined && item.currency !== row.currency) ||
    (source !== undefined && source.currency !== row.currency)
  )
    found.fail('allocations', `${row.id} joins two currencies`)
  if ((row.document !== '' && item === undefined) || (row.source !== '' && source === undefined))
    found.fail('allocations', `${row.id} names something the account does not have`)
  if (row.undoneOn === null && source !== undefined && source.reversedOn !== null)
    found.fail('allocations', `${row.id} stands though ${source.id} was reversed`)
}

function checkSource(row: Row<'sources'>, used: bigint, found: Findings): void {
  const left = row.unapplied + row.held
  const rest = row.reversedOn === null ? left + row.refunded + used : left
  const most = row.reversedOn === null ? row.amount : 0n
  if (row.unapplied < 0n || row.held < 0n || row.refundDue < 0n || rest > most || row.refundDue > row.unapplied)
    found.fail(
      'sources',
      `${row.id} of ${row.amount} has ${row.unapplied} free, ${row.held} held, ${used} used, ${row.refunded} paid back`,
    )
  if (left === 0n && row.home !== null && row.home !== 0n)
    found.fail('home', `${row.id} is used up and still carried at ${row.home}`)
}

function checkBalance(books: Books, row: Row<'balances'>, found: Findings): void {
  const items = [...books.instalments.values()].filter((item) => item.currency === row.currency)
  const sources = [...books.sources.values()].filter((source) => source.currency === row.currency)
  const open = total(items, (item) => item.open)
  if (row.receivable !== open)
    found.fail('receivable', `${row.customer} ${row.currency}: ${row.receivable} against ${open} open`)
  for (const [figure, sum] of [
    [row.unapplied, total(sources, (source) => source.unapplied)],
    [row.deposits, total(sources, (source) => source.held)],
    [row.refundDue, total(sources, (source) => source.refundDue)],
  ] as const)
    if (figure !== sum)
      found.fail('unapplied', `${row.customer} ${row.currency}: ${figure} against ${sum} of the sources`)
}

function total<T>(rows: readonly T[], of: (row: T) => bigint): bigint {
  return rows.reduce((sum, row) => sum + of(row), 0n)
}
