import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { desk, type Desk } from './cli.js'

const invoices = `who,no,issued,due,total,paid,country
ada,A-1,2026-01-05,2026-02-04,100.00,2026-02-01,GB
ada,A-2,2026-01-10,2026-02-09,50.00,,GB
bob,B-1,2026-01-10,2026-02-09,70.00,,FR
cy,C-1,2026-03-20,2026-04-19,30.25,,
`
const invoiceColumns = '--customer who --number no --issued issued --due due --amount total'.split(' ')
const invoiceFlags = [...invoiceColumns, ...'--settled paid --tag country=country --dates YYYY-MM-DD'.split(' ')]

const payments = `id;from;day;sum;for;how
P-1;bob;01.03.2026;40,00;;bank
P-2;ada;02.03.2026;60,00;A-2;card
`
const paymentFlags = (
  '--customer from --id id --received day --amount sum --invoice for --method how ' +
  '--dates DD.MM.YYYY --delimiter ; --decimal ,'
).split(' ')

/** Books of three customers, two of whom paid something. */
async function smallBooks(options: Parameters<typeof desk>[0] = {}): Promise<Desk> {
  const books = desk(options)
  books.file('invoices.csv', invoices)
  books.file('payments.csv', payments)
  await books.json('init', '--name', 'Studio Ada', '--currency', 'EUR', '--time-zone', 'Europe/Paris')
  await books.json('import', 'invoices', 'invoices.csv', ...invoiceFlags)
  await books.json('import', 'payments', 'payments.csv', ...paymentFlags)
  return books
}

describe('every command answers programs in its documented shape', () => {
  let books: Desk
  beforeAll(async () => {
    books = await smallBooks()
  })
  afterAll(() => books.clear())

  test('aging', async () => {
    const line = { unapplied: '0.00', deposits: '0.00' }
    expect(await books.json('aging')).toEqual({
      asOf: '2026-04-01',
      basis: 'due',
      currencies: [
        {
          currency: 'EUR',
          buckets: [
            { label: 'current', from: null, to: 0, amount: '30.25' },
            { label: '1–30', from: 1, to: 30, amount: '0.00' },
            { label: '31–60', from: 31, to: 60, amount: '30.00' },
            { label: '61–90', from: 61, to: 90, amount: '0.00' },
            { label: '91+', from: 91, to: null, amount: '0.00' },
          ],
          unapplied: '-10.00',
          deposits: '0.00',
          total: '50.25',
          customers: [
            {
              customer: 'ada',
              amounts: ['0.00', '0.00', '0.00', '0.00', '0.00'],
              unapplied: '-10.00',
              deposits: '0.00',
              total: '-10.00',
            },
            { customer: 'bob', amounts: ['0.00', '0.00', '30.00', '0.00', '0.00'], ...line, total: '30.00' },
            { customer: 'cy', amounts: ['30.25', '0.00', '0.00', '0.00', '0.00'], ...line, total: '30.25' },
          ],
        },
      ],
    })
  })

  test('aging with its options', async () => {
    const flags = [
      '--as-of',
      '2026-02-28',
      '--buckets',
      '0,15',
      '--basis',
      'issued',
      '--credit',
      'netOldest',
      '--group-by',
      'country',
      '--customer',
      'bob',
    ]
    expect(await books.json('aging', ...flags, '--currency-only', 'EUR')).toEqual({
      asOf: '2026-02-28',
      basis: 'issued',
      currencies: [
        {
          currency: 'EUR',
          buckets: [
            { label: 'current', from: null, to: 0, amount: '0.00' },
            { label: '1–15', from: 1, to: 15, amount: '0.00' },
            { label: '16+', from: 16, to: null, amount: '70.00' },
          ],
          unapplied: '0.00',
          deposits: '0.00',
          total: '70.00',
          customers: [
            {
              customer: 'bob',
              amounts: ['0.00', '0.00', '70.00'],
              unapplied: '0.00',
              deposits: '0.00',
              total: '70.00',
            },
          ],
          groups: [
            { group: 'FR', amounts: ['0.00', '0.00', '70.00'], unapplied: '0.00', deposits: '0.00', total: '70.00' },
          ],
        },
      ],
    })
  })

  test('balance', async () => {
    const zero = '0.00'
    const none = { overdue: zero, unapplied: zero, deposits: zero, pending: zero, refundDue: zero, expired: zero }
    const ada = {
      customer: 'ada',
      perCurrency: [{ currency: 'EUR', ...none, open: '0.00', unapplied: '10.00', toPay: '0.00' }],
    }
    expect(await books.json('balance', 'ada')).toEqual({ asOf: '2026-04-01', customers: [ada] })
    expect(await books.json('balance')).toEqual({
      asOf: '2026-04-01',
      customers: [
        ada,
        {
          customer: 'bob',
          perCurrency: [{ currency: 'EUR', ...none, open: '30.00', overdue: '30.00', toPay: '30.00' }],
        },
        { customer: 'cy', perCurrency: [{ currency: 'EUR', ...none, open: '30.25', toPay: '30.25' }] },
      ],
    })
    expect(await books.json('balance', 'bob', '--as-of', '2026-02-28')).toEqual({
      asOf: '2026-02-28',
      customers: [
        {
          customer: 'bob',
          perCurrency: [{ currency: 'EUR', ...none, open: '70.00', overdue: '70.00', toPay: '70.00' }],
        },
      ],
    })
  })

  test('open', async () => {
    const bob = {
      customer: 'bob',
      invoice: 'inv_B-1',
      number: 'B-1',
      currency: 'EUR',
      total: '70.00',
      open: '30.00',
      issuedOn: '2026-01-10',
      dueOn: '2026-02-09',
      daysLate: 51,
      status: 'partially_paid',
      holds: [],
    }
    const cy = {
      ...bob,
      customer: 'cy',
      invoice: 'inv_C-1',
      number: 'C-1',
      total: '30.25',
      open: '30.25',
      issuedOn: '2026-03-20',
      dueOn: '2026-04-19',
      daysLate: 0,
      status: 'open',
    }
    expect(await books.json('open')).toEqual({ items: [bob, cy] })
    expect(await books.json('open', '--overdue')).toEqual({ items: [bob] })
    expect(await books.json('open', '--customer', 'cy')).toEqual({ items: [cy] })
  })

  test('statement', async () => {
    expect(await books.json('statement', 'ada', '--from', '2026-02-01', '--to', '2026-03-31')).toEqual({
      customer: 'ada',
      currency: 'EUR',
      from: '2026-02-01',
      to: '2026-03-31',
      opening: '150.00',
      closing: '-10.00',
      lines: [
        expect.objectContaining({
          on: '2026-02-01',
          type: 'payment.settled',
          charge: '0.00',
          payment: '100.00',
          balance: '50.00',
        }),
        expect.objectContaining({
          on: '2026-03-02',
          type: 'payment.settled',
          number: 'P-2',
          charge: '0.00',
          payment: '60.00',
          balance: '-10.00',
        }),
      ],
    })
  })

  test('verify', async () => {
    const proof = await books.json<{ checks: unknown[] }>('verify')
    expect(proof).toMatchObject({
      ok: true,
      accounts: expect.any(Number) as number,
      facts: expect.any(Number) as number,
      postings: expect.any(Number) as number,
    })
    expect(proof.checks).toContainEqual({
      id: expect.anything() as unknown,
      name: expect.any(String) as string,
      ok: true,
      detail: expect.any(String) as string,
    })
  })

  test('scenario run', async () => {
    const results = await books.json<{ id: string; ok: boolean }[]>('scenario', 'run')
    expect(results.length).toBeGreaterThan(80)
    expect(results[0]).toEqual({ id: 'AC-01', store: 'memory', ok: true, detail: expect.any(String) as string })
    expect(results.filter(({ ok }) => !ok)).toEqual([])
  }, 60_000)
})

describe('imports', () => {
  test('tell what they did, and do it once', async () => {
    const books = desk()
    books.file('invoices.csv', invoices)
    const done = {
      file: join(books.folder, 'invoices.csv'),
      dryRun: false,
      rows: 4,
      new: 4,
      alreadyThere: 0,
      customers: { new: 3 },
      settlements: { new: 1, alreadyThere: 0 },
    }
    const flags = ['import', 'invoices', 'invoices.csv', ...invoiceFlags, '--currency', 'EUR']
    expect(await books.json(...flags, '--dry-run')).toEqual({ ...done, dryRun: true })
    expect(existsSync(join(books.folder, 'owekit.db'))).toBe(false)
    expect(await books.json(...flags)).toEqual(done)
    const before = await books.content()
    expect(await books.json(...flags)).toEqual({
      ...done,
      new: 0,
      alreadyThere: 4,
      customers: { new: 0 },
      settlements: { new: 0, alreadyThere: 1 },
    })
    expect((await books.owekit(...flags)).stdout).toMatch(
      /^Imported 4 invoices: 0 new, 4 already there \(\d+\.\d s\)\.\n$/,
    )
    expect(await books.content()).toBe(before)
    books.clear()
  })

  test('a dry run over books writes nothing', async () => {
    const books = await smallBooks()
    const before = await books.content()
    books.file('more.csv', `${invoices}dot,D-1,2026-03-20,2026-04-19,5.00,,\n`)
    expect(await books.json('import', 'invoices', 'more.csv', ...invoiceFlags, '--dry-run')).toMatchObject({
      new: 1,
      alreadyThere: 4,
    })
    expect(await books.content()).toBe(before)
    books.clear()
  })

  test('what was cut off half way is completed by the same command', async () => {
    const books = desk()
    const rows = invoices.trimEnd().split('\n')
    books.file(
      'half.csv',
      `${rows
        .slice(0, 3)
        .map((row) => row.replace('2026-02-01', ''))
        .join('\n')}\n`,
    )
    books.file('whole.csv', invoices)
    const flags = [...invoiceFlags, '--currency', 'EUR']
    await books.json('import', 'invoices', 'half.csv', ...flags)
    expect(await books.json('import', 'invoices', 'whole.csv', ...flags)).toMatchObject({
      new: 3,
      alreadyThere: 1,
      customers: { new: 2 },
      settlements: { new: 1, alreadyThere: 0 },
    })
    expect(await books.json('aging')).toMatchObject({ currencies: [{ total: '150.25' }] })
    books.clear()
  })

  test('an import that broke off in the middle is completed by running it again', async () => {
    let calls = 0
    const now = () => {
      if (calls++ === 40) throw new Error('the power went')
      return Date.parse('2026-04-01T12:00:00Z')
    }
    const books = desk({ now })
    const row = (at: number) => `c${at % 3},N-${at},2026-01-05,2026-02-04,10.00,${at % 2 === 0 ? '2026-02-01' : ''},GB`
    books.file(
      'many.csv',
      `who,no,issued,due,total,paid,country\n${Array.from({ length: 30 }, (_, at) => row(at)).join('\n')}\n`,
    )
    const flags = ['import', 'invoices', 'many.csv', ...invoiceFlags, '--currency', 'EUR']
    calls = -1_000_000
    await books.json('init', '--currency', 'EUR')
    await books.json(...flags, '--dry-run')
    calls = 0
    expect((await books.owekit(...flags)).code).toBe(3)
    const half = await books.json<{ currencies: { customers: unknown[] }[] }>('aging')
    expect(half.currencies[0]?.customers.length ?? 0).toBeLessThan(3)
    const done = await books.json<{ new: number; alreadyThere: number }>(...flags)
    expect(done.new).toBeGreaterThan(0)
    expect(done.new + done.alreadyThere).toBe(30)
    expect(await books.json('aging')).toMatchObject({ currencies: [{ total: '150.00' }] })
    expect(await books.json(...flags)).toMatchObject({ new: 0, alreadyThere: 30 })
    expect(await books.json('verify')).toMatchObject({ ok: true })
    books.clear()
  })

  test('a currency may be a column of the file', async () => {
    const books = desk()
    books.file(
      'mixed.csv',
      'who,no,issued,due,total,cur\nada,A-1,2026-01-05,2026-02-04,100.00,EUR\nada,A-2,2026-01-05,2026-02-04,1000,JPY\n',
    )
    const flags = [...invoiceColumns, '--dates', 'YYYY-MM-DD']
    expect(await books.json('import', 'invoices', 'mixed.csv', ...flags, '--currency', 'cur')).toMatchObject({ new: 2 })
    const answer = await books.json<{ currencies: { currency: string; total: string }[] }>('aging')
    expect(answer.currencies.map(({ currency, total }) => [currency, total])).toEqual([
      ['EUR', '100.00'],
      ['JPY', '1000'],
    ])
    const several = await books.owekit('statement', 'ada')
    expect(several.code).toBe(2)
    expect(several.stderr).toContain('currency_required')
    expect(await books.json('statement', 'ada', '--currency', 'JPY')).toMatchObject({
      currency: 'JPY',
      closing: '1000',
    })
    books.clear()
  })

  test('payments of unknown customers and for unknown invoices are bad rows', async () => {
    const books = await smallBooks()
    const before = await books.content()
    books.file(
      'bad.csv',
      'id;from;day;sum;for;how\nP-1;bob;01.03.2026;41,00;;bank\nP-8;zed;01.03.2026;1,00;;\nP-9;bob;01.03.2026;1,00;Z-1;\nP-10;bob;01.03.2026;1,00;C-1;\n',
    )
    const { code, stdout } = await books.owekit('import', 'payments', 'bad.csv', ...paymentFlags, '--json')
    expect(code).toBe(2)
    expect(JSON.parse(stdout)).toMatchObject({
      error: {
        details: {
          problems: [
            { line: 2, code: 'already_exists', reason: 'payment "P-1" is in the books with another amount' },
            { line: 3, code: 'customer_not_found' },
            { line: 4, code: 'invoice_not_found' },
            { line: 5, code: 'invoice_not_found' },
          ],
        },
      },
    })
    expect(await books.content()).toBe(before)
    expect(await books.json('import', 'payments', 'payments.csv', ...paymentFlags)).toMatchObject({
      new: 0,
      alreadyThere: 2,
    })
    expect(await books.content()).toBe(before)
    books.clear()
  })
})

describe('allocate', () => {
  test('shows a plan, carries out exactly that plan, and refuses it when the books moved', async () => {
    const books = await smallBooks()
    books.file('more.csv', `${invoices}ada,A-3,2026-03-20,2026-04-19,8.00,,\nada,A-4,2026-03-21,2026-04-20,8.00,,\n`)
    await books.json('import', 'invoices', 'more.csv', ...invoiceFlags)
    const silent = await books.owekit('allocate', 'ada')
    expect(silent.code).toBe(2)
    expect(silent.stderr).toContain('--preview')
    const before = await books.content()
    const plan = await books.json<{ planHash: string }>('allocate', 'ada', '--preview')
    expect(await books.content()).toBe(before)
    expect(plan).toEqual({
      customer: 'ada',
      preview: true,
      planHash: expect.any(String) as string,
      allocations: [
        {
          number: 'A-3',
          document: 'inv_A-3',
          instalment: 1,
          amount: '8.00',
          currency: 'EUR',
          kind: 'payment',
          why: expect.any(String) as string,
        },
        {
          number: 'A-4',
          document: 'inv_A-4',
          instalment: 1,
          amount: '2.00',
          currency: 'EUR',
          kind: 'payment',
          why: expect.any(String) as string,
        },
      ],
      passedOver: [],
      onAccount: [{ amount: '0.00', currency: 'EUR' }],
    })
    const stale = await books.owekit('allocate', 'ada', '--plan', 'not-that-one')
    expect(stale.code).toBe(1)
    expect(stale.stderr).toContain('plan_hash_changed')
    expect(await books.content()).toBe(before)
    expect(await books.json('allocate', 'ada', '--plan', plan.planHash)).toMatchObject({
      preview: false,
      allocations: [{ number: 'A-3' }, { number: 'A-4' }],
    })
    expect(await books.json('allocate', 'ada', '--yes')).toMatchObject({ allocations: [] })
    books.clear()
  })

  test('takes a named invoice first', async () => {
    const books = await smallBooks()
    books.file('more.csv', `${invoices}ada,A-3,2026-03-20,2026-04-19,8.00,,\nada,A-4,2026-03-21,2026-04-20,8.00,,\n`)
    await books.json('import', 'invoices', 'more.csv', ...invoiceFlags)
    expect(await books.json('allocate', 'ada', '--preview', '--invoice', 'A-4', '--then', 'oldestDue')).toMatchObject({
      allocations: [
        { number: 'A-4', amount: '8.00' },
        { number: 'A-3', amount: '2.00' },
      ],
    })
    expect((await books.owekit('allocate', 'ada', '--preview', '--invoice', 'Z')).code).toBe(2)
    books.clear()
  })
})

describe('settings', () => {
  test('init makes the books and what later commands assume', async () => {
    const books = desk()
    expect(
      await books.json(
        '--db',
        'sub.db',
        'init',
        '--currency',
        'EUR',
        '--name',
        'Studio Ada',
        '--time-zone',
        'Europe/Paris',
      ),
    ).toEqual({
      db: join(books.folder, 'sub.db'),
      created: true,
      settings: { name: 'Studio Ada', currency: 'EUR', timeZone: 'Europe/Paris' },
    })
    expect(JSON.parse(readFileSync(join(books.folder, 'sub.settings.json'), 'utf8'))).toEqual({
      name: 'Studio Ada',
      currency: 'EUR',
      timeZone: 'Europe/Paris',
    })
    expect(existsSync(join(books.folder, 'sub.db'))).toBe(true)
    books.clear()
  })

  test('init needs a currency where nobody can be asked', async () => {
    const books = desk()
    const { code, stderr } = await books.owekit('init')
    expect(code).toBe(2)
    expect(stderr).toContain('--currency')
    expect(existsSync(join(books.folder, 'owekit.db'))).toBe(false)
    books.clear()
  })

  test('days begin in the zone of the settings', async () => {
    const lateEvening = () => Date.parse('2026-04-01T22:30:00Z')
    const books = await smallBooks({ now: lateEvening })
    expect(await books.json('aging')).toMatchObject({ asOf: '2026-04-02' })
    expect(await books.json('aging', '--time-zone', 'UTC')).toMatchObject({ asOf: '2026-04-01' })
    books.clear()
  })

  test('settings that make no sense are refused by name', async () => {
    const books = await smallBooks()
    for (const text of ['{', '[]', '{"currency":"EURO"}', '{"timezone":"UTC"}', '{"timeZone":"Mars/Base"}']) {
      books.file('owekit.settings.json', text)
      expect((await books.owekit('aging')).code).toBe(2)
    }
    books.clear()
  })
})

describe('a person and a script', () => {
  test('errors go to stderr with a hint, and to stdout as JSON when asked', async () => {
    const books = desk()
    const { code, stdout, stderr } = await books.owekit('aging', '--json')
    expect(code).toBe(3)
    expect(JSON.parse(stdout)).toEqual({
      error: {
        code: 'store_unavailable',
        kind: 'adapter',
        message: expect.stringContaining('There are no books') as string,
        details: { db: 'owekit.db' },
      },
    })
    expect(stderr).toContain('error store_unavailable: There are no books')
    expect(stderr).toContain('hint: Name them with --db FILE')
    expect(existsSync(join(books.folder, 'owekit.db'))).toBe(false)
    books.clear()
  })

  test('a file that is not a database is refused and left alone', async () => {
    const books = desk()
    books.file('owekit.db', 'this is not a database, it is a shopping list, and it is longer than a header')
    const { code } = await books.owekit('aging')
    expect(code).toBe(3)
    expect(readFileSync(join(books.folder, 'owekit.db'), 'utf8')).toContain('shopping list')
    books.clear()
  })

  test('what is stored cannot drive the terminal', async () => {
    const books = desk({ tty: true })
    books.file('evil.csv', 'who,no,issued,due,total\n\u001b[2Jada,A\u001b]0;x\u0007-1,2026-01-05,2026-02-04,100.00\n')
    await books.json('import', 'invoices', 'evil.csv', ...invoiceColumns, '--dates', 'YYYY-MM-DD', '--currency', 'EUR')
    for (const command of [
      ['aging'],
      ['balance'],
      ['open'],
      ['statement', '\u001b[2Jada'],
      ['balance', '\u001b[2Jx'],
    ]) {
      const { stdout, stderr } = await books.owekit(...command, '--no-color')
      expect(stdout + stderr).toContain('␛[2J')
      expect(stdout + stderr).not.toContain('\u001b[2J')
    }
    books.clear()
  })

  test('usage mistakes exit with 2 and say what would be right', async () => {
    const books = desk()
    expect(await books.owekit('agin')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Did you mean aging') as string,
    })
    expect(await books.owekit('aging', '--as-off', 'x')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--as-of') as string,
    })
    expect((await books.owekit('aging', '--buckets', 'a,b')).code).toBe(2)
    expect((await books.owekit()).code).toBe(2)
    books.clear()
  })

  test('help has examples everywhere', async () => {
    const books = desk()
    const commands = [
      '',
      'init',
      'import invoices',
      'import payments',
      'aging',
      'balance',
      'open',
      'statement',
      'allocate',
      'verify',
      'journal export',
      'scenario run',
    ]
    for (const command of commands) {
      const { code, stdout } = await books.owekit(...command.split(' ').filter(Boolean), '--help')
      expect([command, code]).toEqual([command, 0])
      expect(stdout).toMatch(/Examples?:\n {2}\$ owekit/)
    }
    expect((await books.owekit('--version')).stdout).toMatch(/^\d+\.\d+\.\d+/)
    books.clear()
  })

  test('colour and width belong to terminals', async () => {
    const colour = '\u001b['
    const terminal = await smallBooks({ tty: true, columns: 60 })
    const wide = await terminal.owekit('aging')
    expect(wide.stdout).toContain(colour)
    expect((await terminal.owekit('aging', '--no-color')).stdout).not.toContain(colour)
    for (const command of [['aging'], ['balance'], ['open'], ['statement', 'ada']]) {
      const { stdout } = await terminal.owekit(...command, '--no-color')
      for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(60)
    }
    terminal.clear()
    const plain = await smallBooks({ tty: true, env: { NO_COLOR: '1' } })
    expect((await plain.owekit('aging')).stdout).not.toContain(colour)
    plain.clear()
  })
})
