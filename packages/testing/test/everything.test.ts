import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makers } from '../campaigns/everything/commands.js'
import { liveThrough, newEverything } from '../campaigns/everything/everything.js'
import { openStores, type Stores } from '../campaigns/stores.js'

const hasServer = process.platform === 'linux' && process.arch === 'x64'

describe.each([
  { name: 'memory', books: 40, isHere: true },
  { name: 'sqlite', books: 4, isHere: true },
  { name: 'pglite', books: 2, isHere: true },
  { name: 'postgres', books: 4, isHere: hasServer },
])('everything there is to do on $name', ({ name, books, isHere }) => {
  let stores: Stores
  beforeAll(async () => {
    if (isHere) stores = await openStores(name)
  }, 60_000)
  afterAll(() => stores?.close())

  test.runIf(isHere)('leaves the books sound, and as the provider has it', { timeout: 300_000 }, async () => {
    const tally = newEverything()
    for (let seed = 1; seed <= books; seed++) await liveThrough({ seed, operations: 200 }, stores.make, tally)
    expect(tally.breaks).toEqual([])
    expect(tally.accepted).toBeGreaterThan(tally.operations / 2)
    if (books < 40) return
    // Nothing is drawn in vain.
    const never = Object.keys(makers).filter((command) => (tally.byName.get(command)?.[0] ?? 0) === 0)
    expect(never).toEqual([])
  })
})
