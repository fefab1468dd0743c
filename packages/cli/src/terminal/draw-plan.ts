import type { MoneyJSON } from '@owekit/core/money'
import type { Context } from '../context.js'
import { grouped, unitsOf } from './amounts.js'
import { inWords } from './in-words.js'
import { table } from './table.js'
import { oneLine } from './text-width.js'

/** What `allocate --json` prints. */
export interface PrintedPlan {
  readonly customer: string
  readonly preview: boolean
  readonly planHash: string | null
  readonly allocations: readonly {
    readonly number: string
    readonly document: string
    readonly instalment: number
    readonly amount: string
    readonly currency: string
    readonly kind: string
    readonly why: string
  }[]
  readonly passedOver: readonly {
    readonly number: string
    readonly document: string
    readonly instalment: number
    readonly reason: string
  }[]
  readonly onAccount: readonly MoneyJSON[]
}

/** Draws a plan: what goes where and why, what was passed over, and what stays. */
export function drawPlan(plan: PrintedPlan, { style, width }: Context): string {
  const parted = [...plan.allocations, ...plan.passedOver].some(({ instalment }) => instalment > 1)
  const invoiceOf = ({ number, instalment }: { readonly number: string; readonly instalment: number }) =>
    parted ? `${number} part ${instalment}` : number
  const chosen = table(
    [
      { title: 'invoice', flexible: true },
      { title: 'amount', align: 'right', paint: (cell) => style.green(cell) },
      { title: '' },
      { title: 'from' },
      { title: 'why', flexible: true, paint: (cell) => style.dim(cell) },
    ],
    plan.allocations.map((one) => [invoiceOf(one), grouped(one.amount), one.currency, one.kind, inWords(one.why)]),
    { style, width },
  )
  const passed = table(
    [
      { title: 'passed over', flexible: true },
      { title: 'because', flexible: true, paint: (cell) => style.yellow(cell) },
    ],
    plan.passedOver.map((one) => [invoiceOf(one), inWords(one.reason)]),
    { style, width },
  )
  const kept = plan.onAccount.filter(({ amount }) => unitsOf(amount) !== 0n)
  const left = kept.map(({ amount, currency }) => `${grouped(amount)} ${currency}`).join(' and ')
  const nothing = plan.allocations.length === 0
  return [
    `${style.bold(plan.preview ? `Plan for ${oneLine(plan.customer)}` : `Allocated for ${oneLine(plan.customer)}`)}\n`,
    nothing ? 'Nothing to allocate.\n' : chosen,
    ...(plan.passedOver.length > 0 ? [passed] : []),
    ...(left === '' ? [] : [`${plan.preview && !nothing ? 'Would leave' : 'Left'} on account: ${left}\n`]),
  ].join('\n')
}
