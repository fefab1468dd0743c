import type { FactData } from '../../journal/fact.js'
import type { Row } from '../../records/collections.js'
import { readings } from '../readings.js'
import type { Settings } from '../settings.js'
import { depositReceipts, sumOf } from './deposit-receipts.js'

/** What follows from the facts of a commit, though none of them says it. Amounts are minor units. */
interface DerivedData {
  /** An invoice has nothing open any more. */
  'invoice.settled': OfDocument & {
    readonly document: string
    readonly total: bigint
    /** What of it was given up in the end. */
    readonly writtenOff: bigint
  }
  /** An invoice that was settled has something open again. */
  'invoice.reopened': OfDocument & { readonly document: string; readonly open: bigint }
  /** All that a deposit request asks for is there. */
  'deposit.paid': OfDocument & { readonly request: string; readonly amount: bigint }
}

interface OfDocument {
  readonly number: string
  readonly currency: string
  readonly reference: string
}

/** A derived event's name. */
export type DerivedType = keyof DerivedData

/** One event that follows from a commit. */
export type Derived = {
  readonly [T in DerivedType]: { readonly type: T; readonly about: string; readonly data: DerivedData[T] }
}[DerivedType]

/** The facts of one commit in one account: versions `first` to `last`. */
export interface Commit {
  readonly customer: string
  readonly first: number
  readonly last: number
  readonly facts: readonly Row<'facts'>[]
}

/** Facts that say themselves which document they settle. */
const settling: ReadonlySet<string> = new Set([
  'payment.allocated',
  'discount.granted',
  'rounding.recorded',
  'writeoff.recorded',
] satisfies (keyof FactData)[])

/** Facts that settle nothing and reopen nothing. */
const quiet: ReadonlySet<string> = new Set([
  'account.opened',
  'invoice.issued',
  'invoice.rescheduled',
  'deposit.requested',
  'payment.settled',
  'customer.updated',
  'customer.erased',
  'hold.placed',
  'hold.released',
  'period.closed',
  'invoice.became_due',
  'invoice.became_overdue',
  'discount.expiring',
  'deposit.expired',
  'link.created',
  'link.renewed',
  'link.revoked',
  'payment.authorised',
  'payment.voided',
  'capture.requested',
  'capture.failed',
  'void.requested',
  'void.failed',
  'charge.requested',
  'charge.sent',
  'refund.asked',
  'refund.unsent',
  'method.saved',
  'method.forgotten',
  'booking.fee_collected',
  'reminder.decided',
  'message.sending',
  'message.settled',
  'message.told',
  'preferences.changed',
  'task.closed',
] satisfies (keyof FactData)[])

/**
 * What follows from each of the commits, in order.
 *
 * Worked out from postings alone, as they stood at the commit: what was open of an invoice is the sum of its
 * `receivable` lines in the account up to there. So it does not matter what a command had loaded, nor what happened
 * since, and asking again gives the same.
 */
export async function followsFrom(settings: Settings, commits: readonly Commit[]): Promise<Derived[][]> {
  const { store, tenant } = settings
  const touched = await documentsTouched(settings, commits)
  const documents = new Set(touched.flatMap((some) => [...some]))
  const requests = new Set(commits.flatMap(({ facts }) => facts.map(requestOf)).filter((id) => id !== ''))
  if (documents.size + requests.size === 0) return commits.map(() => [])
  const second = readings(store, tenant)
  const rows = second.keys(
    'documents',
    [...documents, ...requests].map((id) => [id]),
  )
  const histories = [...documents].map(
    (id) => [id, second.all('postings', { index: 'byDocument', where: [id] })] as const,
  )
  await second.fetch()
  const issued = new Map(rows().map((row) => [row.id, row]))
  const history = new Map(histories.map(([id, page]) => [id, page().filter(isOpenAmount)]))
  const receipts = new Map<string, Awaited<ReturnType<typeof depositReceipts>>>()
  for (const id of requests) {
    const row = issued.get(id)
    if (row !== undefined) receipts.set(id, await depositReceipts(settings, row))
  }
  return commits.map((commit, index) => {
    const found: Derived[] = []
    for (const id of touched[index]!) {
      const row = issued.get(id)
      const event = row?.kind === 'invoice' ? ofInvoice(commit, row, history.get(id) ?? []) : undefined
      if (event !== undefined) found.push(event)
    }
    for (const id of new Set(commit.facts.map(requestOf))) {
      const row = issued.get(id)
      const known = receipts.get(id)
      if (row === undefined || known === undefined) continue
      const { number, currency, reference, total: amount } = row
      // What came in before a merge is in the other account, and was there before.
      const upTo = (version: number) =>
        sumOf(known.filter((one) => one.customer !== commit.customer || one.version <= version))
      if (upTo(commit.first - 1) < amount && upTo(commit.last) >= amount)
        found.push({ type: 'deposit.paid', about: id, data: { request: id, number, currency, reference, amount } })
    }
    return found
  })
}

/** The documents whose open amounts each commit moved. */
async function documentsTouched({ store, tenant }: Settings, commits: readonly Commit[]): Promise<Set<string>[]> {
  const list = readings(store, tenant)
  let isAsking = false
  const asked = commits.map(({ facts }) =>
    facts.map(({ customer, version, type, data }) => {
      if (quiet.has(type)) return () => []
      if (settling.has(type)) return () => [(data as { readonly document: string }).document]
      isAsking = true
      const lines = list.all('postings', { where: [customer, version] })
      return () =>
        lines()
          .filter(isOpenAmount)
          .map(({ document }) => document)
    }),
  )
  if (isAsking) await list.fetch()
  return asked.map((facts) => new Set(facts.flatMap((documents) => documents()).filter((id) => id !== '')))
}

const isOpenAmount = ({ account, document }: Row<'postings'>) => account === 'receivable' && document !== ''

function requestOf({ type, data }: Row<'facts'>): string {
  return type === 'payment.settled' ? (data as unknown as FactData['payment.settled']).request : ''
}

function ofInvoice(commit: Commit, row: Row<'documents'>, lines: readonly Row<'postings'>[]): Derived | undefined {
  const { id: document, number, currency, reference, total } = row
  const named = (type: keyof FactData, of: 'document' | 'id') =>
    commit.facts.filter(
      (fact) => fact.type === type && (fact.data as { readonly [name: string]: unknown })[of] === document,
    )
  if (named('invoice.voided', 'document').length > 0) return undefined
  // What a merge moves was open before, and is open after, in the one account or the other.
  const merging = new Set(
    commit.facts
      .filter(({ type }) => type === 'account.merged' || type === 'account.absorbed')
      .map(({ version }) => version),
  )
  let before = 0n
  let after = 0n
  for (const { customer, version, amount } of lines) {
    if (customer !== commit.customer || version > commit.last) continue
    after += amount
    if (version < commit.first || merging.has(version)) before += amount
  }
  const isNew = named('invoice.issued', 'id').length > 0
  if (after === 0n && (isNew || before !== 0n)) {
    const given = named('writeoff.recorded', 'document')
    const writtenOff = given.reduce((sum, { data }) => sum + (data as { readonly amount: bigint }).amount, 0n)
    return {
      type: 'invoice.settled',
      about: document,
      data: { document, number, currency, reference, total, writtenOff },
    }
  }
  if (after !== 0n && before === 0n && !isNew)
    return { type: 'invoice.reopened', about: document, data: { document, number, currency, reference, open: after } }
  return undefined
}
