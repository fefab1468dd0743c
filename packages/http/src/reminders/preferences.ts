import { isReceivablesError, type Receivables } from '@owekit/core'
import { readBytes } from '../answers/body.js'
import { Refusal } from '../answers/problem.js'
import { pageResponse } from '../pay/document.js'
import { plainPage } from '../pay/page.js'
import { type Locale, locales, localeFor } from '../pay/words.js'
import { networkOf } from '../rate-limit.js'
import type { Call, Route } from '../routing.js'
import { preferencesPage } from './page.js'

/** The page that every reminder leads to, and what a mail program posts when its reader wants no more. */
export const preferenceRoutes: readonly Route[] = [
  { method: 'GET', path: '/preferences/:token', run: (call) => answered(call, show) },
  { method: 'POST', path: '/preferences/:token', run: (call) => answered(call, save) },
]

interface Opened {
  readonly ar: Receivables
  readonly customer: string
  readonly locale: Locale
}

async function answered(call: Call, answer: (call: Call, opened: Opened) => Promise<Response>): Promise<Response> {
  const locale = localeOf(call, null)
  try {
    const opened = await open(call)
    return opened === undefined ? await pageResponse(plainPage(locale, 'missing'), 404) : await answer(call, opened)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'rate_limited')
      return pageResponse(plainPage(locale, 'tooMany'), 429, { headers: error.headers })
    throw error
  }
}

/** Whose page it is. What opens nothing takes as long as every other miss, and is counted like those of pay links. */
async function open(call: Call): Promise<Opened | undefined> {
  const began = performance.now()
  const { options, request, context, params, ar } = call
  const client = networkOf(options.clientOf?.(request, context) ?? context.client ?? '')
  const allowed = await options.rateLimit?.take(`preferences ${client}`)
  if (allowed?.ok === false) throw new Refusal('rate_limited', '', { 'Retry-After': String(allowed.retryAfter) })
  const whose = await options.preferences?.resolve(params['token'] ?? '')
  if (whose != null) {
    const own = ar.tenant(whose.tenant).as(`customer:${whose.customer}`)
    try {
      const { locale, erasedOn, mergedInto } = await own.customers.get(whose.customer)
      const customer = mergedInto === '' ? whose.customer : mergedInto
      if (erasedOn === null) return { ar: own, customer, locale: localeOf(call, locale === '' ? null : locale) }
    } catch (error) {
      if (!isReceivablesError(error) || error.kind !== 'not_found') throw error
    }
  }
  const left = (options.pay?.missAfter ?? 150) - (performance.now() - began)
  if (left > 0) await new Promise((resolve) => setTimeout(resolve, left))
  return undefined
}

/** The language asked for in the address, else the customer's own, else the browser's. */
function localeOf({ url, request, options }: Call, own: string | null): Locale {
  return localeFor(
    url.searchParams.get('lang') ?? own,
    request.headers.get('Accept-Language'),
    options.pay?.language ?? 'en',
  )
}

async function show(call: Call, opened: Opened, isSaved = false): Promise<Response> {
  const { ar, customer, locale } = opened
  const [{ email, phone }, { optedOut }] = await Promise.all([
    ar.customers.get(customer),
    ar.reminders.agreed({ customer }),
  ])
  const addresses = { email, sms: phone }
  const channels = (['email', 'sms'] as const)
    .filter((channel) => addresses[channel] !== '')
    .map((channel) => ({ channel, isWanted: !optedOut.includes(channel) }))
  const action = `${call.base}/preferences/${encodeURIComponent(call.params['token'] ?? '')}`
  return pageResponse(preferencesPage({ locale, action, channels, isSaved }), 200)
}

async function save(call: Call, opened: Opened): Promise<Response> {
  const { ar, customer } = opened
  const form = new URLSearchParams(new TextDecoder().decode(await readBytes(call.request, 16_000)))
  const reason = 'the preferences page'
  // RFC 8058: what a mail program posts when its reader ends the messages, without showing a page.
  if (form.get('List-Unsubscribe') === 'One-Click') {
    const { optedOut } = await ar.reminders.agreed({ customer })
    await ar.reminders.agree({ customer, optedOut: [...optedOut, 'email'], reason: 'one-click unsubscribe' })
    return new Response(null, { status: 200, headers: { 'Cache-Control': 'no-store' } })
  }
  const wanted = form.has('none') ? [] : form.getAll('channel')
  const profile = await ar.customers.get(customer)
  const { optedOut: before } = await ar.reminders.agreed({ customer })
  // A channel the page did not show is left as it is.
  const optedOut = (['email', 'sms'] as const).filter((channel) =>
    profile[channel === 'sms' ? 'phone' : 'email'] === '' ? before.includes(channel) : !wanted.includes(channel),
  )
  if (optedOut.join() !== [...before].sort().join()) await ar.reminders.agree({ customer, optedOut, reason })
  const asked = locales.find((locale) => locale === form.get('lang')) ?? opened.locale
  if (form.has('lang') && asked !== profile.locale.split('-', 1)[0])
    await ar.customers.update({ id: customer, locale: asked })
  return show(call, { ...opened, locale: asked }, true)
}
