import { closeSync, openSync, readSync } from 'node:fs'
// Not exported by core: what reads our own export back.
import { balancesOfJournal } from '../../../packages/core/src/journal/read-hledger.js'

/** Prints what each account of a journal holds, a line each. */
export function printBalancesOfJournal(file: string): void {
  const lines = balancesOfJournal(pieces(file)).map(({ account, amount }) => `${account} ${amount}\n`)
  process.stdout.write(lines.join(''))
}

/** A file's text, piece by piece: what is held at a time does not grow with the file. */
function* pieces(file: string): Iterable<string> {
  const decoder = new TextDecoder()
  const buffer = new Uint8Array(1 << 18)
  const open = openSync(file, 'r')
  try {
    for (let size = readSync(open, buffer); size > 0; size = readSync(open, buffer))
      yield decoder.decode(buffer.subarray(0, size), { stream: true })
  } finally {
    closeSync(open)
  }
}
