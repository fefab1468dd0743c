import { readFileSync } from 'node:fs'
import { run } from '../src/index.js'
import { type Desk, desk } from './cli.js'

/** What `serve --json` says first. */
interface Told {
  readonly url: string
  readonly listening: string
  readonly provider: string
  readonly adminKeyIn: string
  readonly adminKey?: string
  readonly payLink: string | null
  readonly invoice: string | null
}

export interface Server {
  readonly told: Told
  readonly key: string
  /** Ends it, and gives the exit code. */
  end(): Promise<number>
}

const open: { end(): Promise<number> }[] = []
const desks: Desk[] = []

/** Ends every server and clears every desk that a test has left. */
export async function endAll(): Promise<void> {
  for (const server of open.splice(0)) await server.end()
  for (const one of desks.splice(0)) one.clear()
}

/** A desk with two open invoices of one customer. */
export async function books(options: Parameters<typeof desk>[0] = {}): Promise<Desk> {
  const made = desk(options)
  desks.push(made)
  made.file('i.csv', 'c,n,i,d,a\nada,A-1,2026-01-05,2026-02-04,120.00\nada,A-2,2026-02-05,2026-03-07,80.00\n')
  await made.json('init', '--name', 'Studio <Ada>', '--currency', 'EUR')
  const columns = ['--customer', 'c', '--number', 'n', '--issued', 'i', '--due', 'd', '--amount', 'a']
  await made.json('import', 'invoices', 'i.csv', ...columns, '--dates', 'YYYY-MM-DD')
  return made
}

/** Serves a desk's books on a port of its own until it is ended. */
export async function serve(
  { folder }: Desk,
  args: readonly string[] = [],
  env: Record<string, string> = {},
  now?: () => number,
): Promise<Server> {
  let stop = () => {}
  const stopped = new Promise<void>((resolve) => void (stop = resolve))
  let ran: Promise<number> | undefined
  let errors = ''
  const told = await new Promise<Told>((resolve, reject) => {
    ran = run(['serve', '--port', '0', '--json', ...args], {
      stdout: {
        isTTY: false,
        write: (text) => {
          const said = JSON.parse(text) as Told | { readonly error: unknown }
          if ('url' in said) resolve(said)
        },
      },
      stderr: { isTTY: false, write: (text) => void (errors += text) },
      env,
      cwd: folder,
      untilStopped: () => stopped,
      ...(now !== undefined && { now }),
    })
    ran.then((code) => reject(new Error(`ended with ${code}: ${errors}`)), reject)
  })
  const kept = told.adminKeyIn.endsWith('.json')
    ? (JSON.parse(readFileSync(told.adminKeyIn, 'utf8')) as { adminKey: string }).adminKey
    : (env[told.adminKeyIn] ?? '')
  const server = {
    told,
    key: kept,
    end: () => {
      stop()
      return ran!
    },
  }
  open.push(server)
  return server
}
