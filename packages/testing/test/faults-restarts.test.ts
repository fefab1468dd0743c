import { expect, test } from 'vitest'
import { at, postgresPlace } from '../campaigns/faults/place.js'
import { restartServer } from '../campaigns/faults/restarts.js'

const hasServer = process.platform === 'linux' && process.arch === 'x64'

test.runIf(hasServer)(
  'a server that crashes under 8 writing processes loses, doubles and halves nothing',
  async () => {
    const server = (await postgresPlace({ fsync: true }))!
    const tally = await at(server, (place) => restartServer({ seed: 1, rounds: 6, perBooks: 3, place }))
    expect(tally).toMatchObject({ faults: 6, lost: 0, doubled: 0, partial: 0, breaks: [] })
    expect(tally.acknowledged).toBeGreaterThan(40)
    // The crashes were felt.
    expect([...tally.doubts.keys()]).toContain('store_unavailable')
  },
  120_000,
)
