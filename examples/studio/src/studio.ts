import { type Day, parseDay } from '@owekit/core/calendar'

/** The studio: who it is, and the year that is told. All of it is made up. */
export const studio = {
  name: 'Studio Seeglanz',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  /** Who mails come from. */
  address: 'office@seeglanz.example',
  /** The first day of the books, a Tuesday. */
  opened: parseDay('2025-04-01'),
  /** The Monday from which customers are reminded. */
  reminding: parseDay('2026-03-23'),
  /** The Monday on which the owner looks at them. */
  today: parseDay('2026-03-30'),
  todayInWords: 'Monday 30 March 2026',
} as const

/** Something the studio does, at a net price in minor units; the big jobs ask for a deposit. */
export interface Service {
  readonly name: string
  readonly net: number
  readonly deposit?: number
}

/** What private customers book, by how often of a hundred. */
export const services: readonly (readonly [often: number, service: Service])[] = [
  [32, { name: 'Hand wash and wax', net: 69_00 }],
  [30, { name: 'Interior deep clean', net: 149_00 }],
  [24, { name: 'Full detail', net: 299_00, deposit: 60_00 }],
  [9, { name: 'Paint correction', net: 649_00, deposit: 150_00 }],
  [5, { name: 'Ceramic coating', net: 990_00, deposit: 250_00 }],
]

/** What they add to it. */
export const extras = [
  { name: 'Leather care', net: 75_00 },
  { name: 'Engine bay', net: 49_00 },
  { name: 'Odour treatment', net: 89_00 },
  { name: 'Headlight restoration', net: 95_00 },
  { name: 'Pet hair removal', net: 45_50 },
] as const satisfies readonly Service[]

const names = `Nora Keller, Tim Brandt, Aylin Demir, Paul Vogel, Lea Hartmann, Jonas Wirth, Mara Lindner, Emil Sommer,
Sofia Rossi, Ben Krüger, Ida Falk, Noah Bauer, Clara Engel, Luis Moreno, Hanna Busch, Felix Roth, Zoë Arnold, Max Pohl,
Greta Simon, Jakob Ernst, Amelie Horn, David Kühn, Lina Graf, Oskar Winter, Elif Kaya, Anton Beck, Mia Sauer, Theo Lang,
Rosa Wolff, Samuel Haas, Juli Peters, Kaspar Frey, Nele Otto, Henri Marchand, Alma Thiel, Vincent Maurer, Pia Seidel,
Levi Stein, Romy Jung, Moritz Heller, Frieda Kern, Matteo Conti, Leni Voss, Karl Dietz, Edda Böhm, Milan Novak, Tilda Rau,
Aaron Schütz, Judith Amann, Niklas Hahn, Carla Unger, Erik Sander, Lotte Blum, Ruben Fink, Marlene Ott, Hugo Petit,
Wanda Kraus, Simon Ruf, Ella Fuchs, Till Ziegler`

/** A private customer, as the books get to know one. */
interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly timeZone?: string
  readonly locale?: string
}

/** Who lives by another clock, or is written to in another language. */
const abroad: Readonly<Record<string, Pick<Person, 'timeZone' | 'locale'>>> = {
  'zoe.arnold': { timeZone: 'Europe/Helsinki', locale: 'fr' },
  'luis.moreno': { timeZone: 'Atlantic/Canary', locale: 'es' },
}

/** The sixty private customers; the last eight have stories of their own. */
export const people: readonly Person[] = names.split(/,\s+/).map((name) => {
  const plain = name.normalize('NFD').replaceAll(/\p{Mn}/gu, '')
  const id = plain.toLowerCase().replaceAll(' ', '.')
  return { id, name, email: `${id}@mail.example`, ...abroad[id] }
})

/** VAT of a net amount, half up: what the studio's till computes and tells the books. */
export const vatOf = (net: number, perMille: number) => Math.floor((net * perMille + 500) / 1000)

/** Euros for one franc, by month from April 2025. */
const rates = [
  '1.0640',
  '1.0672',
  '1.0668',
  '1.0701',
  '1.0655',
  '1.0690',
  '1.0744',
  '1.0718',
  '1.0707',
  '1.0759',
  '1.0780',
  '1.0731',
]

/** The rate the books are given for a day. */
export function rateOn(day: Day): string {
  const months = Math.floor((day - studio.opened) / 30.5)
  return rates[Math.max(0, Math.min(months, rates.length - 1))] ?? '1.0731'
}
