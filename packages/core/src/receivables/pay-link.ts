import { formatInstant } from '../calendar/index.js'
import { isReceivablesError, ReceivablesError } from '../errors/index.js'
import { digest } from '../journal/digest.js'
import type { Cover, LinkScope } from '../journal/fact.js'
import { captureOf } from '../link/apply.js'
import { checkoutData, type CheckoutData, checkoutId } from '../link/checkout.js'
import { minor, type Money } from '../money/index.js'
import type { CheckoutSnapshot, CreateCheckout, PaymentLinkProvider } from '../ports/payment-provider.js'
import type { Json, Row } from '../records/collections.js'
import { payLink } from './input/links.js'
import { parseInput } from './parse.js'
import { grantOf, type OpenedLink, openLink } from './queries/links.js'
import { readings } from './readings.js'
import type { Settings } from './settings.js'
import { amountAsked, assertOffered, nextUrl, providerFor, providerNamed } from './what-to-pay.js'

/** What `links.pay` answers: where the payer goes. */
export interface StartedCheckout {
  readonly checkout: string
  readonly provider: string
  readonly amount: Money
  /** The provider's page; `''` when it is paid in place. */
  readonly url: string
  /** For paying in place; `''` otherwise. It is kept nowhere. */
  readonly clientSecret: string
  readonly expiresAt: string | null
}

interface Asked {
  readonly amount: bigint
  readonly covers: readonly Cover[]
  readonly provider: PaymentLinkProvider
  readonly next: string
  readonly show: 'redirect' | 'inPlace'
  readonly consent: string | undefined
}

const tries = 12

/**
 * Starts a payment through a link, of all it asks for or a part: a fresh checkout at the provider over the amount of this
 * moment. While one over the same amount of the same invoices is open it is given again, so that twenty tabs pay
 * once; any other is closed first.
 *
 * A crash between our row and the provider's answer leaves a row that asks again with the same key.
 *
 * @throws ReceivablesError `link_not_found`, `link_revoked`, `link_expired`, `nothing_due`, `payment_in_progress`,
 * `amount_not_payable`, `currency_mismatch`, `provider_not_found`, `provider_*`
 */
export async function payThroughLink(settings: Settings, token: string, rawInput: unknown): Promise<StartedCheckout> {
  const input = parseInput(payLink, rawInput ?? {}, 'links.pay')
  for (let attempt = 1; attempt <= tries; attempt++) {
    const opened = await openLink(settings, token)
    const { amount, covers } = amountAsked(opened, input.amount)
    const provider = providerFor(settings, input.provider, opened.payable.currency, amount)
    assertOffered(provider, captureOf(opened.row), input)
    const next = nextUrl(settings, input.next)
    const consent = input.saveMethod?.consent
    const asked: Asked = { amount, covers, provider, next, show: input.show ?? 'redirect', consent }
    const started = await startOrJoin(settings, opened, asked)
    if (started !== undefined) return started
  }
  throw new ReceivablesError(
    'account_changed',
    `links.pay: other tabs were faster ${tries} times in a row; try again.`,
    {
      tries,
    },
  )
}

/** Gives the checkout to pay through, or nothing when another tab came in between. */
async function startOrJoin(settings: Settings, opened: OpenedLink, asked: Asked): Promise<StartedCheckout | undefined> {
  const last = await lastCheckout(settings, opened.row.id)
  if (last !== undefined && isRunning(last)) {
    if (isSame(last, opened, asked) && !hasEnded(settings, last)) return askProvider(settings, opened, last, asked)
    await closeAtProvider(settings, last)
    return undefined
  }
  const row: Row<'checkouts'> = {
    link: opened.row.id,
    attempt: (last?.attempt ?? 0) + 1,
    rev: 1,
    customer: opened.row.customer,
    provider: asked.provider.id,
    externalId: '',
    state: 'asked',
    currency: opened.payable.currency,
    exponent: minor(0n, opened.payable.currency).exponent,
    amount: asked.amount,
    startedAt: settings.clock(),
    expiresAt: null,
    data: dataOf(opened, asked),
  }
  const result = await settings.store.commit({
    tenant: settings.tenant,
    expect: [{ collection: 'checkouts', key: [row.link, row.attempt], rev: 0 }],
    insert: { checkouts: [row] },
    update: {},
  })
  return result.status === 'committed' ? askProvider(settings, opened, row, asked) : undefined
}

function dataOf({ row }: OpenedLink, { covers, next, show, consent }: Asked): Json {
  const data: CheckoutData = {
    url: '',
    scope: row.scope as LinkScope,
    target: row.target,
    instalment: row.instalment,
    covers,
    next,
    show,
    ...(captureOf(row) === 'hold' ? { capture: 'hold' } : {}),
    ...(consent === undefined ? {} : { consent, payer: row.customer }),
  }
  return data as unknown as Json
}

/** The latest try of a link. */
async function lastCheckout({ store, tenant }: Settings, link: string): Promise<Row<'checkouts'> | undefined> {
  const reads = readings(store, tenant)
  const rows = reads.page('checkouts', { where: [link], limit: 1, reverse: true })
  await reads.fetch()
  return rows()[0]
}

const isRunning = ({ state }: Row<'checkouts'>) => state === 'asked' || state === 'open'

const hasEnded = (settings: Settings, { expiresAt }: Row<'checkouts'>) =>
  expiresAt !== null && expiresAt <= settings.clock()

function isSame(row: Row<'checkouts'>, { payable }: OpenedLink, asked: Asked): boolean {
  const { amount, covers, provider, next, show, consent } = asked
  const data = checkoutData(row)
  return (
    row.amount === amount &&
    row.currency === payable.currency &&
    row.provider === provider.id &&
    isCovering(data.covers, covers) &&
    data.next === next &&
    data.show === show &&
    data.consent === consent
  )
}

/** Whether a checkout is meant for what is asked for now: as much may be open, but of other invoices. */
function isCovering(before: readonly Cover[], now: readonly Cover[]): boolean {
  return (
    before.length === now.length &&
    before.every(({ document, instalment, amount }, index) => {
      const cover = now[index]
      return document === cover?.document && instalment === cover.instalment && amount === cover.amount
    })
  )
}

/** Asks the provider with a key of the row's own: asked again it gives the same checkout. */
async function askProvider(
  settings: Settings,
  opened: OpenedLink,
  row: Row<'checkouts'>,
  { provider }: Asked,
): Promise<StartedCheckout | undefined> {
  const snapshot = await snapshotOf(settings, opened, row, provider)
  if (snapshot.state !== 'open') {
    await noteCheckout(
      settings,
      row,
      snapshot,
      snapshot.state === 'paid' || snapshot.state === 'pending' ? 'open' : 'closed',
    )
    if (snapshot.state === 'paid' || snapshot.state === 'pending')
      throw new ReceivablesError('payment_in_progress', 'This was paid a moment ago; the payment is on its way.', {
        checkout: checkoutId(row),
      })
    return undefined
  }
  if (row.state === 'asked' && !(await noteCheckout(settings, row, snapshot, 'open'))) {
    const noted = await checkoutRow(settings, row)
    // Another tab closed it in our books while the provider was slow to answer: nobody is to pay what this one opened.
    if (noted?.state === 'closed' || noted?.state === 'failed') {
      await closeAtProvider(settings, { ...noted, externalId: snapshot.externalId })
      return undefined
    }
  }
  return {
    checkout: checkoutId(row),
    provider: provider.id,
    amount: minor(row.amount, row.currency),
    url: snapshot.url,
    clientSecret: snapshot.clientSecret,
    expiresAt: snapshot.expiresAt === null ? null : formatInstant(snapshot.expiresAt),
  }
}

/** The checkout as it stands; made first when the provider was never heard of it. */
async function snapshotOf(
  settings: Settings,
  opened: OpenedLink,
  row: Row<'checkouts'>,
  provider: PaymentLinkProvider,
): Promise<CheckoutSnapshot> {
  const context = { idempotencyKey: keyOf(settings, row) }
  if (row.externalId !== '') return provider.getCheckout(row.externalId, context)
  try {
    return await provider.createCheckout(await requestFor(settings, opened, row), context)
  } catch (error) {
    // Refused for good: the next try is one of its own.
    if (isReceivablesError(error, 'provider_refused')) await close(settings, row)
    throw error
  }
}

const keyOf = ({ tenant }: Settings, row: Row<'checkouts'>) =>
  `checkout-${digest(`${tenant}\0${row.link}\0${row.attempt}\0${row.amount}\0${row.currency}`)}`

async function requestFor(settings: Settings, opened: OpenedLink, row: Row<'checkouts'>): Promise<CreateCheckout> {
  const reads = readings(settings.store, settings.tenant)
  const customers = reads.keys('customers', [[row.customer]])
  await reads.fetch()
  const [customer] = customers()
  const { url: page } = await grantOf(settings, opened.row)
  const { next, show, scope, capture, consent } = checkoutData(row)
  const back = next === '' ? page : `${page}?next=${encodeURIComponent(next)}`
  return {
    checkout: checkoutId(row),
    tenant: settings.tenant,
    purpose: scope,
    amount: minor(row.amount, row.currency),
    description: describe(opened),
    payer: {
      customer: row.customer,
      ...(customer === undefined || customer.email === '' ? {} : { email: customer.email }),
      ...(customer === undefined || customer.name === '' ? {} : { name: customer.name }),
      ...(customer === undefined || customer.locale === '' ? {} : { locale: customer.locale }),
    },
    show,
    ...(capture === undefined ? {} : { capture }),
    ...(consent === undefined ? {} : { saveMethod: true }),
    returnUrl: back,
    cancelUrl: page,
  }
}

/** What the payer reads on the provider's page: the numbers it is for. */
function describe({ view }: OpenedLink): string {
  const numbers = [...new Set(view.items.map(({ number }) => number))]
  return numbers.length > 5 ? `${numbers.slice(0, 5).join(', ')} +${numbers.length - 5}` : numbers.join(', ')
}

/** Writes down what the provider answered; `false` when somebody wrote something down first. */
async function noteCheckout(
  { store, tenant }: Settings,
  row: Row<'checkouts'>,
  { externalId, url, expiresAt }: CheckoutSnapshot,
  state: 'open' | 'closed',
): Promise<boolean> {
  const data: CheckoutData = { ...checkoutData(row), url }
  const noted = { ...row, rev: row.rev + 1, externalId, state, expiresAt, data: data as unknown as Json }
  const result = await store.commit({
    tenant,
    expect: [{ collection: 'checkouts', key: [row.link, row.attempt], rev: row.rev }],
    insert: {},
    update: { checkouts: [noted] },
  })
  return result.status === 'committed'
}

/** How a checkout stands in our books by now. */
async function checkoutRow({ store, tenant }: Settings, row: Row<'checkouts'>): Promise<Row<'checkouts'> | undefined> {
  const reads = readings(store, tenant)
  const rows = reads.keys('checkouts', [[row.link, row.attempt]])
  await reads.fetch()
  return rows()[0]
}

/** Closes a checkout that asks for another amount than is open now. One that was paid meanwhile is left to its event. */
async function closeAtProvider(settings: Settings, row: Row<'checkouts'>): Promise<void> {
  const provider = providerNamed(settings, row.provider)
  const context = { idempotencyKey: `${keyOf(settings, row)}-close` }
  let snapshot: CheckoutSnapshot | undefined
  if (row.externalId !== '' && provider.closeCheckout !== undefined) {
    snapshot = await provider.closeCheckout(row.externalId, context)
    if (snapshot.state === 'paid' || snapshot.state === 'pending')
      throw new ReceivablesError('payment_in_progress', 'A payment through this link is on its way.', {
        checkout: checkoutId(row),
      })
  }
  if (isRunning(row)) await close(settings, row)
}

async function close({ store, tenant }: Settings, row: Row<'checkouts'>): Promise<void> {
  await store.commit({
    tenant,
    expect: [{ collection: 'checkouts', key: [row.link, row.attempt], rev: row.rev }],
    insert: {},
    update: { checkouts: [{ ...row, rev: row.rev + 1, state: 'closed' }] },
  })
}
