import { notifierSuite } from '@owekit/testing'
import { createTransport } from 'nodemailer'
import { describe, test } from 'vitest'
import { emailBench } from './bench.js'

describe('over SMTP', () => {
  notifierSuite({ test }, async () => (await emailBench()).bench)
})

describe('over SMTP, with a pool of connections', () => {
  notifierSuite({ test }, async () => {
    const { bench, office, transport } = await emailBench()
    const pool = createTransport({ ...transport, pool: true, maxRequeues: 0 })
    const { bench: pooled, office: unused } = await emailBench({ transport: pool })
    await unused.close()
    const close = async () => {
      pool.close()
      await office.close()
    }
    return { ...bench, notifier: pooled.notifier, close }
  })
})
