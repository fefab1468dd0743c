import { expect, test } from 'vitest'
import { outreach } from './outreach.js'

type Overrides = Awaited<ReturnType<Awaited<ReturnType<typeof outreach>>['ar']['reminders']['overrides']>>
const told = ({ items }: Overrides) =>
  items.map(({ day, by, kind, invoice, step, changes, reason }) =>
    [
      `${day} ${by} ${kind}`,
      invoice,
      step,
      changes.map(({ field, from, to }) => `${field} ${from}>${to}`).join(';'),
      reason,
    ].join('|'),
  )

async function shop() {
  const shop = await outreach()
  const { ar } = shop
  const eve = ar.as('eve').reminders
  await shop.invoice('A-1')
  await shop.invoice('A-2')
  await eve.agree({ invoice: 'inv_A-1', snoozedUntil: '2026-11-09', reason: 'on leave' })
  await shop.at('2026-10-22')
  await eve.waive({ invoice: 'inv_A-2', step: 'd-7', reason: 'we spoke' })
  await eve.agree({ invoice: 'inv_A-1', policy: 'none', reason: 'by letter' })
  await ar.as('bob').reminders.agree({ customer: 'cus_ada', isPaused: true, optedOut: ['sms'], reason: 'asked us to' })
  await shop.at('2026-10-25')
  const { id: hold } = await ar.as('bob').holds.place({ invoice: 'inv_A-2', reason: 'disputed', note: 'wrong size' })
  await ar.as('bob').holds.release({ hold, note: 'sent another' })
  await eve.agree({ customer: 'cus_ada', isPaused: false })
  await eve.sendNow({ invoice: 'inv_A-2', reason: 'on the phone' })
  await shop.work()
  return shop
}

const all = [
  '2026-10-20 eve agreed|inv_A-1||snoozedUntil >2026-11-09|on leave',
  '2026-10-22 eve waived|inv_A-2|d-7||we spoke',
  '2026-10-22 eve agreed|inv_A-1||policy >none|by letter',
  '2026-10-22 bob agreed|||isPaused false>true;optedOut >sms|asked us to',
  '2026-10-25 bob hold_placed|inv_A-2|||disputed: wrong size',
  '2026-10-25 bob hold_released|inv_A-2|||sent another',
  '2026-10-25 eve agreed|||isPaused true>false|',
  '2026-10-25 eve sent_now|inv_A-2|d0||on the phone',
]

test('every override says who, when, about what and why; what the policy says is none', async () => {
  const { ar, post } = await shop()
  expect(post.sent).toHaveLength(1)
  expect(told(await ar.reminders.overrides({ customer: 'cus_ada' }))).toEqual(all)
  expect(told(await ar.reminders.overrides())).toEqual(all)
  const some = { from: '2026-10-22', to: '2026-10-22' }
  expect(told(await ar.reminders.overrides(some))).toEqual(all.slice(1, 4))
  expect(told(await ar.reminders.overrides({ customer: 'cus_ada', ...some }))).toEqual(all.slice(1, 4))
})

test('pages of it go on where the last one ended, and say what held before all the same', async () => {
  const { ar } = await shop()
  for (const which of [{}, { customer: 'cus_ada' }]) {
    const found: string[] = []
    let cursor: string | undefined
    let pages = 0
    do {
      const page = await ar.reminders.overrides({ ...which, limit: 3, ...(cursor !== undefined && { cursor }) })
      found.push(...told(page))
      cursor = page.next
      pages++
    } while (cursor !== undefined)
    expect(found).toEqual(all)
    expect(pages).toBe(3)
    const walked = []
    for await (const one of ar.reminders.overrides({ ...which, limit: 2 })) walked.push(one)
    expect(told({ items: walked })).toEqual(all)
  }
})

test('overrides of several customers come in the order of time, and none of a customer that is not there', async () => {
  const { ar, at } = await shop()
  await ar.customers.open({ id: 'cus_aaa', name: 'Aaa' })
  await at('2026-10-28')
  await ar.as('eve').reminders.agree({ customer: 'cus_aaa', policy: 'none' })
  const { items } = await ar.reminders.overrides()
  expect(items.at(-1)).toMatchObject({ customer: 'cus_aaa', by: 'eve' })
  expect(items).toHaveLength(all.length + 1)
  expect((await ar.reminders.overrides({ customer: 'cus_aaa' })).items).toHaveLength(1)
  const failing = async (asked: object) => (await ar.reminders.overrides(asked)).items
  await expect(failing({ customer: 'cus_none' })).rejects.toMatchObject({ code: 'customer_not_found' })
  await expect(failing({ from: 'yesterday' })).rejects.toMatchObject({ code: 'invalid_date' })
  await expect(failing({ limit: 0 })).rejects.toMatchObject({ code: 'invalid_input' })
})

test('a task that staff closed is told with its note', async () => {
  const { ar, invoice, at } = await outreach({ policy: { id: 'call', steps: [{ id: 'call', channels: ['task'] }] } })
  await invoice('A-1')
  await at('2026-11-01')
  const { items: tasks } = await ar.reminders.tasks()
  const task = tasks[0]!.id
  await ar.as('eve').reminders.closeTask({ task, note: 'called, pays on Friday' })
  const { items } = await ar.reminders.overrides()
  expect(items).toEqual([
    expect.objectContaining({
      kind: 'task_closed',
      task,
      by: 'eve',
      reason: 'called, pays on Friday',
      day: '2026-11-01',
    }),
  ])
})
