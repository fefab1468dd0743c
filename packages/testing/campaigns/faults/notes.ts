import { audit, openAccounts, type Asked } from './audit.js'
import type { KeyedCommand } from './commands.js'
import { digestOf } from './digest.js'
import type { Told } from './ask.js'
import { countHeard, type FaultTally } from './tally.js'
import { openTarget, type Target } from './target.js'
import { heardOf, type Said } from './jobs.js'

/** What was asked of some books and what was heard, for an auditor to hold against what is there. */
export interface Notes {
  /** What a process said of a command. */
  said(command: KeyedCommand, said: Said): void
  /** How asking in this process ended. */
  told(command: KeyedCommand, told: Told): void
  /** Looks through the books for what came since the last time, and for commands that nobody heard of. */
  audit(unheard?: readonly KeyedCommand[]): Promise<void>
  /** Asks for everything again that was ever asked. */
  auditAll(): Promise<void>
}

/** Opens the accounts of empty books, and begins to note. */
export async function notesOn(target: Target, tally: FaultTally): Promise<Notes> {
  const known = new Map<string, Asked>()
  let fresh: Asked[] = []
  const remember = (one: Asked) => {
    known.set(one.command.input.key, one)
    fresh.push(one)
  }
  const look = async (asked: readonly Asked[]) => {
    const { store, close } = openTarget(target)
    try {
      return await audit(store, asked, tally)
    } finally {
      await close()
    }
  }
  const first = openTarget(target)
  await openAccounts(first.store)
  await first.close()
  return {
    said(command, said) {
      const heard = heardOf(said, command.input.key)
      if (heard === undefined) return
      countHeard(tally, heard)
      remember({ command, heard: said.at === 'answer' ? said.digest : 'refused' })
    },
    told(command, told) {
      const { key } = command.input
      const isRefused = told.status === 'refused'
      countHeard(tally, { key, isRefused, isReplay: !isRefused && told.answer.replayed, doubts: told.doubts })
      remember({ command, heard: isRefused ? 'refused' : digestOf(told.answer) })
    },
    async audit(unheard = []) {
      const learnt = await look([...fresh, ...unheard.map((command) => ({ command, heard: undefined }))])
      fresh = []
      for (const command of unheard) {
        const heard = learnt.get(command.input.key)
        if (heard !== undefined) known.set(command.input.key, { command, heard })
      }
    },
    auditAll: async () => void (await look([...known.values()])),
  }
}
