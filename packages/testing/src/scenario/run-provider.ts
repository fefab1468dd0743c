import type { Receivables } from '@owekit/core'
import type { FakeProvider } from '@owekit/core/fake'
import type { Json } from './json.js'
import { differences } from './match.js'
import { withReferences } from './references.js'
import { described } from './run-step.js'
import type { DeliverStep, ProviderStep } from './scenario.js'

type Deed = (fake: FakeProvider, named: { readonly [name: string]: string }) => unknown

const deeds: Readonly<Record<string, Deed>> = {
  pay: ({ payer }, { checkout = '' }) => payer.pay(checkout),
  announce: ({ payer }, { checkout = '' }) => payer.announce(checkout),
  settle: ({ payer }, { payment = '' }) => payer.settle(payment),
  fail: ({ payer }, { payment = '' }) => payer.fail(payment),
  reverse: ({ bank }, { payment = '' }) => bank.reverse(payment),
  refund: ({ bank }, { payment = '' }) => bank.refund(payment),
  dispute: ({ bank }, { payment = '' }) => bank.dispute(payment),
  win: ({ bank }, { dispute = '' }) => bank.win(dispute),
  lose: ({ bank }, { dispute = '' }) => bank.lose(dispute),
  payout: ({ bank }) => bank.payout(),
}

/** What can happen at the fake provider. */
export const deedNames: readonly string[] = Object.keys(deeds)

/** Lets something happen at the fake provider, and keeps what it says to it. */
export function runDeed(fake: FakeProvider, step: ProviderStep, kept: Map<string, Json>): void {
  const given = withReferences(step.with ?? {}, kept) as { readonly [name: string]: string }
  const answer = deeds[step.provider]!(fake, given)
  if (step.as !== undefined) kept.set(step.as, JSON.parse(JSON.stringify(answer)) as Json)
}

/**
 * Delivers what the fake provider has to send, every copy of a webhook at the same time as the others, and tells what was
 * wrong with what became of it.
 */
export async function runDeliveries(
  ar: Receivables,
  fake: FakeProvider,
  { deliver: { copies = 1 }, expect }: DeliverStep,
): Promise<string[]> {
  const taken: Json[] = []
  let repeated = 0
  for (const request of await fake.webhooks()) {
    const received = Array.from({ length: copies }, () => ar.intake.receive(fake.id, request))
    for (const { type, state, reason, replayed } of (await Promise.all(received)).flat()) {
      if (replayed) repeated++
      else taken.push({ type, state, reason })
    }
  }
  return expect === undefined ? [] : differences(expect, { taken, repeated }).map(described)
}
