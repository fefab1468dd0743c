import { refused, same } from '../assert.js'
import { group } from '../case.js'
import { batch, customer, document, fact, head, land, posting } from '../rows.js'
import { snapshot } from '../snapshot.js'

const texts = [
  '',
  ' ',
  '😀',
  'a\u{10FFFF}z',
  'caf\u00e9',
  'cafe\u0301',
  '007',
  '7',
  '7.0',
  '1e3',
  'null',
  'true',
  "O'Hara; DROP TABLE customers; --",
  '"quoted" \\ %_*?',
  'line\r\nbreak\ttab\u0001\u007f',
  '\u200b\ufeff\u202e',
  'n:1',
  's:n:1',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'x'.repeat(100_000),
]

const ids = texts.filter((text) => text !== '')

/** Text comes back code point by code point, or is refused. */
export const text = group('text', {
  'any well-formed text comes back exactly': async ({ store }) => {
    const customers = texts.map((name, i) => customer(`c${String(i).padStart(2, '0')}`, { name, email: name }))
    await land(store, batch({ insert: { customers } }))
    const [rows] = await store.read('acme', [{ collection: 'customers', where: [], limit: 100 }])
    same(rows, customers, 'rows')
  },
  'any well-formed text is an id of its own': async ({ store }) => {
    await land(store, batch({ insert: { documents: ids.map((id) => document(id)) } }))
    for (const id of ids) {
      const [rows] = await store.read('acme', [{ collection: 'documents', keys: [[id]] }])
      same(rows, [document(id)], `the row of ${JSON.stringify(id.slice(0, 20))}`)
    }
    const [none] = await store.read('acme', [
      { collection: 'documents', keys: [['toString'], ['valueOf'], ['8'], ['07']] },
    ])
    same(none, [], 'rows of ids that were never written')
  },
  'any well-formed text names an account, a tenant and a key of its own': async ({ store }) => {
    for (const id of ids) {
      await land(store, posting(id, 1, { tenant: id, key: { id, fingerprint: id, result: id } }))
      const again = await store.commit(posting(id, 1, { tenant: id, key: { id, fingerprint: id, result: id } }))
      same(again, { status: 'replayed', fingerprint: id, result: id }, 'a repeat')
      const [heads, facts] = await store.read(id, [
        { collection: 'heads', where: [], limit: 9 },
        { collection: 'facts', where: [id], limit: 9 },
      ])
      same(
        [heads.map(({ customer }) => customer), facts.map(({ customer }) => customer)],
        [[id], [id]],
        'the account read back',
      )
    }
    same((await store.tenants()).length, ids.length, 'tenants')
  },
  'composed and decomposed letters are two texts': async ({ store }) => {
    await land(store, batch({ insert: { documents: [document('caf\u00e9'), document('cafe\u0301')] } }))
    const [rows] = await store.read('acme', [{ collection: 'documents', where: [], limit: 10 }])
    same(
      rows.map(({ id }) => id.length),
      [5, 4],
      'lengths of the ids',
    )
  },
  'columns do not run into each other': async ({ store }) => {
    await land(
      store,
      batch({
        insert: { documents: [document('1', { kind: 'a', number: 'bc' }), document('2', { kind: 'ab', number: 'c' })] },
      }),
    )
    await land(store, batch({ insert: { facts: [fact('a', 11), fact('a1', 1)] } }))
  },
  'lone surrogates and NUL are refused wherever they are, and nothing is written': async ({ store }) => {
    await land(store, posting('cus_ada', 1))
    const before = await snapshot(store)
    for (const bad of ['a\0b', '\0', '\ud800', 'x\udc00y', '\udc00\ud800']) {
      const tries = [
        batch({ tenant: bad }),
        batch({ insert: { heads: [head('cus_bob', 1), head(bad, 1)] } }),
        batch({ insert: { customers: [customer('c', { name: bad })] } }),
        batch({ insert: { documents: [document('d', { data: { metadata: { note: [bad] } } })] } }),
        batch({ insert: { documents: [document('d', { data: { [bad]: 1 } })] } }),
        batch({ update: { heads: [{ ...head('cus_ada', 2), mergedInto: bad }] } }),
        batch({ expect: [{ collection: 'heads', key: [bad], rev: 0 }] }),
        batch({ remove: { documents: [[bad]] } }),
        batch({ key: { id: bad, fingerprint: '', result: null } }),
        batch({ key: { id: 'k', fingerprint: bad, result: null } }),
        batch({ key: { id: 'k', fingerprint: '', result: { said: bad } } }),
        batch({ number: { series: bad, token: '#', prefix: '', width: 1 } }),
        batch({ number: { series: 's', token: '#', prefix: bad, width: 1 } }),
      ]
      for (const one of tries)
        await refused('invalid_text', () => store.commit(one), `a batch with ${JSON.stringify(bad)}`)
      await refused('invalid_text', () => store.read('acme', [{ collection: 'heads', keys: [[bad]] }]), 'a key')
      await refused(
        'invalid_text',
        () => store.read('acme', [{ collection: 'facts', where: [bad], limit: 1 }]),
        'a page',
      )
      await refused('invalid_text', () => store.read(bad, []), 'a tenant')
      same(await snapshot(store), before, 'every row')
    }
  },
})
