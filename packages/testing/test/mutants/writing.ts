import type { Batch, CommitResult, Read, Store } from '@owekit/core/ports'
import { memoryStore } from '@owekit/core/memory'
import { commits, deeply, empty, reads, tick, without, type Mutate, type Row } from './change.js'

// Stores that write what they should not, or not what they should.

type Mutants = Readonly<Record<string, Mutate>>

/** Answers a commit from its result. */
const answers =
  (change: (result: CommitResult, batch: Batch, store: Store) => CommitResult | Promise<CommitResult>): Mutate =>
  (store) => ({ commit: async (batch) => change(await store.commit(batch), batch, store) })

const isRejected = ({ status }: CommitResult) => status === 'conflict' || status === 'exists'

export const identity: Mutants = {
  'forgets request keys': commits((batch) => without(batch, 'key')),
  'stores one fingerprint for every key': commits((batch) =>
    batch.key ? { ...batch, key: { ...batch.key, fingerprint: 'x' } } : batch,
  ),
  'shares request keys between tenants': (store) => {
    const seen = new Map<string, CommitResult>()
    return {
      commit: async (batch) => {
        const known = batch.key && seen.get(batch.key.id)
        if (known) return known
        const result = await store.commit(batch)
        if (batch.key && result.status === 'committed')
          seen.set(batch.key.id, { status: 'replayed', fingerprint: batch.key.fingerprint, result: batch.key.result })
        return result
      },
    }
  },
  'answers a replay with the result of the retry': answers((result, { key }) =>
    result.status === 'replayed' ? { ...result, result: key!.result } : result,
  ),
  'answers a replay with the fingerprint of the retry': answers((result, { key }) =>
    result.status === 'replayed' ? { ...result, fingerprint: key!.fingerprint } : result,
  ),
  'writes again what it replays': answers(async (result, batch, store) => {
    if (result.status === 'replayed') await store.commit(without({ ...batch, expect: [] }, 'key'))
    return result
  }),
  'checks guards before keys': (store) => ({
    commit: async (batch) => {
      const result = await store.commit(without({ ...batch, insert: {}, update: {} }, 'key'))
      return isRejected(result) ? result : store.commit(batch)
    },
  }),
  'keeps the key of a rejected batch': answers(async (result, { tenant, key }, store) => {
    if (isRejected(result) && key !== undefined) await store.commit({ ...empty, tenant, key })
    return result
  }),
}

export const atomicity: Mutants = {
  'writes updates even when inserts clash': answers(async (result, { tenant, update }, store) => {
    if (result.status === 'exists') await store.commit({ ...empty, tenant, update })
    return result
  }),
  'writes inserts even when a guard misses': answers(async (result, { tenant, insert }, store) => {
    if (result.status === 'conflict') await store.commit({ ...empty, tenant, insert })
    return result
  }),
  'removes even when the batch is rejected': answers(async (result, { tenant, remove }, store) => {
    if (isRejected(result) && remove !== undefined) await store.commit({ ...empty, tenant, remove })
    return result
  }),
  'uses up the number of a clash': answers(async (result, { tenant, number }, store) => {
    if (result.status === 'exists' && number !== undefined) await store.commit({ ...empty, tenant, number })
    return result
  }),
  'names the key whatever clashed': answers((result) =>
    result.status === 'exists' ? { ...result, index: 'key' } : result,
  ),
  'takes a second row in place of the first': (store) => ({
    commit: async (batch) => {
      const result = await store.commit(batch)
      if (result.status !== 'exists' || result.index === 'key') return result
      const { documents = [], ...insert } = batch.insert
      return store.commit({ ...batch, insert, update: { documents } })
    },
  }),
  'lets facts be changed': commits((batch) =>
    batch.update.facts === undefined ? batch : { ...batch, update: without(batch.update, 'facts') },
  ),
  'gives out its own rows': (store) => {
    const given = new Map<string, Row>()
    const own = reads((rows, { collection }) =>
      rows.map((row) => {
        const id = JSON.stringify([collection, row['id'] ?? row['customer'], row['version'], row['line']])
        const known = given.get(id) ?? { ...row }
        given.set(id, known)
        return known
      }),
    )
    return own(store, Date.now)
  },
}

export const guards: Mutants = {
  'ignores guards': commits((batch) => ({ ...batch, expect: batch.expect.filter(({ rev }) => rev === 0) })),
  'ignores that a row must not exist': commits((batch) => ({
    ...batch,
    expect: batch.expect.filter(({ rev }) => rev > 0),
  })),
  'takes a revision that is behind': (store) => ({
    commit: async (batch) => {
      const expect = []
      for (const guard of batch.expect) {
        const [rows] = await store.read(batch.tenant, [{ collection: 'heads', keys: [guard.key] }])
        const held = rows[0]?.rev ?? 0
        expect.push(guard.collection === 'heads' && held > guard.rev ? { ...guard, rev: held } : guard)
      }
      return store.commit({ ...batch, expect })
    },
  }),
  'checks only the guards of rows that it writes': commits((batch) => ({
    ...batch,
    expect: batch.expect.filter(
      ({ collection }) => (batch.update[collection] ?? batch.insert[collection]) !== undefined,
    ),
  })),
  'sees only the first column of a guarded key': (store) => ({
    commit: async (batch) => {
      const expect = []
      for (const guard of batch.expect) {
        const { collection, key } = guard
        if (key.length === 1) expect.push(guard)
        else {
          const read = { collection, where: [key[0]!], limit: 1 } as Read
          const [rows] = (await store.read(batch.tenant, [read])) as unknown as [readonly { rev: number }[]]
          if ((rows[0]?.rev ?? 0) !== guard.rev) return { status: 'conflict', collection, key }
        }
      }
      return store.commit({ ...batch, expect })
    },
  }),
  'names the guard that was given first': answers((result, { expect: [first] }) =>
    result.status === 'conflict' && first !== undefined ? { ...result, key: first.key } : result,
  ),
}

export const races: Mutants = {
  'lets time pass between looking and writing': (store) => ({
    commit: async (batch) => {
      for (const { collection, key, rev } of batch.expect) {
        const [rows] = (await store.read(batch.tenant, [{ collection, keys: [key] } as Read])) as unknown as [
          readonly { rev: number }[],
        ]
        if ((rows[0]?.rev ?? 0) !== rev) return { status: 'conflict', collection, key }
      }
      await tick()
      return store.commit({ ...batch, expect: [] })
    },
  }),
  'lets time pass between looking for a key and writing it': (store) => ({
    commit: async (batch) => {
      if (batch.key === undefined) return store.commit(batch)
      const [known] = (await store.read(batch.tenant, [{ collection: 'keys', keys: [[batch.key.id]] }]))[0]
      if (known !== undefined) return { ...known, status: 'replayed' }
      await tick()
      return store.commit({
        ...batch,
        key: { ...batch.key, id: `${batch.key.id} ${JSON.stringify(batch.insert.heads)}` },
      })
    },
  }),
  'lands the commits of a moment together, or none of them': (store) => {
    let group: Promise<CommitResult>[] = []
    return {
      commit: async (batch) => {
        const mine = store.commit(batch)
        group.push(mine)
        await tick()
        const results = await Promise.all(group)
        group = []
        const failed = results.find(isRejected)
        return failed ?? mine
      },
    }
  },
}

/** A store that counts a series itself, beside the batch. */
const counting =
  (take: (taken: Map<string, number>, series: string) => number | Promise<number>): Mutate =>
  (store) => {
    const taken = new Map<string, number>()
    return {
      commit: async (batch) => {
        const { number: ask } = batch
        if (ask === undefined) return store.commit(batch)
        const no = await take(taken, JSON.stringify([batch.tenant, ask.series]))
        const number = ask.prefix + String(no).padStart(ask.width, '0')
        const bound = deeply(without(batch, 'number'), (leaf) =>
          typeof leaf === 'string' ? leaf.replaceAll(ask.token, number) : leaf,
        ) as Batch
        const result = await store.commit(bound)
        return result.status === 'committed' ? { ...result, number } : result
      },
    }
  }

export const series: Mutants = {
  'loses a number when a batch fails': answers(async (result, { tenant, number }, store) => {
    if (number !== undefined && isRejected(result)) await store.commit({ ...empty, tenant, number })
    return result
  }),
  'takes numbers from a sequence beside the batch': counting((taken, name) => {
    const no = (taken.get(name) ?? 0) + 1
    taken.set(name, no)
    return no
  }),
  'gives one number to two that ask at once': counting(async (taken, name) => {
    const no = (taken.get(name) ?? 0) + 1
    await tick()
    taken.set(name, no)
    return no
  }),
  'takes a number for a replay': answers(async (result, { tenant, number }, store) => {
    if (number !== undefined && result.status === 'replayed') await store.commit({ ...empty, tenant, number })
    return result
  }),
  'counts every series together': commits((batch) =>
    batch.number === undefined ? batch : { ...batch, number: { ...batch.number, series: 'all' } },
  ),
  'binds the number in columns only': (store) => ({
    commit: async (batch) => {
      const result = await store.commit(batch)
      const documents = batch.insert.documents ?? []
      if (result.status !== 'committed' || documents.length === 0 || result.number === undefined) return result
      const bound = documents.map((row) => ({ ...row, number: result.number! }))
      await store.commit({ ...empty, tenant: batch.tenant, update: { documents: bound } })
      return result
    },
  }),
  'keeps the prefix that a series began with': (store) => {
    const first = new Map<string, string>()
    return {
      commit: (batch) => {
        const { number } = batch
        if (number === undefined) return store.commit(batch)
        const prefix = first.get(number.series) ?? number.prefix
        first.set(number.series, prefix)
        return store.commit({ ...batch, number: { ...number, prefix } })
      },
    }
  },
}

export const time: Mutants = {
  'dates rows by the clock alone': (_, clock) => {
    const fresh = memoryStore({ clock })
    return {
      ...fresh,
      commit: async (batch) => {
        const result = await fresh.commit(batch)
        return result.status === 'committed' ? { ...result, recordedAt: clock() } : result
      },
    }
  },
  'dates a batch after the first of its accounts only': answers((result, { expect: [first] }) => {
    if (result.status !== 'committed' || first?.key[0] !== 'a') return result
    return { ...result, recordedAt: result.recordedAt - 80 }
  }),
  'leaves the key row undated': reads((rows, { collection }) =>
    collection === 'keys' ? rows.map((row) => ({ ...row, recordedAt: 0 })) : rows,
  ),
  'has a clock of its own': () => ({ now: async () => Date.now() }),
}

export const claims: Mutants = {
  'never ends a lease': (store) => ({ claim: (query) => store.claim({ ...query, leaseMs: 10 ** 12 }) }),
  'ignores leases': (store) => ({ claim: (query) => store.claim({ ...query, leaseMs: 0 }) }),
  'never raises the epoch': (store) => {
    const epochs = new Map<string, number>()
    return {
      claim: async (query) => {
        const taken = await store.claim(query)
        for (const { id, epoch } of taken) epochs.set(id, epoch)
        return taken.map((row) => ({ ...row, epoch: 1 }))
      },
      settle: (claim) =>
        store.settle({ ...claim, epoch: claim.epoch === 1 ? (epochs.get(claim.id) ?? 1) : claim.epoch }),
    }
  },
  'settles without looking at the epoch': (store) => ({
    settle: async (claim) => {
      for (const epoch of [1, 2, 3]) if ((await store.settle({ ...claim, epoch })) === 'ok') return 'ok'
      return 'stale'
    },
  }),
  'settles what is settled': (store) => ({ settle: async (claim) => (await store.settle(claim), 'ok') }),
  'takes one row for two workers': (store) => {
    const taken: Awaited<ReturnType<Store['claim']>>[number][] = []
    return {
      claim: async (query) => {
        taken.push(...(await store.claim(query)))
        return taken.slice(0, query.limit)
      },
    }
  },
  'takes what is not due yet': (store, clock) => ({
    claim: async (query) => {
      const [later] = (await store.read(query.tenant, [{ collection: 'outbox', where: [], limit: 100 }]))[0].filter(
        ({ state, dueAt }) => state === 'pending' && dueAt > clock(),
      )
      const update = { outbox: later === undefined ? [] : [{ ...later, dueAt: clock() }] }
      await store.commit({ ...empty, tenant: query.tenant, update })
      return store.claim(query)
    },
  }),
  'takes the newest first': (store) => ({
    claim: async (query) => [...(await store.claim({ ...query, limit: 100 }))].reverse().slice(0, query.limit),
  }),
  'puts a row back as due at once': (store) => ({
    settle: (claim) => store.settle(without(claim, 'dueAt') as typeof claim),
  }),
}
