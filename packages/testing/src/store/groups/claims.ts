import { refused, same } from '../assert.js'
import { group } from '../case.js'
import { batch, effect, land, start } from '../rows.js'

const ask = { tenant: 'acme', owner: 'worker-1', limit: 10, leaseMs: 1000 }

/** Effects are taken by one worker at a time and ended once. */
export const claims = group('claims', {
  'due rows are taken oldest first, later ones are left': async ({ store, clock }) => {
    const outbox = [
      effect('c', { dueAt: start - 1 }),
      effect('a'),
      effect('b', { dueAt: start - 2 }),
      effect('later', { dueAt: start + 1 }),
    ]
    await land(store, batch({ insert: { outbox } }))
    const taken = await store.claim({ ...ask, limit: 2 })
    same(
      taken.map(({ id }) => id),
      ['b', 'c'],
      'taken first',
    )
    same(
      taken[0],
      { ...outbox[2]!, state: 'claimed', epoch: 1, owner: 'worker-1', leaseUntil: start + 1000 },
      'a claimed row',
    )
    same(
      (await store.claim(ask)).map(({ id }) => id),
      ['a'],
      'taken second',
    )
    clock.now = start + 1
    same(
      (await store.claim(ask)).map(({ id }) => id),
      ['later'],
      'taken when it fell due',
    )
    const [rows] = await store.read('acme', [{ collection: 'outbox', keys: [['b']] }])
    same(rows[0]?.leaseUntil, start + 1000, 'the lease in the row')
  },
  'a row is never claimed twice while its lease lasts': async ({ store, clock }) => {
    await land(store, batch({ insert: { outbox: Array.from({ length: 40 }, (_, i) => effect(`e${i}`)) } }))
    const workers = Array.from({ length: 8 }, (_, i) => store.claim({ ...ask, owner: `worker-${i}`, limit: 7 }))
    const ids = (await Promise.all(workers)).flat().map(({ id }) => id)
    same([ids.length, new Set(ids).size], [40, 40], 'claims and different rows')
    clock.now += 999
    same(await store.claim(ask), [], 'claims before the lease ends')
  },
  'a lease that ran out lets the next worker in, one epoch on': async ({ store, clock }) => {
    await land(store, batch({ insert: { outbox: [effect('e')] } }))
    await store.claim(ask)
    clock.now += 1000
    const [again] = await store.claim({ ...ask, owner: 'worker-2' })
    same([again?.epoch, again?.owner, again?.leaseUntil], [2, 'worker-2', start + 2000], 'the second claim')
    same(
      await store.settle({ tenant: 'acme', id: 'e', epoch: 1, state: 'done' }),
      'stale',
      'the first worker settles late',
    )
    same(await store.settle({ tenant: 'acme', id: 'e', epoch: 2, state: 'done' }), 'ok', 'the second worker settles')
  },
  'a claim ends once': async ({ store }) => {
    await land(store, batch({ insert: { outbox: [effect('e'), effect('f')] } }))
    same(await store.settle({ tenant: 'acme', id: 'e', epoch: 0, state: 'done' }), 'stale', 'before any claim')
    await store.claim(ask)
    same(await store.settle({ tenant: 'acme', id: 'e', epoch: 1, state: 'failed' }), 'ok', 'the first settlement')
    same(await store.settle({ tenant: 'acme', id: 'e', epoch: 1, state: 'done' }), 'stale', 'the second settlement')
    same(
      await store.settle({ tenant: 'acme', id: 'none', epoch: 1, state: 'done' }),
      'stale',
      'a row that is not there',
    )
    const [rows] = await store.read('acme', [{ collection: 'outbox', where: [], limit: 9 }])
    same(
      rows.map(({ state, epoch }) => [state, epoch]),
      [
        ['failed', 1],
        ['claimed', 1],
      ],
      'states',
    )
  },
  'a row put back is taken again when it falls due': async ({ store, clock }) => {
    await land(store, batch({ insert: { outbox: [effect('e')] } }))
    await store.claim(ask)
    same(
      await store.settle({ tenant: 'acme', id: 'e', epoch: 1, state: 'pending', dueAt: start + 50 }),
      'ok',
      'putting it back',
    )
    same(await store.claim(ask), [], 'too early')
    clock.now += 50
    same(
      (await store.claim(ask)).map(({ epoch }) => epoch),
      [2],
      'the epoch of the next claim',
    )
  },
  'a row put back says what it was told to say, or what it said': async ({ store, clock }) => {
    await land(store, batch({ insert: { outbox: [effect('e')] } }))
    const [first] = await store.claim(ask)
    const body = { kind: 'x', tries: 2, note: 'n:1', amount: 5n, list: [null, true] }
    await store.settle({ tenant: 'acme', id: 'e', epoch: 1, state: 'pending' })
    same((await store.claim(ask))[0]?.body, first?.body, 'what it said')
    await store.settle({ tenant: 'acme', id: 'e', epoch: 1, state: 'pending', body: 'stale' })
    await store.settle({ tenant: 'acme', id: 'e', epoch: 2, state: 'pending', body })
    clock.now += 1
    same((await store.claim(ask))[0]?.body, body, 'what it was told to say')
  },
  'a finished row is never taken again': async ({ store, clock }) => {
    await land(store, batch({ insert: { outbox: [effect('e')] } }))
    await store.claim(ask)
    await store.settle({ tenant: 'acme', id: 'e', epoch: 1, state: 'done' })
    clock.now += 10_000_000
    same(await store.claim(ask), [], 'claims')
  },
  'a claim that makes no sense is refused': async ({ store }) => {
    await refused('invalid_input', () => store.claim({ ...ask, limit: -1 }), 'a negative limit')
    await refused('invalid_input', () => store.claim({ ...ask, leaseMs: 0.5 }), 'half a millisecond')
    await refused(
      'invalid_input',
      () => store.settle({ tenant: 'acme', id: 'e', epoch: 1, state: 'lost' as never }),
      'a state',
    )
    await refused('invalid_text', () => store.claim({ ...ask, owner: 'a\0b' }), 'an owner with NUL')
  },
})
