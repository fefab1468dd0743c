import { notifierSuite } from '@owekit/testing'
import { describe, test } from 'vitest'
import { postmarkBench } from './postmark-bench.js'
import { resendBench } from './resend-bench.js'
import { twilioBench } from './twilio-bench.js'

describe('Twilio', () => {
  const skip = { 'stale feedback': 'its webhooks carry no time' }
  notifierSuite({ test }, async () => (await twilioBench()).bench, { skip })
})

describe('Resend', () => {
  notifierSuite({ test }, async ({ clock }) => (await resendBench({ clock })).bench)
})

describe('Postmark', () => {
  const skip = {
    'changed feedback': 'its webhooks sign in with a password, and nothing is signed',
    'stale feedback': 'its webhooks carry no time that anybody vouches for',
  }
  notifierSuite({ test }, async ({ clock }) => (await postmarkBench({ clock })).bench, { skip })
})
