import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildWorker, type Program } from '../campaigns/faults/crew.js'
import { postgresPlace, sqlitePlace, type Place } from '../campaigns/faults/place.js'
import { raceForKeys, raceForNumbers, raceForRoom, raceOnAccount } from '../campaigns/faults/races.js'

const hasServer = process.platform === 'linux' && process.arch === 'x64'

describe.each([
  { name: 'a SQLite file', isHere: true, make: async () => sqlitePlace() },
  { name: 'PostgreSQL', isHere: hasServer, make: async () => (await postgresPlace())! },
])('8 processes on $name', ({ isHere, make }) => {
  let program: Program
  let place: Place
  beforeAll(async () => {
    if (!isHere) return
    program = await buildWorker()
    place = await make()
  })
  afterAll(async () => {
    program?.remove()
    await place?.close()
  })
  const whole = { lost: 0, doubled: 0, breaks: [] }

  test.runIf(isHere)('take exactly what fits into an invoice, and out of a payment', { timeout: 120_000 }, async () => {
    const tally = await raceForRoom({ program, place }, 10)
    expect(tally).toMatchObject({ acknowledged: 80, refused: 80, ...whole })
  })

  test.runIf(isHere)('pay and pay back on one account, to the cent', { timeout: 120_000 }, async () => {
    const tally = await raceOnAccount({ program, place }, 40)
    expect(tally).toMatchObject({ acknowledged: 320, refused: 0, ...whole })
  })

  test.runIf(isHere)('take numbers of one series without a gap', { timeout: 120_000 }, async () => {
    const tally = await raceForNumbers({ program, place }, 800)
    expect(tally).toMatchObject({ acknowledged: 800, refused: 0, ...whole })
  })

  test.runIf(isHere)(
    'ask for the same keys, 24 callers each, and each is done once',
    { timeout: 120_000 },
    async () => {
      const tally = await raceForKeys({ program, place }, 20, 3)
      expect(tally).toMatchObject({ acknowledged: 480, refused: 0, ...whole })
    },
  )
})
