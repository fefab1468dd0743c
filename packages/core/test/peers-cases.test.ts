import { money, toDecimal } from '@owekit/core'
import { describe, expect, test } from 'vitest'
import { earlyPayable } from '../src/invoice/discount.js'
import { ledger } from './ledger.js'
import { type PeerCase, receivables } from './peers-cases.js'
import { sharedData } from './shared-data.js'

/** Cases we answer differently on purpose; docs/decisions/0020-peers-cases.md has the reasons. */
const differs: Readonly<Record<string, string>> = {
  '010': 'an invoice due today is current, not in 0–30: the peer ages from the issue day and has no current bucket',
  '024': 'one payer may pay for several customers: splits',
  '030': 'nothing open means no open item: an invoice of zero is not counted',
  '031': 'credits have no priorities or restrictions; they are used by expiry, kind and age',
}

function cases(file: string): readonly PeerCase[] | undefined {
  const text = sharedData(`peers-cases/${file}.json`)
  return text === undefined ? undefined : (JSON.parse(text) as { cases: PeerCase[] }).cases
}

const short = (id: string) => id.slice(-3)
const absent = 'the shared data folder is not beside this clone'

describe('peers’ receivables and allocation cases', () => {
  const all = cases('receivables-and-allocation')
  test.skipIf(all === undefined)(
    `every case is put to the engine or differs by decision (skipped where ${absent})`,
    () => {
      const known = [...new Set([...Object.keys(receivables), ...Object.keys(differs)])].sort()
      expect(known).toEqual(all?.map((one) => short(one.id)).sort())
    },
  )
  for (const one of all ?? []) {
    const id = short(one.id)
    const ask = receivables[id]
    if (ask === undefined) continue
    if (differs[id] === undefined) test(one.id, async () => expect(await ask(one.input)).toEqual(one.expected))
    else test(`${one.id} differs: ${differs[id]}`, async () => expect(await ask(one.input)).not.toEqual(one.expected))
  }
})

describe('peers’ early-payment discounts', () => {
  const all = cases('early-payment-discount')
  test.skipIf(all !== undefined)(`skipped: ${absent}`, () => {})
  for (const one of all ?? []) {
    const given = one.input as Readonly<Record<string, unknown>>
    if ('discountDays' in given && 'invoiceDate' in given && !('net' in given)) {
      test(one.id, async () => {
        const { ar, issue } = await ledger(['ada'])
        const discount = { percent: String(given['discountPercent']), days: Number(given['discountDays']) }
        await issue('ada', 'A-1', '100.00', String(given['invoiceDate']), { discount })
        expect((await ar.invoices.get('inv_A-1')).discount?.until).toBe(one.expected['discountUntil'])
      })
      continue
    }
    test(one.id, async () => expect(await discounted(given)).toMatchObject(one.expected))
  }
})

/** Every figure a case may ask for, from real invoices paid early. */
async function discounted(given: Readonly<Record<string, unknown>>): Promise<Record<string, string>> {
  const { ar, open } = await ledger(['ada'])
  const parts = (given['batch'] ?? [given]) as readonly { net: string; tax?: string; taxPercent?: number }[]
  const base = given['mode'] === 'excluded' ? 'net' : 'gross'
  const percent = String(given['discountPercent'])
  let gross = 0n
  let pay = 0n
  let net = 0n
  let tax = 0n
  for (const [index, part] of parts.entries()) {
    const own = money(part.net, 'EUR')
    const vat =
      part.taxPercent === undefined
        ? money(part.tax ?? '0.00', 'EUR')
        : money(`${(Number(part.net) * part.taxPercent) / 100}.00`, 'EUR')
    const total = own.minor + vat.minor
    const payable = earlyPayable({ total, net: own.minor }, percent, base).payable
    const show = (units: bigint) => money(`${units / 100n}.${String(units % 100n).padStart(2, '0')}`, 'EUR')
    await ar.invoices.issue({
      customer: 'ada',
      number: `A-${index}`,
      total: show(total),
      ...(vat.minor === 0n ? {} : { taxes: [{ code: 'VAT', amount: vat }] }),
      issuedOn: '2026-11-20',
      discount: { percent, days: 10, base },
    })
    const paid = await ar.payments.record({
      customer: 'ada',
      id: `p${index}`,
      amount: show(payable),
      receivedOn: '2026-11-21',
      allocate: { specific: [{ invoice: `inv_A-${index}` }] },
    })
    expect(await open(`A-${index}`)).toBe('0.00')
    for (const fact of paid.facts)
      for (const line of fact.postings)
        if (line.account === 'discount_given')
          if (line.part === 'tax') tax += money(line.amount, 'EUR').minor
          else net += money(line.amount, 'EUR').minor
    gross += total
    pay += payable
  }
  const text = (units: bigint) => `${units / 100n}.${String(units % 100n).padStart(2, '0')}`
  const discount = text(gross - pay)
  const outstanding = toDecimal((await ar.balances.of('ada')).open)
  return {
    pay: text(pay),
    discount,
    total: text(gross),
    gross: text(gross),
    payIfEarly: text(pay),
    discountNet: text(net),
    discountTax: text(tax),
    discountTotal: discount,
    outstanding,
  }
}
