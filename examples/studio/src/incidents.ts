import { type Day, formatDay, parseDay } from '@owekit/core/calendar'
import {
  askedBefore,
  type Booking,
  depositOf,
  invoiceOf,
  noteCard,
  noteDeposit,
  noteInvoice,
  priceOf,
  referenceOf,
} from './booking.js'
import { correctedBill, correction, disputedBill } from './fleets.js'
import { cents, type Diary, noteTransfer } from './story.js'
import { people, type Service, studio } from './studio.js'

const fullDetail: Service = { name: 'Full detail', net: 299_00, deposit: 60_00 }
const ceramic: Service = { name: 'Ceramic coating', net: 990_00, deposit: 250_00 }
const handWash: Service = { name: 'Hand wash and wax', net: 69_00 }
const deepClean: Service = { name: 'Interior deep clean', net: 149_00 }
const correctionOfPaint: Service = { name: 'Paint correction', net: 649_00 }

const [broken, gone, absent, cancelled, disputing, roundUp, unknown, early] = people.slice(-8).map(({ id }) => id)

const booking = (
  customer: string | undefined,
  booked: string,
  comes: string,
  ...services: [Service, ...Service[]]
): Booking => ({
  customer: customer ?? '',
  bookedOn: parseDay(booked),
  comesOn: parseDay(comes),
  services,
})

/** What a bookkeeper remembers of the year: everything that was not simply invoiced and paid. */
export function noteIncidents(book: Diary): void {
  notePlan(book)
  noteWriteOff(book)
  noteDepositsThatEnd(book)
  noteChargeback(book)
  noteDisputeAndCredit(book)
  noteRoundedUp(book)
  noteUnknownPayers(book)
  noteBookingsToCome(book)
  for (const [through, on] of [
    ['2025-06-30', '2025-07-15'],
    ['2025-09-30', '2025-10-15'],
    ['2025-12-31', '2026-01-15'],
  ] as const)
    book.note(parseDay(on), 18 * 60, 'periods.close', { through })
}

/** A big job in November; four instalments were agreed, two came, the third is late. */
function notePlan(book: Diary): void {
  const job = booking(broken, '2025-10-28', '2025-11-12', ceramic, correctionOfPaint)
  noteDeposit(book, job)
  noteInvoice(book, job)
  const plan = { id: 'plan_coating', invoice: invoiceOf(job), monthly: { parts: 4, firstDueOn: '2025-12-31' } }
  book.note(parseDay('2025-12-09'), 11 * 60, 'plans.agree', plan)
  const part = Math.floor((priceOf(job) - askedBefore(job) + 3) / 4)
  for (const day of ['2025-12-30', '2026-01-30'])
    noteTransfer(book, parseDay(day), {
      customer: job.customer,
      id: `pay_plan_${day}`,
      amount: cents(part, studio.currency),
      reference: referenceOf(job),
    })
}

/** Moved away without a new address. */
function noteWriteOff(book: Diary): void {
  const job = booking(gone, '2025-05-02', '2025-05-10', handWash)
  noteInvoice(book, job)
  const reason = 'moved away, letters come back'
  book.note(parseDay('2025-12-18'), 10 * 60, 'writeOffs.record', { invoice: invoiceOf(job), reason })
}

/** One customer did not come and did not call; another called in time. */
function noteDepositsThatEnd(book: Diary): void {
  const noShow = booking(absent, '2025-09-04', '2025-09-20', fullDetail)
  noteDeposit(book, noShow)
  const reason = 'did not come, did not call'
  book.note(noShow.comesOn + 2, 9 * 60, 'deposits.forfeit', { deposit: depositOf(noShow), reason })
  const inTime = booking(cancelled, '2026-01-08', '2026-01-31', ceramic)
  noteDeposit(book, inTime)
  book.note(parseDay('2026-01-20'), 14 * 60, 'payments.refund', {
    payment: depositOf(inTime),
    reason: 'cancelled in time',
  })
}

/** A card payment that the card holder took back. */
function noteChargeback(book: Diary): void {
  const job = booking(disputing, '2026-02-03', '2026-02-14', deepClean)
  noteInvoice(book, job)
  noteCard(book, job, priceOf(job))
  const payment = `pay_${formatDay(job.comesOn)}_${job.customer}`
  book.note(parseDay('2026-03-19'), 12 * 60, 'payments.reverse', { payment, reason: 'chargeback' })
}

function noteDisputeAndCredit(book: Diary): void {
  book.note(parseDay('2026-02-27'), 15 * 60, 'holds.place', {
    id: 'hold_van14',
    invoice: disputedBill,
    reason: 'dispute',
    note: 'scratch on van 14, photos asked for',
  })
  book.note(parseDay('2025-11-14'), 15 * 60, 'credits.issue', {
    customer: 'autohaus-seeblick',
    number: 'CR-2025-1',
    invoice: correctedBill,
    amount: cents(correction.total, studio.currency),
    lines: [{ description: 'One car billed twice', amount: cents(correction.net, studio.currency) }],
    taxes: [{ code: 'VAT19', amount: cents(correction.total - correction.net, studio.currency) }],
  })
}

/** Pays whole euros and then some: the difference waits on account. */
function noteRoundedUp(book: Diary): void {
  const first = booking(roundUp, '2026-02-10', '2026-02-21', fullDetail)
  noteDeposit(book, first)
  noteInvoice(book, first)
  noteTransfer(book, first.comesOn + 4, {
    customer: first.customer,
    id: 'pay_rounded_up',
    amount: cents(320_00, studio.currency),
    reference: referenceOf(first),
  })
  noteInvoice(book, booking(roundUp, '2026-03-10', '2026-03-21', handWash))
}

/** Two bank receipts that name nobody: the first was asked about and assigned, the second came last Friday. */
function noteUnknownPayers(book: Diary): void {
  const job = booking(unknown, '2025-12-02', '2025-12-13', deepClean, handWash)
  noteInvoice(book, job)
  const amount = cents(priceOf(job), studio.currency)
  noteTransfer(book, parseDay('2025-12-29'), { id: 'bank_1229', amount, payer: 'E FUCHS-BERGER' })
  book.note(parseDay('2026-01-20'), 10 * 60, 'payments.assign', {
    suspense: 'bank_1229',
    customer: job.customer,
    id: 'pay_bank_1229',
  })
  noteTransfer(book, parseDay('2026-03-27'), {
    id: 'bank_0327',
    amount: cents(180_00, studio.currency),
    payer: 'R HUBER SPARKASSE',
  })
}

/** Cars that come after the last day: their deposits are held. */
function noteBookingsToCome(book: Diary): void {
  const soon: Day = studio.today
  for (const [customer, days, service] of [
    [early, 5, ceramic],
    [absent, 9, fullDetail],
    [people[11]?.id, 16, ceramic],
    [people[30]?.id, 23, fullDetail],
  ] as const)
    noteDeposit(book, {
      customer: customer ?? '',
      bookedOn: soon - 12 + (days % 4),
      comesOn: soon + days,
      services: [service],
    })
}
