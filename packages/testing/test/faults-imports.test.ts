import { expect, test } from 'vitest'
import { buildOwekit } from '../campaigns/faults/crew.js'
import { killImports } from '../campaigns/faults/imports.js'
import { at, sqlitePlace } from '../campaigns/faults/place.js'

test('imports that are killed and run again make the books that undisturbed ones make', async () => {
  const program = await buildOwekit()
  const tally = await at(sqlitePlace(), (place) =>
    killImports({ seed: 1, kills: 3, perImport: 2, invoices: 520, place, program }),
  )
  program.remove()
  expect(tally).toMatchObject({ faults: 3, lost: 0, doubled: 0, partial: 0, breaks: [] })
}, 240_000)
