import { apply } from '../account/apply.js'
import { ReceivablesError } from '../errors/index.js'
import { type Books, emptyBooks } from '../journal/books.js'
import { assertBalanced } from '../journal/balance.js'
import { decodeJson } from '../records/canonical.js'
import type { Fact } from '../journal/fact.js'
import type { Row } from '../records/collections.js'
import { checkFigures } from '../verify/figures.js'
import { findings } from '../verify/verify.js'
import { batchFrom, type RowChange, type Writing } from './batch.js'
import { rulesOf } from './reminders/policies.js'
import { readings } from './readings.js'
import type { Settings } from './settings.js'
import { keyOfTold } from './worker/time-events.js'

/** What an import brought in. */
export interface ImportedJournal {
  readonly accounts: number
  readonly facts: number
}

/**
 * Restores an exported journal into empty books: every fact is checked and applied again, account by account, each in
 * one batch. Times of recording are those of the import.
 *
 * @throws ReceivablesError `already_exists` when the books are not empty, `invalid_input` naming the line
 */
export async function importJournal(
  settings: Settings,
  lines: AsyncIterable<string> | Iterable<string>,
): Promise<ImportedJournal> {
  if (typeof lines !== 'object' || lines === null || !(Symbol.iterator in lines || Symbol.asyncIterator in lines))
    throw new ReceivablesError('invalid_input', 'journal.import takes the lines of an exported journal.')
  await assertEmpty(settings)
  const side: RowChange[] = []
  const streams = new Map<string, { books: Books; facts: Fact[] }>()
  let number = 0
  let facts = 0
  for await (const line of lines) {
    number++
    if (line.trim() === '') continue
    const entry = parseLine(line, number)
    if (number === 1) {
      if (entry['format'] !== 'owekit-journal')
        throw new ReceivablesError('invalid_input', 'Line 1 does not say that this is an exported journal.', {
          line: 1,
        })
    } else if ('customer' in entry) side.push({ collection: 'customers', row: entry['customer'] as Row<'customers'> })
    else if ('series' in entry)
      side.push({ collection: 'series', row: { ...(entry['series'] as Row<'series'>), rev: 1 } })
    else {
      take(streams, { ...(entry['fact'] as Fact), tenant: settings.tenant }, number)
      facts++
    }
  }
  assertSound([...streams.values()].map((stream) => stream.books))
  for (const stream of streams.values())
    for (const fact of stream.facts) {
      const row = keyOfTold(fact)
      if (row !== undefined) side.push({ collection: 'keys', row })
    }
  const periods = lockFrom(streams)
  if (periods !== undefined) side.push(periods)
  const held = await heldReminders(settings)
  await settings.store
    .commit(
      batchFrom({
        tenant: settings.tenant,
        accounts: [...streams.values()],
        guards: held.guards,
        inserted: [...side, ...held.inserted],
        updated: held.updated,
        key: undefined,
        number: undefined,
        arming: settings,
        origin: 'import',
      }),
    )
    .then((result) => {
      if (result.status !== 'committed')
        throw new ReceivablesError(
          'account_changed',
          'Another writer was at the books during the import; nothing was written.',
        )
    })
  return { accounts: streams.size, facts }
}

/** What fell due before the import may have been said by the books that it comes from: a person releases it. */
async function heldReminders({
  store,
  tenant,
  actor,
}: Settings): Promise<Pick<Writing, 'guards' | 'inserted' | 'updated'>> {
  const list = readings(store, tenant)
  const rows = list.keys('policies', [['']])
  await list.fetch()
  const before = rows()[0]
  const rev = before?.rev ?? 0
  const data = { ...rulesOf(before), heldBefore: await store.now() }
  const change = { collection: 'policies', row: { id: '', rev: rev + 1, by: actor, data } } as const
  const guards = [{ collection: 'policies', key: [''], rev } as const]
  return { guards, inserted: before === undefined ? [change] : [], updated: before === undefined ? [] : [change] }
}

function parseLine(line: string, number: number): { readonly [name: string]: unknown } {
  try {
    const value = decodeJson(line)
    if (typeof value === 'object' && value !== null) return value as { readonly [name: string]: unknown }
  } catch {
    // Told below with the line's number.
  }
  throw new ReceivablesError('invalid_input', `Line ${number} is not a line of an exported journal.`, { line: number })
}

function take(streams: Map<string, { books: Books; facts: Fact[] }>, fact: Fact, line: number): void {
  let stream = streams.get(fact.customer)
  if (stream === undefined)
    streams.set(fact.customer, (stream = { books: emptyBooks(fact.tenant, fact.customer), facts: [] }))
  if (fact.version !== stream.books.rev + 1)
    throw new ReceivablesError(
      'invalid_input',
      `Line ${line}: version ${fact.version} of ${fact.customer} does not follow ${stream.books.rev}.`,
      { line },
    )
  try {
    assertBalanced(fact.type, fact.postings)
    apply(stream.books, fact)
  } catch (error) {
    throw new ReceivablesError('invalid_input', `Line ${line}: the fact cannot be applied.`, { line }, { cause: error })
  }
  stream.facts.push(fact)
}

/** Facts that contradict each other (a total that its postings do not bear out) are refused. */
function assertSound(all: readonly Books[]): void {
  const found = findings()
  for (const books of all) checkFigures(books, found)
  const wrong = found.checks().find((check) => !check.ok)
  if (wrong !== undefined)
    throw new ReceivablesError('invalid_input', `The journal contradicts itself: ${wrong.detail}.`, { check: wrong.id })
}

function lockFrom(streams: ReadonlyMap<string, { facts: Fact[] }>): RowChange | undefined {
  const closed = (streams.get('')?.facts ?? []).filter((fact) => fact.type === 'period.closed')
  const last = closed.at(-1)
  return last === undefined
    ? undefined
    : { collection: 'periods', row: { id: 'books', rev: closed.length, closedThrough: last.effectiveOn } }
}

async function assertEmpty(settings: Settings): Promise<void> {
  const list = readings(settings.store, settings.tenant)
  const heads = list.page('heads', { where: [], limit: 1 })
  await list.fetch()
  if (heads().length > 0)
    throw new ReceivablesError('already_exists', 'The books are not empty; a journal is restored into empty books.')
}
