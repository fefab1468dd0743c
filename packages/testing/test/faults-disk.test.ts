import { expect, test } from 'vitest'
import { fillDisk } from '../campaigns/faults/disk.js'
import { sqlitePlace } from '../campaigns/faults/place.js'

test('a SQLite file that may grow by 1 to 20 pages: what finds no room leaves nothing, and is done later', async () => {
  const place = sqlitePlace()
  const tally = await fillDisk({ seed: 1, sizes: 20, place }).finally(() => place.close())
  expect(tally).toMatchObject({ faults: 100, lost: 0, doubled: 0, partial: 0, breaks: [] })
  expect(tally.doubts.get('store_full')).toBe(100)
}, 120_000)
