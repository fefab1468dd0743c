import type { Batch, Store } from '@owekit/core/ports'
import { refused, same } from '../assert.js'
import { group, type Bench, type Case, type HostTransaction } from '../case.js'
import { batch, head, land, posting, suspense } from '../rows.js'

interface Joined {
  readonly inside: Store
  readonly transaction: HostTransaction
}

/** A case inside a transaction of the host; a store that says it cannot join has nothing to show. */
function joinedCase(run: (bench: Bench, joined: Joined) => Promise<void>): Case['run'] {
  return async (bench) => {
    const { store, host } = bench
    if (!store.caps.join) return
    if (host === undefined || store.join === undefined)
      throw new Error('a store that can join needs join() and a host in the options of the suite')
    await land(store, posting('cus_ada', 1))
    const transaction = await host.begin()
    await run(bench, { inside: store.join(transaction.transaction), transaction })
  }
}

const next = (customer: string, version: number) => posting(customer, version)

async function versions(store: Store): Promise<number[]> {
  const [facts] = await store.read('acme', [{ collection: 'facts', where: ['cus_ada'], limit: 10 }])
  return facts.map(({ version }) => version)
}

const keyed: Batch = batch({
  key: { id: 'key', fingerprint: 'print', result: null },
  expect: [{ collection: 'heads', key: ['cus_ada'], rev: 7 }],
  update: { heads: [head('cus_ada', 8)] },
})

/** Inside the host's transaction: all of both, or none of either. */
export const joining = group('joining', {
  'a store says whether it can join': async ({ store }) => {
    same(store.caps.join, store.join !== undefined, 'caps.join')
  },
  'what is written inside lands with what the host wrote': joinedCase(
    async ({ store, host }, { inside, transaction }) => {
      await transaction.write('booking')
      await land(inside, next('cus_ada', 2))
      await transaction.commit()
      same([await versions(store), await host!.landed()], [[1, 2], ['booking']], 'both')
    },
  ),
  'what is written inside vanishes with what the host wrote': joinedCase(
    async ({ store, host }, { inside, transaction }) => {
      await land(inside, next('cus_ada', 2))
      await transaction.write('booking')
      await transaction.rollback()
      same([await versions(store), await host!.landed()], [[1], []], 'neither')
    },
  ),
  'what was written inside is read inside': joinedCase(async (_bench, { inside, transaction }) => {
    await land(inside, next('cus_ada', 2))
    await land(inside, next('cus_ada', 3))
    same(await versions(inside), [1, 2, 3], 'the facts inside')
    await transaction.rollback()
  }),
  'a conflict leaves the host’s transaction usable, and no key behind': joinedCase(
    async ({ store, host }, { inside, transaction }) => {
      const result = await inside.commit(keyed)
      same(result, { status: 'conflict', collection: 'heads', key: ['cus_ada'] }, 'the answer')
      await transaction.write('booking')
      await transaction.commit()
      same(await host!.landed(), ['booking'], 'the host’s row')
      const again = await store.commit({ ...keyed, expect: [{ collection: 'heads', key: ['cus_ada'], rev: 1 }] })
      same(again.status, 'committed', 'the retry with the key')
    },
  ),
  'a clash takes back its own batch and nothing before it': joinedCase(
    async ({ store, host }, { inside, transaction }) => {
      await transaction.write('booking')
      await land(inside, next('cus_ada', 2))
      const clash = await inside.commit(
        batch({ insert: { suspense: [suspense('sus_1')], facts: next('cus_ada', 2).insert.facts ?? [] } }),
      )
      same(clash, { status: 'exists', collection: 'facts', index: 'key' }, 'the answer')
      await land(inside, next('cus_ada', 3))
      await transaction.commit()
      const [left] = await store.read('acme', [{ collection: 'suspense', keys: [['sus_1']] }])
      same([await versions(store), left, await host!.landed()], [[1, 2, 3], [], ['booking']], 'what landed')
    },
  ),
  'a series number taken inside comes back when the host rolls back': joinedCase(
    async ({ store }, { inside, transaction }) => {
      const ask = batch({ number: { series: 'invoice', token: '{#}', prefix: 'R-', width: 3 } })
      const numberOf = async (part: Store) => {
        const result = await part.commit(ask)
        return result.status === 'committed' ? result.number : result.status
      }
      same([await numberOf(inside), await numberOf(inside)], ['R-001', 'R-002'], 'the numbers inside')
      await transaction.rollback()
      same(await numberOf(store), 'R-001', 'the number after the rollback')
    },
  ),
  'nothing is migrated inside, and closing ends nothing': joinedCase(async ({ store }, { inside, transaction }) => {
    await refused('store_unsupported', async () => inside.migrate(), 'migrating')
    await inside.close()
    await transaction.write('booking')
    await transaction.commit()
    same(await versions(store), [1], 'the facts')
  }),
  'what is no transaction is refused': joinedCase(async ({ store }, { transaction }) => {
    await transaction.rollback()
    for (const wrong of [undefined, null, 7, 'tx', {}])
      await refused('invalid_input', async () => store.join!(wrong), `joining ${JSON.stringify(wrong)}`)
  }),
})
