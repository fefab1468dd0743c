import { setTimeout as wait } from 'node:timers/promises'
import { randomFrom } from '../../src/model/random.js'
import { commandAt } from './commands.js'
import { buildWorker, Worker, type Program } from './crew.js'
import type { Said } from './jobs.js'
import { notesOn } from './notes.js'
import type { Place } from './place.js'
import { checkFile } from './sqlite-file.js'
import { holds, newFaultTally, type FaultTally } from './tally.js'

/** What the campaign is run with. */
export interface KillOptions {
  readonly seed: number
  readonly kills: number
  readonly place: Place
  /** Processes that write at the same time. @default 3 */
  readonly writers?: number
  /** Kills until the next books are begun. @default 20 */
  readonly perBooks?: number
  readonly onBooks?: (tally: FaultTally) => void
}

/**
 * Ends processes that write the same books with SIGKILL, at any point of their work or of their start, and looks
 * through the books after each: what was acknowledged is there once, and nothing is there by halves.
 */
export async function killWriters(options: KillOptions): Promise<FaultTally> {
  const { kills, perBooks = 20, onBooks } = options
  const tally = newFaultTally()
  const program = await buildWorker()
  try {
    for (let books = 0; tally.faults < kills && holds(tally); books++) {
      await killWritersOf({ ...options, kills: Math.min(perBooks, kills - tally.faults) }, program, books, tally)
      onBooks?.(tally)
    }
  } finally {
    program.remove()
  }
  return tally
}

async function killWritersOf(options: KillOptions, program: Program, books: number, tally: FaultTally): Promise<void> {
  const { place, writers = 3 } = options
  const seed = options.seed + books
  const random = randomFrom(seed)
  const target = place.target(`kills${books}`, books % 2 === 0 ? 'oneStatement' : 'portable')
  const notes = await notesOn(target, tally)
  const onSaid = ({ job }: Worker, said: Said) => {
    if ('place' in said) notes.said(commandAt(seed, job.writer, said.place), said)
  }
  const start = (writer: number, from: number) =>
    new Worker(program, { does: 'commands', target, seed, writer, from }, onSaid)
  const crew = Array.from({ length: writers }, (_, writer) => start(writer, 0))
  try {
    for (let kill = 0; kill < options.kills && holds(tally); kill++) {
      // One in ten dies while it starts; the others have all begun to write.
      if (random.chance(0.9)) await Promise.all(crew.map((worker) => worker.still()))
      for (const worker of crew) worker.go()
      await wait(random.int(0, 80))
      const no = random.int(0, writers - 1)
      const victim = crew[no]!
      await victim.kill()
      tally.faults++
      await Promise.all(crew.filter((worker) => worker !== victim).map((worker) => worker.stop()))
      await notes.audit([commandAt(seed, no, victim.place)])
      if (target.kind === 'sqlite') checkFile(target.at, tally)
      crew[no] = start(no, victim.place + 1)
    }
    await Promise.all(crew.map((worker) => worker.still()))
    await notes.auditAll()
  } finally {
    await Promise.all(crew.map((worker) => worker.kill()))
  }
  await place.remove(target)
}
