import { type Day, dayOfWeek, formatDay } from '@owekit/core/calendar'
import type { Random } from './random.js'
import { cents, type Diary, noteTransfer, seriesOn, workingDay } from './story.js'
import { rateOn, studio, vatOf } from './studio.js'

/** A company whose cars come often: invoiced by the week or the month, paying in its own way. */
interface Fleet {
  readonly id: string
  readonly name: string
  readonly currency: 'EUR' | 'CHF'
  readonly terms: string
  readonly every: number
  readonly cars: readonly [number, number]
  /** Net price of one car, minor units. */
  readonly price: number
  readonly pays: 'byList' | 'early' | 'roundSums' | 'slowly'
}

const fleets = [
  {
    id: 'rheinkurier',
    name: 'Rheinkurier GmbH',
    currency: 'EUR',
    terms: 'net 30',
    every: 7,
    cars: [7, 14],
    price: 44_00,
    pays: 'byList',
  },
  {
    id: 'taxi-ruf',
    name: 'Taxi Ruf Konstanz',
    currency: 'EUR',
    terms: 'net 14',
    every: 14,
    cars: [6, 14],
    price: 39_50,
    pays: 'roundSums',
  },
  {
    id: 'autohaus-seeblick',
    name: 'Autohaus Seeblick KG',
    currency: 'EUR',
    terms: '2/10 net 30',
    every: 14,
    cars: [3, 8],
    price: 119_00,
    pays: 'early',
  },
  {
    id: 'saentis-limousinen',
    name: 'Säntis Limousinen AG',
    currency: 'CHF',
    terms: 'net 30',
    every: 14,
    cars: [3, 6],
    price: 92_00,
    pays: 'byList',
  },
  {
    id: 'thurgau-mobil',
    name: 'Thurgau Mobil AG',
    currency: 'CHF',
    terms: 'net 30',
    every: 28,
    cars: [8, 14],
    price: 58_50,
    pays: 'slowly',
  },
] as const satisfies readonly Fleet[]

/** An invoice of a fleet, as the fleet's bookkeeper sees it. */
interface Bill {
  readonly id: string
  readonly on: Day
  readonly due: Day
  readonly total: number
}

/** The one bill in the first February that is disputed, and the one in November that is corrected. */
export const disputedBill = 'rheinkurier-2026-02-03'
export const correctedBill = 'autohaus-seeblick-2025-11-11'

/** What is credited of the corrected bill: one car too many, tax included. */
export const correction = { net: 119_00, total: 119_00 + vatOf(119_00, 190) } as const

/** Five companies for a year: their invoices, and the payments that follow. */
export function noteFleets(book: Diary, chance: Random): void {
  fleets.forEach((fleet: Fleet, at) => {
    const { id, name, currency } = fleet
    book.note(studio.opened, 9 * 60 + at, 'customers.open', {
      id,
      name,
      email: `accounts@${id}.example`,
      metadata: { kind: 'fleet', currency },
    })
    const bills = noteBills(book, chance, fleet)
    if (fleet.pays === 'byList') payByList(book, fleet, bills)
    else if (fleet.pays === 'early') payEarly(book, fleet, bills)
    else if (fleet.pays === 'roundSums') payRoundSums(book, fleet, bills)
    else paySlowly(book, chance, fleet, bills)
  })
}

function noteBills(book: Diary, chance: Random, fleet: Fleet): Bill[] {
  const bills: Bill[] = []
  const perMille = fleet.currency === 'CHF' ? 81 : 190
  for (let on: Day = studio.opened; on <= studio.today; on += fleet.every) {
    const cars = chance.int(...fleet.cars)
    const net = cars * fleet.price
    const tax = vatOf(net, perMille)
    const id = `${fleet.id}-${formatDay(on)}`
    bills.push({ id, on, due: on + (fleet.terms === 'net 14' ? 14 : 30), total: net + tax })
    book.note(on, 17 * 60, 'invoices.issue', {
      customer: fleet.id,
      id,
      series: seriesOn(on),
      lines: [{ description: 'Fleet detail, per car', quantity: String(cars), amount: cents(net, fleet.currency) }],
      taxes: [{ code: fleet.currency === 'CHF' ? 'MWST8.1' : 'VAT19', amount: cents(tax, fleet.currency) }],
      terms: fleet.terms,
      metadata: { kind: 'fleet' },
      ...(fleet.currency === 'CHF' ? { rate: rateOn(on) } : {}),
    })
  }
  return bills
}

function pay(book: Diary, fleet: Fleet, on: Day, amount: number, bills: readonly Bill[]): void {
  noteTransfer(book, on, {
    customer: fleet.id,
    id: `pay_${fleet.id}-${formatDay(workingDay(on))}`,
    amount: cents(amount, fleet.currency),
    ...(fleet.currency === 'CHF' ? { rate: rateOn(workingDay(on)) } : {}),
    ...(bills.length === 0 ? {} : { allocate: { specific: bills.map(({ id }) => ({ invoice: id })) } }),
  })
}

const sum = (bills: readonly Bill[]) => bills.reduce((total, bill) => total + bill.total, 0)

/** One payment every other Friday for all bills due by then, each named; the disputed one is left out. */
function payByList(book: Diary, fleet: Fleet, bills: readonly Bill[]): void {
  const paid = new Set([disputedBill])
  for (let day: Day = studio.opened; day <= studio.today; day++) {
    if (dayOfWeek(day) !== 5 || Math.floor(day / 7) % 2 === 1) continue
    const due = bills.filter((bill) => bill.due <= day && !paid.has(bill.id))
    for (const { id } of due) paid.add(id)
    if (due.length > 0) pay(book, fleet, day, sum(due), due)
  }
}

/** Takes the discount on its last day, the tenth; with every sixth bill three days too late, and short all the same. */
function payEarly(book: Diary, fleet: Fleet, bills: readonly Bill[]): void {
  bills.forEach((bill, at) => {
    if (bill.id === correctedBill) return pay(book, fleet, bill.due, bill.total - correction.total, [bill])
    const payable = bill.total - Math.floor((bill.total * 2 + 50) / 100)
    pay(book, fleet, bill.on + (at % 6 === 4 ? 13 : 10), payable, [bill])
  })
}

/** A round sum every three weeks, whatever the bills say: the oldest are settled first. */
function payRoundSums(book: Diary, fleet: Fleet, bills: readonly Bill[]): void {
  let paid = 0
  for (let day: Day = studio.opened + 24; day <= studio.today; day += 21) {
    const late = sum(bills.filter((bill) => bill.due < day - 14)) - paid
    const amount = Math.floor(late / 100_00) * 100_00
    if (amount <= 0) continue
    paid += amount
    pay(book, fleet, day, amount, [])
  }
}

/** Each bill in full, one to two months after it was due. */
function paySlowly(book: Diary, chance: Random, fleet: Fleet, bills: readonly Bill[]): void {
  for (const bill of bills) pay(book, fleet, bill.due + chance.int(30, 62), bill.total, [bill])
}
