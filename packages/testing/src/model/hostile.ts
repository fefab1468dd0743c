import type { Random } from './random.js'

function nested(depth: number): unknown {
  let value: unknown = 'deep'
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? { value } : [value]
  return value
}

function cyclic(): unknown {
  const value: Record<string, unknown> = { amount: '1.00', currency: 'EUR' }
  value['self'] = value
  return value
}

function throwing(): never {
  throw new Error('a getter of the host threw')
}

function revoked(): unknown {
  const { proxy, revoke } = Proxy.revocable({}, {})
  revoke()
  return proxy
}

const makers: readonly ((random: Random) => unknown)[] = [
  () => undefined,
  () => null,
  () => true,
  () => NaN,
  () => Infinity,
  () => -0,
  () => 0.1 + 0.2,
  () => 2 ** 53,
  () => 1e308,
  () => -1,
  () => 12n,
  () => 2n ** 63n,
  () => -(2n ** 80n),
  () => Symbol('s'),
  () => () => 1,
  () => [],
  () => [[]],
  () => new Array<unknown>(5),
  () => Array.from({ length: 2_000 }, () => 'x'),
  () => ({}),
  () => Object.create(null) as unknown,
  () => new Date(NaN),
  () => new Date(0),
  () => new Map([['a', 1]]),
  () => new Set([1]),
  () => new Uint8Array(4),
  () => Promise.resolve(1),
  () => /x/g,
  () => new Error('x'),
  () => nested(10),
  () => nested(5_000),
  () => cyclic(),
  () => JSON.parse('{"__proto__":{"polluted":true}}') as unknown,
  () => JSON.parse('{"constructor":{"prototype":{"polluted":true}}}') as unknown,
  () => ({ toString: throwing, valueOf: throwing, toJSON: throwing }),
  () => Object.defineProperty({}, 'amount', { get: throwing, enumerable: true }),
  () => Object.defineProperty({}, 'currency', { get: throwing, enumerable: true }),
  () => new Proxy({}, { get: throwing }),
  () => new Proxy({}, { ownKeys: throwing }),
  () => new Proxy({}, { has: throwing, getPrototypeOf: throwing, getOwnPropertyDescriptor: throwing }),
  () => new Proxy([], { get: throwing }),
  () => revoked(),
  () => '',
  () => ' ',
  () => '\0',
  () => 'a\0b',
  () => '\ud800',
  () => 'x\udfff',
  () => '\u202e\u200b\ufeff',
  () => '😀'.repeat(60),
  () => 'é'.normalize('NFD'),
  () => 'x'.repeat(201),
  () => 'x'.repeat(10_001),
  () => 'x'.repeat(1_000_000),
  () => '9'.repeat(100_000),
  () => `${'0'.repeat(50_000)}1.00`,
  () => '__proto__',
  () => 'constructor',
  () => 'prototype',
  () => 'toString',
  () => 'hasOwnProperty',
  () => "'; DROP TABLE facts; --",
  () => '../../etc/passwd',
  () => '=HYPERLINK("x")',
  () => '{{7*7}}',
  () => '0',
  () => '0.00',
  () => '-0.00',
  () => '-12.00',
  () => '+1.00',
  () => '1.001',
  () => '1,00',
  () => '1e5',
  () => '0x10',
  () => '.5',
  () => '5.',
  () => '１２.００',
  () => '92233720368547758.07',
  () => '92233720368547758.08',
  () => '9223372036854775807',
  () => 'NaN',
  () => 'Infinity',
  () => 'EUR',
  () => 'eur',
  () => 'XXX',
  () => 'XAU',
  () => 'ZZZ',
  () => 'JPY',
  () => '2026-02-30',
  () => '2026-13-01',
  () => '2026-00-00',
  () => '0000-01-01',
  () => '0001-01-01',
  () => '9999-12-31',
  () => '10000-01-01',
  () => '-000001-01-01',
  () => '2026-1-1',
  () => '2026-01-01T00:00:00Z',
  () => '2026-01-01T25:00:00Z',
  () => '2026-01-01T00:00:00.1234567890123Z',
  () => '9999-12-31T23:59:59Z',
  () => '20260101',
  () => 'net -5',
  () => 'net 99999999999',
  () => '2/10 net',
  () => '101/10 net 30',
  () => 'eom eom eom',
  () => ({ amount: '10.00' }),
  () => ({ currency: 'EUR' }),
  () => ({ amount: 10, currency: 'EUR' }),
  () => ({ amount: '10.00', currency: 'USD' }),
  () => ({ amount: '1.00', currency: 'JPY' }),
  () => ({ amount: '10.00', currency: 'EUR', minor: 5n }),
  () => ({ minor: 5n, currency: 'EUR' }),
  () => ({ minor: 2n ** 63n, currency: 'EUR' }),
  () => ({ minor: 5n, currency: 'XXX' }),
  () => ({ minor: 5n, currency: '__proto__' }),
  () => ({ minor: -5n, currency: 'EUR' }),
  () => ({ minor: 5, currency: 'EUR' }),
  () => ({ amount: '92233720368547758.07', currency: 'EUR' }),
  () => ({ specific: [] }),
  () => ({ specific: [{ invoice: 'inv_A-1', amount: { amount: '1.00', currency: 'USD' } }] }),
  () => ({ specific: [{ invoice: 'inv_A-1', instalment: 1e9 }], then: 'onAccount' }),
  () => ({ specific: [{ invoice: 'inv_A-1' }, { invoice: 'inv_A-1' }], then: 'proportional' }),
  (random) => String.fromCharCode(...Array.from({ length: random.int(1, 30) }, () => random.int(0, 0xffff))),
  (random) => random.int(-(2 ** 31), 2 ** 31),
  (random) => `2026-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 31)).padStart(2, '0')}`,
  (random) => ({
    amount: `${random.int(0, 10 ** 9)}.${random.int(0, 99)}`,
    currency: random.pick(['EUR', 'USD', 'JPY', 'KWD']),
  }),
]

/** One of the things no caller should send. */
export function hostileValue(random: Random): unknown {
  return random.pick(makers)(random)
}

/** A copy of a good input with one to three places spoiled: replaced, removed, added, or watched by a trap. */
export function spoil(random: Random, input: unknown): unknown {
  if (random.chance(0.06)) return hostileValue(random)
  let spoilt = clone(input)
  for (let i = random.pick([1, 1, 1, 2, 3]); i > 0; i--) spoilt = spoilOnce(random, spoilt)
  if (random.chance(0.02) && typeof spoilt === 'object' && spoilt !== null) return new Proxy(spoilt, {})
  return spoilt
}

function clone(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clone)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, clone(held)]))
}

function spoilOnce(random: Random, value: unknown): unknown {
  try {
    if (random.chance(0.15) || !isHolder(value)) return hostileValue(random)
    const names = Object.keys(value)
    const name = random.chance(0.12) || names.length === 0 ? strangeName(random) : random.pick(names)
    const isOwn = Object.hasOwn(value, name)
    const how = random.weighted({ deeper: isOwn ? 5 : 0, replace: 4, remove: 1, trap: 0.4 })
    const place = { enumerable: true, configurable: true }
    if (how === 'remove') delete value[name]
    else if (how === 'trap') Object.defineProperty(value, name, { ...place, get: throwing })
    else {
      const held = how === 'deeper' ? spoilOnce(random, value[name]) : hostileValue(random)
      Object.defineProperty(value, name, { ...place, value: held, writable: true })
    }
    return value
  } catch {
    return value
  }
}

function isHolder(value: unknown): value is Record<string, unknown> {
  return Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]'
}

function strangeName(random: Random): string {
  return random.pick(['__proto__', 'constructor', 'extra', 'then', 'toJSON', 'key', 'id', 'on', 'amount', 'length', ''])
}
