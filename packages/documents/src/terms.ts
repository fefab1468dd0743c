import type { InvoiceView } from '@owekit/core'
import { isPositive } from '@owekit/core/money'
import type { Context } from './context.js'
import type { Paragraph } from './sheet.js'

/** When an invoice is to be paid, what paying early saves and what paying late costs, all of it said before it is so. */
export function termsOf(view: InvoiceView, context: Context): Paragraph[] {
  const { voice } = context
  const { words } = voice
  const live = view.instalments.filter(({ endedOn, open }) => endedOn === null && isPositive(open))
  const amount = voice.money(view.open)
  const asked = live.length > 1 ? words.instalmentsBelow(amount) : words.payBy(amount, voice.day(view.dueOn))
  return [asked, ...discountOf(view, context), ...lateOf(context)].map((text) => ({ kind: 'paragraph', text }))
}

/** An offer that is neither taken nor over. */
function discountOf({ discount, total }: InvoiceView, { voice, options }: Context): string[] {
  if (discount === null || isPositive(discount.taken)) return []
  if (options.on !== undefined && options.on > discount.until) return []
  return [
    voice.words.discount({
      until: voice.day(discount.until),
      payable: voice.money(discount.payable),
      total: voice.money(total),
      percent: voice.percent(discount.percent),
      amount: voice.money(discount.amount),
    }),
  ]
}

function lateOf({ voice, options: { late } }: Context): string[] {
  const { words } = voice
  return [
    ...(late?.percent === undefined ? [] : [words.lateInterest(voice.percent(late.percent))]),
    ...(late?.fee === undefined ? [] : [words.lateFee(voice.money(late.fee))]),
  ]
}
