import { paymentProviderSuite } from '@owekit/testing'
import { test } from 'vitest'
import { stripeBench } from './bench.js'

paymentProviderSuite({ test }, async ({ clock }) => (await stripeBench(clock)).bench)
