import { formatDay } from '@owekit/core/calendar'
import { type Money, sum, toDecimal } from '@owekit/core/money'
import { bar } from './bars.js'
import type { Letter } from './letters.js'
import type { Arrival, Debtor, Monday } from './monday.js'
import { studio } from './studio.js'
import { type Cell, grouped, type Paint, row, wrapped } from './terminal.js'

/** How the report is drawn. */
export interface ReportOptions {
  readonly paint: Paint
  /** Cells of a line, 80 to 100. */
  readonly width: number
  /** The books' path as the reader would type it. */
  readonly db: string
}

type Lines = readonly string[]
type Section = (found: Monday, options: ReportOptions) => Lines

const sections: readonly (readonly [title: string, section: Section])[] = [
  ['Who owes what, the longest late first', debts],
  ['How old it is, in days past due', ages],
  ['What came in since Friday, where it went and why', arrivals],
  ['If Rheinkurier paid everything today (a preview: nothing is written)', preview],
  ['Deposits held, each for one booking', deposits],
  ['Waiting for your decision', decisions],
  ['What customers were sent this morning, by their own clocks', letters],
  ['What the books prove', proof],
  ['Try next', commands],
]

/** Lays the Monday out as text. */
export function report(found: Monday, options: ReportOptions): string {
  const { bold } = options.paint
  const drawn = sections.map(([title, section]) => `\n${bold(title)}\n${section(found, options).join('\n')}\n`)
  return `${bold(`${studio.name}, ${studio.todayInWords}`)}\n${summary(found).join('\n')}\n${drawn.join('')}`
}

const right = (text: string, width: number, paint?: Cell['paint']): Cell => ({ text, width, right: true, paint })
const left = (text: string, width: number, paint?: Cell['paint']): Cell => ({ text, width, paint })
const shown = (amount: Money): string => grouped(toDecimal(amount))
const units = (decimal: string): bigint => BigInt(decimal.replace('.', ''))
const isZero = (decimal: string): boolean => units(decimal) === 0n

function summary({ aging, debtors }: Monday): string[] {
  return aging.currencies.map(({ currency, total }) => {
    const own = debtors.filter((debtor) => debtor.currency === currency)
    const late = sum(
      own.map((debtor) => debtor.late),
      currency,
    )
    return `${own.length} customers owe ${grouped(total)} ${currency}; ${shown(late)} of it is late.`
  })
}

const most = 8

function debts({ debtors, aging }: Monday, { paint, width }: ReportOptions): Lines {
  const columns = (texts: Lines, paints: readonly Cell['paint'][] = []) =>
    row([
      left(texts[0] ?? '', width - 66, paints[0]),
      right(texts[1] ?? '', 10, paints[1]),
      right(texts[2] ?? '', 8, paints[2]),
      right(texts[3] ?? '', 4, paints[3]),
      left(texts[4] ?? '', 10),
      left(texts[5] ?? '', 10),
      left(texts[6] ?? '', 10, paints[4]),
    ])
  return aging.currencies.flatMap(({ currency, total }, at) => {
    const own = debtors.filter((debtor) => debtor.currency === currency)
    const titles = ['customer', `owes ${currency}`, 'late', 'days', 'since', 'next due']
    return [
      ...(at === 0 ? [] : ['']),
      paint.dim(columns(titles)),
      ...own
        .slice(0, most)
        .map((one) => columns(debt(one), [undefined, paint.bold, paint.red, paint.red, paint.yellow])),
      ...(own.length > most ? [paint.dim(columns([`and ${own.length - most} more`]))] : []),
      columns(['all', grouped(total)], [paint.bold, paint.bold]),
    ]
  })
}

function debt({ name, owes, late, daysLate, since, nextDue, notes }: Debtor): Lines {
  const isLate = daysLate > 0
  return [
    name,
    grouped(owes),
    isLate ? shown(late) : '·',
    isLate ? `${daysLate}` : '·',
    since,
    nextDue,
    notes.join(', '),
  ]
}

function ages({ aging }: Monday, { paint }: ReportOptions): Lines {
  const sizes = aging.currencies.flatMap(({ buckets }) => buckets.map(({ amount }) => units(amount)))
  const largest = sizes.reduce((top, size) => (size > top ? size : top), 0n)
  const colours = [paint.green, paint.cyan, paint.yellow, paint.yellow, paint.red]
  return aging.currencies.flatMap(({ currency, buckets, unapplied, deposits: held, total }) => [
    ...buckets.map(({ label, amount }, at) =>
      row([
        left(at === 0 ? currency : '', 3),
        left(label, 10),
        right(isZero(amount) ? '·' : grouped(amount), 10),
        left(bar(units(amount), largest, 44), 44, colours[at]),
      ]),
    ),
    ...(isZero(unapplied) ? [] : [row([left('', 3), left('on account', 10), right(grouped(unapplied), 10)])]),
    row([
      left('', 3),
      left('total', 10, paint.bold),
      right(grouped(total), 10, paint.bold),
      left(isZero(held) ? '' : `and ${grouped(held.replace('-', ''))} held as deposits, apart`, 44, paint.dim),
    ]),
  ])
}

/** Day or number, who, how much, and what there is to say of it. */
function entry(
  [at, who, amount, text]: readonly [string, string, string, string],
  width: number,
  paints: readonly Cell['paint'][],
) {
  return row([left(at, 10), left(who, 24, paints[0]), right(amount, 10, paints[1]), left(text, width - 52, paints[2])])
}

function arrivals({ arrivals: list }: Monday, { paint, width }: ReportOptions): Lines {
  return list.flatMap(({ payment, name, lines }: Arrival) => {
    const { amount, receivedOn, method, unapplied } = payment
    const left =
      unapplied.minor === 0n
        ? []
        : [{ number: 'on account', amount: toDecimal(unapplied), why: 'nothing else was open' }]
    return [
      entry([receivedOn, name, shown(amount), `${amount.currency} by ${method}`], width, [paint.bold, paint.bold]),
      ...[...lines, ...left].map((line) =>
        entry(['', `  ${line.number}`, grouped(line.amount), line.why], width, [undefined, undefined, paint.dim]),
      ),
    ]
  })
}

function preview({ preview: { allocations, passedOver, unapplied } }: Monday, { paint, width }: ReportOptions): Lines {
  const line = (number: string, amount: string, why: string, colour: Cell['paint']) =>
    row([left(number, 10), right(amount, 10), left(why, width - 26, colour)])
  return [
    ...allocations.map(({ number, amount, why }) => line(number, shown(amount), why, paint.dim)),
    ...passedOver.map(({ number, reason }) => line(number, '·', `passed over: ${reason}`, paint.yellow)),
    ...(unapplied === null ? [] : [line('on account', shown(unapplied), 'left over', paint.dim)]),
  ]
}

function deposits({ deposits: list }: Monday, { paint, width }: ReportOptions): Lines {
  return list.map(({ deposit: { reference, held, metadata }, name }) => {
    const what = `${held.currency} for ${metadata['service'] ?? ''}`
    return entry([reference.split(' ')[1] ?? '', name, shown(held), what], width, [undefined, undefined, paint.dim])
  })
}

function decisions({ held, suspense }: Monday, { paint, width }: ReportOptions): Lines {
  const paints = [paint.bold, undefined, paint.yellow]
  return [
    ...held.flatMap(({ invoice: { holds, open, number }, name }) =>
      holds.flatMap(({ placedOn, reason, note }) => [
        entry([placedOn, name, shown(open), `${open.currency}, ${reason} on ${number}`], width, paints),
        ...(note === '' ? [] : [paint.dim(row([left('', 10), left(`  ${note}`, width - 14)]))]),
      ]),
    ),
    ...suspense.map(({ receivedOn, payer, open }) =>
      entry([receivedOn, payer, shown(open), `${open.currency} from an unknown payer`], width, paints),
    ),
  ]
}

function letters({ letters: list }: Monday, { paint, width }: ReportOptions): Lines {
  const lines = list.map(({ mail, name, time, zone, toPay }) => {
    const isAway = zone !== studio.timeZone
    const who = isAway ? `${name}, ${zone.split('/')[1] ?? zone}` : name
    const asked = toPay.minor === 0n ? '·' : shown(toPay)
    return entry([time, who, asked, mail.subject], width, [paint.bold, paint.bold])
  })
  const whole = list.filter(({ purpose }) => purpose === 'reminder').toSorted(mostFirst)[0]
  return [...lines, ...(whole === undefined ? [] : ['', ...letter(whole, paint, width)])]
}

const mostFirst = (a: Letter, b: Letter): number =>
  a.toPay.minor > b.toPay.minor ? -1 : a.toPay.minor < b.toPay.minor ? 1 : 0

/** A mail as its reader sees it, without its markup. */
function letter({ mail, name }: Letter, paint: Paint, width: number): Lines {
  const text = mail.text.split('\n').flatMap((line) => (line === '' ? [''] : wrapped(line, width - 6)))
  return [
    paint.dim(`  │ To: ${name} <${mail.to}>`),
    `  │ ${paint.bold(mail.subject)}`,
    ...['', ...text].map((line) => `  │ ${line}`.trimEnd()),
  ]
}

function proof({ proof: { checks, accounts, facts, postings } }: Monday, { paint, width }: ReportOptions): Lines {
  const counts = `${grouped(`${facts}`)} facts with ${grouped(`${postings}`)} postings in ${accounts} accounts, replayed from nothing:`
  return [
    `  ${counts}`,
    ...checks.flatMap(({ ok, name, detail }) =>
      wrapped(ok ? name : `${name}: ${detail}`, width - 8).map(
        (line, at) => `  ${at > 0 ? '    ' : ok ? paint.green('ok  ') : paint.red('FAIL')}  ${line}`,
      ),
    ),
  ]
}

const today = formatDay(studio.today)
const tries = [
  [`aging --as-of ${today} --group-by kind`, 'private and fleets apart'],
  ['aging --as-of 2025-12-31', 'how it was at New Year'],
  [`balance rheinkurier --as-of ${today}`, 'one customer'],
  ['remind history thurgau-mobil', 'what it was told, and when'],
  ['remind policy', 'when customers are reminded'],
  ['statement thurgau-mobil --from 2026-01-01', 'with a running balance'],
  ['allocate simon.ruf --preview', 'what money on account pays'],
  ['journal export --format hledger', 'for an accountant'],
  ['verify', 'the proof again'],
] as const

function commands(_: Monday, { db, paint }: ReportOptions): Lines {
  return [
    `  alias owe='npm run --silent owekit -- --db ${db}'`,
    ...tries.map(([command, what]) => `  owe ${command.padEnd(43)}${paint.dim(`# ${what}`)}`),
  ]
}
