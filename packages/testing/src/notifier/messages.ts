import { type ErrorCode, isReceivablesError, type OutboundMessage, type SendReceipt } from '@owekit/core/ports'
import { BrokenPromise, holds, same } from '../store/assert.js'
import type { Arrived, Bench } from './case.js'

/** The usual message, with changes. */
export function written({ to, from, notifier }: Bench, change: Partial<OutboundMessage> = {}): OutboundMessage {
  return {
    message: 'msg_suite.1',
    tenant: 'acme',
    purpose: 'reminder',
    to,
    ...(from === undefined ? {} : { from }),
    subject: notifier.channel === 'sms' ? '' : 'Invoice A-1 is due',
    text: 'Invoice A-1 of 120.00 EUR is due today.',
    html: '',
    locale: 'en',
    attachments: [],
    ...change,
  }
}

/** Sends the usual message, with changes; its key is its id. */
export function sent(bench: Bench, change: Partial<OutboundMessage> = {}): Promise<SendReceipt> {
  const message = written(bench, change)
  return bench.notifier.send(message, { idempotencyKey: message.message })
}

/**
 * Sends once the trouble is over, as a dispatch would: again while it certainly was not sent, for a connection that was lost
 * with the trouble may be noticed only when it is used.
 */
export async function sentAfterwards(bench: Bench, change: Partial<OutboundMessage> = {}): Promise<SendReceipt> {
  for (let tries = 1; ; tries++) {
    try {
      return await sent(bench, change)
    } catch (error) {
      if (tries === 5 || !isReceivablesError(error, 'notifier_unavailable')) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/** Fails unless so many messages have arrived; gives them. */
export async function arrivals(
  bench: Bench,
  count: number,
  what = 'messages that arrived',
): Promise<readonly Arrived[]> {
  const all = await bench.world.arrived()
  same(all.length, count, what)
  return all
}

/** The only message that arrived. */
export async function onlyArrival(bench: Bench): Promise<Arrived> {
  return (await arrivals(bench, 1))[0]!
}

/** Text that compares equal when only line ends, or line breaks at its end, differ. */
export const plain = (text: string): string => text.replaceAll('\r\n', '\n').replace(/\n+$/, '')

/** Fails unless the work fails with the code; gives the error's details. */
export async function failing(
  code: ErrorCode,
  work: () => Promise<unknown>,
  what: string,
): Promise<Readonly<Record<string, unknown>>> {
  try {
    await work()
  } catch (error) {
    if (isReceivablesError(error, code)) return error.details
    throw new BrokenPromise(`${what}: expected ${code}, got ${String(error)}`, { cause: error })
  }
  throw new BrokenPromise(`${what}: expected ${code}, got a receipt`)
}

/** Waits, at most ten seconds, until something has arrived. */
export async function untilArrived(bench: Bench): Promise<void> {
  for (let tries = 0; tries < 1000; tries += 1) {
    if ((await bench.world.arrived()).length > 0) return
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  holds(false, 'nothing arrived within ten seconds')
}
