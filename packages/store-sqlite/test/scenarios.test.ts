import { scenarioConformance } from '@owekit/testing'
import { describe, test } from 'vitest'
import { sqliteStore } from '../src/index.js'
import { drivers, freshFiles } from './drivers.js'

const file = freshFiles()

for (const driver of drivers)
  describe(`${driver}, file`, () => {
    scenarioConformance({ test }, ({ clock }) => sqliteStore({ path: file() }, { clock, driver }))
  })
