import type { Store } from '@owekit/core/ports'
import { holds, same } from '../assert.js'
import { group, type Bench } from '../case.js'
import { batch, land, posting } from '../rows.js'
import { snapshot } from '../snapshot.js'

async function crashed({ crash }: Bench): Promise<Store> {
  if (crash === undefined) throw new Error('the group needs crash in the options of the suite')
  return crash()
}

const keyed = (customer: string) =>
  posting(customer, 1, { key: { id: customer, fingerprint: 'print', result: 'done' } })

/** What is left when the store ends without a chance to say anything. */
export const crashes = group('crashes', {
  'what was acknowledged is there, row for row': async (bench) => {
    for (let i = 0; i < 20; i++) await land(bench.store, keyed(`cus_${i}`))
    const rows = await snapshot(bench.store)
    const again = await crashed(bench)
    same(await snapshot(again), rows, 'every row after the crash')
    for (let i = 0; i < 20; i++)
      same((await again.commit(keyed(`cus_${i}`))).status, 'replayed', `cus_${i}, asked again`)
  },
  'what was under way landed wholly or not at all, and its key tells': async (bench) => {
    const acknowledged = new Set<string>()
    const customers = Array.from({ length: 40 }, (_, i) => `cus_${i}`)
    const underWay = customers.map(async (customer) => {
      const result = await bench.store.commit(keyed(customer)).catch(() => undefined)
      if (result?.status === 'committed') acknowledged.add(customer)
    })
    await Promise.race(underWay)
    const heard = new Set(acknowledged)
    const again = await crashed(bench)
    await Promise.all(underWay)
    for (const customer of customers) {
      const where = [customer]
      const [heads, facts, lines, keys] = await again.read('acme', [
        { collection: 'heads', keys: [where] },
        { collection: 'facts', where, limit: 10 },
        { collection: 'postings', where, limit: 10 },
        { collection: 'keys', keys: [where] },
      ])
      const counts = [heads.length, facts.length, lines.length, keys.length].join()
      holds(counts === '1,1,2,1' || counts === '0,0,0,0', `${customer} landed by halves: ${counts}`)
      if (heard.has(customer)) same(counts, '1,1,2,1', `what is there of ${customer}, which was acknowledged`)
      const { status } = await again.commit(keyed(customer))
      same(status, counts === '0,0,0,0' ? 'committed' : 'replayed', `${customer}, asked again`)
    }
  },
  'a series goes on where it was': async (bench) => {
    const ask = batch({ number: { series: 'invoice', token: '{#}', prefix: '', width: 1 } })
    for (let i = 0; i < 3; i++) await land(bench.store, ask)
    const result = await (await crashed(bench)).commit(ask)
    same(result.status === 'committed' ? result.number : result.status, '4', 'the next number')
  },
})
