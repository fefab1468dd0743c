import { test } from 'vitest'
import { agreement } from './agreement.js'

test('engine and naive model agree on 100,000 more', agreement(526), 600_000)
