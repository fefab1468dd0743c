import { same } from '../assert.js'
import { group } from '../case.js'
import { batch, document, head, land, posting } from '../rows.js'

/** Writers that start at the same time. */
export const races = group('races', {
  'of many commits on one guard exactly one wins': async ({ store }) => {
    await land(store, posting('cus_ada', 1))
    for (let version = 2; version < 12; version++) {
      const results = await Promise.all(Array.from({ length: 8 }, () => store.commit(posting('cus_ada', version))))
      same(results.filter(({ status }) => status === 'committed').length, 1, `winners of version ${version}`)
    }
    const [facts, lines] = await store.read('acme', [
      { collection: 'facts', where: ['cus_ada'], limit: 100 },
      { collection: 'postings', where: ['cus_ada'], limit: 100 },
    ])
    same(
      facts.map(({ version }) => version),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
      'versions without gap',
    )
    same(lines.length, 22, 'postings of the winners only')
  },
  'a guard is enough where nothing else would clash': async ({ store }) => {
    await land(store, posting('cus_ada', 1))
    for (let rev = 1; rev < 6; rev++) {
      const expect = [{ collection: 'heads', key: ['cus_ada'], rev } as const]
      const one = batch({ expect, update: { heads: [head('cus_ada', rev + 1)] } })
      const results = await Promise.all(Array.from({ length: 8 }, () => store.commit(one)))
      same(results.filter(({ status }) => status === 'committed').length, 1, `winners of revision ${rev}`)
    }
  },
  'of many commits with one key exactly one lands': async ({ store }) => {
    const key = { id: 'key', fingerprint: 'print', result: 'done' }
    const all = Array.from({ length: 20 }, (_, i) => store.commit(posting(`cus_${i}`, 1, { key })))
    const results = await Promise.all(all)
    same(results.filter(({ status }) => status === 'committed').length, 1, 'commits that landed')
    same(results.filter(({ status }) => status === 'replayed').length, 19, 'commits that were answered')
  },
  'commits on different accounts all land, with their own rows': async ({ store }) => {
    const results = await Promise.all(Array.from({ length: 30 }, (_, i) => store.commit(posting(`cus_${i}`, 1))))
    same(
      results.every(({ status }) => status === 'committed'),
      true,
      'all landed',
    )
    const [facts] = await store.read('acme', [{ collection: 'facts', where: [], limit: 100 }])
    same(facts.length, 30, 'facts')
  },
  'a failing commit takes nothing of its neighbours with it': async ({ store }) => {
    const good = Array.from({ length: 10 }, (_, i) => posting(`cus_${i}`, 1))
    const bad = Array.from({ length: 10 }, (_, i) =>
      batch({ insert: { documents: [document(`inv_${i}`), document(`inv_${i}`)] } }),
    )
    const results = await Promise.all(good.flatMap((one, i) => [store.commit(one), store.commit(bad[i]!)]))
    same(results.filter(({ status }) => status === 'committed').length, 10, 'commits that landed')
    const [heads, documents] = await store.read('acme', [
      { collection: 'heads', where: [], limit: 100 },
      { collection: 'documents', where: [], limit: 100 },
    ])
    same([heads.length, documents.length], [10, 0], 'rows')
  },
})
