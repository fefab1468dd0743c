import { createReceivables, isReceivablesError, minor, toDecimal, type Receivables, type Store } from '@owekit/core'
import { type FakeProvider, fakeProvider } from '@owekit/core/fake'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openStores, type Stores } from '../campaigns/stores.js'

const now = Date.parse('2026-11-22T09:00:00Z')
const clock = () => now
const eur = (cents: bigint) => minor(cents, 'EUR')
const hasServer = process.platform === 'linux' && process.arch === 'x64'

/** The same store as another object: whoever has it does not wait for the turns of those who have the first. */
const elsewhere = (store: Store): Store =>
  new Proxy(store, {
    get: (_, name) => {
      const held: unknown = Reflect.get(store, name)
      return typeof held === 'function' ? (held.bind(store) as unknown) : held
    },
  })

describe.each([
  { name: 'memory', isHere: true },
  { name: 'sqlite', isHere: true },
  { name: 'pglite', isHere: true },
  { name: 'postgres', isHere: hasServer },
])('at once on $name', { timeout: 120_000 }, ({ name, isHere }) => {
  let stores: Stores
  let store: Store
  let fake: FakeProvider
  /** Hosts of the same books, as if each were a process of its own. */
  let hosts: Receivables[]

  beforeAll(async () => {
    if (isHere) stores = await openStores(name)
  }, 60_000)
  afterAll(() => stores?.close())
  beforeEach(async () => {
    if (!isHere) return
    store = await stores.make(clock)
    fake = fakeProvider({ clock })
    const links = { url: 'https://pay.example/pay', key: 'a key of thirty-two bytes or more!' }
    hosts = Array.from({ length: 4 }, () =>
      createReceivables({ store: elsewhere(store), clock, providers: [fake], links }),
    )
    const [ar] = hosts
    await ar!.customers.open({ id: 'cus_ada', name: 'Ada' })
    await ar!.invoices.issue({ customer: 'cus_ada', number: 'A-1', total: eur(100_00n), issuedOn: '2026-11-22' })
    return () => store.close()
  }, 60_000)

  const host = (i: number) => hosts[i % hosts.length]!
  const deliver = async (copies: number) => {
    const requests = await fake.webhooks()
    const all = requests.flatMap((request) => Array.from({ length: copies }, () => request))
    return (await Promise.all(all.map((request, i) => host(i).intake.receive('fake', request)))).flat()
  }

  test.runIf(isHere)('twenty tabs on one link pay once', async () => {
    const { token } = await host(0).links.forInvoice({ invoice: 'inv_A-1' })
    const tabs = await Promise.all(Array.from({ length: 20 }, (_, i) => host(i).links.pay(token)))
    expect(new Set(tabs.map(({ url, checkout }) => `${url} ${checkout}`)).size).toBe(1)
    fake.payer.pay(tabs[0]!.checkout)
    for (const { checkout } of tabs) expect(() => fake.payer.pay(checkout)).toThrow()
    const told = await deliver(20)
    expect(told).toHaveLength(20)
    expect(told.filter(({ replayed }) => !replayed)).toHaveLength(1)
    const late = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => host(i).links.pay(token)))
    expect(late.map((tab) => isReceivablesError((tab as PromiseRejectedResult).reason, 'nothing_due'))).not.toContain(
      false,
    )
    const { items } = await host(1).payments.list({ customer: 'cus_ada' })
    expect(items.map(({ amount }) => toDecimal(amount))).toEqual(['100.00'])
    expect(toDecimal((await host(2).balances.of('cus_ada')).toPay)).toBe('0.00')
    expect((await host(3).verify()).ok).toBe(true)
  })

  test.runIf(isHere)('a hundred refunds of one payment give back what it was, and no cent more', async () => {
    const { token } = await host(0).links.forInvoice({ invoice: 'inv_A-1' })
    fake.payer.pay((await host(0).links.pay(token)).checkout)
    await deliver(1)
    const { items } = await host(0).payments.list({ customer: 'cus_ada' })
    const payment = items[0]!.id
    // Of 100.00, 33 times 3.00 can go back. Every fifth is by hand, which is quicker: too few to
    // leave nothing for the others. Everybody asks twice.
    const goesThrough = (no: number) => (no % 5 === 0 ? 'hand' : 'provider')
    const ask = async (no: number, turn: number): Promise<{ readonly replayed: boolean }> => {
      const through = goesThrough(no)
      try {
        const refund = { payment, amount: eur(3_00n), as: 'reopen', through, key: `refund-${no}` } as const
        return await host(no + turn).payments.refund(refund)
      } catch (error) {
        // Four hosts on one account, and a slow machine: the others were faster, a dozen times in a row.
        if (isReceivablesError(error, 'account_changed')) return ask(no, turn)
        throw error
      }
    }
    const calls = [0, 1].flatMap((turn) => Array.from({ length: 100 }, (_, no) => ({ no, turn })))
    const answers = await Promise.allSettled(calls.map(({ no, turn }) => ask(no, turn)))
    const given = new Map<number, number>()
    const codes = new Set<string>()
    answers.forEach((answer, i) => {
      const { no } = calls[i]!
      if (answer.status === 'fulfilled' && !answer.value.replayed) given.set(no, (given.get(no) ?? 0) + 1)
      if (answer.status === 'rejected') codes.add(isReceivablesError(answer.reason) ? answer.reason.code : 'no code')
    })
    expect([...codes]).toEqual(['refund_exceeds_payment'])
    expect(given.size).toBe(33)
    expect([...given.values()].every((times) => times === 1)).toBe(true)
    const paid = await host(1).payments.get(payment)
    expect([paid.refunded, paid.unapplied].map(toDecimal)).toEqual(['99.00', '0.00'])
    expect(toDecimal((await host(2).invoices.get('inv_A-1')).open)).toBe('99.00')

    // Four workers send what is to be sent through the provider, each once.
    const throughProvider = [...given.keys()].filter((no) => goesThrough(no) === 'provider').length
    const ticks = await Promise.all(hosts.map((ar) => ar.worker.tick()))
    expect(ticks.flatMap(({ problems }) => problems)).toEqual([])
    expect(throughProvider).toBeGreaterThan(0)
    const told = await deliver(2)
    expect(told.map(({ type }) => type)).toEqual(Array.from({ length: 2 * throughProvider }, () => 'refund.sent'))
    const left = 100_00n - BigInt(throughProvider) * 3_00n
    expect(fake.bank.refund(payment.slice('pay_fake_'.length)).amount.minor).toBe(left)
    expect((await host(3).verify()).ok).toBe(true)
    const again = await host(0).worker.tick()
    expect(await fake.webhooks()).toHaveLength(1)
    expect(again.problems).toEqual([])
  })
})
