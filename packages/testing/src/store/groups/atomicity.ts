import type { Batch, CommitResult } from '@owekit/core/ports'
import { refused, same } from '../assert.js'
import { group, type Bench } from '../case.js'
import { batch, document, fact, head, land, line, posting, source, suspense } from '../rows.js'
import { snapshot } from '../snapshot.js'

/** Rows of many kinds that land before the clash does. */
const before: Batch['insert'] = {
  customers: [],
  balances: [],
  documents: [document('inv_new', { number: 'new' })],
  sources: [source('pay_new')],
}

async function prepare({ store }: Bench): Promise<string> {
  await land(store, posting('cus_ada', 1))
  await land(
    store,
    batch({ insert: { documents: [document('inv_1', { number: 'A-1' }), document('inv_2', { number: 'A-2' })] } }),
  )
  await land(
    store,
    batch({ insert: { sources: [source('pay_1', { externalId: 'bank:1' })], suspense: [suspense('sus_1')] } }),
  )
  return snapshot(store)
}

async function clash(bench: Bench, given: Partial<Batch>, wanted: CommitResult): Promise<void> {
  const rows = await prepare(bench)
  const key = { id: 'key', fingerprint: 'print', result: null }
  const number = { series: 'invoice', token: '{#}', prefix: '', width: 1 }
  same(await bench.store.commit(batch({ key, number, ...given })), wanted, 'the answer')
  same(await snapshot(bench.store), rows, 'every row after a rejected batch')
}

/** All of a batch lands, or none of it. */
export const atomicity = group('atomicity', {
  'a row whose key exists rolls everything back': (bench) =>
    clash(
      bench,
      { insert: { ...before, facts: [fact('cus_ada', 2), fact('cus_ada', 1)] } },
      { status: 'exists', collection: 'facts', index: 'key' },
    ),
  'a fact that exists among new postings rolls everything back': (bench) =>
    clash(
      bench,
      { insert: { postings: [line('cus_ada', 2, 0), line('cus_ada', 1, 1)] } },
      { status: 'exists', collection: 'postings', index: 'key' },
    ),
  'the same new key twice in one batch rolls everything back': (bench) =>
    clash(
      bench,
      { insert: { ...before, suspense: [suspense('sus_9'), suspense('sus_9')] } },
      { status: 'exists', collection: 'suspense', index: 'key' },
    ),
  'a number that is taken is named by its unique index': (bench) =>
    clash(
      bench,
      { insert: { documents: [document('inv_3', { number: 'A-3' }), document('inv_4', { number: 'A-2' })] } },
      { status: 'exists', collection: 'documents', index: 'byNumber' },
    ),
  'the same number twice in one batch is named by its unique index': (bench) =>
    clash(
      bench,
      { insert: { documents: [document('inv_3', { number: 'B' }), document('inv_4', { number: 'B' })] } },
      { status: 'exists', collection: 'documents', index: 'byNumber' },
    ),
  'an external id that is taken is named by its unique index': (bench) =>
    clash(
      bench,
      { insert: { ...before, sources: [source('pay_2', { externalId: 'bank:1' })] } },
      { status: 'exists', collection: 'sources', index: 'byExternalId' },
    ),
  'an update to a number that is taken rolls everything back': (bench) =>
    clash(
      bench,
      { insert: before, update: { documents: [document('inv_1', { number: 'A-2' })] } },
      { status: 'exists', collection: 'documents', index: 'byNumber' },
    ),
  'an update of a row that is not there is a conflict': (bench) =>
    clash(
      bench,
      { insert: before, update: { documents: [document('inv_1', { number: 'A-9' }), document('inv_7')] } },
      { status: 'conflict', collection: 'documents', key: ['inv_7'] },
    ),
  'a missed guard rolls everything back': (bench) =>
    clash(
      bench,
      { insert: before, expect: [{ collection: 'heads', key: ['cus_ada'], rev: 2 }] },
      { status: 'conflict', collection: 'heads', key: ['cus_ada'] },
    ),
  'updates are rolled back with an insert that clashes': (bench) =>
    clash(
      bench,
      {
        update: { heads: [head('cus_ada', 2)], documents: [document('inv_1', { number: 'A-9' })] },
        insert: { documents: [document('inv_5', { number: 'A-2' })] },
      },
      { status: 'exists', collection: 'documents', index: 'byNumber' },
    ),
  'removals are rolled back too': (bench) =>
    clash(
      bench,
      {
        remove: { documents: [['inv_1']], sources: [['pay_1']] },
        insert: { documents: [document('inv_5', { number: 'A-2' })] },
      },
      { status: 'exists', collection: 'documents', index: 'byNumber' },
    ),
  'bad input in the last row leaves everything as it was': async (bench) => {
    const rows = await prepare(bench)
    const bad = [
      { customers: [], heads: [head('cus_bob', 1), { ...head('cus_eve', 1), rev: 1.5 }] },
      { heads: [head('cus_bob', 1)], documents: [document('inv_3', { data: { at: undefined } as never })] },
      { heads: [head('cus_bob', 1)], sources: [{ ...source('pay_9'), surprise: 1 } as never] },
      { heads: [head('cus_bob', 1)], sources: [{ ...source('pay_9'), amount: 5 } as never] },
    ]
    for (const insert of bad) {
      await refused('invalid_input', () => bench.store.commit(batch({ insert })), 'a row that does not fit')
      same(await snapshot(bench.store), rows, 'every row after bad input')
    }
  },
  'removing frees the key and the unique values for the same batch': async ({ store }) => {
    await land(store, batch({ insert: { documents: [document('inv_1', { number: 'A-1' })] } }))
    await land(
      store,
      batch({
        remove: { documents: [['inv_1'], ['inv_none']] },
        insert: { documents: [document('inv_1', { number: 'A-1', total: 7n })] },
      }),
    )
    const [rows] = await store.read('acme', [{ collection: 'documents', where: [], limit: 10 }])
    same(rows, [document('inv_1', { number: 'A-1', total: 7n })], 'the row after remove and insert')
  },
  'written facts cannot be changed or removed': async ({ store }) => {
    await land(store, posting('cus_ada', 1))
    await refused(
      'invalid_input',
      () => store.commit(batch({ update: { facts: [fact('cus_ada', 1)] } })),
      'changing a fact',
    )
    await refused(
      'invalid_input',
      () => store.commit(batch({ remove: { postings: [['cus_ada', 1, 0]] } })),
      'removing a posting',
    )
  },
  'rows given and rows read do not share anything with the store': async ({ store }) => {
    const metadata = { tags: ['a'] }
    const row = { ...document('inv_1'), data: { metadata } }
    await land(store, batch({ insert: { documents: [row] } }))
    metadata.tags.push('b')
    row.number = 'changed'
    const [rows] = await store.read('acme', [{ collection: 'documents', keys: [['inv_1']] }])
    same(rows, [document('inv_1', { data: { metadata: { tags: ['a'] } } })], 'the row after its giver changed it')
    try {
      Object.assign(rows[0]!, { number: 'changed' })
    } catch {
      // Frozen rows are as good as copies.
    }
    const [again] = await store.read('acme', [{ collection: 'documents', keys: [['inv_1']] }])
    same(again[0]?.number, 'no inv_1', 'the row after its reader changed it')
  },
})
