import { fakeProvider, type FakeProviderOptions, signedWebhook } from '@owekit/core/fake'
import { minor, money, type Money } from '@owekit/core/money'
import type { MakeProvider } from '@owekit/testing'

const secrets = { first: 'whsec_Zmlyc3Qgc2VjcmV0IG9mIG91cnM=', second: 'the second secret', stranger: 'a guess' }

const twoPercent = (amount: Money) => minor(amount.minor / 50n, amount.currency)

/** A bench for the suite with a fake provider on it. */
export const fakeBench =
  (options: FakeProviderOptions = {}): MakeProvider =>
  ({ clock }) => {
    const memory = new Map<string, string>()
    const given = [secrets.first, secrets.second] as const
    const fake = fakeProvider({ clock, memory, secrets: given, account: 'acct_1', fee: twoPercent, ...options })
    const { payer, bank, capabilities } = fake
    const rows = (kind: string) => [...memory].filter(([key]) => key.startsWith(`${kind}/`))
    const latest = (kind: string) =>
      rows(kind)
        .at(-1)![0]
        .slice(kind.length + 1)
    const paymentOf = async (id: string) =>
      (await fake.getCheckout(id, { idempotencyKey: 'look' })).payment?.externalId ?? id
    return {
      provider: fake,
      world: {
        pay: ({ externalId }) => void payer.pay(externalId),
        fail: async ({ externalId }) => void payer.fail(await paymentOf(externalId)),
        ...(capabilities.settlement === 'instant'
          ? {}
          : {
              announce: ({ externalId }) => void payer.announce(externalId, { method: 'sepa_debit' }),
              settle: async ({ externalId }) => void payer.settle(await paymentOf(externalId)),
            }),
        ...(capabilities.disputes
          ? {
              dispute: (payment) => void bank.dispute(payment),
              decide: (_, outcome) => void bank[outcome === 'won' ? 'win' : 'lose'](latest('disputes')),
            }
          : {}),
        ...(capabilities.holds ? { lapse: (payment) => bank.releaseHold(payment) } : {}),
        ...(capabilities.savedMethods
          ? {
              refuseCharges: (method, how) => payer.method(method, how === 'declined' ? 'decline' : 'ask the payer'),
            }
          : {}),
        ...(capabilities.payouts ? { payOut: () => void bank.payout() } : {}),
      },
      webhooks: () => fake.webhooks(),
      sign: ({ headers, body, url }, { at, by }) =>
        signedWebhook({ id: headers.get('webhook-id')!, at, body, url, secret: secrets[by] }),
      effects: () => rows('checkouts').length + rows('payments').length + rows('refunds').length,
      amounts: [money('1200.50', 'EUR'), money('9990', 'JPY'), money('12.340', 'KWD')],
    }
  }
