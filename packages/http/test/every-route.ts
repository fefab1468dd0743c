import { commandNames, commandSchema } from '@owekit/core/schemas'
import { openApi } from '../src/index.js'
import { api } from './world.js'

// Every route of the document with every way of naming a thing, worked out from paths and schemas alone. What is new and
// not known here is an error: nobody adds a route, or a command that takes an id, without this asking it.

/** A request to make. */
export interface Asked {
  readonly method: string
  readonly path: string
  /** The path as the document has it. */
  readonly route: string
  readonly body: string | undefined
  /** The things it names, beside the customer. */
  readonly names: readonly string[]
}

/** Ids that name something of somebody's, by the property that holds them, and the thing they name. */
const things: Readonly<Record<string, string>> = {
  customer: 'customer',
  invoice: 'invoice',
  payment: 'payment',
  plan: 'plan',
  deposit: 'deposit',
  hold: 'hold',
  dispute: 'dispute',
  promise: 'promise',
  suspense: 'suspense',
  allocation: 'allocation',
  request: 'request',
  booking: 'booking',
  link: 'link',
  task: 'task',
  to: 'invoice',
  from: 'customer',
  into: 'other',
}

/** Where a property names another thing than elsewhere: money on a card, and the card that was kept with it. */
const special: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'payments.capture': { payment: 'held' },
  'payments.void': { payment: 'held' },
  'payments.charge': { method: 'held' },
  'payments.forgetMethod': { method: 'held' },
}

/** What every tenant has one of by the same id. */
const customers: ReadonlySet<string> = new Set(['customer', 'other'])

/** Ids that name nothing that is there: the caller's own words. */
const words: ReadonlySet<string> = new Set(
  'id number series reference reason provider externalId planHash key currency method policy'.split(' '),
)

/** What else commands require. */
const plain: Readonly<Record<string, unknown>> = {
  amount: { amount: '1.00', currency: 'EUR' },
  total: { amount: '1.00', currency: 'EUR' },
  date: '2027-06-01',
  dueOn: '2026-12-24',
  until: '2026-12-24',
  through: '2020-01-31',
  by: 'customer',
  text: 'x',
  outcome: 'rejected',
  policy: 'none',
  step: 'call',
  channel: 'email',
  address: 'nobody@example.com',
  reason: 'price',
  id: 'cus_1',
  reference: 'bk_new',
}

/** What a command takes beside what it requires, so that only whose things they are can stand against it. */
const more: Readonly<Record<string, object>> = {
  'plans.agree': { monthly: { parts: 2, firstDueOn: '2026-12-24' } },
  'payments.refund': { as: 'credit' },
  'credits.issue': { number: 'C-1' },
  'invoices.issue': { number: 'N-1', total: plain['total'] },
  'reminders.setPolicy': { policy: { id: 'other', steps: [{ id: 'call' }] } },
  'promises.make': { amount: plain['amount'] },
}

interface Property {
  readonly type?: string
  readonly maxLength?: number
}

const isId = (shape: Property | undefined) => shape?.type === 'string' && shape.maxLength === 200

function known<T>(of: Readonly<Record<string, T>>, name: string, where: string): T {
  if (Object.hasOwn(of, name)) return of[name]!
  throw new Error(`${where}: say in every-route.ts what ${name} is.`)
}

/** The bodies that a command can be attacked with, and what each names: its required things, with each of the others. */
function bodiesOf(name: string, values: Readonly<Record<string, string>>): { body: object; names: string[] }[] {
  const schema = commandSchema(name)!
  const properties = schema['properties'] as Readonly<Record<string, Property>>
  const required = (schema['required'] as string[] | undefined) ?? []
  const isBooking = name.startsWith('bookings.') && name !== 'bookings.request'
  const here = { ...things, ...special[name] }
  const isThing = (property: string) =>
    isId(properties[property]) && (Object.hasOwn(here, property) || (isBooking && property === 'reference'))
  const thing = (property: string) =>
    property === 'reference' ? values['booking']! : known(values, here[property]!, name)
  for (const [property, shape] of Object.entries(properties))
    if (isId(shape) && !isThing(property) && !words.has(property) && !(property in plain))
      throw new Error(`${name}: say in every-route.ts whether ${property} names a thing.`)
  const base = Object.fromEntries(
    required.map((property) => [property, isThing(property) ? thing(property) : known(plain, property, name)]),
  )
  const chosen = Object.keys(properties).filter((property) => isThing(property) && !required.includes(property))
  const optional = chosen.length === 0 ? [[]] : chosen.map((property) => [property])
  const nested = name === 'payments.record' ? [{ customer: values['customer'], ...specific(values) }] : []
  return [...optional.map((some) => Object.fromEntries(some.map((one) => [one, thing(one)]))), ...nested].map(
    (extra) => {
      const names = [...required, ...Object.keys(extra)].filter((one) => isThing(one) && !customers.has(here[one]!))
      return {
        body: { ...base, ...more[name], ...extra },
        names: 'allocate' in extra ? [...names, 'invoice'] : names,
      }
    },
  )
}

const specific = (values: Readonly<Record<string, string>>) => ({
  allocate: { specific: [{ invoice: values['invoice'] }] },
})

/** Every route of the document, asked about one account's things. */
export function everyRoute(values: Readonly<Record<string, string>>): Asked[] {
  const commands = new Set(commandNames())
  const { paths } = openApi(api) as { paths: Record<string, Record<string, unknown>> }
  return Object.entries(paths).flatMap(([route, methods]) => {
    const parameters = [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!)
    const place = route.replace(/\{(\w+)\}/g, (_, name: string) =>
      name === 'provider' || name === 'notifier' ? 'fake' : known(values, name, route),
    )
    // They owe in two currencies, and a statement is of one.
    const path = route.endsWith('/statement') ? `${place}?currency=EUR` : place
    const named = parameters.filter((name) => name !== 'customer')
    return Object.keys(methods).flatMap((method): Asked[] => {
      const asked = { method: method.toUpperCase(), path, route }
      if (method !== 'post') return [{ ...asked, body: undefined, names: named }]
      const command = route
        .slice(1)
        .replace(/\/preview$/, '')
        .replace('/', '.')
      if (commands.has(command))
        return bodiesOf(command, values).map(({ body, names }) => ({ ...asked, body: JSON.stringify(body), names }))
      if (route === '/customers/{customer}/links')
        return [{ ...asked, body: JSON.stringify({ invoice: values['invoice'] }), names: ['invoice'] }]
      if (isOpen(route) || route === '/worker/tick') return [{ ...asked, body: '{}', names: named }]
      throw new Error(`${route}: say in every-route.ts what it takes.`)
    })
  })
}

/** Routes that ask nobody who they are. */
export const isOpen = (route: string) => /^\/(pay\/|hooks\/|notices\/|preferences\/|openapi)/.test(route)
