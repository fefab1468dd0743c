import { rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { randomFrom } from '../../src/model/random.js'
import { audit, openAccounts, type Asked } from './audit.js'
import { commandAt } from './commands.js'
import { buildWorker, Worker, type Program } from './crew.js'
import type { Said } from './jobs.js'
import { countDoubts, holds, newFaultTally, type FaultTally } from './tally.js'
import { openTarget, type Target } from './target.js'

/** What the campaign is run with. */
export interface KillOptions {
  readonly seed: number
  readonly kills: number
  /** Processes that write at the same time. @default 3 */
  readonly writers?: number
  /** Kills until the next file is begun. @default 20 */
  readonly perFile?: number
  readonly onFile?: (tally: FaultTally) => void
}

/**
 * Ends writer processes of one SQLite file with SIGKILL, at any point of their work or of their start, and looks
 * through the books after each: what was acknowledged is there once, and nothing is there by halves.
 */
export async function killWriters(options: KillOptions): Promise<FaultTally> {
  const { kills, perFile = 20, onFile } = options
  const tally = newFaultTally()
  const program = await buildWorker()
  try {
    for (let file = 0; tally.faults < kills && holds(tally); file++) {
      await killOnOneFile({ ...options, kills: Math.min(perFile, kills - tally.faults) }, program, file, tally)
      onFile?.(tally)
    }
  } finally {
    program.remove()
  }
  return tally
}

async function killOnOneFile(options: KillOptions, program: Program, file: number, tally: FaultTally): Promise<void> {
  const { writers = 3 } = options
  const seed = options.seed + file
  const random = randomFrom(seed)
  const target: Target = { kind: 'sqlite', at: join(program.folder, `${file}.db`) }
  const first = openTarget(target)
  await openAccounts(first.store)
  await first.close()
  const known = new Map<string, Asked>()
  let fresh: Asked[] = []
  const remember = (one: Asked) => {
    known.set(one.command.input.key, one)
    fresh.push(one)
  }
  const onSaid = ({ job }: Worker, said: Said) => {
    if (said.at !== 'answer' && said.at !== 'refusal') return
    countDoubts(tally, said.doubts)
    const heard = said.at === 'answer' ? said.digest : 'refused'
    remember({ command: commandAt(seed, job.writer, said.place), heard })
    if (said.at === 'answer') tally.acknowledged++
    else tally.refused++
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
      const unheard: Asked = { command: commandAt(seed, no, victim.place), heard: undefined }
      const { store, close } = openTarget(target)
      const learnt = await audit(store, [...fresh, unheard], tally)
      await close()
      fresh = []
      for (const [key, heard] of learnt) known.set(key, { command: unheard.command, heard })
      checkFile(target.at, tally)
      crew[no] = start(no, victim.place + 1)
    }
    // At the end of a file everything that was ever heard is asked again.
    await Promise.all(crew.map((worker) => worker.still()))
    const { store, close } = openTarget(target)
    await audit(store, [...known.values()], tally)
    await close()
  } finally {
    await Promise.all(crew.map((worker) => worker.kill()))
  }
  for (const suffix of ['', '-wal', '-shm']) rmSync(target.at + suffix, { force: true })
}

const Database = createRequire(new URL('../../../store-sqlite/package.json', import.meta.url))('libsql') as new (
  path: string,
) => { prepare(sql: string): { all(): readonly object[] }; close(): void }

/** Asks SQLite itself whether the file is whole. */
function checkFile(path: string, tally: FaultTally): void {
  const database = new Database(path)
  const found = JSON.stringify(database.prepare('PRAGMA integrity_check').all())
  database.close()
  if (found !== '[{"integrity_check":"ok"}]') tally.breaks.push(`integrity_check: ${found}`)
}
