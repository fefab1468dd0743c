import { effective, freeFrom, invoiceOf, openParts } from './decide-common.js'
import type { Draft, Offer } from './events.js'
import type { Inputs } from './inputs.js'
import type { Setting } from './setting.js'
import { divideHalfUp, inProportion, toDay, toMinor, total } from './plain.js'
import { refusals } from './refusal.js'
import { partsOf, replay, type State } from './replay.js'
import { isOnHold, take } from './spread.js'

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
  const offer = offerOf(input, asked, sum(input.taxes), issuedOn)
  wrong.when(offer !== undefined && (offer.until < issuedOn || parts.length > 1), 'invalid_terms')
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
      offer,
      component: input.component ?? 'principal',
      group: input.metadata?.['team'] ?? '',
      taxes: (input.taxes ?? []).map(({ code, amount }) => ({ code, amount: toMinor(amount.amount, currency) })),
    },
  ]
  for (const [i, part] of parts.entries()) {
    drafts.push({ type: 'part', customer, on: issuedOn, document: id, no: i + 1, plan: '', hasOffer: true, ...part })
  }
  if (reference !== '' && input.applyDeposits !== false && !isOnHold(state, customer, id))
    drafts.push(...useDeposits(replay([...setting.events, ...drafts]), id, today))
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

function offerOf(
  { discount, terms }: Inputs['invoices.issue'],
  asked: bigint,
  taxes: bigint,
  issuedOn: number,
): Offer | undefined {
  const inTerms = terms?.match(/^(\d+)\/(\d+) net \d+$/)
  const percent = inTerms?.[1] ?? discount?.percent
  if (percent === undefined) return undefined
  const until =
    discount?.until === undefined ? issuedOn + (discount?.days ?? Number(inTerms?.[2])) : toDay(discount.until)
  const kept = 100_000n - toMinor(percent, 'KWD')
  const spared = discount?.base === 'net' ? taxes : 0n
  const payable = divideHalfUp((asked - spared) * kept, 100_000n) + spared
  return { until, payable, mode: discount?.mode ?? 'fullSettlementOnly', base: discount?.base ?? 'gross' }
}

/** Sets the deposits held for an invoice's reference against it, the oldest deposit and the oldest part first. */
function useDeposits(state: State, document: string, today: number): Draft[] {
  const drafts: Draft[] = []
  const { customer, currency, reference } = state.invoices.get(document)!
  const deposits = [...state.sources.values()]
    .filter((each) => each.customer === customer && each.currency === currency && each.reference === reference)
    .filter((each) => each.held > 0n)
    .sort((a, b) => a.receivedOn - b.receivedOn || (a.id < b.id ? -1 : 1))
  const placing = { state, customer, on: undefined, today, fromHeld: true, wrong: refusals() }
  for (const deposit of deposits)
    for (const part of openParts(state, document)) take(placing, deposit, part, undefined, drafts)
  return drafts
}

/** `invoices.void` */
export function voidInvoice({ state, today }: Setting, input: Inputs['invoices.void']): Draft[] {
  const { customer, id, isVoid, issuedOn } = invoiceOf(state, input.invoice)
  const parts = partsOf(state, id)
  const wrong = refusals()
  wrong.when(isVoid, 'invoice_voided')
  const isSettled = [...state.allocations.values()].some((each) => each.isLive && each.document === id)
  const isCredited = [...state.sources.values()].some((each) => each.corrects === id)
  wrong.when(isSettled || isCredited, 'invoice_has_payments')
  wrong.when(issuedOn <= state.closedThrough, 'period_closed')
  const on = effective(wrong, state, input.on, today, Math.max(issuedOn, freeFrom(parts)))
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
