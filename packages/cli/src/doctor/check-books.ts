import type { Receivables, Store } from '@owekit/core'
import { findingsOf, type Finding, wordsOf } from './finding.js'

const schema = findingsOf('schema')
const books = findingsOf('books')
const work = findingsOf('work')

/** Looks at the schema of a store that was opened without bringing it up to date. Nothing is written. */
export async function checkSchema(store: Store): Promise<Finding> {
  const { from, to, steps } = await store.migrate({ dryRun: true })
  if (steps.length === 0) return schema.ok(`The schema is version ${to}, the current one.`)
  return schema.warn(
    `The schema is version ${from}; ${to} is current.`,
    'Start owekit serve, which brings it up to date; keep a copy of the books before.',
  )
}

/** Looks whether the books can be read, and are those of the tenant. */
export async function checkReadable(store: Store, tenant: string, where: string): Promise<Finding> {
  const [row] = (await store.read(tenant, [{ collection: 'customers', where: [], limit: 1 }]))[0]
  if (row !== undefined) return books.ok(`${where} is open, with books of ${tenant}.`)
  const others = (await store.tenants()).filter((one) => one !== tenant)
  return books.warn(
    `${where} is open, but has no customer of ${tenant}${others.length === 0 ? '' : `; it has books of ${others.slice(0, 5).join(', ')}`}.`,
    others.length === 0 ? 'Bring some in with: owekit import invoices' : 'Name whose books are meant with --tenant.',
  )
}

/** Looks for what waits for a person: jobs that were given up, and provider events that are held. */
export async function checkWork(ar: Receivables): Promise<Finding[]> {
  const found: Finding[] = []
  try {
    const failed = await upTo(ar.worker.failed())
    const held = await upTo(ar.intake.list({ state: 'held' }))
    if (failed.count > 0)
      found.push(
        work.warn(
          `${failed.text} ${failed.count === 1 ? 'job was' : 'jobs were'} given up.`,
          'See what they threw with ar.worker.failed().',
        ),
      )
    if (held.count > 0)
      found.push(
        work.warn(
          `${held.text} provider ${held.count === 1 ? 'event is' : 'events are'} held.`,
          'Decide about them with ar.intake.list() and ar.intake.resolve().',
        ),
      )
  } catch (error) {
    return [work.fail(wordsOf(error))]
  }
  return found.length > 0 ? found : [work.ok('No job was given up, and no event is held.')]
}

const most = 100

/** Counts, but not for ever. */
async function upTo(items: AsyncIterable<unknown>): Promise<{ readonly count: number; readonly text: string }> {
  let count = 0
  for await (const _ of items) if (++count === most) return { count, text: `${most} or more` }
  return { count, text: String(count) }
}
