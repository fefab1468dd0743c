import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatDay } from '@owekit/core/calendar'
import { type Fact, minor, toDecimal } from '@owekit/core'
// The writer of `ar.journal.hledger` and its postings have no public entry of their own.
import { hledgerEntry } from '../../../packages/core/src/journal/hledger.js'
import { posting } from '../../../packages/core/src/journal/posting.js'
import { assertSame, type Bench } from '../harness/goal.js'
import { median, medianRatio } from '../harness/median.js'

const customers = 5_000
const firstDay = 20_000
const warmUp = 1
const mostOutput = 2 ** 26

/** Times whole processes that read a journal and print its balances; a million transactions with `--large`. */
export function measureJournals(bench: Bench): void {
  for (const count of bench.large ? [100_000, 1_000_000] : [100_000]) measureJournal(bench, count)
}

function measureJournal(bench: Bench, count: number): void {
  const name = `G12 journal of ${count.toLocaleString('en')} balanced`
  const folder = mkdtempSync(join(tmpdir(), 'owekit-bench-'))
  try {
    bench.say(`${name}: writing it`)
    const files = writeJournals(folder, count)
    const ours = () => run('balances-of-journal', files.journal)
    const byHand = () => run('balances-by-hand', files.flat)
    const held = (text: string) => text.split('\n').filter((line) => line.includes('receivable:'))
    assertSame('the balances', held(ours().text).toSorted(), held(byHand().text).toSorted())
    const times: { ours: number[]; floor: number[] } = { ours: [], floor: [] }
    const rounds = Math.max(7, bench.rounds)
    for (let round = -warmUp; round < rounds; round++) {
      const isOdd = round % 2 !== 0
      const first = isOdd ? ours().spent : byHand().spent
      const second = isOdd ? byHand().spent : ours().spent
      if (round < 0) continue
      times.ours.push(isOdd ? first : second)
      times.floor.push(isOdd ? second : first)
      bench.say(`${name}: round ${round + 1} of ${rounds}`)
    }
    const shown = (of: readonly number[]) => `${median(of).toFixed(0)} ms/process`
    bench.report({
      name,
      ratio: medianRatio(times.ours, times.floor),
      floor: `flat text summed by hand: ${shown(times.floor)}`,
      target: 3,
      times: shown(times.ours),
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Writes the same invoices as the journal we export and in the flat form the floor reads. */
function writeJournals(folder: string, count: number): { journal: string; flat: string } {
  const journal = join(folder, 'journal.hledger')
  const flat = join(folder, 'journal.tsv')
  const flag = { flag: 'a' }
  let entries = ''
  let lines = ''
  for (let i = 0; i < count; i++) {
    const customer = `cus_${(i * 7919) % customers}`
    const amount = BigInt(100 * (1 + (i % 900)) + (i % 100))
    const effectiveOn = firstDay + Math.floor((i * 700) / count)
    entries += hledgerEntry(invoiceFact({ customer, amount, effectiveOn, version: i + 1 }))
    lines += `${formatDay(effectiveOn)}\tinvoice ${i}\tassets:receivable:${customer}\t${toDecimal(minor(amount, 'EUR'))}\n`
    if (i % 10_000 !== 9_999 && i !== count - 1) continue
    writeFileSync(journal, entries, flag)
    writeFileSync(flat, lines, flag)
    entries = lines = ''
  }
  return { journal, flat }
}

function invoiceFact(of: Pick<Fact, 'customer' | 'effectiveOn' | 'version'> & { readonly amount: bigint }): Fact {
  const { amount, ...rest } = of
  return {
    ...rest,
    tenant: 'default',
    schema: 1,
    // The writer prints a fact's type and its postings, whatever else it says.
    type: 'rounding.recorded',
    recordedAt: 0,
    actor: 'system',
    requestKey: '',
    data: { ...blank, amount },
    postings: [
      posting({ account: 'receivable', currency: 'EUR', amount }),
      posting({ account: 'billed', currency: 'EUR', amount: -amount }),
    ],
  }
}

const blank = {
  id: '',
  kind: 'tolerance',
  source: '',
  document: '',
  number: '',
  instalment: 0,
  currency: 'EUR',
  cause: '',
  why: '',
} as const

/** Runs a program of this bench in a process of its own: what it printed, and milliseconds from start to end. */
function run(program: string, file: string): { text: string; spent: number } {
  const start = performance.now()
  const done = spawnSync(process.execPath, [process.argv[1]!, program, file], {
    encoding: 'utf8',
    maxBuffer: mostOutput,
  })
  const spent = performance.now() - start
  if (done.status !== 0) throw new Error(`${program} failed: ${done.stderr}`)
  return { text: done.stdout, spent }
}
