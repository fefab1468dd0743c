import { expect, test } from 'vitest'
import { breakNetwork } from '../campaigns/faults/network.js'
import { at, postgresPlace } from '../campaigns/faults/place.js'

const hasServer = process.platform === 'linux' && process.arch === 'x64'

test.runIf(hasServer)(
  '20 breaks of the network, two blackholes of 3 seconds among them, leave no command without its one answer',
  async () => {
    const options = { seed: 1, faults: 20, blackholeMs: 3_000, blackholeEvery: 10, perBooks: 10 }
    const tally = await at((await postgresPlace())!, (place) => breakNetwork({ ...options, place }))
    expect(tally).toMatchObject({ faults: 20, lost: 0, doubled: 0, partial: 0, breaks: [] })
    expect([...tally.kinds.keys()].sort()).toEqual([
      'blackhole',
      'half-open',
      'half-open, answers lost',
      'reset after COMMIT',
      'reset before COMMIT',
    ])
    // Some had landed unheard, and asking again told so.
    expect(tally.unknownLanded).toBeGreaterThan(0)
  },
  120_000,
)
