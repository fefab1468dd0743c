#!/usr/bin/env node
import { run } from './run.js'
import type { Output } from './terminal/io.js'
import { untilStopped } from './terminal/until-stopped.js'

/** A stream of the process; a reader that goes away early (`owekit open | head`) ends the program quietly. */
function output(stream: NodeJS.WriteStream): Output {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0)
    throw error
  })
  return {
    write: (text) =>
      stream.write(text) ? undefined : new Promise<void>((resolve) => stream.once('drain', () => resolve())),
    isTTY: stream.isTTY === true,
    get columns() {
      return stream.columns
    },
  }
}

// Node 22 calls its SQLite experimental, on stderr, at every start; we test on it and know what we use.
const emitWarning = process.emitWarning.bind(process) as (...given: unknown[]) => void
process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
  if (!String(warning).startsWith('SQLite is an experimental feature')) emitWarning(warning, ...rest)
}

process.exitCode = await run(process.argv.slice(2), {
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  canAsk: process.stdin.isTTY === true && process.stdout.isTTY === true,
  env: process.env,
  cwd: process.cwd(),
  untilStopped,
})
