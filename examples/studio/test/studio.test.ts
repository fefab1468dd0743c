import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '@owekit/cli'
import { minor, toDecimal } from '@owekit/core'
import { formatDay, formatInstant, instantAt, parseDay } from '@owekit/core/calendar'
import { memoryStore } from '@owekit/core/memory'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { generate } from '../src/generate.js'
import { live, openBooks, storyClock } from '../src/live.js'
import { monday, type Monday } from '../src/monday.js'
import { progress } from '../src/progress.js'
import { report } from '../src/report.js'
import { show } from '../src/show.js'
import { studio } from '../src/studio.js'
import { paintFor } from '../src/terminal.js'
import { addUp } from './sums.js'

const written = (isTTY = false) => {
  let text = ''
  return { write: (more: string) => void (text += more), isTTY, text: () => text }
}

const plain = paintFor({ write: () => {}, isTTY: false }, {})
const lines = (text: string) => text.trimEnd().split('\n')

async function toldToMemory() {
  const clock = storyClock()
  const store = memoryStore({ clock })
  const ar = openBooks(store, clock)
  const mails = await live(store, clock, generate())
  return { ar, mails, found: await monday(ar, mails) }
}

let told: Awaited<ReturnType<typeof toldToMemory>>
let found: Monday
beforeAll(async () => {
  told = await toldToMemory()
  found = told.found
}, 60_000)

const currencyOf = (currency: string) => found.aging.currencies.find((block) => block.currency === currency)

describe('the year', () => {
  const year = generate()
  const count = (what: string) => year.filter((happening) => happening.do === what).length

  test('holds a real business’s mix, the same every time', () => {
    expect(year).toEqual(generate())
    expect(year).not.toEqual(generate(3))
    expect(count('customers.open')).toBe(65)
    expect(count('invoices.issue')).toBeGreaterThan(300)
    expect(count('invoices.issue')).toBeLessThan(500)
    for (const once of ['payments.reverse', 'credits.issue', 'writeOffs.record', 'plans.agree', 'holds.place'])
      expect(count(once), once).toBe(1)
    for (const once of ['deposits.forfeit', 'payments.assign', 'payments.refund']) expect(count(once), once).toBe(1)
    expect(count('periods.close')).toBe(3)
  })

  test('comes to what its parts add up to without the ledger', () => {
    const sums = addUp(year)
    const decimal = (units: bigint | undefined, currency: string) => toDecimal(minor(units ?? 0n, currency))
    for (const currency of ['EUR', 'CHF']) {
      const block = currencyOf(currency)
      expect(block?.total).toBe(decimal(sums.owed.get(currency), currency))
      expect(block?.deposits).toBe(decimal(-(sums.deposits.get(currency) ?? 0n), currency))
    }
    expect(found.suspense.map(({ open }) => toDecimal(open))).toEqual([decimal(sums.suspense.get('EUR'), 'EUR')])
    expect({ EUR: currencyOf('EUR')?.total, CHF: currencyOf('CHF')?.total }).toEqual({ EUR: '9056.83', CHF: '2746.83' })
    expect(currencyOf('EUR')?.deposits).toBe('-830.00')
  })

  test('numbers its invoices without a gap, a series a year', async () => {
    const numbers: string[] = []
    for await (const { number } of told.ar.invoices.list()) numbers.push(number)
    const series = (prefix: string) => numbers.filter((number) => number.startsWith(prefix)).sort()
    for (const prefix of ['2025', '2026'])
      expect(series(prefix)).toEqual(series(prefix).map((_, at) => `${prefix}-${String(at + 1).padStart(4, '0')}`))
    expect(numbers).toHaveLength(count('invoices.issue'))
  })
})

test('what was known on any evening can be asked again, to the cent', async () => {
  const evening = parseDay('2026-01-16')
  const clock = storyClock()
  const store = memoryStore({ clock })
  const then = openBooks(store, clock)
  const untilThen = generate().filter(({ day }) => day <= evening)
  await live(store, clock, untilThen)
  clock.set(evening, 23 * 60)
  const knownAt = formatInstant(clock())
  const asked = await told.ar.aging.report({ asOf: formatDay(evening), knownAt })
  expect(asked.currencies).toEqual((await then.aging.report()).currencies)
  const today = await told.ar.aging.report({ asOf: formatDay(evening) })
  expect(today.currencies).not.toEqual(asked.currencies)
}, 60_000)

describe('the incidents end as they should', () => {
  test('an unknown payer’s money counts from the first open day once it is assigned', async () => {
    const { allocations, receivedOn } = await told.ar.payments.get('pay_bank_1229')
    expect({ receivedOn, effectiveOn: allocations[0]?.effectiveOn }).toEqual({
      receivedOn: '2025-12-29',
      effectiveOn: '2026-01-01',
    })
  })

  test('a forfeited and a refunded deposit hold nothing, and their customers owe nothing for it', async () => {
    const ended = generate().flatMap((happening) =>
      happening.do === 'deposits.forfeit'
        ? [happening.with.deposit]
        : happening.do === 'payments.refund'
          ? [happening.with.payment]
          : [],
    )
    expect(ended).toHaveLength(2)
    for (const deposit of ended) {
      const { held, unapplied, reference } = await told.ar.payments.get(deposit)
      expect([held.minor, unapplied.minor]).toEqual([0n, 0n])
      const { open, deposits, toPay } = await told.ar.balances.byReference(reference)
      expect([open, deposits, toPay].map(toDecimal)).toEqual(['0.00', '0.00', '0.00'])
    }
  })

  test('a chargeback and a dispute wait for a person, and the plan’s missed part alone is late', async () => {
    expect(found.held.flatMap(({ invoice }) => invoice.holds.map(({ reason }) => reason)).sort()).toEqual([
      'chargeback',
      'dispute',
    ])
    const { instalments } = await told.ar.plans.get('plan_coating')
    expect(instalments.map(({ dueOn, open }) => [dueOn, open.minor > 0n])).toEqual([
      ['2025-12-31', false],
      ['2026-01-31', false],
      ['2026-02-28', true],
      ['2026-03-31', true],
    ])
  })

  test('the preview passes the disputed invoice over, and writes nothing', () => {
    expect(found.preview.passedOver.map(({ reason }) => reason)).toEqual(['dispute'])
    expect(found.preview.recordedAt).toBeNull()
    expect(found.proof.ok).toBe(true)
  })
})

describe('the mails of the last week', () => {
  test('are the ones the books say were sent, each once, none before reminders were switched on', async () => {
    const sent: string[] = []
    for await (const { id } of told.ar.customers.list())
      for (const message of (await told.ar.reminders.history({ customer: id })).messages) {
        expect(message).toMatchObject({ state: 'sent', notifier: 'smtp', channel: 'email' })
        sent.push(message.id)
      }
    expect(sent.length).toBeGreaterThan(30)
    expect(told.mails.map(({ message }) => message).sort()).toEqual(sent.sort())
    expect(Math.min(...told.mails.map(({ at }) => at))).toBeGreaterThan(
      instantAt(studio.reminding, 7 * 60, studio.timeZone),
    )
  })

  test('come at nine by the customer’s clock, ask for what is open, and leave a dispute alone', () => {
    const reminders = found.letters.filter(({ purpose }) => purpose === 'reminder')
    expect(reminders.map(({ time }) => time)).toEqual(reminders.map(() => '09:00'))
    const zoe = reminders.find(({ name }) => name === 'Zoë Arnold')
    expect(zoe?.zone).toBe('Europe/Helsinki')
    expect(formatInstant(zoe?.mail.at ?? 0)).toBe('2026-03-30T06:00:00.000Z')
    expect(zoe?.mail.subject).toContain('Rappel')
    const ben = found.debtors.find(({ name }) => name === 'Ben Krüger')
    expect(reminders.find(({ name }) => name === 'Ben Krüger')?.mail.text).toContain(`€${ben?.owes}`)
    const [disputed] = found.held.filter(({ invoice }) => invoice.holds.some(({ reason }) => reason === 'dispute'))
    for (const { mail } of found.letters) expect(mail.text).not.toContain(disputed!.invoice.number)
  })
})

describe('the report', () => {
  test('tells the same, word for word, when it is told again', async () => {
    const again = await toldToMemory()
    const options = { paint: plain, width: 96, db: 'studio.db' }
    expect(report(again.found, options)).toBe(report(found, options))
  }, 60_000)

  test.each([80, 96, 100])('fits %i columns', (width) => {
    const text = report(found, { paint: plain, width, db: 'examples/studio/.data/studio.db' })
    const tooWide = lines(text).filter((line) => line.length > width)
    expect(tooWide).toEqual([])
    expect(lines(text).filter((line) => line.endsWith(' '))).toEqual([])
  })

  test('sets figures under figures', () => {
    const text = report(found, { paint: plain, width: 96, db: 'studio.db' })
    const debts = lines(text.slice(text.indexOf('Who owes'), text.indexOf('How old')))
    const ends = debts.flatMap((line) => /^ .*?[\d,]+\.\d\d/.exec(line)?.[0].length ?? [])
    expect(new Set(ends).size).toBe(1)
  })

  test('is painted on a terminal, and not with NO_COLOR', () => {
    const options = { width: 96, db: 'studio.db' }
    const painted = (env: Record<string, string>) =>
      report(found, { ...options, paint: paintFor({ write: () => {}, isTTY: true }, env) })
    expect(painted({})).toContain('\u001b[')
    expect(painted({ NO_COLOR: '1' })).toBe(report(found, { ...options, paint: plain }))
  })
})

describe('npm start', () => {
  let cwd = ''
  beforeAll(async () => void (cwd = await mkdtemp(join(tmpdir(), 'owekit-studio-'))))
  afterAll(async () => rm(cwd, { recursive: true, force: true }))

  test('tells the year to SQLite, prints the report, and every command it offers works', async () => {
    const folder = join(cwd, 'data')
    const tell = async (keep: boolean, stderr = written()) => {
      const stdout = written()
      expect(await show({ folder, keep, stdout, stderr, env: {}, cwd })).toBe(true)
      return { report: stdout.text(), progress: stderr.text() }
    }
    const first = await tell(false)
    expect(first.report).toBe(report(found, { paint: plain, width: 96, db: join('data', 'studio.db') }))
    expect(first.progress).toMatch(/25 %.*\n.*50 %.*\n.*75 %.*\n.*100 %.*\n.*commands, /)
    const kept = await tell(true)
    expect(kept).toEqual({ report: first.report, progress: '' })

    const offered = lines(first.report).flatMap((line) => /^ {2}owe ([^#]+?)\s*(?:#|$)/.exec(line)?.[1] ?? [])
    expect(offered.length).toBeGreaterThan(4)
    for (const command of offered) {
      const io = { stdout: written(), stderr: written(), env: {}, cwd }
      const code = await run(['--db', 'data/studio.db', ...command.split(' ')], io)
      // A slow machine is told how far it is.
      const errors = lines(io.stderr.text()).filter((line) => line !== '' && !/^Verifying: \d+ accounts$/.test(line))
      expect({ command, code, errors }).toEqual({ command, code: 0, errors: [] })
      expect(io.stdout.text()).not.toBe('')
    }
  }, 120_000)

  test('shows a bar that fills on a terminal', () => {
    const stderr = written(true)
    const bar = progress(stderr, 'A year')
    bar.at(50, 100, studio.today)
    bar.end('done')
    expect(stderr.text()).toBe(`\r\u001b[KA year  ${'█'.repeat(18)}${'░'.repeat(18)}  50 %  2026-03-30\r\u001b[Kdone\n`)
  })
})
