import { createServer, connect, type AddressInfo, type Socket } from 'node:net'
import { watchCommits } from './watch-commits.js'

/** A network between a store and its server, that can be broken in the ways networks break. */
export interface FaultyNetwork {
  readonly port: number
  /**
   * Connections that are open stay open and carry nothing more: neither way, or only what is asked and no answers.
   * New ones work.
   */
  silence(what: 'both' | 'answers'): void
  /** Nothing is carried any more, and new connections are taken and not answered. */
  blackhole(): void
  /**
   * Resets the connection of the next commit before the server hears of it, or when the server has committed and before
   * anybody hears so. Ends when it has happened.
   */
  resetCommit(when: 'before' | 'after'): Promise<void>
  /** Carries everything again; the connections that were silent are reset at both ends. */
  heal(): void
  stop(): Promise<void>
}

interface Link {
  readonly client: Socket
  readonly server: Socket
  carries: 'all' | 'questions' | 'nothing'
  /** Called when the server has committed; then the answer is not carried. */
  onCommitted: (() => void) | undefined
}

/** Puts a network between: whoever connects to its port reaches the server at the given one. */
export async function faultyNetwork(serverPort: number): Promise<FaultyNetwork> {
  const links = new Set<Link>()
  let isBlack = false
  let awaited: { readonly when: 'before' | 'after'; readonly happened: () => void } | undefined

  const reset = ({ client, server }: Link) => {
    client.resetAndDestroy()
    server.resetAndDestroy()
  }
  const onAsked = (link: Link, chunk: Buffer, hasCommit: boolean) => {
    if (link.carries === 'nothing') return
    if (!hasCommit || awaited === undefined || link.carries !== 'all') return void link.server.write(chunk)
    const { when, happened } = awaited
    awaited = undefined
    if (when === 'before') {
      reset(link)
      happened()
      return
    }
    link.onCommitted = happened
    link.server.write(chunk)
  }
  const onAnswered = (link: Link, chunk: Buffer) => {
    if (link.carries !== 'all') return
    if (link.onCommitted === undefined) return void link.client.write(chunk)
    if (!isReady(chunk)) return
    reset(link)
    link.onCommitted()
  }

  const listener = createServer((client) => {
    const server = connect(serverPort, '127.0.0.1')
    const link: Link = { client, server, carries: isBlack ? 'nothing' : 'all', onCommitted: undefined }
    links.add(link)
    const hasCommit = watchCommits()
    client.on('data', (chunk) => onAsked(link, chunk, hasCommit(chunk)))
    server.on('data', (chunk) => onAnswered(link, chunk))
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on('error', () => {})
      // Across a silent line nobody hears that the other end has gone.
      one.on('close', () => {
        if (link.carries !== 'all') return
        other.destroy()
        links.delete(link)
      })
    }
  })
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  return {
    port: (listener.address() as AddressInfo).port,
    silence(what) {
      for (const link of links) link.carries = what === 'both' ? 'nothing' : 'questions'
    },
    blackhole() {
      isBlack = true
      for (const link of links) link.carries = 'nothing'
    },
    resetCommit: (when) => new Promise((happened) => (awaited = { when, happened })),
    heal() {
      isBlack = false
      for (const link of links) {
        if (link.carries === 'all') continue
        reset(link)
        links.delete(link)
      }
    },
    async stop() {
      for (const link of links) reset(link)
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}

/** Whether it ends with ReadyForQuery: what was asked is done, its transaction included. */
function isReady(chunk: Buffer): boolean {
  return chunk.length >= 6 && chunk.subarray(-6, -1).equals(Buffer.from([0x5a, 0, 0, 0, 5]))
}
