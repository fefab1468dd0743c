import { paymentProviderSuite } from '@owekit/testing'
import { describe, test } from 'vitest'
import { fakeBench } from './fake-bench.js'

describe('the fake provider', () => {
  paymentProviderSuite({ test }, fakeBench())
})

describe('a fake provider that offers little', () => {
  paymentProviderSuite(
    { test },
    fakeBench({
      capabilities: {
        holds: false,
        savedMethods: false,
        inPlace: false,
        refunds: 'full',
        disputes: false,
        payouts: false,
        settlement: 'instant',
        lifetime: { minSeconds: 60, maxSeconds: null },
      },
    }),
  )
})
