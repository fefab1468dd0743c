import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { createReceivables } from '@owekit/core'
import { sqliteStore } from '@owekit/store-sqlite'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterEach, expect, onTestFinished, test, vi } from 'vitest'
import { type Desk, desk } from './cli.js'
import { endAll, serve } from './server.js'

afterEach(endAll)

/** A mail server on this machine; `manners` says what it does with the mail of an address. */
async function mailServer(manners: (to: string) => 'take' | 'refuse' | 'hangUp' = () => 'take') {
  const mails: ParsedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onRcptTo: ({ address }, _, done) =>
      manners(address) === 'refuse'
        ? done(Object.assign(new Error('5.1.1 No such user'), { responseCode: 550 }))
        : done(),
    onData: (stream, session, done) =>
      void buffer(stream).then(async (raw) => {
        if (manners(session.envelope.rcptTo[0]?.address ?? '') === 'hangUp') {
          for (const one of server.connections) if (one.id === session.id) one._socket.destroy()
          return
        }
        mails.push(await simpleParser(raw))
        done()
      }),
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  const { port } = server.server.address() as AddressInfo
  return { mails, url: `smtp://127.0.0.1:${port}`, host: `127.0.0.1:${port}` }
}

/** 2026-04-01, the due day of A-1 and C-1, at noon in Paris; B-1 was due ten days before. */
const invoices = `c,n,i,d,a
ada,A-1,2026-03-02,2026-04-01,120.00
bob,B-1,2026-02-20,2026-03-22,80.00
cy,C-1,2026-03-02,2026-04-01,30.00
`
const importing =
  'import invoices i.csv --customer c --number n --issued i --due d --amount a --dates YYYY-MM-DD'.split(' ')

async function studio(options: Parameters<typeof desk>[0] = {}): Promise<Desk> {
  const made = desk(options)
  onTestFinished(() => made.clear())
  made.file('i.csv', invoices)
  await made.json('init', '--name', 'Studio Ada', '--currency', 'EUR', '--time-zone', 'Europe/Paris')
  await made.json(...importing)
  await addresses(made, { ada: 'ada@example.com', bob: 'bob@example.com' })
  return made
}

/** What no file brings. */
async function addresses({ folder }: Desk, emails: Readonly<Record<string, string>>): Promise<void> {
  const store = sqliteStore({ path: join(folder, 'owekit.db') })
  const ar = createReceivables({ store, currency: 'EUR' })
  for (const [customer, email] of Object.entries(emails)) await ar.customers.update({ id: customer, email })
  await store.close()
}

const from = ['--from', 'billing@studio.example']

interface Turn {
  readonly server: string | null
  readonly counts: Record<string, number>
  readonly messages: readonly {
    customer: string
    state: string
    to: string
    subject: string
    text: string
    why: string
  }[]
  readonly notSaid: readonly { customer: string; step: string; why: string }[]
  readonly tasks: readonly { id: string; customer: string; kind: string }[]
}

test('a policy is looked at, then holds; what cannot work is refused with its place, and nothing changes', async () => {
  const books = await studio()
  expect(await books.json('remind', 'policy')).toEqual({
    policy: null,
    preview: false,
    before: null,
    kept: [],
    debtors: 3,
  })
  expect((await books.owekit('remind', 'policy')).stdout).toContain('Nobody is reminded')

  const before = await books.content()
  const unsaid = await books.owekit('remind', 'policy', 'standard')
  expect({ code: unsaid.code, error: unsaid.stderr }).toEqual({
    code: 2,
    error: expect.stringContaining('owekit remind policy standard --preview'),
  })
  const looked = await books.owekit('remind', 'policy', 'standard', '--preview')
  expect(looked.stdout).toMatch(/days_10 +10 days after the due day +09:00 +email, then sms +plain/)
  expect(looked.stdout).toContain('It would hold in place of none, for 3 customers with something open.')

  books.file('bad.json', JSON.stringify({ id: 'mine', steps: [{ id: 'a' }, { id: 'b', repeat: 'FREQ=SECONDLY' }] }))
  const bad = await books.owekit('remind', 'policy', 'bad.json', '--yes', '--json')
  expect(bad.code).toBe(2)
  expect(JSON.parse(bad.stdout)).toMatchObject({
    error: { code: 'invalid_policy', details: { path: 'steps.1.repeat' } },
  })
  expect(bad.stderr).toContain('bad.json: ')
  expect(bad.stderr).toContain('steps.1.repeat')
  books.file('torn.json', '{"id":')
  for (const [file, code] of [
    ['torn.json', 'invalid_policy'],
    ['nowhere.json', 'policy_not_found'],
  ] as const) {
    const refused = await books.owekit('remind', 'policy', file, '--yes')
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining(`error ${code}:`)])
  }
  expect(await books.content()).toBe(before)

  expect(await books.json('remind', 'policy', 'standard', '--yes')).toMatchObject({
    policy: { id: 'standard' },
    before: null,
    kept: ['standard'],
  })
  books.file('mine.json', JSON.stringify({ id: 'mine', steps: [{ id: 'late', days: 5, time: '10:30' }] }))
  expect(await books.json('remind', 'policy', 'mine.json', '--yes')).toMatchObject({ before: 'standard' })
  const shown = (await books.owekit('remind', 'policy')).stdout
  expect(shown).toMatch(/late +5 days after the due day +10:30 +email +plain/)
  expect(shown).toContain('Kept besides: standard')
  expect(await books.json('remind', 'policy', 'none', '--yes')).toMatchObject({ policy: null, before: 'mine' })
  expect(await books.json('remind', 'policy')).toMatchObject({ policy: null, kept: ['mine', 'standard'] })
})

test('the plan says when, by the clock of the customer, what is asked for, and what is held', async () => {
  const books = await studio()
  const store = sqliteStore({ path: join(books.folder, 'owekit.db') })
  const ar = createReceivables({ store, currency: 'EUR', clock: () => Date.parse('2026-04-01T12:00:00Z') })
  await ar.customers.update({ id: 'ada', timeZone: 'America/New_York' })
  await ar.holds.place({ invoice: 'inv_A-1', reason: 'dispute' })
  await store.close()
  expect(await books.json('remind', 'plan')).toEqual({ until: '2026-05-01', steps: [] })
  await books.json('remind', 'policy', 'standard', '--yes')

  const { steps } = await books.json<{ steps: readonly Record<string, unknown>[] }>(
    'remind',
    'plan',
    'ada',
    '--days',
    '9',
  )
  expect(steps).toEqual([
    expect.objectContaining({ day: '2026-03-30', step: 'soon', moved: 'closed_day', held: 'dispute' }),
    {
      customer: 'ada',
      day: '2026-04-01',
      time: '09:00',
      timeZone: 'America/New_York',
      at: '2026-04-01T13:00:00.000Z',
      channels: ['email'],
      policy: 'standard',
      step: 'due',
      invoice: 'inv_A-1',
      number: 'A-1',
      instalment: 1,
      open: '120.00',
      currency: 'EUR',
      moved: '',
      held: 'dispute',
    },
    // The fourth day is a Sunday.
    expect.objectContaining({ day: '2026-04-06', step: 'days_4', moved: 'closed_day' }),
  ])
  const everybody = (await books.owekit('remind', 'plan')).stdout
  expect(everybody).toMatch(/2026-04-13 +09:00 +bob +email, sms +days_20 +B-1 +80\.00 +EUR +moved: closed day/)
  expect(everybody).toMatch(/held: dispute/)
  expect((await books.owekit('remind', 'plan', 'nobody')).code).toBe(2)
})

test('a turn sends through the mail server, once, and says what was not said and what is for a person', async () => {
  const books = await studio()
  await books.json('remind', 'policy', 'standard', '--yes')
  const post = await mailServer()
  const before = await books.content()
  const dry = await books.json<Turn>('remind', 'run', '--dry-run')
  expect(dry).toMatchObject({ dryRun: true, server: null, counts: { sent: 2 } })
  expect(dry.messages.map(({ to }) => to).sort()).toEqual(['ada@example.com', 'bob@example.com'])
  expect((await books.owekit('remind', 'run', '--dry-run')).stdout).toContain(
    'Would send 2 messages. Nothing was sent, and nothing was written.',
  )
  expect(await books.content()).toBe(before)
  expect(post.mails).toEqual([])

  const url = ['--url', 'https://pay.studio.example/']
  const turn = await books.json<Turn>('remind', 'run', '--smtp', post.url, ...from, ...url)
  expect(turn).toMatchObject({ server: post.host, counts: { sent: 2, tasks: 1, unknown: 0, in_doubt: 0 } })
  expect(turn.tasks).toMatchObject([{ customer: 'cy', kind: 'reach_customer' }])
  expect(turn.notSaid).toContainEqual(expect.objectContaining({ customer: 'cy', step: 'due', why: 'no_channel' }))
  expect(turn.notSaid).toContainEqual(expect.objectContaining({ customer: 'bob', step: 'soon', why: 'lapsed' }))
  const toAda = post.mails.find(({ text }) => text?.includes('A-1'))
  expect(toAda?.from?.value).toEqual([{ name: 'Studio Ada', address: 'billing@studio.example' }])
  expect(toAda?.text).toContain('120.00')
  expect(toAda?.text).toMatch(/https:\/\/pay\.studio\.example\/pay\/[\w-]{20,}/)
  expect(post.mails).toHaveLength(2)

  expect(await books.json('remind', 'run', '--smtp', post.url, ...from)).toMatchObject({
    counts: { sent: 0 },
    messages: [],
  })
  expect(post.mails).toHaveLength(2)

  const told = (await books.owekit('remind', 'history', 'ada', '--words')).stdout
  expect(told).toMatch(/2026-04-01 14:00 +reminder +email +A-1 +120\.00 +EUR +sent/)
  expect(told).toContain('To: ada@example.com')
  const history = await books.json<{ messages: readonly Record<string, unknown>[] }>('remind', 'history', 'ada')
  expect(history.messages).toMatchObject([{ state: 'sent', notifier: 'smtp', toPay: '120.00', currency: 'EUR' }])

  const [task] = turn.tasks
  expect((await books.owekit('remind', 'tasks')).stdout).toContain(task!.id)
  expect(await books.json('remind', 'tasks', 'close', task!.id, '--note', 'has no address')).toEqual({
    task: task!.id,
    closed: true,
  })
  expect((await books.owekit('remind', 'tasks')).stdout).toBe('There is nothing to do.\n')
  expect((await books.owekit('remind', 'tasks', 'close', 'tsk_none')).code).toBe(2)
  expect((await books.owekit('verify')).code).toBe(0)
}, 30_000)

test('an address that is none is refused; an answer that is missing makes the turn end with 1 and a task', async () => {
  let now = Date.parse('2026-04-01T12:00:00Z')
  const books = await studio({ now: () => now })
  await books.json('remind', 'policy', 'standard', '--yes')
  const post = await mailServer((to) => (to.startsWith('ada') ? 'hangUp' : 'refuse'))
  const first = await books.owekit('remind', 'run', '--smtp', post.url, ...from)
  expect(first.code).toBe(1)
  expect(first.stdout).toMatch(/in doubt +ada/)
  expect(first.stdout).toMatch(/refused +bob +bob@example\.com .*address/)
  expect(first.stdout).toContain('Nobody knows whether 1 message went out')
  now += 40_000
  const second = await books.owekit('remind', 'run', '--smtp', post.url, ...from, '--json')
  expect(second.code).toBe(1)
  const turn = JSON.parse(second.stdout) as Turn
  expect(turn.messages).toMatchObject([{ customer: 'ada', state: 'unknown', why: 'no_answer' }])
  expect(turn.tasks).toMatchObject([{ customer: 'ada', kind: 'check_message' }])
  now += 40_000
  expect((await books.owekit('remind', 'run', '--smtp', post.url, ...from)).code).toBe(0)
  expect(post.mails).toEqual([])
}, 30_000)

test('without a mail server messages are shown, and it is said that nothing left the machine', async () => {
  const books = await studio()
  await books.json('remind', 'policy', 'standard', '--yes')
  const { code, stdout, stderr } = await books.owekit('remind', 'run')
  expect(code).toBe(0)
  expect(stderr).toContain('nothing leaves this machine')
  expect(stderr).toContain('they count as sent')
  expect(stdout).toContain('── email · reminder · msg_')
  expect(stdout).toContain('Showed 2 messages, which now count as sent. Nothing left this machine.')
})

test.each([
  { title: 'a sender is missing', argv: ['--smtp', 'smtp://127.0.0.1:25'], code: 'not_configured' },
  { title: 'a sender is no address', argv: ['--smtp', 'smtp://127.0.0.1:25', '--from', 'me'], code: 'not_configured' },
  { title: 'a mail server is none', argv: ['--smtp', 'http://127.0.0.1'], code: 'invalid_input' },
])('$title: nothing is sent and nothing written', async ({ argv, code }) => {
  const books = await studio()
  await books.json('remind', 'policy', 'standard', '--yes')
  const before = await books.content()
  const answer = await books.owekit('remind', 'run', ...argv)
  expect([answer.code, answer.stderr]).toEqual([2, expect.stringContaining(`error ${code}:`)])
  expect(await books.content()).toBe(before)
})

test('a password in the environment is never shown', async () => {
  const books = await studio({ env: { OWEKIT_SMTP_URL: 'smtp//shop:s3cret@mail' } })
  const refused = await books.owekit('remind', 'run')
  expect(refused.stderr).toContain('OWEKIT_SMTP_URL')
  const served = desk({ env: { OWEKIT_SMTP_URL: 'smtps://billing%40shop.example:s3cret@mail.shop.example' } })
  onTestFinished(() => served.clear())
  await served.json('init', '--currency', 'EUR')
  const shown = await served.owekit('serve', '--once')
  expect(shown.stdout).toContain('Mails     mail.shop.example\n')
  for (const { stdout, stderr } of [refused, shown]) expect(stdout + stderr).not.toContain('s3cret')
})

test('invoices that are imported while a policy holds are reminded of', async () => {
  const books = desk()
  onTestFinished(() => books.clear())
  books.file('i.csv', invoices)
  await books.json('init', '--currency', 'EUR')
  await books.json('remind', 'policy', 'standard', '--yes')
  expect(await books.json('remind', 'run')).toMatchObject({ messages: [], tasks: [] })
  await books.json(...importing)
  await addresses(books, { ada: 'ada@example.com' })
  expect(await books.json('remind', 'run')).toMatchObject({ messages: [{ customer: 'ada', state: 'sent' }] })
})

test('a server sends reminders where a mail server is named, and says so where none is', async () => {
  let present = Date.parse('2026-04-01T12:00:00Z')
  const now = () => present
  const books = await studio()
  await books.json('remind', 'policy', 'standard', '--yes')
  expect((await serve(books, [], {}, now)).told).toMatchObject({ mail: null })
  await endAll()
  expect((await books.owekit('serve', '--once')).stdout).toContain('Mails     none: no reminders are sent')

  // Who has nobody to send through leaves it to others, and looks again after a minute.
  present += 61_000
  const post = await mailServer()
  const server = await serve(books, ['--smtp', post.url], { OWEKIT_MAIL_FROM: 'billing@studio.example' }, now)
  expect(server.told).toMatchObject({ mail: post.host })
  await vi.waitFor(() => expect(post.mails).toHaveLength(2), 20_000)
  const link = /https?:\S+\/pay\/\S+/.exec(post.mails[0]?.text ?? '')?.[0] ?? ''
  expect((await fetch(link)).status).toBe(200)
  expect(await server.end()).toBe(0)
}, 40_000)

test('a simulation tells every message up to a day, under another policy too, and leaves the books as they are', async () => {
  const books = await studio()
  await books.json('remind', 'policy', 'standard', '--yes')
  const before = await books.content()
  interface Simulation {
    readonly messages: readonly { readonly day: string; readonly tone: string; readonly toPay: string }[]
    readonly notSaid: readonly { readonly step: string; readonly why: string }[]
  }
  const run = (...argv: string[]) => books.json<Simulation>('remind', 'simulate', 'ada', '--to', '2026-05-31', ...argv)
  const { messages, notSaid } = await run()
  expect(messages.map(({ day, tone }) => `${day} ${tone}`)).toEqual([
    '2026-04-01 friendly',
    '2026-04-06 plain',
    '2026-04-13 plain',
    '2026-04-21 firm',
    '2026-05-01 final',
  ])
  expect(new Set(messages.map(({ toPay }) => toPay))).toEqual(new Set(['120.00']))
  expect(notSaid).toContainEqual(expect.objectContaining({ step: 'call', state: 'task' }))
  expect((await run('--from', '2026-04-20')).messages).toHaveLength(2)
  expect((await run('--policy', 'gentle')).messages.length).toBeLessThan(messages.length)
  const drawn = (await books.owekit('remind', 'simulate', '--to', '2026-05-31')).stdout
  expect(drawn).toMatch(/2026-04-21 +09:00 +ada +email +firm +A-1 +120\.00 +EUR/)
  expect(drawn).toContain('Nothing was sent, and nothing was written.')
  expect((await books.owekit('remind', 'simulate', '--to', 'soon')).code).toBe(2)
  expect(await books.content()).toBe(before)
})
