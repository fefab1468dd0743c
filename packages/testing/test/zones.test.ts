import { expect, test } from 'vitest'
import { planAroundChanges } from '../campaigns/zones.js'

/** Half hours, quarters of an hour, clocks that change at midnight, twice around Ramadan, or not at all any more. */
const zones = [
  'Africa/Cairo',
  'Africa/Casablanca',
  'America/Asuncion',
  'America/Havana',
  'America/New_York',
  'America/Nuuk',
  'America/Santiago',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Asia/Amman',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Europe/Berlin',
  'Europe/London',
  'Pacific/Apia',
  'Pacific/Auckland',
  'Pacific/Chatham',
]

test('row 21, row 22: around every clock change from 2020 to 2035 each step comes once, in order, at its time', () => {
  const { breaks, ...tally } = planAroundChanges(zones)
  expect(breaks).toEqual([])
  expect(tally.zones).toBe(20)
  expect(tally.changes).toBeGreaterThan(300)
  expect(tally.skipped).toBeGreaterThan(300)
  expect(tally.repeated).toBeGreaterThan(300)
})
