import { createReceivables, type Receivables } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import { memoryNotifier } from '@owekit/core/notify'
import { expect, test } from 'vitest'
import { createHandler, preferenceLinks } from '../src/index.js'
import { api, clock, settings } from './world.js'

const preferences = preferenceLinks({ url: `${api}/preferences`, key: 'p'.repeat(32) })

/** A shop that reminds by the standard words, its handler, and Ada's page. */
async function shop() {
  const post = memoryNotifier()
  const ar = createReceivables({
    store: memoryStore({ clock }),
    currency: 'EUR',
    clock,
    notifiers: [post],
    messages: { brand: { name: 'Us' }, preferencesUrl: preferences.urlOf },
  })
  await ar.customers.open({ id: 'ada', name: 'Ada Canary', email: 'ada@example.com', phone: '+4915112345678' })
  await ar.invoices.issue({
    customer: 'ada',
    number: 'A-1',
    total: { amount: '100.00', currency: 'EUR' },
    issuedOn: '2026-11-20',
    dueOn: '2026-11-21',
  })
  const steps = [
    { id: 'late', days: 1, time: '09:00' },
    { id: 'call', days: 30, channels: ['task' as const] },
  ]
  await ar.reminders.setPolicy({ policy: { id: 'std', steps }, isDefault: true })
  const handler = createHandler(ar, { ...settings, preferences, notices: ar.reminders, pay: { missAfter: 0 } })
  const ask = async (path: string, init?: RequestInit) => {
    const response = await handler(new Request(`${api}${path}`, init))
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  const url = await preferences.urlOf({ tenant: 'default', customer: 'ada' })
  return { ar, ask, post, page: url.slice(api.length) }
}

const optedOut = async (ar: Receivables) => (await ar.reminders.agreed({ customer: 'ada' })).optedOut
const post = (fields: [string, string][]): RequestInit => ({ method: 'POST', body: new URLSearchParams(fields) })
const staff = { headers: { 'X-Staff': 'default *' } }

test('staff reads what comes next, what was said, the policies and the tasks', async () => {
  const { ar, ask } = await shop()
  const ticked = await ask('/worker/tick', { method: 'POST', ...staff })
  expect(ticked.status).toBe(200)
  await ar.worker.tick()
  const next = JSON.parse((await ask('/customers/ada/reminders', staff)).text)
  expect(next).toMatchObject({
    schema: 'ar.reminders/1',
    upcoming: [{ step: 'call', invoice: 'inv_A-1', open: { amount: '100.00', currency: 'EUR' } }],
    agreed: { policy: '', isPaused: false, optedOut: [] },
  })
  const said = JSON.parse((await ask('/customers/ada/messages', staff)).text)
  expect(said.messages).toMatchObject([{ purpose: 'reminder', state: 'sent', toPay: { amount: '100.00' } }])
  expect(JSON.parse((await ask('/reminders/policies', staff)).text).items).toMatchObject([{ isDefault: true }])
  expect(JSON.parse((await ask('/tasks', staff)).text).items).toEqual([])
})

test('staff reads who decided what about reminders', async () => {
  const { ar, ask } = await shop()
  await ar.as('eve').reminders.agree({ customer: 'ada', isPaused: true, reason: 'in hospital' })
  const told = JSON.parse((await ask('/reminders/overrides?customer=ada', staff)).text)
  expect(told).toMatchObject({
    schema: 'ar.overrides/1',
    items: [{ kind: 'agreed', by: 'eve', reason: 'in hospital' }],
  })
  expect((await ask('/reminders/overrides?from=never', staff)).status).toBe(400)
  expect((await ask('/reminders/overrides')).status).toBe(401)
})

test('the worker turns for staff that may, and for nobody else', async () => {
  const { ask } = await shop()
  const as = (who: string) => ask('/worker/tick', { method: 'POST', headers: { 'X-Staff': who } })
  expect((await as('default read')).status).toBe(403)
  expect((await ask('/worker/tick', { method: 'POST' })).status).toBe(401)
  expect((await as('default worker.tick')).status).toBe(200)
})

test('the page shows channels and language, and names nobody', async () => {
  const { ask, page } = await shop()
  const shown = await ask(page)
  expect(shown.status).toBe(200)
  expect(shown.text).toMatch(/value="email"\s+checked/)
  expect(shown.text).not.toMatch(/Ada|ada@example|100\.00|\+49/)
  expect(shown.headers.get('Content-Security-Policy')).toContain("form-action 'self';")
  const arabic = await ask(`${page}?lang=ar`)
  expect(arabic.text).toContain('<html lang="ar" dir="rtl">')
})

test('every reminder leads to the page, and keeps its link to itself', async () => {
  const { ar, ask, post: sentBy, page } = await shop()
  for (let turn = 0; turn < 3; turn++) await ar.worker.tick()
  const [{ message } = { message: undefined }] = sentBy.sent
  expect(message?.unsubscribe).toEqual({ url: `${api}${page}`, oneClick: true })
  expect(message?.text).toContain(`${api}${page}`)
  expect(message?.html).toContain(`href="${api}${page}"`)
  const { messages } = await ar.reminders.history({ customer: 'ada' })
  expect(JSON.stringify(messages[0]?.words)).not.toContain(page)
  expect((await ask(page)).status).toBe(200)
})

test('to look changes nothing; what is saved holds, and so does the language', async () => {
  const { ar, ask, page } = await shop()
  await ask(page)
  expect(await optedOut(ar)).toEqual([])
  const saved = await ask(
    page,
    post([
      ['channel', 'email'],
      ['lang', 'de'],
    ]),
  )
  expect(saved.text).toContain('Gespeichert.')
  expect(await optedOut(ar)).toEqual(['sms'])
  expect((await ar.customers.get('ada')).locale).toBe('de')
  expect((await ask(page)).text).toContain('<html lang="de"')
  await ask(page, post([['none', '1']]))
  expect(await optedOut(ar)).toEqual(['email', 'sms'])
  const facts = []
  for await (const fact of ar.journal.read({ customer: 'ada' })) facts.push([fact.type, fact.actor])
  expect(facts.filter(([type]) => type === 'preferences.changed')).toEqual([
    ['preferences.changed', 'customer:ada'],
    ['preferences.changed', 'customer:ada'],
  ])
})

test('RFC 8058: one click ends reminders by e-mail, twice is once, and text messages go on', async () => {
  const { ar, ask, page } = await shop()
  for (let again = 0; again < 2; again++) {
    const { status, text } = await ask(page, post([['List-Unsubscribe', 'One-Click']]))
    expect([status, text]).toEqual([200, ''])
  }
  expect(await optedOut(ar)).toEqual(['email'])
  await ar.worker.tick()
  await ar.worker.tick()
  const { messages } = await ar.reminders.history({ customer: 'ada' })
  expect(messages).toEqual([])
})

test('a link that was tampered with, of another key, or of nobody opens nothing', async () => {
  const { ar, ask, page } = await shop()
  const other = preferenceLinks({ url: `${api}/preferences`, key: 'q'.repeat(32) })
  const [place = '', mac = ''] = page.slice('/preferences/'.length).split('.')
  const bob = (await preferences.urlOf({ tenant: 'default', customer: 'bob' })).slice(api.length)
  const foreign = (await other.urlOf({ tenant: 'default', customer: 'ada' })).slice(api.length)
  const turned = btoa(JSON.stringify(['default', 'bob'])).replaceAll('=', '')
  for (const path of [
    `/preferences/${place}.${mac.slice(1)}A`,
    `/preferences/${turned}.${mac}`,
    `/preferences/${place}`,
    '/preferences/x',
    `/preferences/${'x'.repeat(5000)}.${mac}`,
    bob,
    foreign,
  ]) {
    expect((await ask(path)).status, path).toBe(404)
    expect((await ask(path, post([['none', '1']]))).status, path).toBe(404)
  }
  expect(await optedOut(ar)).toEqual([])
  await ar.customers.erase({ id: 'ada' })
  expect((await ask(page)).status).toBe(404)
})

test('what notifiers tell goes in at its own door, and is refused when it is not theirs', async () => {
  const { ask } = await shop()
  const { status, text } = await ask('/notices/nobody', { method: 'POST', body: '{}' })
  expect([status, JSON.parse(text).code]).toEqual([404, 'not_found'])
})

test('a key that is too short, and an address that is none, are refused', () => {
  expect(() => preferenceLinks({ url: api, key: 'short' })).toThrow(/32/)
  expect(() => preferenceLinks({ url: 'javascript:alert(1)', key: 'p'.repeat(32) })).toThrow(/web/)
})
