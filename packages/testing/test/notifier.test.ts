import { notifierSuite } from '@owekit/testing'
import { describe, test } from 'vitest'
import { consoleBench, memoryBench } from './notifier-benches.js'

describe('a memory notifier', () => {
  notifierSuite({ test }, memoryBench())
})

describe('a memory notifier that can be asked for a key', () => {
  notifierSuite({ test }, memoryBench({ capabilities: { repeats: 'lookup' } }))
})

describe('a memory notifier that can do little', () => {
  const capabilities = { repeats: 'none', attachments: false, html: false, feedback: false } as const
  notifierSuite({ test }, memoryBench({ capabilities, channel: 'sms' }))
})

describe('a memory notifier that forgets keys after a day', () => {
  notifierSuite({ test }, memoryBench({ capabilities: { keyLifetimeSeconds: 86_400 } }))
})

describe('a console notifier', () => {
  const nobody = 'nobody is behind it who could refuse or be away'
  notifierSuite({ test }, consoleBench, {
    skip: {
      attachments: 'shows their names and sizes',
      unsubscribe: 'shows the address alone',
      keys: 'remembers nothing',
      refusals: nobody,
      waiting: nobody,
      'no connection': nobody,
      doubt: nobody,
      'giving up': 'is never waited for; what was given up before is asked in its own tests',
    },
  })
})
