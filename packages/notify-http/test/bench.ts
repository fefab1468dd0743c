import type { Arrived, NotifierBench, NotifierWorld, Trouble } from '@owekit/testing'
import { Exchange, type Asked, type Reply } from './exchange.js'

/** A service behind an {@link Exchange}: what it does with requests, and what arrived through it. */
export interface StandIn {
  readonly take: (asked: Asked) => Reply | Promise<Reply>
  readonly arrived: () => readonly Arrived[]
  /** What it answers in each trouble. */
  readonly refusals: Readonly<Record<'address' | 'content' | 'settings' | 'later' | 'limited', Reply>>
}

/** Opens a stand-in, and gives the parts of a bench that are the same for every service. */
export async function exchangeFor(standIn: StandIn) {
  let refusal: Reply | undefined
  const exchange = await new Exchange((asked) => refusal ?? standIn.take(asked)).open()
  const trouble = async (it: Trouble | null) => {
    refusal = undefined
    exchange.loses = undefined
    // Whatever is still under way is over, and so is whatever was kept open.
    await exchange.close()
    if (it === 'offline') return
    await exchange.open()
    if (it === 'lost') exchange.loses = 'hangUp'
    else if (it === 'silent') exchange.loses = 'silent'
    else if (it !== null) refusal = standIn.refusals[it]
  }
  const world: NotifierWorld = { arrived: standIn.arrived, trouble }
  const close = () => exchange.close()
  return { exchange, world, close } satisfies Partial<NotifierBench> & { exchange: Exchange }
}
