import type { Receivables } from '@owekit/core'
import type { MemoryNotifier } from '@owekit/core/notify'
import { decodeJson } from '@owekit/core/ports'
import { parseMinor } from '@owekit/core/money'
import { journalTotals } from '../../src/scenario/journal-totals.js'
import type { World } from './world.js'

/** What does not hold, in words; nothing when all does. */
export type Problem = string | undefined

/**
 * Proves the books: `verify`, every customer's balance against the journal's own lines, and aging against the balances.
 */
export async function checkBooks(ar: Receivables, world: World): Promise<Problem> {
  const { ok, checks } = await ar.verify()
  if (!ok) return `verify: ${JSON.stringify(checks.filter((check) => !check.ok).slice(0, 3))}`
  const all = new Map<string, bigint>()
  for (const customer of world.all('customer')) {
    const totals = new Map<string, bigint>()
    for (const { account, currency, amount } of await journalTotals(ar, { customer }))
      totals.set(`${account} ${currency}`, parseMinor(amount, 2))
    // Far enough ahead that everything dated counts.
    const { perCurrency } = await ar.balances.of({ customer, asOf: world.day(400, 400) })
    for (const row of perCurrency) {
      const { currency } = row
      const of = (account: string) => totals.get(`${account} ${currency}`) ?? 0n
      const figures = [
        ['open', row.open.minor, of('receivable')],
        ['unapplied', row.unapplied.minor, -of('unapplied')],
        ['deposits', row.deposits.minor, -of('customer_deposits')],
        ['refundDue', row.refundDue.minor, -of('refund_due')],
      ] as const
      const wrong = figures.find(([, seen, told]) => seen !== told)
      if (wrong !== undefined) return `${customer} ${wrong[0]} ${wrong[1]} ${currency}, the journal has ${wrong[2]}`
      all.set(currency, (all.get(currency) ?? 0n) + row.open.minor - row.unapplied.minor)
    }
  }
  for (const credit of ['separate', 'ownDate', 'netOldest'] as const) {
    const report = await ar.aging.report({ asOf: world.day(400, 400), credit })
    for (const { currency, total } of report.currencies) {
      if (parseMinor(total, 2) !== (all.get(currency) ?? 0n))
        return `aging (${credit}) is ${total} ${currency}, the balances come to ${all.get(currency) ?? 0n}`
    }
  }
  return undefined
}

/**
 * Compares every message with what arrived: none twice, none that was withdrawn or refused, every one that was sent, and
 * none that is still under way.
 */
export async function checkMessages(ar: Receivables, world: World, post: MemoryNotifier): Promise<Problem> {
  const arrived = new Set<string>()
  for (const { message, key } of post.sent) {
    if (message.message !== key) return `message ${message.message} was sent with the key ${key}`
    if (arrived.has(key)) return `message ${key} arrived twice`
    arrived.add(key)
  }
  for (const customer of world.all('customer'))
    for (const { id, state } of (await ar.reminders.history({ customer })).messages) {
      if (state === 'waiting' || state === 'sending') return `message ${id} is still ${state}`
      if (state === 'sent' && !arrived.has(id)) return `message ${id} was sent and did not arrive`
      if (state !== 'sent' && state !== 'unknown' && arrived.has(id)) return `message ${id} is ${state}, and arrived`
    }
  return undefined
}

interface AtProvider {
  readonly state: string
  readonly received: bigint
  readonly refunded: bigint
}

/**
 * Compares every payment with what the provider has of it: nothing lost, nothing twice, no refund but those that were
 * sent. What a person has still to look at, and what the payer's bank asks about, is left out.
 */
export async function checkProvider(
  ar: Receivables,
  memory: ReadonlyMap<string, string>,
  payments: readonly string[],
  isOpen: (payment: string) => boolean,
): Promise<Problem> {
  const known = new Map<string, Awaited<ReturnType<Receivables['payments']['get']>>>()
  for (const id of payments) {
    try {
      known.set(id, await ar.payments.get(`pay_fake_${id}`))
    } catch {
      // It never arrived.
    }
  }
  for (const id of payments) {
    if (isOpen(id)) continue
    const truth = decodeJson(memory.get(`payments/${id}`)!) as unknown as AtProvider
    const booked = known.get(id)
    const arrived = truth.state === 'paid' || truth.state === 'reversed'
    if (arrived !== (booked !== undefined))
      return `${id} is ${truth.state} there and ${booked?.state ?? 'nothing'} here`
    if (booked === undefined) continue
    if ((truth.state === 'reversed') !== (booked.state === 'reversed'))
      return `${id} is ${truth.state} there and ${booked.state} here`
    const seen = [booked.amount.minor, booked.refunded.minor]
    if (seen[0] !== truth.received || (truth.state === 'paid' && seen[1] !== truth.refunded))
      return `${id}: ${truth.received} less ${truth.refunded} there, ${seen.join(' less ')} here`
  }
  return undefined
}
