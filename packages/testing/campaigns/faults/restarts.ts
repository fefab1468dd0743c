import { setTimeout as wait } from 'node:timers/promises'
import { randomFrom } from '../../src/model/random.js'
import { commandAt } from './commands.js'
import { buildWorker, Worker, type Program } from './crew.js'
import type { Said } from './jobs.js'
import { notesOn } from './notes.js'
import type { PostgresPlace } from './place.js'
import { holds, newFaultTally, type FaultTally } from './tally.js'

/** What the campaign is run with. */
export interface RestartOptions {
  readonly seed: number
  readonly rounds: number
  readonly place: PostgresPlace
  /** Processes that write at the same time. @default 8 */
  readonly writers?: number
  /** Rounds until the next books are begun. @default 10 */
  readonly perBooks?: number
  readonly onBooks?: (tally: FaultTally) => void
}

/**
 * Ends a PostgreSQL server at once, as a crash does, while processes write to it, and starts it again. Whoever was not
 * answered asks again with the same key; after each round the books are looked through.
 */
export async function restartServer(options: RestartOptions): Promise<FaultTally> {
  const { rounds, perBooks = 10, onBooks } = options
  const tally = newFaultTally()
  const program = await buildWorker()
  try {
    for (let books = 0; tally.faults < rounds && holds(tally); books++) {
      await restartUnder({ ...options, rounds: Math.min(perBooks, rounds - tally.faults) }, program, books, tally)
      onBooks?.(tally)
    }
  } finally {
    program.remove()
  }
  return tally
}

async function restartUnder(options: RestartOptions, program: Program, books: number, tally: FaultTally) {
  const { place, writers = 8 } = options
  const { server } = place
  const seed = options.seed + books
  const random = randomFrom(seed)
  const target = place.target(`restarts${books}`, books % 2 === 0 ? 'oneStatement' : 'portable')
  const notes = await notesOn(target, tally)
  let answers = 0
  const onSaid = ({ job }: Worker, said: Said) => {
    if (!('place' in said)) return
    answers++
    notes.said(commandAt(seed, job.writer, said.place), said)
  }
  const crew = Array.from(
    { length: writers },
    (_, writer) => new Worker(program, { does: 'commands', target, seed, writer, from: 0 }, onSaid),
  )
  try {
    for (let round = 0; round < options.rounds && holds(tally); round++) {
      await Promise.all(crew.map((worker) => worker.still()))
      for (const worker of crew) worker.go()
      // In the thick of it, wherever that is on a machine that does other things too.
      const wanted = answers + random.int(1, 80)
      for (const since = Date.now(); answers < wanted && Date.now() - since < 2_000;) await wait(random.int(1, 10))
      await server.crash()
      // One in five goes down again as soon as it is back.
      if (random.chance(0.2)) {
        await server.start()
        await server.crash()
      }
      await server.start()
      tally.faults++
      await wait(random.int(0, 100))
      await Promise.all(crew.map((worker) => worker.stop()))
      await notes.audit()
    }
    await notes.auditAll()
  } finally {
    await Promise.all(crew.map((worker) => worker.kill()))
  }
  await place.remove(target)
}
