import { memoryStore } from '@owekit/core/memory'
import { expect, test } from 'vitest'
import { ask } from '../campaigns/faults/ask.js'
import { audit, openAccounts, type Asked } from '../campaigns/faults/audit.js'
import { commandAt } from '../campaigns/faults/commands.js'
import { digestOf } from '../campaigns/faults/digest.js'
import { newFaultTally } from '../campaigns/faults/tally.js'

// The auditor itself: told of things that did not happen, it says so.

async function books(count = 3) {
  const store = memoryStore()
  const ar = await openAccounts(store)
  const asked: Asked[] = []
  for (let place = 0; place < count; place++) {
    const command = commandAt(1, 0, place)
    const told = await ask(ar, command)
    asked.push({ command, heard: told.status === 'refused' ? 'refused' : digestOf(told.answer) })
  }
  return { store, asked }
}

test('whole books are whole, and doubts end', async () => {
  const { store, asked } = await books(30)
  const tally = newFaultTally()
  const unheard = [29, 30].map((place): Asked => ({ command: commandAt(1, 0, place), heard: undefined }))
  const learnt = await audit(store, [...asked, ...unheard], tally)
  expect([...learnt.keys()]).toEqual(['w0-29', 'w0-30'])
  expect(tally).toMatchObject({ lost: 0, doubled: 0, unknownLanded: 1, unknownRedone: 1, breaks: [] })
})

test('an acknowledgement of nothing is a loss', async () => {
  const { store, asked } = await books()
  const tally = newFaultTally()
  await audit(store, [...asked, { command: commandAt(1, 7, 0), heard: 'x' }], tally)
  expect(tally.lost).toBe(1)
})

test('another answer and a refusal that left something are breaks', async () => {
  const { store, asked } = await books()
  const [first, second] = asked as [Asked, Asked]
  const tally = newFaultTally()
  await audit(
    store,
    [
      { ...first, heard: 'other' },
      { ...second, heard: 'refused' },
    ],
    tally,
  )
  expect(tally.breaks).toEqual([
    expect.stringContaining('was refused, and is there') as string,
    expect.stringContaining('is answered otherwise') as string,
  ])
})
