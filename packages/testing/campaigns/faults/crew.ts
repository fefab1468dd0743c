import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { Job, Said } from './jobs.js'

/** A program that processes of a campaign run, and the folder it is in. */
export interface Program {
  readonly path: string
  readonly folder: string
  readonly remove: () => void
}

/** Bundles the worker, so that starting one costs little more than starting Node. */
export const buildWorker = (): Promise<Program> =>
  // Native packages are looked for where the store would look for them.
  bundled(
    new URL('../worker.ts', import.meta.url),
    new URL('../../../store-sqlite/src/driver/open.ts', import.meta.url),
  )

/** Bundles `owekit`, the command line. */
export const buildOwekit = (): Promise<Program> => {
  const entry = new URL('../../../cli/src/main.ts', import.meta.url)
  return bundled(entry, entry)
}

/** What the program imports and reads is looked for from `home`. */
async function bundled(entry: URL, { href: home }: URL): Promise<Program> {
  const folder = mkdtempSync(join(tmpdir(), 'owekit-faults-'))
  const path = join(folder, 'program.mjs')
  await build({
    entryPoints: [fileURLToPath(entry)],
    outfile: path,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    conditions: ['@owekit/source'],
    external: ['libsql', 'pg-native', '@electric-sql/pglite'],
    define: { 'import.meta.url': JSON.stringify(home) },
    banner: {
      js: `import { createRequire as requireFrom } from 'node:module'; const require = requireFrom('${home}');`,
    },
    logLevel: 'error',
  })
  return { path, folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** A process at work. */
export class Worker {
  readonly job: Job
  /** The place of its list that has not been answered yet. */
  place: number
  #child: ChildProcess
  #isAtGate = false
  #hasEnded = false
  #waiting: (() => void)[] = []
  #broken: string | undefined
  #errors = ''
  readonly #gone: Promise<void>

  constructor(program: Program, job: Job, onSaid: (worker: Worker, said: Said) => void) {
    this.job = job
    this.place = job.from
    this.#child = spawn(process.execPath, [program.path, JSON.stringify(job)], { stdio: ['pipe', 'pipe', 'pipe'] })
    this.#child.stdin?.on('error', () => {})
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.#errors = (this.#errors + chunk.toString()).slice(-4000)))
    const lines = createInterface({ input: this.#child.stdout! })
    lines.on('line', (line) => {
      const said = parse(line)
      // A line that a kill cut short is no acknowledgement.
      if (said === undefined) return
      if (said.at === 'gate') this.#isAtGate = true
      if (said.at === 'end') this.#hasEnded = true
      if (said.at === 'broken') this.#broken = said.error
      if (said.at === 'answer' || said.at === 'refusal') this.place = said.place + 1
      onSaid(this, said)
      this.#wake()
    })
    // Both: the process is gone, and everything it printed was read.
    const exited = new Promise<void>((resolve) => this.#child.once('close', () => resolve()))
    const read = new Promise<void>((resolve) => lines.once('close', () => resolve()))
    this.#gone = Promise.all([exited, read]).then(() => {
      this.#hasEnded = true
      this.#wake()
    })
  }

  /** Waits until it stands still: at the gate, or at its end. */
  async still(): Promise<void> {
    while (!this.#isAtGate && !this.#hasEnded) await new Promise<void>((resolve) => this.#waiting.push(resolve))
    this.assertWhole()
  }

  go(): void {
    this.#isAtGate = false
    this.#child.stdin?.write('go\n')
  }

  async stop(): Promise<void> {
    this.#child.stdin?.write('stop\n')
    await this.still()
  }

  /** Waits until it has done its job. */
  async ended(): Promise<void> {
    await this.gone()
    if (this.#child.exitCode !== 0) throw new Error(`a worker ended with ${this.#child.exitCode}: ${this.#errors}`)
  }

  /** Waits until it is gone, however it ended. */
  async gone(): Promise<void> {
    await this.#gone
    this.assertWhole()
  }

  /** Ends it as a power cut does, without a chance to say anything. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    await this.#gone
  }

  assertWhole(): void {
    if (this.#broken !== undefined) throw new Error(`worker ${this.job.writer} broke: ${this.#broken}`)
  }

  #wake(): void {
    for (const wake of this.#waiting.splice(0)) wake()
  }
}

function parse(line: string): Said | undefined {
  try {
    return JSON.parse(line) as Said
  } catch {
    return undefined
  }
}
