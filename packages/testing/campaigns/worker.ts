import { writeSync } from 'node:fs'
import { setImmediate as breathe } from 'node:timers/promises'
import { createInterface } from 'node:readline'
import { createReceivables } from '@owekit/core'
import { ask } from './faults/ask.js'
import { clock } from './faults/commands.js'
import { jobs, type Job, type Said } from './faults/jobs.js'
import { openTarget } from './faults/target.js'

// One process of a campaign. Works off a job, prints a line for each thing that it knows happened, and stops between
// two commands when it is told to: see faults/crew.ts.

const job = JSON.parse(process.argv[2] ?? '') as Job
const { store, close } = openTarget(job.target)
const ar = createReceivables({ store, clock, actor: `writer ${job.writer}` })

/** Written before anything else happens: what was printed was acknowledged. */
const say = (said: Said) => void writeSync(1, `${JSON.stringify(said)}\n`)

let go: () => void = () => {}
let gate = new Promise<void>((resolve) => (go = resolve))
let isOpen = false
createInterface({ input: process.stdin })
  .on('line', (line) => {
    if (line === 'go') {
      isOpen = true
      go()
    } else {
      isOpen = false
      gate = new Promise<void>((resolve) => (go = resolve))
    }
  })
  // A campaign that dies takes its processes along.
  .on('close', () => process.exit(1))

/** Lets lines from outside in, and waits while the gate is shut. */
const pass = async () => {
  await breathe()
  while (!isOpen) {
    say({ at: 'gate' })
    await gate
  }
}

try {
  await jobs[job.does](job, {
    store,
    ask: (command) => ask(ar, command),
    tick: () => ar.worker.tick({ limit: 7, leaseMs: 250 }),
    pass,
    say,
  })
  await close()
  say({ at: 'end' })
  process.exit(0)
} catch (error) {
  say({ at: 'broken', error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  process.exit(1)
}
