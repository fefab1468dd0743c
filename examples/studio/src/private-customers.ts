import { dayOfWeek, formatDay } from '@owekit/core/calendar'
import { askedBefore, type Booking, noteCard, noteDeposit, noteInvoice, priceOf, referenceOf } from './booking.js'
import type { Random } from './random.js'
import { cents, type Diary, noteTransfer } from './story.js'
import { extras, people, type Service, services, studio } from './studio.js'

/** Sixty people and their cars: most pay at the counter, some by bank, some late, a few not yet. */
export function notePrivateCustomers(book: Diary, chance: Random): void {
  people.forEach((person, at) => {
    book.note(studio.opened, 8 * 60 + at, 'customers.open', { ...person, metadata: { kind: 'private' } })
  })
  for (const { id } of people.slice(0, -8)) {
    const visits = chance.int(3, 7)
    const gap = Math.floor(385 / visits)
    for (let visit = 0; visit < visits; visit++) {
      const day = studio.opened + 6 + visit * gap + chance.int(0, gap - 8)
      // Closed on Sundays and Mondays.
      const weekday = dayOfWeek(day)
      const comesOn = weekday === 7 ? day + 2 : weekday === 1 ? day + 1 : day
      const bookedOn = Math.max(studio.opened, comesOn - chance.int(8, 26))
      noteVisit(book, chance, { customer: id, bookedOn, comesOn, services: wish(chance) })
    }
  }
}

function wish(chance: Random): [Service, ...Service[]] {
  let left = chance.int(1, 100)
  const found = services.find(([often]) => (left -= often) <= 0) ?? services[0]
  const wanted = found?.[1] ?? extras[0]
  return chance.chance(40) ? [wanted, chance.pick(extras)] : [wanted]
}

function noteVisit(book: Diary, chance: Random, booking: Booking): void {
  const before = askedBefore(booking)
  if (before > 0) noteDeposit(book, booking)
  noteInvoice(book, booking)
  notePayment(book, chance, booking, priceOf(booking) - before)
}

/** How the rest of the invoice is paid. */
function notePayment(book: Diary, chance: Random, booking: Booking, rest: number): void {
  const roll = chance.int(1, 100)
  const transfer = (days: number, amount: number, part = '') =>
    noteTransfer(book, booking.comesOn + days, {
      customer: booking.customer,
      id: `pay_${formatDay(booking.comesOn)}_${booking.customer}${part}`,
      amount: cents(amount, studio.currency),
      reference: referenceOf(booking),
    })
  if (roll <= 58) noteCard(book, booking, rest)
  else if (roll <= 80) transfer(chance.int(3, 13), rest)
  else if (roll <= 90) transfer(chance.int(17, 75), rest)
  else if (roll <= 95) {
    const first = Math.round((rest * chance.int(4, 7)) / 1000) * 100
    transfer(chance.int(5, 14), first, '-1')
    transfer(chance.int(40, 90), rest - first, '-2')
  } else transfer(chance.int(70, 130), rest)
}
