import { createHash } from 'node:crypto'
import { isReceivablesError, type Receivables } from '@owekit/core'
import { type FakeProvider, fakeProvider } from '@owekit/core/fake'
import type { CheckoutSnapshot, PaymentLinkProvider, RawWebhook } from '@owekit/core/ports'
import { type BankAct, bankDesk } from './fake-bank.js'

/** A provider in this process that moves no money, its page, and its way of telling the books what happened. */
export interface FakeTill {
  readonly provider: PaymentLinkProvider
  /** Answers a request for its page; undefined when the path is none of its own. */
  answer(request: Request, ar: Receivables): Promise<Response | undefined>
  /** Hands the books the events that are due. One that they could not store comes again. */
  deliver(ar: Receivables): Promise<void>
}

/** What {@link fakeTill} takes. */
export interface FakeTillOptions {
  /** Where its pages are. */
  readonly pageUrl: string
  readonly secret: string
  /** Makes the ids of its pages such that nobody guesses them. */
  readonly seed: number
  readonly memory: Map<string, string>
  readonly clock: (() => number) | undefined
}

/** What the page shows of a checkout. */
interface Asked {
  readonly amount: string
  readonly what: string
  readonly back: string
}

/** Opens a till that moves no money. */
export function fakeTill({ pageUrl, secret, seed, memory, clock }: FakeTillOptions): FakeTill {
  const fake = fakeProvider({ pageUrl, seed, memory, secrets: [secret], ...(clock !== undefined && { clock }) })
  const path = `${new URL(pageUrl).pathname}/`
  const bank = bankDesk(fake, memory)
  let under = Promise.resolve()

  const deliver = (ar: Receivables) => (under = under.then(async () => deliverDue(fake, ar)))

  return {
    provider: {
      ...fake,
      async createCheckout(request, context) {
        const snapshot = await fake.createCheckout(request, context)
        const asked: Asked = { amount: String(request.amount), what: request.description, back: request.returnUrl }
        memory.set(`page/${snapshot.externalId}`, JSON.stringify(asked))
        return snapshot
      },
    },
    deliver,
    async answer(request, ar) {
      const { pathname } = new URL(request.url)
      if (!pathname.startsWith(path)) return undefined
      const [id = '', act, ...more] = pathname.slice(path.length).split('/')
      const kept = memory.get(`page/${id}`)
      if (kept === undefined || more.length > 0) return page(missing, 404)
      const asked = JSON.parse(kept) as Asked
      if (request.method === 'POST' && (act === 'pay' || act === 'decline')) {
        const { state } = await fake.getCheckout(id, { idempotencyKey: '' })
        if (state !== 'open') return page(ended(asked, state, [], ''), 409)
        if (act === 'pay') fake.payer.pay(id)
        else fake.payer.fail(id)
        await deliver(ar)
        if (act === 'pay') return new Response(null, { status: 303, headers: { Location: asked.back } })
        return page(choice(asked, `${path}${id}`, true), 200)
      }
      const { state, payment } = await fake.getCheckout(id, { idempotencyKey: '' })
      const closed = () => ended(asked, state, payment === null ? [] : bank.acts(payment.externalId), `${path}${id}`)
      if (request.method === 'POST' && payment !== null && act !== undefined) {
        const did = bank.run(payment.externalId, act)
        await deliver(ar)
        return page(closed(), did ? 200 : 409)
      }
      if (act !== undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return page(missing, 404)
      return page(state === 'open' ? choice(asked, `${path}${id}`, false) : closed(), 200)
    },
  }
}

async function deliverDue(fake: FakeProvider, ar: Receivables): Promise<void> {
  for (const request of await fake.webhooks()) await handOver(fake, ar, request)
}

async function handOver(fake: FakeProvider, ar: Receivables, request: RawWebhook): Promise<void> {
  try {
    await ar.intake.receive(fake.id, request)
  } catch (error) {
    const event = request.headers.get('webhook-id')
    if (event === null || !isReceivablesError(error) || !['adapter', 'conflict'].includes(error.kind)) throw error
    fake.resend(event)
  }
}

const style = `:root{color-scheme:light dark;--text:light-dark(#1b1f24,#e9ebee);--muted:light-dark(#57606a,#a4adb8);--page:light-dark(#f4f5f7,#101317);--card:light-dark(#fff,#191d23);--line:light-dark(#d9dde2,#343b45);--accent:light-dark(#0b57c2,#8ab8ff);--on:light-dark(#fff,#0a1a33);--warn:light-dark(#a3260f,#ff9b85)}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:1rem/1.5 system-ui,sans-serif;display:grid;justify-content:center;padding:clamp(1rem,6vh,5rem) 1rem}
main{inline-size:min(29rem,calc(100vw - 2rem));background:var(--card);border:1px solid var(--line);border-radius:.875rem;padding:2rem}
h1{margin:0;font-size:1.25rem}p{margin:.75rem 0 0;overflow-wrap:anywhere}
.amount{font-size:2.25rem;font-weight:650}.mark{border:2px dashed var(--warn);color:var(--warn);border-radius:.6rem;padding:.5rem .75rem;font-weight:600}
button,a{display:block;inline-size:100%;min-block-size:3rem;margin-block-start:1rem;padding:.6rem 1rem;border:1px solid var(--accent);border-radius:.6rem;background:var(--accent);color:var(--on);font:inherit;font-weight:600;text-align:center;text-decoration:none;cursor:pointer}
.quiet{background:transparent;color:var(--accent)}:focus-visible{outline:3px solid var(--accent);outline-offset:3px}`

const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => signs[sign] ?? '')

const missing = '<h1>There is no such payment</h1>'

function choice({ amount, what, back }: Asked, at: string, declined: boolean): string {
  return `<h1>${escaped(what)}</h1>
<p class="amount">${escaped(amount)}</p>
${declined ? '<p role="alert">The payment was declined. You can try again.</p>' : ''}
<form method="post" action="${escaped(at)}/pay"><button>Pay</button></form>
<form method="post" action="${escaped(at)}/decline"><button class="quiet">Decline</button></form>
<a class="quiet" href="${escaped(back)}">Back without paying</a>`
}

function ended(
  { amount, what, back }: Asked,
  state: CheckoutSnapshot['state'],
  acts: readonly BankAct[],
  at: string,
): string {
  const words = state === 'paid' || state === 'pending' ? 'This was paid.' : 'This page is closed: nothing was paid.'
  return `<h1>${escaped(what)}</h1>
<p class="amount">${escaped(amount)}</p>
<p role="status">${words}</p>
<a class="quiet" href="${escaped(back)}">Back</a>
${acts.length === 0 ? '' : '<p>What comes after a payment can be tried out too:</p>'}
${acts.map(({ act, label }) => `<form method="post" action="${escaped(at)}/${act}"><button class="quiet">${label}</button></form>`).join('')}`
}

function page(body: string, status: number): Response {
  const text = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>Pretend payment</title><style>${style}</style></head>
<body><main><p class="mark">For trying things out: no money moves.</p>
${body}
</main></body>
</html>
`
  return new Response(text, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': `default-src 'none'; style-src ${styleHash}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      'Cache-Control': 'private, no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
    },
  })
}
