import { stat } from 'node:fs/promises'
import { createReceivables } from '@owekit/core'
import { memoryStore } from '@owekit/core/memory'
import type { Command } from 'commander'
import { keptSettings, withBooksMade } from '../books/open-books.js'
import { act, type Context, type Shell } from '../context.js'
import { decode } from '../csv/decode.js'
import { csvLimits } from '../csv/limits.js'
import { Refusal } from '../refusal.js'
import { countOf } from '../terminal/amounts.js'
import { progress } from '../terminal/progress.js'

const longestLine = 16 * 1024 * 1024

const examples = `
Example:
  $ owekit --db copy.db import journal books.json`

/** `owekit import journal`: restores an exported journal into empty books. */
export function addImportJournal(parent: Command, shell: Shell): void {
  parent
    .command('journal')
    .description('restore a journal that `owekit journal export` wrote, into empty books')
    .argument('<file>', 'the exported JSON journal')
    .addHelpText('after', examples)
    .action(act(shell, importJournal))
}

async function importJournal(context: Context, _: unknown, file = ''): Promise<void> {
  const path = context.path(file)
  const kept = await keptSettings(context)
  const home = await homeOf(path)
  if (kept.currency !== undefined && home !== undefined && kept.currency !== home) {
    throw new Refusal(
      'currency_mismatch',
      `The journal is kept in ${home}, these books in ${kept.currency}.`,
      'Restore it into books of its own: --db FILE in another folder.',
      { journal: home, books: kept.currency },
    )
  }
  const settings = { ...kept, ...(home !== undefined && { currency: home }) }
  await rehearse(settings.currency, linesOf(context, path, 'Checking'))
  const { accounts, facts } = await withBooksMade(context, settings, ({ ar }) =>
    ar.journal.import(linesOf(context, path, 'Restoring')),
  )
  if (context.json) return context.printJson({ file: path, accounts, facts })
  await context.print(`Restored ${countOf(facts, 'fact')} of ${countOf(accounts, 'account')}.\n`)
}

/**
 * Restores the journal in memory and proves the result: a journal that was cut short or changed on its way must leave
 * neither wrong books behind nor empty ones.
 */
async function rehearse(currency: string | undefined, journal: AsyncIterable<string>): Promise<void> {
  const store = memoryStore()
  const ar = createReceivables({ store, ...(currency !== undefined && { currency }) })
  await ar.journal.import(journal)
  const { checks } = await ar.verify()
  const failed = checks.filter(({ ok }) => !ok)
  if (failed.length === 0) return
  const [first] = failed
  throw new Refusal(
    'invalid_input',
    `The journal does not prove itself: ${first?.name}: ${first?.detail}.`,
    'It was changed after it was exported. Export it again.',
    { checks: failed.map(({ id, detail }) => ({ id, detail })) },
  )
}

/** The home currency that the first line of a journal names. */
async function homeOf(path: string): Promise<string | undefined> {
  const about = await stat(path).catch(() => undefined)
  if (about?.isFile() !== true)
    throw new Refusal('invalid_input', `There is no file ${path}.`, 'Check the path.', { path })
  const first = await lines(path).next()
  try {
    const { format, currency } = JSON.parse(first.value ?? '') as {
      readonly format?: unknown
      readonly currency?: unknown
    }
    if (format === 'owekit-journal') return typeof currency === 'string' ? currency : undefined
  } catch {
    // Not ours, as told below.
  }
  throw new Refusal(
    'invalid_input',
    `${path} is not a journal that owekit exported.`,
    'Make one with: owekit journal export --out FILE',
    { path },
  )
}

async function* linesOf(context: Context, path: string, label: string): AsyncGenerator<string> {
  const { size } = await stat(path)
  if (size > csvLimits.file)
    throw new Refusal('text_too_long', `${path} has ${size} bytes; the limit is ${csvLimits.file}.`)
  const bar = progress(context.io, label, context.quiet)
  let read = 0
  let count = 0
  try {
    for await (const line of lines(path)) {
      read += line.length + 1
      count += 1
      bar.at(read / size, `${count} lines`)
      yield line
    }
  } finally {
    bar.end()
  }
}

/** A file line by line; a line is bounded, whatever the file. */
async function* lines(path: string): AsyncGenerator<string> {
  let begun: string[] = []
  let length = 0
  for await (const piece of decode(path, 'utf-8')) {
    const [first = '', ...others] = piece.split('\n')
    begun.push(first)
    length += first.length
    if (length > longestLine) throw new Refusal('text_too_long', `A line is longer than ${longestLine} characters.`)
    if (others.length === 0) continue
    yield begun.join('')
    const last = others.pop() ?? ''
    yield* others
    begun = [last]
    length = last.length
  }
  if (length > 0) yield begun.join('')
}
