import { canonical, refused, same } from '../assert.js'
import { group } from '../case.js'
import { batch, customer, document, hold, instalment, land, startDay } from '../rows.js'
import { random } from '../random.js'
import { walk } from '../walk.js'
import { pageByHand, randomPage, randomRows } from './pages-by-hand.js'

const width = (no: number) => String(no).padStart(4, '0')
const names = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `c${width(from + i)}`)

async function collect<T, V>(rows: AsyncIterable<T>, value: (row: T) => V): Promise<V[]> {
  const found: V[] = []
  for await (const row of rows) found.push(value(row))
  return found
}

/** Pages by keyset: none twice, none left out, whatever is written meanwhile. */
export const scans = group('scans', {
  'a scan in small pages gives every row once, forwards and backwards': async ({ store }) => {
    const ids = names(0, 1037)
    await land(store, batch({ insert: { customers: [...ids].reverse().map((id) => customer(id)) } }))
    for (const pageSize of [1, 7, 500, 1037, 5000]) {
      const there = await collect(walk(store, 'acme', { collection: 'customers', pageSize }), ({ id }) => id)
      same(there, ids, `forwards by ${pageSize}`)
    }
    const back = await collect(
      walk(store, 'acme', { collection: 'customers', pageSize: 10, reverse: true }),
      ({ id }) => id,
    )
    same(back, [...ids].reverse(), 'backwards')
  },
  'rows written during a scan never make it repeat or skip': async ({ store }) => {
    await land(store, batch({ insert: { customers: names(100, 200).map((id) => customer(id)) } }))
    const seen: string[] = []
    for await (const { id } of walk(store, 'acme', { collection: 'customers', pageSize: 10 })) {
      seen.push(id)
      if (seen.length % 10 !== 1 || seen.length > 90) continue
      const insert = { customers: [customer(`c${width(seen.length)}`), customer(`c0300.${seen.length}`)] }
      await land(store, batch({ insert }))
    }
    same(seen.slice(0, 100), names(100, 200), 'rows that were there from the start')
    same(seen.length, 109, 'rows in all: those written ahead are seen, those behind are not')
  },
  'rows removed during a scan do not make it skip': async ({ store }) => {
    await land(store, batch({ insert: { customers: names(0, 60).map((id) => customer(id)) } }))
    const seen: string[] = []
    for await (const { id } of walk(store, 'acme', { collection: 'customers', pageSize: 5 })) {
      seen.push(id)
      await land(store, batch({ remove: { customers: [[id]] } }))
    }
    same(seen, names(0, 60), 'rows seen')
    same(await store.tenants(), [], 'tenants left')
  },
  'a scan can be taken up again after any row': async ({ store }) => {
    const instalments = Array.from({ length: 40 }, (_, i) => {
      return instalment(`d${width(i >> 1)}`, i, { dueOn: startDay + (i % 4), number: String(i % 3) })
    })
    await land(store, batch({ insert: { instalments } }))
    const query = { collection: 'instalments', index: 'open', where: ['cus_ada'], pageSize: 6 } as const
    const position = (row: (typeof instalments)[number]) => [
      row.currency,
      row.dueOn,
      row.issuedOn,
      row.number,
      row.document,
      row.no,
    ]
    for (const reverse of [false, true]) {
      const all = await collect(walk(store, 'acme', { ...query, reverse }), position)
      same(all.length, 40, 'rows in all')
      for (const [i, after] of all.entries()) {
        const rest = await collect(walk(store, 'acme', { ...query, reverse, after }), position)
        same(rest, all.slice(i + 1), `the rest after row ${i}`)
      }
    }
  },
  'a scan over all of an index crosses from one leading value to the next': async ({ store }) => {
    const documents = names(0, 30).map((id, i) => document(id, { customer: `cus_${i % 7}`, issuedOn: startDay - i }))
    await land(store, batch({ insert: { documents } }))
    const wanted = [...documents].sort((a, b) =>
      a.customer < b.customer ? -1 : a.customer > b.customer ? 1 : a.issuedOn - b.issuedOn,
    )
    for (const pageSize of [1, 2, 5, 100]) {
      const there = await collect(
        walk(store, 'acme', { collection: 'documents', index: 'byCustomer', pageSize }),
        ({ id }) => id,
      )
      same(
        there,
        wanted.map(({ id }) => id),
        `forwards by ${pageSize}`,
      )
      const back = await collect(
        walk(store, 'acme', { collection: 'documents', index: 'byCustomer', pageSize, reverse: true }),
        ({ id }) => id,
      )
      same(back, wanted.map(({ id }) => id).reverse(), `backwards by ${pageSize}`)
    }
    const after = ['cus_3', startDay - 1000, ''] as const
    const rest = await collect(
      walk(store, 'acme', { collection: 'documents', index: 'byCustomer', after }),
      (row) => row.customer,
    )
    same(
      rest,
      wanted.map((row) => row.customer).filter((id) => id >= 'cus_3'),
      'after a place where no row is',
    )
    const head = await collect(
      walk(store, 'acme', { collection: 'documents', index: 'byCustomer', after: ['cus_2x'], reverse: true }),
      (row) => row.customer,
    )
    same(
      head,
      wanted
        .map((row) => row.customer)
        .filter((id) => id < 'cus_2x')
        .reverse(),
      'before a leading value that no row has',
    )
  },
  'a partial index has the rows of its condition and follows their changes': async ({ store }) => {
    const read = async () => {
      const [open, active, byReference] = await store.read('acme', [
        { collection: 'instalments', index: 'due', where: [], limit: 100 },
        { collection: 'holds', index: 'active', where: ['cus_ada'], limit: 100 },
        { collection: 'documents', index: 'byReference', where: [], limit: 100 },
      ])
      return [open.map(({ document }) => document), active.map(({ id }) => id), byReference.map(({ id }) => id)]
    }
    const instalments = [instalment('a', 1), instalment('b', 1, { open: 0n }), instalment('c', 1, { open: -5n })]
    const holds = [hold('a'), hold('b', { releasedOn: startDay }), hold('c')]
    const documents = [document('a', { reference: 'job' }), document('b'), document('c', { reference: 'art' })]
    await land(store, batch({ insert: { instalments, holds, documents } }))
    same(
      await read(),
      [
        ['a', 'c'],
        ['a', 'c'],
        ['c', 'a'],
      ],
      'as written',
    )
    await land(
      store,
      batch({
        update: {
          instalments: [
            { ...instalments[0]!, open: 0n },
            { ...instalments[1]!, open: 1n },
            { ...instalments[2]!, dueOn: startDay - 9 },
          ],
          holds: [
            { ...holds[0]!, releasedOn: startDay },
            { ...holds[1]!, releasedOn: null },
          ],
          documents: [
            { ...documents[0]!, reference: '' },
            { ...documents[1]!, reference: 'zoo' },
          ],
        },
      }),
    )
    same(
      await read(),
      [
        ['c', 'b'],
        ['b', 'c'],
        ['c', 'b'],
      ],
      'after the update',
    )
    await land(store, batch({ remove: { instalments: [['c', 1]], holds: [['b'], ['c']], documents: [['c']] } }))
    same(await read(), [['b'], [], ['b']], 'after the removal')
  },
  'empty days and amounts come back as null': async ({ store }) => {
    const rows = [document('a', { dueOn: null, voidedOn: startDay }), document('b')]
    await land(store, batch({ insert: { documents: rows } }))
    const [found] = await store.read('acme', [
      { collection: 'documents', index: 'byCustomer', where: ['cus_ada'], limit: 9 },
    ])
    same(found, rows, 'rows')
    await land(store, batch({ update: { documents: [document('a'), document('b', { dueOn: null })] } }))
    const [after] = await store.read('acme', [{ collection: 'documents', keys: [['a'], ['b']] }])
    same(
      after.map(({ dueOn, voidedOn }) => [dueOn, voidedOn]),
      [
        [startDay + 30, null],
        [null, null],
      ],
      'after the update',
    )
  },
  'any page of any index is what sorting every row by hand gives': async ({ store }) => {
    const dice = random(5)
    const insert = randomRows(dice)
    await land(store, batch({ insert }))
    for (let i = 0; i < 250; i++) {
      const page = randomPage(dice, insert)
      const [rows] = (await store.read('acme', [page as never])) as unknown as [readonly unknown[]]
      same(rows, pageByHand(insert[page.collection], page), `page ${i} ${canonical(page)}`)
    }
  },
  'a page of nothing and a page of a wrong index say so': async ({ store }) => {
    await land(store, batch({ insert: { documents: [document('a')] } }))
    same(await store.read('acme', [{ collection: 'documents', where: [], limit: 0 }]), [[]], 'a page of no rows')
    same(await store.read('acme', []), [], 'no reads')
    for (const bad of [
      { limit: -1 },
      { limit: 1.5 },
      { limit: 1, index: 'none' },
      { limit: 1, where: ['a', 'b'] },
      { limit: 1, where: [5] },
    ]) {
      const read = { collection: 'documents', where: [], ...bad }
      await refused('invalid_input', () => store.read('acme', [read as never]), JSON.stringify(bad))
    }
  },
})
