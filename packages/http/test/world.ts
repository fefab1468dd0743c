import { createReceivables, money, type Receivables } from '@owekit/core'
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
  'statements:read',
  'timeline:read',
  'links:create',
]

/** Books with a clock that stands still. */
export function books(): Receivables {
  return createReceivables({ store: memoryStore({ clock }), currency: 'EUR', clock, timeZone: 'Europe/Paris' })
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

/** The header of a page that was let in. */
export async function bearer(
  customer: string,
  more: { tenant?: string; scopes?: readonly Scope[]; booking?: string; audience?: string } = {},
): Promise<Record<string, string>> {
  const token = await mintWidgetToken({ customer, scopes: everyScope, audience: site, now, ...more }, keys)
  return { Authorization: `Bearer ${token}`, Origin: more.audience ?? site }
}
