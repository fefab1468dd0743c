import type { Receivables } from '@owekit/core'
import { createHandler, type Handler, payLinks, tokenBucket } from '@owekit/http'
import { clientOf } from './client-of.js'
import type { FakeTill } from './fake-page.js'
import { keyGuard } from './secrets.js'
import type { Till } from './till.js'

/** What the server's answers are made of. */
export interface AppOptions {
  readonly ar: Receivables
  readonly tenant: string
  readonly merchant: string
  readonly adminKey: string
  /** Where it is reached. */
  readonly url: URL
  readonly till: Till
  readonly worker: WorkerState
  readonly clock: (() => number) | undefined
  readonly onError: (error: unknown) => void
  /** How many days after its end a link can be renewed by whoever holds it; 0 is never. */
  readonly renewWithin: number
  /** Something stands before it that says who asks. */
  readonly isBehindProxy: boolean
  /** Ends the streams of events. */
  readonly closing: AbortSignal
}

/** What one client may ask of pay pages, and one widget of its account: enough for a person in a hurry. */
const allowance = { burst: 60, perSecond: 1 }

/** How the worker does. */
export interface WorkerState {
  state(): 'running' | 'waiting' | 'stopped'
}

/** Everything the server answers: the handler of receivables, `/health`, and the page of payments that move no money. */
export function app(options: AppOptions): Handler {
  const { ar, tenant, merchant, adminKey, url, till, worker, clock, onError, renewWithin, closing } = options
  const isAdmin = keyGuard(adminKey)
  const handler = createHandler(ar, {
    base: url.pathname,
    authorize: (request) => (isAdmin(request) ? { actor: 'admin', tenant, may: ['*'] } : null),
    links: payLinks(ar, { merchant, renew: renewWithin > 0 && { within: renewWithin } }, clock),
    pay: { providers: till.origins },
    intake: ar.intake,
    changes: (listener) =>
      ar.journal.listen((facts) => {
        for (const customer of new Set(facts.map((fact) => fact.customer))) listener({ tenant, customer })
      }),
    closing,
    rateLimit: tokenBucket(allowance),
    clientOf: clientOf(options.isBehindProxy),
    onError,
    ...(clock !== undefined && { clock }),
  })
  return async (request, context) => {
    const { pathname } = new URL(request.url)
    if (pathname === `${url.pathname.replace(/\/$/, '')}/health`) return health(worker)
    return (await pretended(till.fake, request, ar, onError)) ?? handler(request, context)
  }
}

function health(worker: WorkerState): Response {
  const state = worker.state()
  const ok = state === 'running'
  return Response.json({ ok, worker: state }, { status: ok ? 200 : 503, headers: { 'Cache-Control': 'no-store' } })
}

async function pretended(
  fake: FakeTill | undefined,
  request: Request,
  ar: Receivables,
  onError: AppOptions['onError'],
) {
  try {
    return await fake?.answer(request, ar)
  } catch (error) {
    onError(error)
    return new Response('Something went wrong; try again.\n', { status: 503 })
  }
}
