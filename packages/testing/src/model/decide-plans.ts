import { effective, freeFrom, invoiceOf, openParts } from './decide-common.js'
import type { Draft, Replaced } from './events.js'
import type { Inputs } from './inputs.js'
import type { Setting } from './setting.js'
import { addMonths, inProportion, toDay, toMinor, total } from './plain.js'
import { refusals, refuse } from './refusal.js'
import { partsOf, type Invoice, type Part, type State } from './replay.js'

/** `invoices.moveDueDate` */
export function moveDueDate({ state, today }: Setting, input: Inputs['invoices.moveDueDate']): Draft[] {
  const invoice = invoiceOf(state, input.invoice)
  const dueOn = toDay(input.dueOn)
  const wrong = refusals()
  wrong.when(invoice.isVoid, 'invoice_voided')
  wrong.when(dueOn < invoice.issuedOn, 'due_before_issue')
  const parts = openParts(state, invoice.id).filter(
    ({ no }) => input.instalment === undefined || no === input.instalment,
  )
  const on = effective(wrong, state, input.on, today, Math.max(invoice.issuedOn, freeFrom(parts)))
  wrong.when(parts.length === 0, 'invalid_input')
  wrong.end()
  return restart(
    state,
    invoice,
    parts,
    parts.map((part) => ({ dueOn, amount: part.open, plan: part.plan, hasOffer: part.hasOffer })),
    on,
  )
}

/** Ends some parts, as far as they are open, and begins others in their place. */
export function restart(
  state: State,
  { id, customer }: Invoice,
  ended: readonly Part[],
  begun: readonly (Replaced & { hasOffer: boolean })[],
  on: number,
): Draft[] {
  const last = Math.max(...partsOf(state, id).map((part) => part.no))
  return [
    ...ended.map(({ no, open }): Draft => ({ type: 'partEnded', document: id, no, amount: open, customer, on })),
    ...begun.map((part, i): Draft => ({ type: 'part', document: id, no: last + 1 + i, ...part, customer, on })),
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
  wrong.when(open < BigInt(input.monthly?.parts ?? 1), 'plan_total_mismatch')
  wrong.when(open === 0n, 'invalid_input')
  const due = begun ?? monthly(input.monthly!, open)
  wrong.when(
    due.some((part) => part.dueOn < invoice.issuedOn),
    'due_before_issue',
  )
  const on = effective(wrong, state, input.on, today, freeFrom(parts))
  wrong.end()
  const replaced = parts.map(({ dueOn, open: amount, plan }) => ({ dueOn, amount, plan }))
  return [
    { type: 'planned', id, document: invoice.id, replaced, customer: invoice.customer, on },
    ...restart(
      state,
      invoice,
      parts,
      due.map((part) => ({ ...part, plan: id, hasOffer: false })),
      on,
    ),
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
  const wrong = refusals()
  const on = effective(wrong, state, input.on, today, freeFrom(parts))
  wrong.end()
  plan.isCancelled = true
  const standing = partsOf(state, document)
    .filter((part) => part.plan !== input.plan)
    .map(({ dueOn, plan: of, amount, open, isEnded }) => ({ dueOn, plan: of, amount: isEnded ? open : amount }))
  const fallen = fallBack(state, plan.replaced, total(parts.map((part) => part.open)), standing)
  const begun = fallen.map((part) => ({ ...part, hasOffer: false }))
  return [
    { type: 'planCancelled', id: input.plan, customer, on },
    ...(begun.length === 0 ? [] : restart(state, invoiceOf(state, document), parts, begun, on)),
  ]
}

/**
 * What is still open falls back on the replaced parts, the last due first, as if payments had met the first ones. Parts
 * of an earlier plan are that plan's again, or fall back further when it was cancelled meanwhile. Of what a replaced
 * part had, that much is taken already which stands on its day.
 */
function fallBack(
  state: State,
  replaced: readonly Replaced[],
  open: bigint,
  standing: readonly Replaced[],
): Replaced[] {
  const onDay = new Map<string, bigint>()
  for (const { dueOn, plan, amount } of standing)
    onDay.set(`${plan} ${dueOn}`, (onDay.get(`${plan} ${dueOn}`) ?? 0n) + amount)
  const parts: Replaced[] = []
  let left = open
  for (let i = replaced.length - 1; i >= 0; i--) {
    const { dueOn, amount, plan } = replaced[i]!
    const there = onDay.get(`${plan} ${dueOn}`) ?? 0n
    const room = there < amount ? amount - there : 0n
    onDay.set(`${plan} ${dueOn}`, there < amount ? 0n : there - amount)
    const taken = i === 0 || left < room ? left : room
    if (taken > 0n) parts.unshift({ dueOn, amount: taken, plan })
    left -= taken
  }
  const isOver = (id: string) => state.plans.get(id)?.isCancelled === true
  const stays = parts.filter(({ plan }) => !isOver(plan))
  const over = [...new Set(parts.map(({ plan }) => plan).reverse())].filter(isOver)
  const fallen = over.reduce((all, plan) => {
    const amount = total(parts.filter((part) => part.plan === plan).map((part) => part.amount))
    return [...all, ...fallBack(state, state.plans.get(plan)!.replaced, amount, [...standing, ...all])]
  }, stays)
  return fallen.sort((a, b) => a.dueOn - b.dueOn)
}
