import { same } from '../assert.js'
import { group } from '../case.js'
import { batch, customer, document, instalment, land, line, posting, startDay } from '../rows.js'

/** Text by code point, numbers by size, versions without a gap. */
export const ordering = group('ordering', {
  'text orders by code point, not by UTF-16 unit and not by language': async ({ store }) => {
    const inOrder = [
      '',
      '1',
      '10',
      '2',
      'A',
      'B',
      'a',
      'aa',
      'b',
      'z',
      'ä',
      'é',
      '\ud7ff',
      '\ue000',
      'ﬀ',
      '\uffff',
      '😀',
      '\u{10ffff}',
    ]
    const shuffled = [...inOrder].reverse()
    await land(store, batch({ insert: { customers: shuffled.map((name) => customer(`id ${name}`, { name })) } }))
    const [byName, byId, back] = await store.read('acme', [
      { collection: 'customers', index: 'byName', where: [], limit: 100 },
      { collection: 'customers', where: [], limit: 100 },
      { collection: 'customers', index: 'byName', where: [], limit: 100, reverse: true },
    ])
    same(
      byName.map(({ name }) => name),
      inOrder,
      'by name',
    )
    same(
      byId.map(({ name }) => name),
      inOrder,
      'by id',
    )
    same(
      back.map(({ name }) => name),
      shuffled,
      'by name, backwards',
    )
  },
  'numbers and days order by size': async ({ store }) => {
    const days = [-719162, -1, 0, 9, 10, 20_513, 100_000, 2_932_896]
    const postings = days.flatMap((effectiveOn, i) => [
      line('c', 10, i, { effectiveOn }),
      line('c', 9, i, { effectiveOn }),
    ])
    await land(store, batch({ insert: { postings: [...postings].reverse() } }))
    const [byDay, byKey] = await store.read('acme', [
      { collection: 'postings', index: 'byDay', where: ['c'], limit: 100 },
      { collection: 'postings', where: ['c'], limit: 100 },
    ])
    same(
      byDay.map((row) => [row.effectiveOn, row.version]),
      days.flatMap((day) => [
        [day, 9],
        [day, 10],
      ]),
      'by day',
    )
    same(
      byKey.map(({ version }) => version),
      [...days.map(() => 9), ...days.map(() => 10)],
      'by version',
    )
  },
  'a stream has its versions in order and without gap': async ({ store }) => {
    for (let version = 1; version <= 12; version++) await land(store, posting('cus_ada', version))
    const [facts] = await store.read('acme', [{ collection: 'facts', where: ['cus_ada'], limit: 100 }])
    same(
      facts.map(({ version }) => version),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
      'versions',
    )
  },
  'open items come in the order of the index: due, issued, number, document, part': async ({ store }) => {
    const items = [
      instalment('d3', 2, { dueOn: startDay + 1 }),
      instalment('d1', 1, { dueOn: startDay + 2, issuedOn: startDay - 5 }),
      instalment('d2', 1, { dueOn: startDay + 2, issuedOn: startDay, number: '10' }),
      instalment('d0', 1, { dueOn: startDay + 2, issuedOn: startDay, number: '9' }),
      instalment('d0', 2, { dueOn: startDay + 2, issuedOn: startDay, number: '9' }),
    ]
    await land(store, batch({ insert: { instalments: [items[3]!, items[0]!, items[4]!, items[2]!, items[1]!] } }))
    const [rows] = await store.read('acme', [
      { collection: 'instalments', index: 'open', where: ['cus_ada', 'EUR'], limit: 10 },
    ])
    same(rows, items, 'open items')
  },
  'rows asked for by key come in the order asked, those that are there': async ({ store }) => {
    await land(store, batch({ insert: { documents: ['a', 'b', 'c'].map((id) => document(id)) } }))
    const [rows] = await store.read('acme', [{ collection: 'documents', keys: [['c'], ['x'], ['a'], ['c']] }])
    same(
      rows.map(({ id }) => id),
      ['c', 'a', 'c'],
      'ids',
    )
  },
  'so they do however many are asked for': async ({ store }) => {
    const instalments = Array.from({ length: 30 }, (_, i) => instalment(`d${i % 3}`, i))
    await land(store, batch({ insert: { instalments } }))
    const asked = Array.from({ length: 20 }, (_, i) => [`d${i % 3}`, (i * 7) % 40] as const)
    for (let count = 0; count <= asked.length; count++) {
      const keys = asked.slice(0, count)
      const [rows, others] = await store.read('acme', [
        { collection: 'instalments', keys },
        { collection: 'instalments', keys: [...keys].reverse() },
      ])
      const [alone] = await store.read('acme', [{ collection: 'instalments', keys }])
      const wanted = keys.flatMap(([document, no]) =>
        instalments.filter((item) => item.document === document && item.no === no),
      )
      same([rows, others, alone], [wanted, [...wanted].reverse(), wanted], `${count} keys`)
    }
  },
})
