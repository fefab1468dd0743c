import type { Draft } from './events.js'
import type { Inputs } from './inputs.js'
import { addMonths, divideHalfUp, inProportion, toDay, toMinor, total } from './plain.js'
import { refusals, refuse } from './refusal.js'
import { partsOf, replay, type Invoice, type Part, type State } from './replay.js'
import { available, draftId, earliest, isOnHold, oldestDue } from './spread.js'
import type { Setting } from './model.js'

/** Finds an invoice or refuses. */
export function invoiceOf(state: State, id: string): Invoice {
  return state.invoices.get(id) ?? refuse('invoice_not_found')
}

/** The parts of an invoice with something open, the oldest due first. */
export function openParts(state: State, document: string): Part[] {
  return partsOf(state, document)
    .filter((part) => part.open > 0n)
    .sort(oldestDue)
}

/** The day a command takes effect: the one given, when the books are open; else today, or as soon as can be. */
export function effective(state: State, given: string | undefined, today: number, notBefore = -Infinity): number {
  if (given === undefined) return Math.max(today, notBefore, state.closedThrough + 1)
  const on = toDay(given)
  const wrong = refusals()
  wrong.when(on <= state.closedThrough, 'period_closed')
  wrong.when(on < notBefore, 'allocation_too_early')
  wrong.end()
  return on
}

/** `invoices.issue` */
export function issue(setting: Setting, input: Inputs['invoices.issue'], number: string): Draft[] {
  const { state, today } = setting
  const { customer, reference = '' } = input
  const id = input.id ?? `inv_${number}`
  const money = input.total ?? input.lines![0]!.amount
  const { currency } = money
  const sum = (amounts: readonly { readonly amount: { readonly amount: string } }[] = []) =>
    total(amounts.map(({ amount }) => toMinor(amount.amount, currency)))
  const asked = input.total === undefined ? sum(input.lines) + sum(input.taxes) : toMinor(input.total.amount, currency)
  const issuedOn = input.issuedOn === undefined ? today : toDay(input.issuedOn)
  const wrong = refusals()
  wrong.when(!state.customers.has(customer), 'customer_not_found')
  wrong.when(
    state.invoices.has(id) || [...state.invoices.values()].some((each) => each.number === number),
    'already_exists',
  )
  wrong.when(issuedOn <= state.closedThrough, 'period_closed')
  wrong.when(input.lines !== undefined && sum(input.lines) + sum(input.taxes) !== asked, 'splits_do_not_add_up')
  const parts = scheduled(input, currency, asked, issuedOn)
  wrong.when(total(parts.map((part) => part.amount)) !== asked, 'splits_do_not_add_up', 'plan_total_mismatch')
  wrong.when(
    parts.some((part) => part.dueOn < issuedOn),
    'due_before_issue',
  )
  wrong.end()
  const drafts: Draft[] = [
    {
      type: 'invoice',
      customer,
      on: issuedOn,
      id,
      number,
      currency,
      total: asked,
      reference,
      offer: offerOf(input, asked, sum(input.taxes), issuedOn),
      component: input.component ?? 'principal',
      group: input.metadata?.['team'] ?? '',
    },
  ]
  for (const [i, part] of parts.entries()) {
    drafts.push({ type: 'part', customer, on: issuedOn, document: id, no: i + 1, plan: '', ...part })
  }
  if (reference !== '' && input.applyDeposits !== false && !isOnHold(state, customer, id)) {
    drafts.push(...useDeposits(replay([...setting.events, ...drafts]), id))
  }
  return drafts
}

function scheduled(input: Inputs['invoices.issue'], currency: string, asked: bigint, issuedOn: number) {
  const { dueOn, terms, instalments } = input
  if (instalments === undefined) {
    const days = terms === undefined ? 0 : Number(terms.split(' ').at(-1))
    return [{ dueOn: dueOn === undefined ? issuedOn + days : toDay(dueOn), amount: asked }]
  }
  const percents = instalments.map(({ percent = '0' }) => toMinor(percent, 'KWD'))
  const shares = inProportion(asked, percents.some((each) => each > 0n) ? percents : percents.map(() => 1n))
  return instalments.map((part, i) => ({
    dueOn: toDay(part.dueOn),
    amount: part.amount === undefined ? shares[i]! : toMinor(part.amount.amount, currency),
  }))
}

function offerOf({ discount, terms }: Inputs['invoices.issue'], asked: bigint, taxes: bigint, issuedOn: number) {
  const inTerms = terms?.match(/^(\d+)\/(\d+) net \d+$/)
  const percent = inTerms?.[1] ?? discount?.percent
  if (percent === undefined) return undefined
  const until =
    discount?.until === undefined ? issuedOn + (discount?.days ?? Number(inTerms?.[2])) : toDay(discount.until)
  const kept = 100_000n - toMinor(percent, 'KWD')
  const payable = divideHalfUp(asked * kept, 100_000n)
  void taxes
  return { until, payable, amount: asked - payable }
}

/** Sets the deposits held for an invoice's reference against it, the oldest deposit and the oldest part first. */
function useDeposits(state: State, document: string): Draft[] {
  const drafts: Draft[] = []
  const { customer, currency, reference } = state.invoices.get(document)!
  const deposits = [...state.sources.values()]
    .filter((each) => each.customer === customer && each.currency === currency && each.reference === reference)
    .filter((each) => each.held > 0n)
    .sort((a, b) => a.receivedOn - b.receivedOn || (a.id < b.id ? -1 : 1))
  for (const deposit of deposits) {
    for (const part of openParts(state, document)) {
      const amount = deposit.held < part.open ? deposit.held : part.open
      if (amount === 0n) continue
      deposit.held -= amount
      part.open -= amount
      const place = { document, no: part.no, amount, cause: '', customer, on: earliest(state, part, deposit) }
      drafts.push({ type: 'allocated', id: draftId(), kind: 'deposit', source: deposit.id, ...place })
    }
  }
  return drafts
}

/** `invoices.void` */
export function voidInvoice({ state, today }: Setting, input: Inputs['invoices.void']): Draft[] {
  const { customer, id, isVoid, issuedOn } = invoiceOf(state, input.invoice)
  const parts = partsOf(state, id)
  const on = effective(state, input.on, today, Math.max(issuedOn, ...parts.map((part) => part.freeFrom)))
  const wrong = refusals()
  wrong.when(isVoid, 'invoice_voided')
  wrong.when(
    [...state.allocations.values()].some((each) => each.isLive && each.document === id),
    'invoice_has_payments',
  )
  wrong.when(issuedOn <= state.closedThrough, 'period_closed')
  wrong.end()
  return [
    {
      type: 'voided',
      document: id,
      amounts: openParts(state, id).map(({ no, open }) => ({ no, amount: open })),
      customer,
      on,
    },
  ]
}

/** `invoices.moveDueDate` */
export function moveDueDate({ state, today }: Setting, input: Inputs['invoices.moveDueDate']): Draft[] {
  const invoice = invoiceOf(state, input.invoice)
  const dueOn = toDay(input.dueOn)
  const wrong = refusals()
  wrong.when(invoice.isVoid, 'invoice_voided')
  wrong.when(dueOn < invoice.issuedOn, 'due_before_issue')
  wrong.end()
  const parts = openParts(state, invoice.id).filter(
    ({ no }) => input.instalment === undefined || no === input.instalment,
  )
  const on = effective(state, input.on, today, Math.max(invoice.issuedOn, ...parts.map((part) => part.freeFrom)))
  return restart(
    state,
    invoice,
    parts,
    parts.map((part) => ({ dueOn, amount: part.open })),
    on,
    '',
  )
}

/** Ends some parts, as far as they are open, and begins others in their place. */
function restart(
  state: State,
  { id, customer }: Invoice,
  ended: readonly Part[],
  begun: readonly { dueOn: number; amount: bigint }[],
  on: number,
  plan: string,
): Draft[] {
  const last = Math.max(...partsOf(state, id).map((part) => part.no))
  return [
    ...ended.map(({ no, open }): Draft => ({ type: 'partEnded', document: id, no, amount: open, customer, on })),
    ...begun.map((part, i): Draft => ({ type: 'part', document: id, no: last + 1 + i, ...part, plan, customer, on })),
  ]
}

/** `plans.agree` */
export function agree({ state, today }: Setting, input: Inputs['plans.agree'], id: string): Draft[] {
  const invoice = invoiceOf(state, input.invoice)
  const parts = openParts(state, invoice.id)
  const open = total(parts.map((part) => part.open))
  const begun = input.instalments?.map(({ dueOn, amount }) => ({
    dueOn: toDay(dueOn),
    amount: toMinor(amount.amount, amount.currency),
  }))
  const wrong = refusals()
  wrong.when(state.plans.has(id), 'already_exists')
  wrong.when(invoice.isVoid, 'invoice_voided')
  wrong.when(begun !== undefined && total(begun.map((part) => part.amount)) !== open, 'plan_total_mismatch')
  wrong.when(open === 0n, 'plan_total_mismatch')
  wrong.end()
  const on = effective(state, input.on, today, Math.max(...parts.map((part) => part.freeFrom)))
  const replaced = parts.map((part) => ({ no: part.no, dueOn: part.dueOn, amount: part.open }))
  return [
    { type: 'planned', id, document: invoice.id, replaced, customer: invoice.customer, on },
    ...restart(state, invoice, parts, begun ?? monthly(input.monthly!, open), on, id),
  ]
}

function monthly({ parts, firstDueOn }: { parts: number; firstDueOn: string }, open: bigint) {
  const first = toDay(firstDueOn)
  const wanted = Number(firstDueOn.slice(8))
  return inProportion(open, new Array<bigint>(parts).fill(1n)).map((amount, i) => ({
    dueOn: addMonths(first, i, wanted),
    amount,
  }))
}

/** `plans.cancel` */
export function cancelPlan({ state, today }: Setting, input: Inputs['plans.cancel']): Draft[] {
  const plan = state.plans.get(input.plan) ?? refuse('plan_not_found')
  const { customer, document } = plan
  if (plan.isCancelled) refuse('plan_cancelled')
  const parts = openParts(state, document).filter((part) => part.plan === input.plan)
  const on = effective(state, input.on, today, Math.max(-Infinity, ...parts.map((part) => part.freeFrom)))
  const dueOn = Math.min(...plan.replaced.map((part) => part.dueOn))
  const open = total(parts.map((part) => part.open))
  return [
    { type: 'planCancelled', id: input.plan, customer, on },
    ...(open === 0n ? [] : restart(state, invoiceOf(state, document), parts, [{ dueOn, amount: open }], on, '')),
  ]
}

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
  wrong.end()
  const drafts: Draft[] = []
  for (const part of parts) {
    const amount = left < part.open ? left : part.open
    if (amount === 0n) break
    left -= amount
    const on = effective(state, input.on, today, part.freeFrom)
    const place = { document: id, no: part.no, amount, cause: '', customer, on }
    drafts.push({ type: 'allocated', id: draftId(), kind: 'writeoff', source: '', ...place })
  }
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
  const invoice = input.invoice === undefined ? undefined : invoiceOf(state, input.invoice)
  const wrong = refusals()
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
      reference: input.reference ?? '',
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
    const promised = paid < source.unapplied ? paid : source.unapplied
    if (promised > 0n) drafts.push({ type: 'promised', source: id, amount: promised, customer, on })
  }
  return drafts
}
