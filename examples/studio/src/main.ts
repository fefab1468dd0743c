import { fileURLToPath } from 'node:url'
import { show } from './show.js'
import type { Output } from './terminal.js'

// `npm start`: a car-detailing studio's year, told to an embedded database, and what its owner wants to know on a
// Monday morning. `npm start -- --keep` reads the books of the run before instead of writing them anew.

const output = (stream: NodeJS.WriteStream): Output => ({
  write: (text) => void stream.write(text),
  isTTY: stream.isTTY === true,
  columns: stream.columns,
})

const proved = await show({
  folder: fileURLToPath(new URL('../.data', import.meta.url)),
  keep: process.argv.includes('--keep'),
  stdout: output(process.stdout),
  stderr: output(process.stderr),
  env: process.env,
  cwd: process.cwd(),
})
process.exitCode = proved ? 0 : 1
