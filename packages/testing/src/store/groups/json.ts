import type { Json } from '@owekit/core/ports'
import { refused, same } from '../assert.js'
import { group } from '../case.js'
import { batch, document, land } from '../rows.js'

const own = JSON.parse('{"__proto__":{"a":"n:1"},"constructor":"c","":[]}') as Json

const values: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
  0n,
  12n,
  -(2n ** 63n),
  2n ** 200n,
  '',
  'n:12',
  's:n:12',
  's:',
  'n:',
  'x:1',
  'N:1',
  '😀 "\\\u2028\n',
  [],
  {},
  [[], [{}], [1, '1', 1n, null, true]],
  { b: 1, a: 2, '😀': 3, ﬀ: 4, '10': 5, '9': 6 },
  own,
  { deep: { deep: { deep: { amounts: [1n, { x: -1n }] } } } },
]

function nested(depth: number): Json {
  return depth === 0 ? 1 : [nested(depth - 1)]
}

/** Plain data comes back as the same plain data. */
export const json = group('json', {
  'every kind of plain data comes back exactly, bigints as bigints': async ({ store }) => {
    for (const [i, data] of values.entries()) {
      await land(store, batch({ insert: { documents: [document(`d${i}`, { data })] } }))
      const [rows] = await store.read('acme', [{ collection: 'documents', keys: [[`d${i}`]] }])
      same(rows[0]?.data, data, `value ${i}`)
    }
  },
  'a request key gives its result back exactly': async ({ store }) => {
    for (const [i, result] of values.entries()) {
      const key = { id: `k${i}`, fingerprint: '', result }
      await land(store, batch({ key }))
      same(await store.commit(batch({ key })), { status: 'replayed', fingerprint: '', result }, `result ${i}`)
    }
  },
  'data cannot reach the prototype of anything': async ({ store }) => {
    await land(store, batch({ insert: { documents: [document('d', { data: own })] } }))
    const [rows] = await store.read('acme', [{ collection: 'documents', keys: [['d']] }])
    same(Object.getPrototypeOf(rows[0]?.data) === Object.prototype, true, 'the prototype of what came back')
    same(({} as Record<string, unknown>)['a'], undefined, 'a plain object afterwards')
  },
  'what cannot come back is refused': async ({ store }) => {
    const bad = [
      undefined,
      () => 1,
      Symbol('s'),
      Number.NaN,
      Infinity,
      0.5,
      2 ** 53,
      new Date(0),
      new Map(),
      [undefined],
      { a: { b: undefined } },
      nested(100),
    ]
    for (const [i, data] of bad.entries()) {
      const insert = { documents: [document('d', { data: data as Json })] }
      await refused('invalid_input', () => store.commit(batch({ insert })), `value ${i}`)
    }
    same(await store.tenants(), [], 'tenants')
  },
})
