import fc from 'fast-check'
import { minor, type Money } from '@owekit/core'
import { expect, test } from 'vitest'
import { ledger } from './ledger.js'

const eur = (units: number) => minor(BigInt(units), 'EUR')
const cents = (money: Money | null) => money?.minor ?? 0n
const amounts = fc.integer({ min: 1, max: 400_00 })

/** What is there before a booking ends: invoices of its reference, deposits held for it, payments of its invoices. */
const histories = fc.record({
  deposits: fc.array(amounts, { maxLength: 3 }),
  invoices: fc.array(
    fc.record({ total: amounts, paid: fc.nat(100), credited: fc.nat(40), usesDeposits: fc.boolean() }),
    { maxLength: 2 },
  ),
  fee: fc.integer({ min: 1, max: 100 }),
  total: amounts,
  rest: fc.constantFrom('refund' as const, 'credit' as const),
  ends: fc.constantFrom('customer' as const, 'organiser' as const, 'noShow' as const),
})

test('whatever was paid and invoiced: kept + refund + credit = paid, the books say the same, and verify proves them', async () => {
  await fc.assert(
    fc.asyncProperty(histories, async ({ deposits, invoices, fee, total, rest, ends }) => {
      const { ar, sound } = await ledger(['ada'])
      const percent = String(fee)
      await ar.bookings.request({
        customer: 'ada',
        reference: 'bk',
        total: eur(total),
        date: '2026-12-20',
        policy: { windows: [], after: { percent }, rest },
        noShow: { percent },
      })
      for (const [index, amount] of deposits.entries())
        await ar.deposits.settle({ customer: 'ada', id: `dep_${index}`, reference: 'bk', amount: eur(amount) })
      for (const [index, { total: billed, paid, credited, usesDeposits }] of invoices.entries()) {
        const id = `inv_${index}`
        await ar.invoices.issue({
          customer: 'ada',
          id,
          total: eur(billed),
          dueOn: '2026-12-01',
          reference: 'bk',
          applyDeposits: usesDeposits,
        })
        const open = Number((await ar.invoices.get(id)).open.minor)
        const pay = Math.floor((open * paid) / 100)
        const allocate = { specific: [{ invoice: id }] }
        if (pay > 0) await ar.payments.record({ customer: 'ada', id: `pay_${index}`, amount: eur(pay), allocate })
        const credit = Math.floor((billed * credited) / 100)
        if (credit > 0)
          await ar.credits.issue({ customer: 'ada', number: `C-${index}`, amount: eur(credit), invoice: id })
      }
      const before = await ar.bookings.get('bk')
      const had = (await ar.balances.of('ada')).perCurrency[0]
      const outcome =
        ends === 'noShow'
          ? await ar.bookings.noShow({ reference: 'bk' })
          : await ar.bookings.cancel({ reference: 'bk', by: ends })
      expect(cents(outcome.kept) + cents(outcome.refund) + cents(outcome.credit)).toBe(before.paid.minor)
      expect(cents(outcome.kept) + cents(outcome.owed)).toBe(cents(outcome.fee))
      const has = (await ar.balances.of('ada')).perCurrency[0]
      expect((has?.refundDue.minor ?? 0n) - (had?.refundDue.minor ?? 0n)).toBe(cents(outcome.refund))
      const free = (balance: typeof has) => (balance?.unapplied.minor ?? 0n) - (balance?.refundDue.minor ?? 0n)
      expect(free(has) - free(had)).toBe(cents(outcome.credit))
      expect(has?.deposits.minor ?? 0n).toBe(0n)
      expect(has?.open.minor ?? 0n).toBe(invoicedPart(cents(outcome.owed), had?.open.minor ?? 0n))
      await sound()
    }),
    { numRuns: 60 },
  )
})

/** Of a fee that is not covered, what an invoice had open stays open; the rest is nobody's debt. */
const invoicedPart = (owed: bigint, open: bigint) => (owed < open ? owed : open)
