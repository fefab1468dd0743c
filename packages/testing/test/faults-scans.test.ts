import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildWorker, type Program } from '../campaigns/faults/crew.js'
import { at, postgresPlace, sqlitePlace } from '../campaigns/faults/place.js'
import { scanHolds, scanRows } from '../campaigns/faults/scans.js'

const hasServer = process.platform === 'linux' && process.arch === 'x64'
const rows = 20_000
const found = { rows, staying: 18_000, stayed: 18_000, lost: 0, doubled: 0, wrong: 0, breaks: [] }

let program: Program
beforeAll(async () => (program = await buildWorker()))
afterAll(() => program.remove())

test('a walk over 20,000 rows that others write between, gone on with by another process, needs no more memory than a short one', async () => {
  const tally = await at(sqlitePlace(), (place) => scanRows({ seed: 1, rows, place, program }))
  expect(tally).toMatchObject(found)
  expect(scanHolds(tally)).toBe(true)
}, 120_000)

test('a walk that keeps the rows is told from one that does not', async () => {
  const tally = await at(sqlitePlace(), (place) => scanRows({ seed: 1, rows, place, program, keeps: true }))
  expect(tally).toMatchObject({ ...found, breaks: [expect.stringMatching(/^heap grew from/)] })
}, 120_000)

test.runIf(hasServer)(
  'PostgreSQL is walked over alike',
  async () => {
    const tally = await at((await postgresPlace())!, (place) => scanRows({ seed: 1, rows, place, program }))
    expect(tally).toMatchObject(found)
  },
  120_000,
)
