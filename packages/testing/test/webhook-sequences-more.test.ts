import { test } from 'vitest'
import { sequences } from './sequences.js'

test('5,000 more sequences of webhooks have one effect each', sequences(5_001), 600_000)
