import type { AccountVersion, Receivables } from '@owekit/core'

/** Tells of every commit that this process hears of; answers how to stop. */
export type Changes = (listener: (change: { readonly tenant: string; readonly customer: string }) => void) => () => void

/** Somebody who waits for an account to change. */
export interface Listener {
  /** What it was told last. */
  version: number
  asOf: string
  /** When its permission ends, in milliseconds since 1970. */
  readonly until: number
  send(bytes: Uint8Array): void
  close(): void
}

/** Who listens to what. One timer and one reading an account serve them all. */
export interface Hub {
  /** Adds a listener; `undefined` when the account has too many. */
  listen(ar: Receivables, tenant: string, customer: string, listener: Listener): (() => void) | undefined
  readonly size: number
}

interface Account {
  readonly ar: Receivables
  readonly customer: string
  readonly listeners: Set<Listener>
  reading: boolean
  again: boolean
}

const encoder = new TextEncoder()
const heartbeat = encoder.encode(': \n\n')
const mostPerAccount = 100

/** Opens a hub. Nothing runs while nobody listens. */
export function openHub(options: {
  readonly changes?: Changes | undefined
  readonly clock: () => number
  /** How often accounts are looked at, in milliseconds. */
  readonly every: number
}): Hub {
  const accounts = new Map<string, Account>()
  let size = 0
  let timer: ReturnType<typeof setInterval> | undefined
  let stopChanges: (() => void) | undefined
  let ticking = false

  async function look(account: Account, beat: boolean): Promise<void> {
    if (account.reading) {
      account.again = true
      return
    }
    account.reading = true
    try {
      do {
        account.again = false
        const at = await account.ar.customers.version(account.customer).catch(() => undefined)
        const event = at === undefined ? undefined : eventOf(at)
        for (const listener of account.listeners)
          if (options.clock() >= listener.until) listener.close()
          else if (at !== undefined && isNews(at, listener)) {
            listener.version = at.version
            listener.asOf = at.asOf
            listener.send(event!)
          } else if (beat) listener.send(heartbeat)
      } while (account.again)
    } finally {
      account.reading = false
    }
  }

  async function tick(): Promise<void> {
    if (ticking) return
    ticking = true
    try {
      for (const account of accounts.values()) await look(account, true)
    } finally {
      ticking = false
    }
  }

  function start(): void {
    timer = setInterval(() => void tick(), options.every)
    ;(timer as { unref?: () => void }).unref?.()
    stopChanges = options.changes?.(({ tenant, customer }) => {
      const account = accounts.get(nameOf(tenant, customer))
      if (account !== undefined) void look(account, false)
    })
  }

  function stop(): void {
    clearInterval(timer)
    stopChanges?.()
    stopChanges = undefined
  }

  return {
    get size() {
      return size
    },
    listen(ar, tenant, customer, listener) {
      const name = nameOf(tenant, customer)
      const account = accounts.get(name) ?? { ar, customer, listeners: new Set(), reading: false, again: false }
      if (account.listeners.size >= mostPerAccount) return undefined
      accounts.set(name, account)
      account.listeners.add(listener)
      if (size++ === 0) start()
      return () => {
        if (!account.listeners.delete(listener)) return
        if (account.listeners.size === 0) accounts.delete(name)
        if (--size === 0) stop()
      }
    },
  }
}

const nameOf = (tenant: string, customer: string) => `${tenant}\0${customer}`

const isNews = (at: AccountVersion, told: { readonly version: number; readonly asOf: string }) =>
  at.version > told.version || (at.version === told.version && at.asOf !== told.asOf)

/** An event as it is sent; its id comes back as `Last-Event-ID`. */
export function eventOf({ version, asOf }: AccountVersion): Uint8Array {
  return encoder.encode(`id: ${version}.${asOf}\nevent: account\ndata: ${JSON.stringify({ version, asOf })}\n\n`)
}
