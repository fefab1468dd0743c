import { createReceivables, money, type Receivables, type Store } from '@owekit/core'
import { type FakeProvider, fakeProvider } from '@owekit/core/fake'
import { memoryStore } from '@owekit/core/memory'
import { type CollectionName, collections, type RawWebhook, scan } from '@owekit/core/ports'
import { createHandler, type Handler, type HandlerOptions, payLinks } from '../src/index.js'
import { api, now, settings } from './world.js'

/** A shop as a host would put it together: real books, real links, a provider that signs, the handler before it all. */
export interface Shop {
  readonly ar: Receivables
  readonly fake: FakeProvider
  readonly handler: Handler
  /** A pay token for one invoice of Ada's. */
  readonly token: string
  readonly link: string
  /** Moves the clock on. */
  wait: (milliseconds: number) => void
  now: () => number
  get: (path: string, headers?: Record<string, string>) => Promise<Answer>
  form: (path: string, fields: Record<string, string>) => Promise<Answer>
  data: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Answer>
  /** Brings a provider's request to the door. */
  hook: (request: Partial<RawWebhook>, provider?: string) => Promise<Answer>
  /** Everything that the store holds, as one text. */
  content: () => Promise<string>
}

/** An answer, read. */
interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

export const secret = 'whsec_c2VjcmV0IG9mIHRoZSBzaG9wIHRoYXQgbm9ib2R5IGtub3dz'

/** What every link is made from. */
const linkKey = 'k'.repeat(32)

/** Opens a shop with one customer who owes 100.00. */
export async function shop(
  more: {
    readonly handler?: Partial<HandlerOptions>
    readonly store?: (inner: Store) => Store
    readonly provider?: (fake: FakeProvider) => FakeProvider
  } = {},
): Promise<Shop> {
  let present = now
  const clock = () => present
  const inner = memoryStore({ clock })
  const fake = fakeProvider({ clock, secrets: [secret], account: 'acct_shop' })
  const ar = createReceivables({
    store: more.store?.(inner) ?? inner,
    clock,
    currency: 'EUR',
    providers: [more.provider?.(fake) ?? fake],
    links: { url: `${api}/pay`, key: linkKey },
  })
  await ar.customers.open({ id: 'cus_ada', name: 'Ada Canary', email: 'ada.canary@example.com', phone: '+49555CANARY' })
  await ar.invoices.issue({ customer: 'cus_ada', number: 'A-1', total: money('100.00', 'EUR'), dueOn: '2026-12-22' })
  const { token, id: link } = await ar.links.forInvoice({ invoice: 'inv_A-1', minimum: money('20.00', 'EUR') })
  const links = payLinks(ar, { merchant: 'Us' }, clock)
  const handler = createHandler(ar, {
    ...settings,
    clock,
    links,
    intake: ar.intake,
    pay: { missAfter: 0 },
    ...more.handler,
  })
  const ask = async (path: string, init?: RequestInit): Promise<Answer> => {
    const response = await handler(new Request(`${api}${path}`, init))
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  return {
    ar,
    fake,
    handler,
    token,
    link,
    wait: (milliseconds) => void (present += milliseconds),
    now: clock,
    get: (path, headers = {}) => ask(path, { headers }),
    form: (path, fields) => ask(path, { method: 'POST', body: new URLSearchParams(fields) }),
    data: (path, body, headers = {}) =>
      ask(path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID(), ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    hook: ({ method = 'POST', headers = new Headers(), body = new Uint8Array() }, provider = 'fake') =>
      ask(`/hooks/${provider}`, {
        method,
        headers: headers as Headers,
        ...(method === 'GET' ? {} : { body: body as BodyInit }),
      }),
    content: () => contentOf(inner),
  }
}

async function contentOf(store: Store): Promise<string> {
  let text = ''
  for (const tenant of await store.tenants())
    for (const collection of Object.keys(collections) as CollectionName[])
      for await (const row of scan(store, tenant, { collection }))
        text += `${tenant} ${collection} ${JSON.stringify(row, (_, held: unknown) => (typeof held === 'bigint' ? `${held}n` : held))}\n`
  return text
}
