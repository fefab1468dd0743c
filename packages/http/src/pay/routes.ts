import { isReceivablesError, type Money, ReceivablesError, returnUrl } from '@owekit/core'
import { parseUrl } from '@owekit/core/ports'
import { moneyFromJSON, toDecimal } from '@owekit/core/money'
import { mediaTypeOf, readBytes, readJsonObject } from '../answers/body.js'
import { hashedJson } from '../answers/json.js'
import { Refusal } from '../answers/problem.js'
import { networkOf } from '../rate-limit.js'
import type { Call, Route } from '../routing.js'
import { viewerFor } from '../views/versioned.js'
import type { PayPageView } from '../views/shapes.js'
import { typedAmount } from './amount.js'
import { pageResponse as pageAnswer } from './document.js'
import type { PayLinks, PayLinkView, PayStart } from './links.js'
import { type PageRequest, payPage, plainPage } from './page.js'
import { localeFor } from './words.js'
import { textResponse } from '../answers/text.js'

/** The pay page, the same as data, and what begins a payment. */
export const payRoutes: readonly Route[] = [
  { method: 'GET', path: '/pay/:token.json', anyOrigin: true, run: asData },
  { method: 'GET', path: '/pay/:token', run: asPage },
  { method: 'POST', path: '/pay/:token', anyOrigin: true, run: pay },
  { method: 'POST', path: '/customers/:customer/links', run: makeLink },
]

function linksOf({ options, request }: Call): PayLinks | null {
  return (typeof options.links === 'function' ? options.links(request) : options.links) ?? null
}

/** Shapes no token has are not even looked up; they are answered like all others that open nothing. */
const tokenShape = /^[A-Za-z0-9_-]{16,200}$/

async function resolved(call: Call): Promise<{ links: PayLinks; token: string; view: PayLinkView } | undefined> {
  const began = performance.now()
  const { clientOf, pay: settings } = call.options
  const client = networkOf(clientOf?.(call.request, call.context) ?? call.context.client ?? '')
  if (client !== '') await takeOne(call, client)
  const token = call.params['token'] ?? ''
  const links = linksOf(call)
  try {
    if (links !== null && tokenShape.test(token)) return { links, token, view: await shownOf(links, token) }
  } catch (error) {
    if (!isReceivablesError(error) || error.kind !== 'not_found') throw error
  }
  // Where nobody says who asks, all share one allowance: only who guesses uses it up, and only who guesses is held back.
  if (client === '') await takeOne(call, client)
  // Every miss takes as long as every other, whatever was found wrong with it, and however soon.
  const left = (settings?.missAfter ?? 150) - (performance.now() - began)
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left))
  return undefined
}

async function takeOne({ options }: Call, client: string): Promise<void> {
  const allowed = await options.rateLimit?.take(`pay ${client}`)
  if (allowed?.ok === false) throw new Refusal('rate_limited', '', { 'Retry-After': String(allowed.retryAfter) })
}

/** How a link stands, with figures only while it can be paid or is being paid: a link that ended shows its state alone. */
async function shownOf(links: PayLinks, token: string): Promise<PayLinkView> {
  const view = await links.resolve(token)
  if (view.state === 'payable' || view.state === 'in_progress') return view
  return { ...view, amount: null, open: null, minimum: null, pending: null, credit: null, items: [] }
}

async function asData(call: Call): Promise<Response> {
  const found = await resolved(call)
  if (found === undefined) throw new Refusal('not_found')
  return hashedJson(call.request, payJson(call, found.view, found.token))
}

function payJson(call: Call, view: PayLinkView, token: string): PayPageView {
  const wire = (money: Money | null) => money?.toJSON() ?? null
  const consent = call.options.pay?.saveMethod?.consent
  return {
    schema: 'ar.pay/1',
    ...(view.capture === 'hold' ? { capture: 'hold' as const } : {}),
    ...(consent === undefined ? {} : { consent }),
    state: view.state,
    amount: wire(view.amount),
    open: wire(view.open),
    minimum: wire(view.minimum),
    pending: wire(view.pending),
    credit: wire(view.credit),
    items: view.items.map((item) => ({
      number: item.number,
      instalment: item.instalment,
      due: item.dueOn,
      open: item.open.toJSON(),
      daysOverdue: item.overdueDays,
    })),
    paidOn: view.paidOn,
    merchant: view.merchant,
    expiresAt: view.expiresAt,
    renewable: view.renewable,
    href: `${call.url.origin}${call.base}/pay/${token}`,
  }
}

const localeOf = ({ url, request, options }: Call, asked = url.searchParams.get('lang')) =>
  localeFor(asked, request.headers.get('Accept-Language'), options.pay?.language ?? 'en')

const nextOf = ({ url, options }: Call, asked: string | null | undefined) =>
  asked == null ? undefined : returnUrl(asked, url.origin, options.pay?.returnTo ?? [])

const pathOf = (call: Call) => `${call.base}/pay/${encodeURIComponent(call.params['token'] ?? '')}`

async function asPage(call: Call): Promise<Response> {
  const locale = localeOf(call)
  try {
    const found = await resolved(call)
    if (found === undefined) return await pageResponse(call, plainPage(locale, 'missing'), 404)
    return await shown(call, found, { locale, next: call.url.searchParams.get('next') }, 200)
  } catch (error) {
    return failed(call, locale, error)
  }
}

function shown(
  call: Call,
  { links, view }: { readonly links: PayLinks; readonly view: PayLinkView },
  asked: { locale: PageRequest['locale']; next: string | null } & Pick<PageRequest, 'refused' | 'changed' | 'renewed'>,
  status: number,
): Promise<Response> {
  const page = payPage(view, {
    ...asked,
    action: pathOf(call),
    next: nextOf(call, asked.next),
    canRenew: links.renew !== undefined,
  })
  return pageResponse(call, page, status)
}

async function failed(call: Call, locale: PageRequest['locale'], error: unknown): Promise<Response> {
  if (error instanceof Refusal && error.code === 'rate_limited')
    return pageResponse(call, plainPage(locale, 'tooMany', pathOf(call)), 429, error.headers)
  // Another tab renewed the link a moment ago.
  if (isReceivablesError(error) && error.kind === 'not_found')
    return pageResponse(call, plainPage(locale, 'missing'), 404)
  if (isReceivablesError(error) && error.kind === 'adapter')
    return pageResponse(call, plainPage(locale, 'unavailable', pathOf(call)), 503, { 'Retry-After': '5' })
  throw error
}

function pageResponse(
  call: Call,
  page: string,
  status: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  // Where a form leads is checked after redirects too, and a payment goes on at the provider's.
  return pageAnswer(page, status, { targets: call.options.pay?.providers?.join(' ') ?? 'https:', headers })
}

/** What a form says; the first of each name. */
async function readForm(call: Call): Promise<URLSearchParams> {
  return new URLSearchParams(new TextDecoder().decode(await readBytes(call.request, 16_000)))
}

async function pay(call: Call): Promise<Response> {
  const type = mediaTypeOf(call.request)
  if (type === 'application/json') return payByData(call)
  if (type !== 'application/x-www-form-urlencoded')
    throw new Refusal('unsupported_media_type', 'The body is a form or application/json.')
  const form = await readForm(call)
  const locale = localeOf(call, form.get('lang') ?? call.url.searchParams.get('lang'))
  try {
    return await payByForm(call, form, locale)
  } catch (error) {
    return failed(call, locale, error)
  }
}

async function payByForm(call: Call, form: URLSearchParams, locale: PageRequest['locale']): Promise<Response> {
  const found = await resolved(call)
  if (found === undefined) return pageResponse(call, plainPage(locale, 'missing'), 404)
  const { links, token, view } = found
  const next = nextOf(call, form.get('next'))
  const asked = { locale, next: next ?? null }
  if (form.has('renew')) return renewed(call, found, asked)
  if (view.state !== 'payable' || view.amount === null) return shown(call, found, asked, 409)
  const typed = form.get('amount')
  const amount = typed === null ? undefined : typedAmount(typed, view.amount.currency)
  if (typed !== null && (amount === undefined || !isPayable(amount, view)))
    return shown(call, found, { ...asked, refused: typed.slice(0, 30) }, 422)
  // Who pressed "Pay €70.00" agreed to €70.00, and to nothing that it became since.
  const expected = form.get('expected')
  if (typed === null && expected !== null && expected !== toDecimal(view.amount))
    return shown(call, found, { ...asked, changed: true }, 409)
  try {
    const start = await links.pay(token, {
      ...(amount === undefined ? {} : { amount }),
      ...(next === undefined ? {} : { next }),
    })
    return seeOther(webUrl(start))
  } catch (error) {
    if (!isReceivablesError(error) || (error.kind !== 'rule' && error.kind !== 'not_found')) throw error
    const now = await shownOf(links, token)
    if (error.code === 'amount_not_payable' && typed !== null)
      return shown(call, { links, view: now }, { ...asked, refused: typed.slice(0, 30) }, 422)
    return shown(call, { links, view: now }, { ...asked, changed: true }, 409)
  }
}

function isPayable(amount: Money, { minimum, open, amount: whole }: PayLinkView): boolean {
  const most = open ?? whole!
  return amount.minor <= most.minor && amount.minor >= (minimum ?? whole!).minor
}

async function renewed(
  call: Call,
  found: { readonly links: PayLinks; readonly token: string; readonly view: PayLinkView },
  asked: { locale: PageRequest['locale']; next: string | null },
): Promise<Response> {
  const { links, token, view } = found
  if (view.state !== 'expired' || !view.renewable || links.renew === undefined) return shown(call, found, asked, 409)
  let url: string | undefined
  try {
    url = (await links.renew(token)).url
  } catch (error) {
    // It was revoked, or its time was over, since it was looked at.
    if (!isReceivablesError(error) || error.kind !== 'rule') throw error
    return shown(call, { links, view: { ...(await shownOf(links, token)), renewable: false } }, asked, 409)
  }
  return url === undefined ? shown(call, found, { ...asked, renewed: true }, 200) : seeOther(url)
}

const seeOther = (url: string) =>
  new Response(null, {
    status: 303,
    headers: { Location: url, 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' },
  })

function webUrl({ url }: PayStart): string {
  const protocol = parseUrl(url)?.protocol
  if (protocol === 'https:' || protocol === 'http:') return url
  throw new ReceivablesError('provider_unsupported', 'This provider has no page to pay on.')
}

async function payByData(call: Call): Promise<Response> {
  const { amount, next, show, saveMethod, ...others } = await readJsonObject(call.request)
  const [unknown] = Object.keys(others)
  const isShown = show === undefined || show === 'redirect' || show === 'inPlace'
  if (unknown !== undefined || (next !== undefined && typeof next !== 'string') || !isShown)
    throw new ReceivablesError(
      'invalid_input',
      'Paying takes amount, as money; next, as text; show, redirect or inPlace; and saveMethod, true or false.',
    )
  const kept = keptMethod(call, saveMethod)
  const found = await resolved(call)
  if (found === undefined) throw new Refusal('not_found')
  const back = nextOf(call, next)
  const start = await found.links.pay(found.token, {
    ...(amount === undefined ? {} : { amount: moneyFromJSON(amount as never) }),
    ...(back === undefined ? {} : { next: back }),
    ...(show === undefined ? {} : { show }),
    ...(kept === undefined ? {} : { saveMethod: kept }),
  })
  return textResponse(JSON.stringify(start), {
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
  })
}

/** What the payer agreed to: our words, and never the page's. */
function keptMethod({ options }: Call, asked: unknown): { readonly consent: string } | undefined {
  if (asked === undefined || asked === false) return undefined
  const saveMethod = options.pay?.saveMethod
  if (asked === true && saveMethod !== undefined) return saveMethod
  throw new ReceivablesError('invalid_input', 'No method is kept here; saveMethod is true or false.')
}

/** Makes a link for an invoice of the customer's, for a page that may. */
async function makeLink(call: Call): Promise<Response> {
  const { viewer, customer } = await viewerFor(call, 'links:create')
  const { invoice, ...others } = await readJsonObject(call.request)
  if (typeof invoice !== 'string' || Object.keys(others).length > 0)
    throw new ReceivablesError('invalid_input', 'A link takes invoice, an id.')
  const found = await viewer.ar.invoices.get(invoice)
  const foreign = viewer.booking !== undefined && found.reference !== viewer.booking
  if (call.options.links === undefined || found.customer !== customer || foreign) throw new Refusal('not_found')
  if (viewer.kind === 'staff' && !viewer.does('links.forInvoice')) throw new Refusal('forbidden')
  // Of the very books that were looked into: another tenant may have an invoice of the same id.
  const { url, expiresAt } = await viewer.ar.links.forInvoice({ invoice })
  return textResponse(JSON.stringify({ url, expiresAt }), {
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
  })
}
