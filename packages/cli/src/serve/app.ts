import type { Receivables } from '@owekit/core'
import { createHandler, type Handler, type PayLinks } from '@owekit/http'
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
}

/** How the worker does. */
export interface WorkerState {
  state(): 'running' | 'waiting' | 'stopped'
}

/** Everything the server answers: the handler of receivables, `/health`, and the page of payments that move no money. */
export function app(options: AppOptions): Handler {
  const { ar, tenant, adminKey, url, till, worker, clock, onError } = options
  const isAdmin = keyGuard(adminKey)
  const handler = createHandler(ar, {
    base: url.pathname,
    authorize: (request) => (isAdmin(request) ? { actor: 'admin', tenant, may: ['*'] } : null),
    links: payLinks(ar, options.merchant),
    pay: { providers: till.origins },
    intake: ar.intake,
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

/** The links of the books as the pay page shows them: with who is paid. */
function payLinks(ar: Receivables, merchant: string): PayLinks {
  return {
    async resolve(token) {
      const view = await ar.links.resolve(token)
      const takesLess = view.minimum.minor < view.amount.minor
      // Who may have a fresh link is asked by the person who sends it, not by whoever holds an old one.
      return { ...view, merchant, minimum: takesLess ? view.minimum : null, renewable: false }
    },
    pay: (token, asked) => ar.links.pay(token, asked),
  }
}
