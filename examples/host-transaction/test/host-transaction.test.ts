import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

test('a booking and its invoice land together or not at all', { timeout: 60_000 }, () => {
  const tsx = fileURLToPath(new URL('../../../node_modules/.bin/tsx', import.meta.url))
  const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
  const { stdout, stderr } = spawnSync(tsx, ['--conditions=@owekit/source', main], { encoding: 'utf8' })
  expect(stderr).toBe('')
  expect(stdout.trim().split('\n')).toEqual([
    'Ada books the garden room.',
    'Bob is too late: his invoice was written first, and vanished with his booking.',
    'ada: 1 booking, 400.00 EUR to pay',
    'bob: 0 booking, 0.00 EUR to pay',
    'The proof: sound',
  ])
})
