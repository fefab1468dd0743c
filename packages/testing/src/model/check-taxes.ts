import { same } from './compare.js'
import { minorOf, type SeenFact } from './engine.js'
import { inProportion, total } from './plain.js'
import type { State } from './replay.js'

/** The accounts that are posted net and tax apart, by the fact that posts them. */
const accounts: { readonly [type: string]: string } = {
  'invoice.issued': 'billed',
  'credit.issued': 'credits_issued',
  'discount.granted': 'discount_given',
  'writeoff.recorded': 'bad_debt',
}

/** What is billed, credited, discounted or written off is posted in the invoice's proportions of net and tax. */
export function checkTaxes(facts: readonly SeenFact[], { invoices, sources }: State): void {
  for (const { type, data, postings } of facts) {
    const account = accounts[type]
    if (account === undefined) continue
    const id = String(data['id'])
    const of = type === 'invoice.issued' ? id : type === 'credit.issued' ? sources.get(id)!.corrects : data['document']
    const invoice = invoices.get(String(of))
    const currency = String(data['currency'])
    const lines = postings.filter((each) => each.account === account)
    const amount = total(lines.map((each) => minorOf(each.amount, currency)))
    const sign = amount < 0n ? -1n : 1n
    const isNet = type === 'discount.granted' && invoice?.offer?.base === 'net'
    const taxes = isNet ? [] : (invoice?.taxes ?? [])
    const net = (invoice?.total ?? 1n) - total(taxes.map((tax) => tax.amount))
    const shares = inProportion(amount * sign, [net, ...taxes.map((tax) => tax.amount)])
    same(
      'taxes',
      lines.map((each) => [each.part, each.taxCode, minorOf(each.amount, currency)]),
      shares
        .map((share, i) => [i === 0 ? 'net' : 'tax', taxes[i - 1]?.code ?? '', share * sign] as const)
        .filter(([, , share]) => share !== 0n),
      `${type} ${id}`,
    )
  }
}
