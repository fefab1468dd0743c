import { createReceivables, isReceivablesError } from '@owekit/core'
import { sqliteStore } from '@owekit/store-sqlite'
import { ask } from './ask.js'
import { clock, commandAt, type KeyedCommand } from './commands.js'
import { notesOn } from './notes.js'
import { checkFile, Database } from './sqlite-file.js'
import type { Place } from './place.js'
import { countDoubts, holds, newFaultTally, type FaultTally } from './tally.js'

/** What the campaign is run with. */
export interface DiskOptions {
  readonly seed: number
  /** How much room there is: a page, two pages, and so on up to this. */
  readonly sizes: number
  readonly place: Place
}

/** How many commands in a row have to find no room before it is made again. */
const enough = 5

/**
 * Lets a SQLite file grow by so many pages and no further, for every number of pages: what finds no room leaves nothing,
 * says so, and is done once when there is room and it is asked for again.
 */
export async function fillDisk({ seed, sizes, place }: DiskOptions): Promise<FaultTally> {
  const tally = newFaultTally()
  for (let pages = 1; pages <= sizes && holds(tally); pages++) {
    const target = place.target(`disk${pages}`)
    const notes = await notesOn(target, tally)
    const database = new Database(target.at)
    const store = sqliteStore({ database })
    const ar = createReceivables({ store, clock })
    const unlanded: KeyedCommand[] = []
    const next = async (command: KeyedCommand) => {
      try {
        notes.told(command, await ask(ar, command))
      } catch (error) {
        if (!isReceivablesError(error, 'store_full')) throw error
        tally.faults++
        countDoubts(tally, ['store_full'])
        unlanded.push(command)
      }
    }
    const [{ page_count: taken }] = database.prepare('PRAGMA page_count').all() as [{ page_count: number }]
    database.exec(`PRAGMA max_page_count = ${taken + pages}`)
    for (let no = 0; unlanded.length < enough; no++) await next(commandAt(seed + pages, 0, no))
    await notes.audit()
    database.exec('PRAGMA max_page_count = 1073741823')
    // Told as new: an answer given before would say that something had landed after all.
    for (const command of unlanded.splice(0)) await next(command)
    if (unlanded.length > 0) tally.breaks.push(`with ${pages} pages: no room where there is room`)
    await notes.auditAll()
    await store.close()
    database.close()
    checkFile(target.at, tally)
    await place.remove(target)
  }
  return tally
}
