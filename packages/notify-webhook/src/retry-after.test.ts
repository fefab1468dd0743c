import { expect, it } from 'vitest'
import { retryAfterSeconds } from './retry-after.js'

const now = Date.parse('Sun, 01 Mar 2026 12:00:00 GMT')

it.each<[string | null | undefined, number | undefined]>([
  ['120', 120],
  [' 90 ', 90],
  ['0.2', 1],
  ['604800', 604_800],
  ['604801', undefined],
  ['Sun, 01 Mar 2026 12:01:30 GMT', 90],
  ['Sun, 01 Mar 2026 11:59:59 GMT', undefined],
  ['0', undefined],
  ['-5', undefined],
  ['soon', undefined],
  ['', undefined],
  [null, undefined],
  [undefined, undefined],
])('Retry-After %j says %j seconds', (header, seconds) => {
  expect(retryAfterSeconds(header, now)).toEqual(seconds === undefined ? {} : { retryAfterSeconds: seconds })
})
