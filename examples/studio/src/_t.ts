import { memoryStore } from '@owekit/core/memory'
import { sqliteStore } from '@owekit/store-sqlite'
import { createRequire } from 'node:module'
import { generate } from './generate.js'
import { live, openBooks, storyClock } from './live.js'
import { monday } from './monday.js'
const Libsql = createRequire(import.meta.url)('libsql')
const year = generate()
async function go(name: string, make: (clock: any) => any) {
  const clock = storyClock(); const store = make(clock); const ar = openBooks(store, clock)
  const byKind = new Map<string, [number, number]>()
  const t = performance.now(); let last = t
  await live(ar, clock, year, (d) => { const now = performance.now(); const k = year[d - 1]!.do; const e = byKind.get(k) ?? [0, 0]; e[0]++; e[1] += now - last; byKind.set(k, e); last = now })
  const t2 = performance.now(); const m = await monday(ar); const t3 = performance.now()
  console.log(name, 'write', Math.round(t2 - t), 'read', Math.round(t3 - t2), [...byKind].filter(([, [n]]) => n > 50).map(([k, [n, ms]]) => `${k} ${(ms / n).toFixed(2)} ms`).join(', '))
  await store.close()
}
const { rmSync } = await import('node:fs')
for (const f of ['b', 'c']) for (const e of ['', '-wal', '-shm']) rmSync(`/tmp/st/${f}.db${e}`, { force: true })
await go('memory', (clock) => memoryStore({ clock }))
await go('memory2', (clock) => memoryStore({ clock }))
await go('libsql', (clock) => sqliteStore({ path: '/tmp/st/b.db' }, { clock }))
await go('libsql :memory:', (clock) => sqliteStore({ path: ':memory:' }, { clock }))
const db = new Libsql('/tmp/st/c.db'); db.exec('PRAGMA journal_mode=WAL'); db.exec('PRAGMA synchronous=OFF')
await go('libsql sync off', (clock) => sqliteStore({ database: db }, { clock }))
