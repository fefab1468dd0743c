import { createReceivables, money, type Receivables, type ReceivablesOptions } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import { type HandlerOptions, mintWidgetToken, type Scope, type WidgetKeys } from '../src/index.js'

/** The day and hour all tests take place at. */
export const now = Date.parse('2026-11-22T10:00:00Z')
export const clock = () => now

export const site = 'https://shop.example.com'
export const api = 'https://api.example.com/ar/v1'

export const keys: WidgetKeys = [{ id: '2026-11', secret: 'n'.repeat(40) }]

const everyScope: readonly Scope[] = [
  'account:read',
  'invoices:read',
  'payments:read',
  'deposits:read',
  'plans:read',
  'disputes:read',
  'bookings:read',
  'statements:read',
  'timeline:read',
  'links:create',
]

/** Books with a clock that stands still. */
export function books(more: Partial<ReceivablesOptions> = {}): Receivables {
  return createReceivables({ store: memoryStore({ clock }), currency: 'EUR', clock, timeZone: 'Europe/Paris', ...more })
}

/** Staff by a header, as a host might know them by its session. */
const authorize: NonNullable<HandlerOptions['authorize']> = (request) => {
  const [tenant, may] = (request.headers.get('X-Staff') ?? '').split(' ')
  return tenant === undefined || tenant === '' ? null : { actor: 'usr_1', tenant, may: (may ?? '*').split(',') }
}

export const settings: HandlerOptions = {
  base: '/ar/v1',
  clock,
  tokens: { keys },
  authorize,
  origins: [site],
}

/** Everything a customer can have, its names all carrying `mark`. */
export async function furnish(ar: Receivables, customer: string, mark: string): Promise<void> {
  await ar.customers.open({ id: customer, name: `Name ${mark}`, email: `${mark}@example.com` })
  await ar.invoices.issue({
    customer,
    id: `inv_${mark}_late`,
    number: `LATE-${mark}`,
    total: money('500.00', 'EUR'),
    issuedOn: '2026-10-02',
    dueOn: '2026-11-01',
    reference: `bk_${mark}`,
    lines: [{ description: `Line ${mark}`, amount: money('500.00', 'EUR') }],
  })
  await ar.invoices.issue({
    customer,
    id: `inv_${mark}_plan`,
    number: `PLAN-${mark}`,
    total: money('900.00', 'EUR'),
    issuedOn: '2026-11-01',
    dueOn: '2026-12-01',
  })
  await ar.plans.agree({
    id: `plan_${mark}`,
    invoice: `inv_${mark}_plan`,
    monthly: { parts: 3, firstDueOn: '2026-11-25' },
  })
  await ar.payments.record({
    customer,
    id: `pay_${mark}`,
    amount: money('250.00', 'EUR'),
    receivedOn: '2026-11-10',
    method: 'card',
    reference: `bk_${mark}`,
    allocate: { specific: [{ invoice: `inv_${mark}_late` }] },
  })
  await ar.deposits.settle({
    customer,
    id: `dep_${mark}`,
    reference: `other_${mark}`,
    amount: money('80.00', 'EUR'),
    receivedOn: '2026-11-11',
  })
  await ar.holds.place({ id: `hold_${mark}`, invoice: `inv_${mark}_late`, reason: 'dispute', note: `Secret ${mark}` })
}

/**
 * One more of each thing that routes and commands can name: a dispute, a promise, a booking with its deposit request, money
 * in suspense and, where the books make links, a link. Gives each by the name that routes and commands know it by.
 */
export async function furnishAll(
  ar: Receivables,
  customer: string,
  mark: string,
  /** How many facts more than another account of the same id: the ids of allocations are numbers of facts. */
  shift = 0,
): Promise<Record<string, string>> {
  await furnish(ar, customer, mark)
  const invoice = `inv_${mark}_late`
  await ar.disputes.open({ id: `dis_${mark}`, invoice: `inv_${mark}_plan`, reason: 'price', note: `Secret ${mark}` })
  await ar.promises.make({ id: `prm_${mark}`, invoice, until: '2026-12-24', note: `Secret ${mark}` })
  await ar.bookings.request({
    customer,
    reference: `trip_${mark}`,
    total: money('300.00', 'EUR'),
    date: '2027-05-01',
    rule: { ask: { percent: '20' } },
    disclosure: `Line ${mark}`,
  })
  await ar.payments.record({
    id: `sus_${mark}`,
    payer: `Name ${mark}`,
    amount: money('7.00', 'EUR'),
    receivedOn: '2026-11-12',
  })
  for (let i = 0; i < shift; i++) await ar.customers.update({ id: customer, phone: `+${i}` })
  await ar.payments.record({
    customer,
    id: `more_${mark}`,
    amount: money('1.00', 'EUR'),
    receivedOn: '2026-11-13',
    allocate: { specific: [{ invoice }] },
  })
  const settlement = (await ar.invoices.get(invoice)).settlements.find(({ source }) => source === `more_${mark}`)
  const { request } = await ar.bookings.get(`trip_${mark}`)
  const link = await ar.links.forInvoice({ id: `lnk_${mark}`, invoice })
  return {
    customer,
    invoice,
    payment: `pay_${mark}`,
    plan: `plan_${mark}`,
    deposit: `dep_${mark}`,
    hold: `hold_${mark}`,
    dispute: `dis_${mark}`,
    promise: `prm_${mark}`,
    booking: `trip_${mark}`,
    suspense: `sus_${mark}`,
    allocation: settlement!.allocation,
    request,
    link: link.id,
    token: link.token,
  }
}

/** The header of a page that was let in. */
export async function bearer(
  customer: string,
  more: { tenant?: string; scopes?: readonly Scope[]; booking?: string; audience?: string } = {},
): Promise<Record<string, string>> {
  const token = await mintWidgetToken({ customer, scopes: everyScope, audience: site, now, ...more }, keys)
  return { Authorization: `Bearer ${token}`, Origin: more.audience ?? site }
}
