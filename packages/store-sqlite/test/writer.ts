import { sqliteStore } from '../src/index.js'

// One of several processes that write 40 versions each of the same account; see sqlite-store.test.ts.
const [path = '', no = ''] = process.argv.slice(2)
const store = sqliteStore({ path })
const customer = 'hot'
for (let written = 0; written < 40;) {
  const [heads] = await store.read('acme', [{ collection: 'heads', keys: [[customer]] }])
  const version = (heads[0]?.rev ?? 0) + 1
  const head = { customer, rev: version, recordedAt: 0, mergedInto: '' }
  const fixed = {
    type: 'test.happened',
    schema: 1,
    effectiveOn: 20_513,
    recordedAt: 0,
    actor: no,
    cause: '',
    requestKey: '',
  }
  const result = await store.commit({
    tenant: 'acme',
    expect: [{ collection: 'heads', key: [customer], rev: version - 1 }],
    insert: { facts: [{ customer, version, ...fixed, data: {} }], ...(version === 1 ? { heads: [head] } : {}) },
    update: version === 1 ? {} : { heads: [head] },
  })
  if (result.status === 'committed') written++
}
await store.close()
