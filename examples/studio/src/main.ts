import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run, untilStopped } from '@owekit/cli'
import { instantAt } from '@owekit/core/calendar'
import { show } from './show.js'
import { studio } from './studio.js'
import type { Output } from './terminal.js'

// `npm start`: a car-detailing studio's year, told to an embedded database, and what its owner wants to know on a
// Monday morning; then its books are served until Ctrl-C, with a pay link to try. `npm start -- --once` ends after the
// report, `--keep` reads the books of the run before instead of writing them anew, `--port 8080` serves elsewhere.

const output = (stream: NodeJS.WriteStream): Output => ({
  write: (text) => void stream.write(text),
  isTTY: stream.isTTY === true,
  ...(stream.isTTY && { columns: stream.columns }),
})

const folder = fileURLToPath(new URL('../.data', import.meta.url))
const [stdout, stderr] = [output(process.stdout), output(process.stderr)]
// The mail server of yours is not for made-up customers.
const env = { ...process.env, OWEKIT_SMTP_URL: '' }
const outside = { stdout, stderr, env, cwd: process.cwd() }
const own = ['--once', '--keep']
const asked = process.argv.slice(2)

const proved = await show({ ...outside, folder, keep: asked.includes('--keep') })
process.exitCode = proved ? 0 : 1
if (proved && !asked.includes('--once')) {
  stdout.write('\n')
  // Its clock goes on from that Monday morning, so that pages and report agree; and no key of yours is used for it.
  const started = performance.now()
  const now = () => Math.floor(instantAt(studio.today, 9 * 60, studio.timeZone) + performance.now() - started)
  const args = ['serve', '--provider', 'fake', ...asked.filter((arg) => !own.includes(arg))]
  process.exitCode = await run(['--db', join(folder, 'studio.db'), ...args], { ...outside, now, untilStopped })
}
