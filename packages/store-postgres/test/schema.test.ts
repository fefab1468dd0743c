import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { deriveSchema } from '../src/schema/derive.js'
import { extras } from '../src/schema/extras.js'
import { version1 } from '../src/schema/version-1.js'

// Before the first release: run scripts/freeze-schema.ts, then keep-released.ts. After it: write a migration that brings the tables here.
test('the frozen schema is what the descriptors describe', () => {
  expect(version1).toEqual([...deriveSchema(), ...extras])
})

test('tenant leads every key and every index', () => {
  for (const sql of version1.filter((one) => !one.startsWith('CREATE VIEW'))) {
    expect(sql).toMatch(sql.startsWith('CREATE TABLE') ? /PRIMARY KEY \("tenant", / : /\("tenant", /)
  }
})

test('the frozen file is literal text', () => {
  expect(readFileSync(new URL('../src/schema/version-1.ts', import.meta.url), 'utf8')).not.toMatch(/import|\$\{/)
})
