import { test } from 'vitest'
import { sequences } from './sequences.js'

// Half of the 10,000; webhook-sequences-more.test.ts has the other half, so that two workers share them.
test(
  'threat row 5: webhooks delivered 1 to 10 times, in any order, with the store failing in between, have one effect each',
  sequences(1),
  600_000,
)
