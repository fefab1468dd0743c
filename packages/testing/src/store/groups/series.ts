import { same } from '../assert.js'
import { group } from '../case.js'
import { batch, document, land, posting } from '../rows.js'

const ask = { series: 'invoice', token: '{number}', prefix: 'R-', width: 4 }

function issue(id: string, parts: object = {}) {
  const data = { title: 'Invoice {number}', lines: [{ text: 'see {number} and {number}' }, 1n, '{no}'] }
  const documents = [document(id, { number: '{number}', data, reference: 'ref {number}' })]
  return batch({ number: ask, insert: { documents }, ...parts })
}

/** Numbers are taken inside the batch, so none is lost and none is given twice. */
export const series = group('series', {
  'the token becomes the number in every text of the batch': async ({ store }) => {
    const key = { id: 'key', fingerprint: '', result: { number: '{number}' } }
    const result = await store.commit(issue('inv_1', { key }))
    same(result.status === 'committed' && result.number, 'R-0001', 'the number')
    const [rows, keys] = await store.read('acme', [
      { collection: 'documents', keys: [['inv_1']] },
      { collection: 'keys', keys: [['key']] },
    ])
    same([rows[0]?.number, rows[0]?.reference], ['R-0001', 'ref R-0001'], 'columns')
    same(rows[0]?.data, { title: 'Invoice R-0001', lines: [{ text: 'see R-0001 and R-0001' }, 1n, '{no}'] }, 'json')
    same(keys[0]?.result, { number: 'R-0001' }, 'the result kept for the key')
  },
  'numbers have no gap, whatever is rejected between them': async ({ store }) => {
    await land(store, posting('cus_ada', 1))
    const numbers: unknown[] = []
    for (let i = 0; i < 12; i++) {
      await store.commit(issue(`lost_${i}`, { expect: [{ collection: 'heads', key: ['cus_ada'], rev: 9 }] }))
      await store.commit(batch({ number: ask, insert: { documents: [document('x'), document('x')] } }))
      await store
        .commit(issue('bad', { insert: { documents: [document('bad', { data: Number.NaN })] } }))
        .catch(() => undefined)
      const result = await store.commit(issue(`inv_${i}`))
      numbers.push(result.status === 'committed' && result.number)
    }
    same(
      numbers,
      Array.from({ length: 12 }, (_, i) => `R-${String(i + 1).padStart(4, '0')}`),
      'numbers',
    )
  },
  'a replayed batch takes no number': async ({ store }) => {
    const key = { id: 'key', fingerprint: '', result: '{number}' }
    await land(store, issue('inv_1', { key }))
    same(
      await store.commit(issue('inv_2', { key })),
      { status: 'replayed', fingerprint: '', result: 'R-0001' },
      'the repeat',
    )
    const result = await store.commit(issue('inv_3'))
    same(result.status === 'committed' && result.number, 'R-0002', 'the next number')
  },
  'numbers given to concurrent batches are all different and without gap': async ({ store }) => {
    const results = await Promise.all(Array.from({ length: 25 }, (_, i) => store.commit(issue(`inv_${i}`))))
    const numbers = results.map((result) => (result.status === 'committed' ? result.number! : ''))
    same(
      numbers.sort(),
      Array.from({ length: 25 }, (_, i) => `R-${String(i + 1).padStart(4, '0')}`),
      'numbers',
    )
  },
  'a series goes on from where its row says, past its width, with the prefix of the batch': async ({ store }) => {
    const row = { name: 'invoice', rev: 3, next: 9999n, prefix: 'old', width: 9 }
    await land(store, batch({ insert: { series: [row] } }))
    const taken: unknown[] = []
    for (const prefix of ['A', 'B', '']) {
      const result = await store.commit(batch({ number: { ...ask, prefix } }))
      taken.push(result.status === 'committed' && result.number)
    }
    same(taken, ['A9999', 'B10000', '10001'], 'numbers')
    const [rows] = await store.read('acme', [{ collection: 'series', keys: [['invoice']] }])
    same(rows, [{ name: 'invoice', rev: 6, next: 10002n, prefix: '', width: 4 }], 'the series row')
  },
  'series with different names count on their own': async ({ store }) => {
    for (const name of ['invoice', 'credit', 'invoice']) await land(store, batch({ number: { ...ask, series: name } }))
    const [rows] = await store.read('acme', [{ collection: 'series', where: [], limit: 9 }])
    same(
      rows.map((row) => [row.name, row.next]),
      [
        ['credit', 2n],
        ['invoice', 3n],
      ],
      'series',
    )
  },
})
