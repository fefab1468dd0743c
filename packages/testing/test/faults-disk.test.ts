import { expect, test } from 'vitest'
import { fillDisk } from '../campaigns/faults/disk.js'
import { at, sqlitePlace } from '../campaigns/faults/place.js'

test('a SQLite file that may grow by 1 to 20 pages: what finds no room leaves nothing, and is done later', async () => {
  const tally = await at(sqlitePlace(), (place) => fillDisk({ seed: 1, sizes: 20, place }))
  expect(tally).toMatchObject({ faults: 100, lost: 0, doubled: 0, partial: 0, breaks: [] })
  expect(tally.doubts.get('store_full')).toBe(100)
}, 120_000)
