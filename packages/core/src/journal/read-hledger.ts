/** What an account of a journal holds in one currency. */
export interface JournalBalance {
  readonly account: string
  readonly currency: string
  /** Minor units, as many places as the journal writes. */
  readonly amount: bigint
}

interface Sum {
  /** A safe integer; what would leave that range moves to `beyond`. */
  units: number
  beyond: bigint
}

interface Sheet {
  readonly currency: string
  /** Digits after the point: the same on every line, or digits would not mean minor units. */
  readonly places: number
  readonly accounts: Map<string, Sum>
  /** What the transaction's lines come to so far. */
  readonly transaction: Sum
}

/**
 * The balances of a plain-text journal as `hledgerEntry` writes it, read piece by piece.
 *
 * Every transaction must come to zero in each currency. Memory is accounts × currencies, not lines.
 *
 * @throws Error naming the line that cannot be read or the transaction that does not balance
 * @example
 * balancesOfJournal(['2026-03-05 (c/1) payment.settled\n    assets:cash  50.00 EUR\n    liabilities:due  -50.00 EUR\n\n'])
 * // [{ account: 'assets:cash', currency: 'EUR', amount: 5000n }, { account: 'liabilities:due', … amount: -5000n }]
 */
export function balancesOfJournal(pieces: Iterable<string>): JournalBalance[] {
  const sheets: Sheet[] = []
  let title = ''
  let rest = ''
  for (const piece of pieces) {
    const text = rest + piece
    let start = 0
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', start)) {
      if (text.charCodeAt(start) === space) addLine(sheets, text, start, end)
      else {
        assertZero(sheets, title)
        if (end > start) title = text.slice(start, end)
      }
      start = end + 1
    }
    rest = text.slice(start)
  }
  if (rest.startsWith(' ')) addLine(sheets, rest, 0, rest.length)
  assertZero(sheets, title)
  return sheets.flatMap(({ currency, accounts }) =>
    [...accounts].map(([account, sum]) => ({ account, currency, amount: sum.beyond + BigInt(sum.units) })),
  )
}

const space = 0x20
const point = 0x2e
const zero = 0x30
const mostDigits = 15

/** `    account name  -50.00 EUR`: two spaces end the name, one the number. */
function addLine(sheets: Sheet[], text: string, start: number, end: number): void {
  const unit = text.lastIndexOf(' ', end - 1)
  const number = text.lastIndexOf(' ', unit - 1) + 1
  if (number < start + 7 || text.charCodeAt(number - 2) !== space) throw unreadable(text, start, end)
  const isNegative = text[number] === '-'
  let units = 0
  let digits = 0
  let whole = -1
  for (let i = number + (isNegative ? 1 : 0); i < unit; i++) {
    const digit = text.charCodeAt(i) - zero
    if (digit >= 0 && digit <= 9) {
      units = units * 10 + digit
      digits += 1
    } else if (text.charCodeAt(i) === point && whole === -1) whole = digits
    else throw unreadable(text, start, end)
  }
  const places = whole === -1 ? 0 : digits - whole
  const sheet = sheetOf(sheets, text, unit + 1, end, places)
  if (digits === 0 || sheet.places !== places) throw unreadable(text, start, end)
  const account = text.slice(start + 4, number - 2)
  let sum = sheet.accounts.get(account)
  if (sum === undefined) sheet.accounts.set(account, (sum = { units: 0, beyond: 0n }))
  if (digits <= mostDigits) {
    add(sum, isNegative ? -units : units)
    add(sheet.transaction, isNegative ? -units : units)
  } else {
    const exact = BigInt(text.slice(number, unit).replace('.', ''))
    sum.beyond += exact
    sheet.transaction.beyond += exact
  }
}

function add(sum: Sum, units: number): void {
  const after = sum.units + units
  if (after <= Number.MAX_SAFE_INTEGER && after >= -Number.MAX_SAFE_INTEGER) sum.units = after
  else sum.beyond += BigInt(units)
}

function sheetOf(sheets: Sheet[], text: string, start: number, end: number, places: number): Sheet {
  for (const sheet of sheets)
    if (sheet.currency.length === end - start && text.startsWith(sheet.currency, start)) return sheet
  const currency = text.slice(start, end)
  const made: Sheet = { currency, places, accounts: new Map(), transaction: { units: 0, beyond: 0n } }
  sheets.push(made)
  return made
}

function assertZero(sheets: readonly Sheet[], title: string): void {
  for (const { currency, transaction } of sheets) {
    if (transaction.units === 0 && transaction.beyond === 0n) continue
    const by = transaction.beyond + BigInt(transaction.units)
    if (by !== 0n) throw new Error(`The transaction "${title}" is off by ${by} ${currency} minor units.`)
    transaction.units = 0
    transaction.beyond = 0n
  }
}

function unreadable(text: string, start: number, end: number): Error {
  return new Error(`The line "${text.slice(start, end)}" is not an account, two spaces, an amount and a currency.`)
}
