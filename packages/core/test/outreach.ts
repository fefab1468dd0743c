import { createReceivables, money, type ReceivablesOptions } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import { memoryNotifier, type MemoryNotifierOptions } from '../src/notify/index.js'
import type { ReminderPolicy } from '../src/reminders/index.js'

/** A week before the due day, on it, and one, two and four weeks after: AC-85. */
export const rising: ReminderPolicy = {
  id: 'rising',
  steps: [-7, 0, 7, 14, 30].map((days) => ({ id: `d${days}`, days })),
  pauseAfterPayment: 0,
}

/** What a test of reminders may change. */
export interface OutreachOptions {
  readonly policy?: ReminderPolicy
  readonly mail?: MemoryNotifierOptions
  readonly sms?: MemoryNotifierOptions
  readonly options?: Partial<ReceivablesOptions>
  readonly start?: string
}

/** Receivables with a mailbox, a telephone, a customer, a policy, and a clock that stands until it is moved. */
export async function outreach({
  policy = rising,
  mail = {},
  sms = {},
  options = {},
  start = '2026-10-20T08:00:00Z',
}: OutreachOptions = {}) {
  const time = { now: Date.parse(start) }
  const clock = () => time.now
  const store = memoryStore({ clock })
  const post = memoryNotifier({ id: 'post', clock, ...mail })
  const phone = memoryNotifier({ id: 'phone', channel: 'sms', clock, ...sms })
  const given: ReceivablesOptions = {
    store,
    clock,
    notifiers: [post, phone],
    messages: { brand: { name: 'Corner Shop' } },
    ...options,
  }
  const ar = createReceivables(given)
  await ar.customers.open({ id: 'cus_ada', name: 'Ada', email: 'ada@example.com', phone: '+3312345678' })
  await ar.reminders.setPolicy({ policy: { ...policy }, isDefault: true })
  const work = async () => {
    for (let turn = 0; turn < 50; turn++) {
      const { done, idle, problems } = await ar.worker.tick()
      if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'))
      if (done + idle === 0) return
    }
    throw new Error('The worker does not come to rest.')
  }
  await work()
  return {
    ar,
    given,
    store,
    time,
    post,
    phone,
    work,
    /** Moves the clock to an instant and works until nothing is due. */
    at: async (instant: string) => {
      time.now = Date.parse(instant.length === 10 ? `${instant}T09:00:00Z` : instant)
      await work()
    },
    /** Works once a day at 09:00 UTC, from a day to another. */
    days: async (from: string, to: string) => {
      for (let day = Date.parse(from); day <= Date.parse(to); day += 86_400_000) {
        time.now = day + 9 * 3_600_000
        await work()
      }
    },
    invoice: (number: string, amount = '1000.00', dueOn = '2026-11-01', more: object = {}) =>
      ar.invoices.issue({
        customer: 'cus_ada',
        number,
        total: money(amount, more && 'currency' in more ? String(more.currency) : 'EUR'),
        issuedOn: '2026-10-20',
        dueOn,
      }),
    pay: (id: string, amount: string, receivedOn: string) =>
      ar.payments.record({ customer: 'cus_ada', id, amount: money(amount, 'EUR'), receivedOn, method: 'transfer' }),
    /** Day, purpose and amount of what arrived in the mailbox. */
    mails: () =>
      post.sent.map(
        ({ at, message }) =>
          `${new Date(at).toISOString().slice(0, 10)} ${message.purpose} ${/\d[\d,]*\.\d\d/.exec(message.text)?.[0] ?? ''}`,
      ),
    /** What became of the steps, the earliest first. */
    steps: async () =>
      (await ar.reminders.history({ customer: 'cus_ada' })).steps
        .map(({ step, state, why }) => `${step} ${state}${why === '' ? '' : ` ${why}`}`)
        .reverse(),
    messages: async () => (await ar.reminders.history({ customer: 'cus_ada' })).messages,
    tasks: async () => (await ar.reminders.tasks()).items.map(({ kind }) => kind),
    isSound: async () => {
      const { ok, checks } = await ar.verify()
      if (!ok) throw new Error(checks.flatMap((check) => (check.ok ? [] : [check.detail])).join('\n'))
      return ok
    },
  }
}
