import { effective, invoiceOf, openParts } from './decide-common.js'
import type { Draft } from './events.js'
import type { Inputs } from './inputs.js'
import type { Setting } from './setting.js'
import { toDay, toMinor, total } from './plain.js'
import { refusals } from './refusal.js'
import { replay } from './replay.js'
import { available, draftId, earliest } from './spread.js'

/** `writeOffs.record` */
export function writeOff({ state, today }: Setting, input: Inputs['writeOffs.record']): Draft[] {
  const { id, customer, isVoid, currency } = invoiceOf(state, input.invoice)
  const parts = openParts(state, id)
  const open = total(parts.map((part) => part.open))
  let left = input.amount === undefined ? open : toMinor(input.amount.amount, currency)
  const wrong = refusals()
  wrong.when(isVoid, 'invoice_voided')
  wrong.when((input.amount?.currency ?? currency) !== currency, 'currency_mismatch')
  wrong.when(left > open || left === 0n, 'writeoff_exceeds_open')
  if (isVoid || open === 0n) wrong.end()
  const drafts: Draft[] = []
  for (const part of parts) {
    const amount = left < part.open ? left : part.open
    if (amount === 0n) break
    left -= amount
    const on = effective(wrong, state, input.on, today, part.freeFrom)
    const place = { document: id, no: part.no, amount, cause: '', customer, on }
    drafts.push({ type: 'allocated', id: draftId(), kind: 'writeoff', source: '', ...place })
  }
  wrong.end()
  return drafts
}

/** `credits.issue` */
export function issueCredit(setting: Setting, input: Inputs['credits.issue']): Draft[] {
  const { state, today } = setting
  const { customer, number } = input
  const { currency } = input.amount
  const id = `crn_${number}`
  const amount = toMinor(input.amount.amount, currency)
  const on = input.issuedOn === undefined ? today : toDay(input.issuedOn)
  const invoice = input.invoice === undefined ? undefined : state.invoices.get(input.invoice)
  const wrong = refusals()
  wrong.when(input.invoice !== undefined && invoice === undefined, 'invoice_not_found')
  wrong.when(!state.customers.has(customer), 'customer_not_found')
  wrong.when(state.sources.has(id), 'already_exists')
  wrong.when(on <= state.closedThrough, 'period_closed')
  if (invoice !== undefined) {
    const before = [...state.sources.values()].filter((each) => each.corrects === invoice.id)
    wrong.when(invoice.customer !== customer, 'invoice_not_found')
    wrong.when(invoice.isVoid, 'invoice_voided')
    wrong.when(invoice.currency !== currency, 'currency_mismatch')
    wrong.when(total(before.map((each) => each.amount)) + amount > invoice.total, 'credit_exceeds_invoice')
  }
  wrong.end()
  const expiresOn = input.expiresOn === undefined ? undefined : toDay(input.expiresOn)
  const kind = input.kind === 'promotional' ? 'promotional' : 'credit_note'
  const drafts: Draft[] = [
    {
      type: 'source',
      id,
      kind,
      currency,
      amount,
      reference: input.reference ?? invoice?.reference ?? '',
      expiresOn,
      corrects: invoice?.id ?? '',
      customer,
      on,
    },
  ]
  if (invoice === undefined) return drafts
  const now = replay([...setting.events, ...drafts])
  const source = now.sources.get(id)!
  for (const part of openParts(now, invoice.id)) {
    const taken = part.open < available(source) ? part.open : available(source)
    if (taken === 0n) continue
    source.unapplied -= taken
    const place = {
      document: invoice.id,
      no: part.no,
      amount: taken,
      cause: '',
      customer,
      on: earliest(now, part, source),
    }
    drafts.push({ type: 'allocated', id: draftId(), kind: 'credit', source: id, ...place })
  }
  if (input.surplus === 'refund' && source.unapplied > 0n) {
    const paid = total(
      [...now.allocations.values()]
        .filter(
          (each) => each.isLive && each.document === invoice.id && (each.kind === 'payment' || each.kind === 'deposit'),
        )
        .map((each) => each.amount),
    )
    const others = [...now.sources.values()].filter((each) => each.corrects === invoice.id)
    const given = total(others.map((each) => each.refunded + each.refundDue))
    const most = paid > given ? paid - given : 0n
    const promised = most < source.unapplied ? most : source.unapplied
    if (promised > 0n) drafts.push({ type: 'promised', source: id, amount: promised, customer, on })
  }
  return drafts
}
