import { isAbsolute, join } from 'node:path'
import type { Command } from 'commander'
import type { Io } from './terminal/io.js'
import { styleOf, type Style } from './terminal/style.js'

/** Where the books are when nobody says. */
export const defaultDb = 'owekit.db'

/** Whether `--db` names a server, or a PostgreSQL in this process, instead of a file. */
export function isServer(db: string): boolean {
  return /^(postgres(ql)?:\/\/|pglite:)/.test(db)
}

/** The options every command takes. */
interface Globals {
  readonly db: string
  readonly tenant?: string
  readonly json?: boolean
  readonly currency?: string
  readonly timeZone?: string
  readonly color: boolean
  readonly quiet?: boolean
}

/** What a command works with: the outside world and the options given for all commands. */
export interface Context {
  readonly io: Io
  readonly globals: Globals
  readonly json: boolean
  readonly quiet: boolean
  /** How stdout is painted. */
  readonly style: Style
  /** Cells of a line on stdout; undefined when it is not a terminal, where nothing is cut. */
  readonly width: number | undefined
  /** A path of the caller's, made absolute. For books on a server: where a file of them would be, as settings are. */
  path(given: string): string
  /** Writes to stdout. */
  print(text: string): Promise<void>
  /** Writes one JSON document to stdout. */
  printJson(value: unknown): Promise<void>
  /** Writes a remark for a person to stderr; not with --quiet or --json. */
  remark(text: string): void
}

/** Makes the context of a command from the options given for all of them. */
function contextOf(io: Io, globals: Globals): Context {
  const json = globals.json === true
  const quiet = globals.quiet === true || json
  return {
    io,
    globals,
    json,
    quiet,
    style: styleOf(io.stdout, io.env, globals.color),
    width: io.stdout.isTTY ? (io.stdout.columns ?? 80) : undefined,
    path: (given) => {
      if (isServer(given)) return join(io.cwd, 'owekit')
      return isAbsolute(given) ? given : join(io.cwd, given)
    },
    print: async (text) => io.stdout.write(text),
    printJson: async (value) => io.stdout.write(`${JSON.stringify(value, null, 2)}\n`),
    remark: (text) => {
      if (!quiet) void io.stderr.write(`${text}\n`)
    },
  }
}

/** One run of the program: what it may touch and the exit code so far. */
export interface Shell {
  readonly io: Io
  exitCode: number
}

/**
 * Makes a commander action of a command's work, which gets the context, its own options and its arguments, and gives
 * the exit code (nothing means 0).
 */
export function act<Options>(
  shell: Shell,
  work: (context: Context, options: Options, ...args: string[]) => Promise<number | void>,
): (...given: unknown[]) => Promise<void> {
  return async (...given) => {
    const command = given.at(-1) as Command
    const args = given.slice(0, -2) as string[]
    const context = contextOf(shell.io, command.optsWithGlobals<Globals & Options & object>())
    shell.exitCode = (await work(context, command.opts<Options & object>(), ...args)) ?? 0
  }
}
