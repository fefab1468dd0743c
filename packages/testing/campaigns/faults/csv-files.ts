import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { randomFrom, type Random } from '../../src/model/random.js'

/** A file to import, and how many rows it has. */
export interface CsvFile {
  /** The arguments of `owekit` that import it. */
  readonly argv: readonly string[]
  readonly rows: number
}

/**
 * Writes invoices, of which some were settled, and payments: of one invoice, or of what is due first. The same seed gives
 * the same files.
 */
export function writeFiles(folder: string, seed: number, invoices: number): readonly CsvFile[] {
  const random = randomFrom(seed)
  const customerOf = (no: number) => `cus_${no % 40}`
  const issued = Array.from({ length: invoices }, (_, no) => ({
    text: `${customerOf(no)},R-${no},${dayOf(random, 3)},${dayOf(random, 4)},${amountOf(random, 50, 900)}`,
    isSettled: random.chance(0.4),
  }))
  const open = [...issued.keys()].filter((no) => !issued[no]!.isSettled && random.chance(0.5))
  const paid = open.map((no) => {
    const names = random.chance(0.6) ? `R-${no}` : ''
    return `${customerOf(no)},T-${no},${dayOf(random, 5)},${amountOf(random, 1, 49)},${names}`
  })
  const file = (name: string, header: string, rows: readonly string[]) => {
    const path = join(folder, name)
    writeFileSync(path, [header, ...rows, ''].join('\n'))
    return path
  }
  const invoicesFile = file(
    'invoices.csv',
    'customer,number,issued,due,amount,settled',
    issued.map(({ text, isSettled }) => `${text},${isSettled ? '2026-05-09' : ''}`),
  )
  const paymentsFile = file('payments.csv', 'customer,id,received,amount,invoice', paid)
  const columns = (names: readonly string[]) => names.flatMap((name) => [`--${name}`, name])
  const how = ['--dates', 'YYYY-MM-DD', '--currency', 'EUR', '--json']
  return [
    {
      argv: [
        'import',
        'invoices',
        invoicesFile,
        ...columns(['customer', 'number', 'issued', 'due', 'amount', 'settled']),
        ...how,
      ],
      rows: issued.length,
    },
    {
      argv: [
        'import',
        'payments',
        paymentsFile,
        ...columns(['customer', 'id', 'received', 'amount', 'invoice']),
        ...how,
      ],
      rows: paid.length,
    },
  ]
}

const dayOf = (random: Random, month: number) => `2026-0${month}-${10 + random.int(0, 18)}`
const amountOf = (random: Random, from: number, to: number) => `${random.int(from, to)}.${10 + random.int(0, 89)}`
