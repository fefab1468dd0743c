import type { ProviderCase, ProviderGroup, ProviderGroupName, MakeProvider } from './case.js'
import { amounts, disputes, events, payouts } from './groups/events.js'
import { capabilities, checkouts, lifetimes } from './groups/checkouts.js'
import { closing, keys, savedMethods } from './groups/keys.js'
import { holdsGroup, refunds } from './groups/money-back.js'
import { webhooks } from './groups/webhooks.js'
import { start } from './requests.js'

/** The little that the suite asks of a test runner; vitest, jest and node:test all have it. */
export interface ProviderTestRunner {
  readonly test: (name: string, run: () => Promise<void>) => unknown
  readonly describe?: (name: string, run: () => void) => unknown
}

/** What an adapter may leave out. */
export interface PaymentProviderSuiteOptions {
  /** Groups that the adapter cannot hold to, each with the reason; its README should say the same. */
  readonly skip?: { readonly [G in ProviderGroupName]?: string }
}

const groups: readonly ProviderGroup[] = [
  capabilities,
  checkouts,
  lifetimes,
  keys,
  closing,
  events,
  amounts,
  refunds,
  holdsGroup,
  savedMethods,
  disputes,
  payouts,
  webhooks,
]

/**
 * Asks a payment provider every question its port answers, with any test runner.
 *
 * Each case has a bench of its own: the provider, the world in which payers pay and banks ask, the webhooks it sends, and
 * somebody who can sign as the provider does. What a provider does not offer is asked for as well: it has to refuse.
 *
 * @example
 * paymentProviderSuite({ test }, ({ clock }) => benchOf(myProvider({ clock })))
 */
export function paymentProviderSuite(
  runner: ProviderTestRunner,
  makeProvider: MakeProvider,
  options: PaymentProviderSuiteOptions = {},
): void {
  const { test, describe } = runner
  for (const { name, cases } of groups) {
    const reason = options.skip?.[name]
    const add = () => {
      if (reason !== undefined) test(`${name}: skipped, ${reason}`, async () => {})
      else for (const one of cases) test(`${name}: ${one.title}`, () => runCase(one, makeProvider))
    }
    if (describe === undefined) add()
    else describe(name, add)
  }
}

async function runCase(one: ProviderCase, makeProvider: MakeProvider): Promise<void> {
  const clock = { now: start }
  const bench = await makeProvider({ clock: () => clock.now })
  try {
    await one.run({ ...bench, clock })
  } finally {
    await bench.close?.()
  }
}
