import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { memoryStore } from '../memory/index.js'
import { patience, turnsAt } from './turns.js'

const settings = (store = memoryStore(), tenant = 'default', dryRun = false) => ({ store, tenant, dryRun })

/** Lets everything go on that waits for nothing but other promises. */
const settled = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

test('turns at one account come in the order they were asked for', async () => {
  const at = settings()
  const log: string[] = []
  const all = ['first', 'second', 'third'].map((name) => {
    const turns = turnsAt(at)
    void turns.take(['ada']).then(() => log.push(name))
    return turns
  })
  await settled()
  expect(log).toEqual(['first'])
  all[0]!.end()
  await settled()
  expect(log).toEqual(['first', 'second'])
  // Given back twice is given back once.
  all[0]!.end()
  await settled()
  expect(log).toEqual(['first', 'second'])
  all[1]!.end()
  await settled()
  expect(log).toEqual(['first', 'second', 'third'])
  all[2]!.end()
})

test('other accounts, tenants and stores do not wait, nor do dry runs and what joined a transaction', async () => {
  const store = memoryStore()
  await turnsAt(settings(store)).take(['ada'])
  await turnsAt(settings(store)).take(['bob'])
  await turnsAt(settings(store, 'other')).take(['ada'])
  await turnsAt(settings(memoryStore())).take(['ada'])
  await turnsAt(settings(store, 'default', true)).take(['ada'])
  const joined = settings({ ...store, isJoined: true })
  await turnsAt(joined).take(['ada'])
  await turnsAt(joined).take(['ada'])
  let isLet = false
  void turnsAt(settings(store))
    .take(['ada'])
    .then(() => (isLet = true))
  await settled()
  expect(isLet).toBe(false)
})

test('those who need the same accounts in another order do not wait for each other', async () => {
  const at = settings()
  const [one, other] = [turnsAt(at), turnsAt(at)]
  await one.take(['ada'])
  await other.take(['bob'])
  const log: string[] = []
  const both = [
    one.take(['ada', 'bob']).then(() => log.push('one')),
    other.take(['bob', 'ada']).then(() => log.push('other')),
  ]
  await settled()
  expect(log).toHaveLength(1)
  one.end()
  other.end()
  await Promise.all(both)
  expect(log).toHaveLength(2)
})

test('a turn is kept when the same accounts are asked for again', async () => {
  const at = settings()
  const [first, second] = [turnsAt(at), turnsAt(at)]
  await first.take(['ada'])
  let isLet = false
  const next = second.take(['ada']).then(() => (isLet = true))
  await first.take(['ada', 'ada'])
  await settled()
  expect(isLet).toBe(false)
  first.end()
  await next
})

test('a command that never ends keeps the next one waiting for so long, and no longer', async () => {
  const at = settings()
  await turnsAt(at).take(['ada'])
  const log: string[] = []
  for (const name of ['next', 'last'])
    void turnsAt(at)
      .take(['ada'])
      .then(() => log.push(name))
  await vi.advanceTimersByTimeAsync(patience - 1)
  expect(log).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(log).toEqual(['next'])
  await vi.advanceTimersByTimeAsync(patience)
  expect(log).toEqual(['next', 'last'])
})

test('an account that nobody is at any more is forgotten', async () => {
  const deleted = vi.spyOn(Map.prototype, 'delete')
  const at = settings()
  const [first, second] = [turnsAt(at), turnsAt(at)]
  await first.take(['ada'])
  const next = second.take(['ada'])
  deleted.mockClear()
  first.end()
  await next
  // The next one is at the account already.
  expect(deleted).not.toHaveBeenCalled()
  second.end()
  expect(deleted).toHaveBeenCalledExactlyOnceWith('["default","ada"]')
  expect(vi.getTimerCount()).toBe(0)
  deleted.mockRestore()
})
