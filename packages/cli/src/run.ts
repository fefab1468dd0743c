import { CommanderError } from 'commander'
import type { Shell } from './context.js'
import { buildProgram } from './program.js'
import { exitCodes, reportError } from './report-error.js'
import type { Io } from './terminal/io.js'

/**
 * Runs one command line and gives its exit code: 0 fine, 1 a rule or check says no, 2 wrong usage or input, 3 the store
 * is in trouble. Touches nothing of the process: tests and hosts run it as `main` does.
 *
 * @param argv the arguments after the program's name
 * @example
 * const code = await run(['--db', 'books.db', 'aging', '--json'], io)
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const shell: Shell = { io, exitCode: exitCodes.ok }
  const program = buildProgram(shell)
  const json = argv.includes('--json')
  try {
    if (argv.length === 0) {
      program.outputHelp()
      return exitCodes.input
    }
    await program.parseAsync(argv, { from: 'user' })
    return shell.exitCode
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return exitCodes.ok
    // A command group without its command: the help was shown on stderr.
    if (error instanceof CommanderError && error.code === 'commander.help' && !json) return exitCodes.input
    return reportError(error, io, { json, color: !argv.includes('--no-color') })
  }
}
