import { join } from 'node:path'
import { expect, test } from 'vitest'
import { buildWorker } from '../campaigns/faults/crew.js'
import { race } from '../campaigns/faults/races.js'

test('processes that race on one SQLite file get exactly what there is', async () => {
  const program = await buildWorker()
  const target = (name: string) => ({ kind: 'sqlite', at: join(program.folder, `${name}.db`) }) as const
  try {
    const tally = await race({ program, target, numbers: 800, keys: 10 })
    expect(tally).toMatchObject({ acknowledged: 80 + 800 + 200, refused: 80, doubled: 0, breaks: [] })
  } finally {
    program.remove()
  }
}, 120_000)
