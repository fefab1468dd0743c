import type { Instant } from '../calendar/index.js'
import type { Money } from '../money/money.js'
import type {
  CallContext,
  PaymentLinkProvider,
  ProviderCapabilities,
  ProviderEvent,
  RawWebhook,
} from '../ports/payment-provider.js'
import { type FakeBank, fakeBank, payBack } from './bank.js'
import { fakeBooks } from './books.js'
import { type Mischief, resendEvent, takeDeliveries } from './deliveries.js'
import { checkoutAt, type FakeSettings, openDesk, paymentAt } from './desk.js'
import { once } from './once.js'
import { type FakePayer, fakePayer } from './payer.js'
import { readEvent } from './read-event.js'
import { checkSecret, rejected, verifiedId } from './signature.js'
import { capture, charge, close, giveFree, open, shown, unsupported } from './till.js'

/** What a fake provider may be given. */
export interface FakeProviderOptions {
  /** Names it in rows and URLs. @default 'fake' */
  readonly id?: string
  /** The present. @default Date.now */
  readonly clock?: () => Instant
  /** Decides every id and every accident: the same seed tells the same story. @default 1 */
  readonly seed?: number
  /** Where it keeps what it knows, as text; give the same map again and it goes on. @default a new map */
  readonly memory?: Map<string, string>
  /** What webhooks are signed with, and, after the first, what else is believed: `whsec_` and base64, or any text. */
  readonly secrets?: readonly [string, ...string[]]
  /** Where its webhooks are sent. @default 'https://fake.invalid/webhooks' */
  readonly webhookUrl?: string
  /** Where its pages are; a checkout's is below it. @default 'https://fake.invalid/pay' */
  readonly pageUrl?: string
  /** The account that money goes to; payments into another are held for a person. @default '', and any account will do */
  readonly account?: string
  /** What it keeps of a payment. @default nothing, and it does not say so */
  readonly fee?: (amount: Money) => Money
  /** What it can do. @default everything: links of 30 minutes to 24 hours, any currency */
  readonly capabilities?: Partial<ProviderCapabilities>
  /** What goes wrong on the way of its webhooks. @default nothing */
  readonly mischief?: Mischief
}

/** A provider that is all in this process, and the levers to move its world. */
export interface FakeProvider extends PaymentLinkProvider {
  readonly payer: FakePayer
  readonly bank: FakeBank
  /** Takes the webhooks that are due, signed now; deliver them to `receive`. */
  webhooks(): Promise<RawWebhook[]>
  /** Puts an event in line once more, whatever became of it. */
  resend(event: string): void
  /** What goes wrong from now on. */
  misbehave(mischief: Mischief): void
}

const everything: ProviderCapabilities = {
  lifetime: { minSeconds: 1800, maxSeconds: 86_400 },
  settlement: 'mixed',
  holds: true,
  savedMethods: true,
  inPlace: true,
  refunds: 'partial',
  disputes: true,
  payouts: true,
  currencies: 'any',
}

/**
 * A payment provider without a provider: for tests, for trying things out, for demonstrations.
 *
 * It keeps every promise of {@link PaymentLinkProvider}, moves no money, and does nothing until it is told to: `payer`
 * pays and fails, `bank` refunds, disputes and pays out, `webhooks()` gives the requests a real one would send. They may
 * be doubled, late, shuffled, lost, or lie, the same way in every run.
 *
 * @example
 * const fake = fakeProvider()
 * const { externalId } = await fake.createCheckout(request, { idempotencyKey: 'lnk_1.1' })
 * fake.payer.pay(externalId)
 * for (const request of await fake.webhooks()) await fake.receive(request, { now: Date.now() }) // payment.succeeded
 */
export function fakeProvider(options: FakeProviderOptions = {}): FakeProvider {
  const settings = settingsOf(options)
  const books = fakeBooks(options.memory ?? new Map())
  const desk = openDesk(books, settings, options.mischief ?? {})
  const { capabilities, secrets } = settings
  const { holds, savedMethods, refunds } = capabilities

  const call = <A>(name: string, request: object, context: CallContext, act: () => A): Promise<A> =>
    once(books, { name, request, context }, () => {
      desk.expireOverdue()
      return act()
    })

  return {
    id: settings.id,
    ...(options.account === undefined ? {} : { account: options.account }),
    capabilities,
    payer: fakePayer(desk),
    bank: fakeBank(desk),
    createCheckout: (request, context) => call('checkout', request, context, () => open(desk, request)),
    async getCheckout(id, { signal }) {
      signal?.throwIfAborted()
      desk.expireOverdue()
      return shown(desk, checkoutAt(desk, id))
    },
    closeCheckout: (id, context) => call('close', { id }, context, () => close(desk, id)),
    ...(refunds === 'none'
      ? {}
      : {
          refund: (request, context) =>
            call('refund', request, context, () => {
              const payment = paymentAt(desk, request.payment)
              if (refunds === 'full' && request.amount.minor !== payment.received) throw unsupported('part of a refund')
              return payBack(desk, payment, request.amount, request)
            }),
        }),
    ...(savedMethods
      ? { charge: (request, context) => call('charge', request, context, () => charge(desk, request)) }
      : {}),
    ...(holds
      ? {
          capture: (id, amount, context) => call('capture', { id, amount }, context, () => capture(desk, id, amount)),
          void: (id, context) => call('void', { id }, context, () => giveFree(desk, id)),
        }
      : {}),
    receive: (request, { now }) => receive(request, secrets, now),
    webhooks() {
      desk.expireOverdue()
      return takeDeliveries(books, settings, desk.mischief())
    },
    resend: (event) => resendEvent(books, event, settings.clock),
    misbehave: (mischief) => desk.misbehave(mischief),
  } satisfies FakeProvider
}

function settingsOf(options: FakeProviderOptions): FakeSettings {
  const [secret, ...older] = options.secrets ?? ['fake-provider-default-secret']
  for (const one of [secret, ...older]) checkSecret(one)
  return {
    id: options.id ?? 'fake',
    seed: options.seed ?? 1,
    secret,
    secrets: [secret, ...older],
    clock: options.clock ?? Date.now,
    webhookUrl: options.webhookUrl ?? 'https://fake.invalid/webhooks',
    pageUrl: (options.pageUrl ?? 'https://fake.invalid/pay').replace(/\/$/, ''),
    account: options.account ?? '',
    fee: options.fee,
    capabilities: { ...everything, ...options.capabilities },
  }
}

async function receive(
  request: RawWebhook,
  secrets: readonly string[],
  now: Instant,
): Promise<readonly ProviderEvent[]> {
  const id = await verifiedId(request, secrets, now)
  let event: ProviderEvent | undefined
  try {
    event = readEvent(new TextDecoder('utf-8', { fatal: true }).decode(request.body))
  } catch (cause) {
    throw rejected('Its body cannot be read.', cause)
  }
  if (event !== undefined && event.event !== id) throw rejected('Its body is of another event.')
  return event === undefined ? [] : [event]
}
